// People at the screen: what they do, in their words, with real clicks and keys.
import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import type { Account } from './embedded-stack.ts';

export type Role = 'radiologist' | 'researcher' | 'auditor' | 'administrator' | 'clinician';

export interface SharedStack {
  url: string;
  accounts: Account[];
  dataFolder: string;
}

/** The stack that `stack-setup.ts` started for all specs that share one. */
export function sharedStack(): SharedStack {
  const text = process.env['COLLIMATOR_E2E_STACK'];
  if (text === undefined) throw new Error('run through playwright: the stack is started by its global set-up');
  return JSON.parse(text) as SharedStack;
}

export function accountOf(stack: Pick<SharedStack, 'accounts'>, role: Role): Account {
  const account = stack.accounts.find((each) => each.roles.includes(role));
  if (account === undefined) throw new Error(`no demo account for ${role}`);
  return account;
}

/** Fills the identity provider's page in whichever window it stands. */
export async function fillSignIn(window: Page, account: Account, withCode = false): Promise<void> {
  await window.getByLabel('User name').fill(account.username);
  await window.getByLabel('Password').fill(account.password);
  if (withCode) await window.getByLabel('One-time code').fill(account.otp);
  await window.getByLabel(withCode ? 'One-time code' : 'Password').press('Enter');
}

export async function signIn(page: Page, stack: SharedStack, role: Role, path = ''): Promise<void> {
  await page.goto(new URL(path, stack.url).href);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await fillSignIn(page, accountOf(stack, role));
}

export async function openWorklist(page: Page, stack: SharedStack, role: Role = 'radiologist'): Promise<void> {
  await signIn(page, stack, role);
  await expect(page.getByRole('table')).toBeVisible();
}

/** From the dialog with its reason chosen and written to the second factor in the window that opens. */
export async function confirmEmergency(page: Page, account: Account): Promise<void> {
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open under emergency access' }).click();
  const window = await popup;
  await window.getByLabel('One-time code').waitFor();
  await window.getByLabel('Password').fill(account.password);
  await window.getByLabel('One-time code').fill(account.otp);
  await window.getByLabel('One-time code').press('Enter');
}

/** The row whose description contains the words; the newest first where several do. */
export function studyRow(page: Page, words: string | RegExp) {
  return page.getByRole('row').filter({ hasText: words }).first();
}

export async function openStudy(page: Page, words: string | RegExp): Promise<void> {
  await studyRow(page, words).click();
  await page.keyboard.press('Enter');
}

export async function expectShown(page: Page, viewport = 1): Promise<void> {
  await expect(page.getByTestId(`viewport-${viewport}`)).toHaveAttribute('data-state', /^(shown|partly-shown)$/);
}

/** True when the viewport shows more than one shade: a black or blank rectangle is not an image. */
export async function hasPicture(page: Page, viewport = 1): Promise<boolean> {
  return page.getByTestId(`viewport-${viewport}`).evaluate((cell) => {
    for (const canvas of cell.querySelectorAll('canvas')) {
      if (canvas.width < 50 || canvas.clientWidth === 0) continue;
      const small = document.createElement('canvas');
      small.width = small.height = 48;
      const context = small.getContext('2d');
      if (context === null) continue;
      context.drawImage(canvas, 0, 0, 48, 48);
      const { data } = context.getImageData(0, 0, 48, 48);
      let low = 255;
      let high = 0;
      for (let k = 0; k < data.length; k += 4) {
        if (data[k + 3] === 0) continue;
        low = Math.min(low, data[k] ?? 255);
        high = Math.max(high, data[k] ?? 0);
      }
      if (high - low > 30) return true;
    }
    return false;
  });
}

/** Everything the page complained about: violations of the content security policy and uncaught errors. */
export interface Complaints {
  readonly violations: string[];
  readonly errors: string[];
}

export async function watch(context: BrowserContext): Promise<Complaints> {
  const complaints: Complaints = { violations: [], errors: [] };
  await context.exposeBinding('collimatorViolation', (_source, what: string) => void complaints.violations.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const page = globalThis as unknown as { collimatorViolation(what: string): Promise<void> };
      void page.collimatorViolation(
        `${event.effectiveDirective} blocked ${event.blockedURI || 'inline'} (${event.sourceFile}:${event.lineNumber})`,
      );
    });
  });
  context.on('weberror', (error) => complaints.errors.push(String(error.error())));
  context.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) complaints.violations.push(message.text());
  });
  return complaints;
}

export async function newWatchedPage(
  browser: Browser,
): Promise<{ page: Page; complaints: Complaints; context: BrowserContext }> {
  const context = await browser.newContext();
  const complaints = await watch(context);
  return { page: await context.newPage(), complaints, context };
}
