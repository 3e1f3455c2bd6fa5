// Two people at the built app behind the real front, who sign in on the identity provider's own pages.
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chromium, expect as playwrightExpect, type Browser, type Page } from '@playwright/test';
import type { KeycloakAccount } from '../stacks/keycloak.ts';

/** Outside the runner of the other specs nothing says how long a page may take. */
export const expectOn = playwrightExpect.configure({ timeout: 60_000 });

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));

export function openBrowser(certificate: string): Promise<Browser> {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(spki).digest('base64');
  // Trusts this one certificate, also for the service worker.
  const args = ['--no-sandbox', `--ignore-certificate-errors-spki-list=${pin}`];
  return chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args });
}

/** A browser of their own: another sign-in, another store. */
export async function pageOf(browser: Browser, origin: string, account: KeycloakAccount): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(`${origin}/`);
  const button = page.getByRole('button', { name: /sign in/i });
  await button.or(page.locator('#username')).first().waitFor();
  if (await button.isVisible()) await button.click();
  await page.locator('#username').fill(account.username);
  await page.locator('#password').fill(account.password);
  await page.locator('[type=submit], #kc-login').first().click();
  await expectOn(page.getByRole('heading', { name: 'Worklist' })).toBeVisible();
  return page;
}

/** Whatever the identity provider asks in its window, until it closes: name, password, one-time code. */
export async function answerStepUp(page: Page, account: KeycloakAccount): Promise<void> {
  const opening = page.waitForEvent('popup');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /factor|confirm|continue/i })
    .first()
    .click();
  const window = await opening;
  while (!window.isClosed()) {
    const password = window.locator('#password');
    const code = window.locator('#otp');
    await Promise.race([password.or(code).first().waitFor(), window.waitForEvent('close')]).catch(() => undefined);
    if (window.isClosed()) return;
    const asked = (await code.isVisible()) ? code : password;
    await asked.fill(asked === code ? await account.nextCode() : account.password);
    const gone = Promise.race([asked.waitFor({ state: 'detached' }), window.waitForEvent('close')]);
    await window.locator('[type=submit], #kc-login').first().click();
    await gone.catch(() => undefined);
  }
}
