// Leaving: sign-out, lock and idle must blank first and leave nothing of a patient in the browser, in memory or on disk.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { eventsSince, logSize } from '../audit.ts';
import {
  accountOf,
  expectShown,
  fillSignIn,
  hasPicture,
  openStudy,
  openWorklist,
  sharedStack,
  signIn,
} from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Dr Ilse Varga/ }).click();
  await page
    .getByRole('menuitem', { name: 'Sign out' })
    .or(page.getByRole('button', { name: 'Sign out' }))
    .first()
    .click();
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** Where an identifier lies in the profile's bytes, in UTF-8 or UTF-16. */
function tracesOf(identifier: string, folder: string): string[] {
  const forms = [Buffer.from(identifier), Buffer.from(identifier, 'utf16le'), Buffer.from(identifier.toUpperCase())];
  return filesUnder(folder).filter((path) => {
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form));
  });
}

test('after sign-out the browser profile on disk holds no identifier that was shown', async ({ browserName }, info) => {
  test.setTimeout(150_000);
  expect(browserName).toBe('chromium');
  const profile = mkdtempSync(join(tmpdir(), 'collimator-profile-'));
  const { launchOptions } = info.project.use;
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    viewport: { width: 1440, height: 900 },
  });
  const before = await logSize(log);
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await openWorklist(page, stack);
    await openStudy(page, /CT Thorax with contrast/);
    await expectShown(page);
    await expect.poll(() => hasPicture(page)).toBe(true);
    const identity = await page.getByTestId('viewport-1').getByTestId('identity').innerText();
    expect(identity).toMatch(/brandvik/i);
    await signOut(page);
    await expect(page.getByText(/signed out/i).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  } finally {
    await context.close();
  }
  const opened = (await eventsSince(log, before)).find((event) => event.action === 'study-opened');
  const identifiers = ['Brandvik', 'HRH-104423', 'A2026031207', opened?.studyInstanceUID ?? 'no study was opened'];
  for (const identifier of identifiers) expect(tracesOf(identifier, profile), 'files with a trace').toEqual([]);
  rmSync(profile, { recursive: true, force: true });
});

test('signing out in one tab empties the other, and its token is worth nothing any more', async ({ context, page }) => {
  let authorization = '';
  context.on('request', (request) => (authorization = request.headers()['authorization'] ?? authorization));
  await openWorklist(page, stack);
  const second = await context.newPage();
  await second.goto(stack.url);
  await expect(second.getByRole('table')).toBeVisible();
  await openStudy(second, /CT Thorax with contrast/);
  await expectShown(second);
  await signOut(page);
  await expect(second.locator('canvas')).toHaveCount(0);
  await expect(second.getByText(/signed out/i).first()).toBeVisible();
  const answer = await context.request.get(new URL('/api/session', stack.url).href, { headers: { authorization } });
  expect(answer.status()).toBe(401);
});

test('idle: a warning that assistive technology hears, then a blank screen, then the same person goes on', async ({
  page,
}) => {
  await page.clock.install();
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  // A sleeping laptop: time passes without timers.
  await page.clock.fastForward('14:30');
  await expect(page.getByRole('alert').or(page.getByRole('status')).filter({ hasText: /lock/i }).first()).toBeVisible();
  await page.clock.fastForward('01:00');
  await expect(page.locator('canvas')).toHaveCount(0);
  await expect(page.getByText(/brandvik/i)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await page.getByRole('button', { name: 'Unlock' }).click();
  await fillSignIn(page, accountOf(stack, 'radiologist'));
  await expectShown(page).catch(() => expect(page.getByRole('table')).toBeVisible());
});

test('the service worker keeps the application and nothing else, and offline says so', async ({ context, page }) => {
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys()) {
      for (const request of await (await caches.open(name)).keys()) urls.push(new URL(request.url).pathname);
    }
    return urls;
  });
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.filter((path) => /^\/(dicom-web|api|oidc|study)/.test(path))).toEqual([]);
  await context.setOffline(true);
  await page.goto(stack.url);
  await expect(page.getByText(/offline/i).first()).toBeVisible();
  await context.setOffline(false);
});

test('a page the browser kept for "back" does not come back with a patient on it', async ({ page }) => {
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await signOut(page);
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/brandvik/i)).toHaveCount(0);
  await expect(page.locator('canvas')).toHaveCount(0);
  await signIn(page, stack, 'radiologist');
});
