import { createHash, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mustHaveAll } from '../../stacks/tools.ts';
import type { GateStack } from '../stack.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const isBuilt = existsSync(join(import.meta.dirname, '../../../dist/web/index.html'));

export interface Enterable extends GateStack {
  /** Who can sign in on a page, and the front's certificate. */
  readonly person: { readonly username: string; readonly password: string };
  readonly certificate: string;
}

/** The built app behind the real front, with the real identity provider's pages: where header tables meet a browser. */
export function browserSuite(stack: () => Enterable): void {
  const reason = [...(CHROMIUM === undefined ? ['chromium'] : []), ...(isBuilt ? [] : ['the built app (dist/web)'])];
  const title = reason.length === 0 ? 'in a browser' : `in a browser (needs ${reason.join(' and ')})`;
  describe.skipIf(reason.length > 0 && !mustHaveAll)(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      const spki = new X509Certificate(stack().certificate).publicKey.export({ type: 'spki', format: 'der' });
      const pin = createHash('sha256').update(spki).digest('base64');
      // Trusts this one certificate, also for the service worker.
      const args = ['--no-sandbox', `--ignore-certificate-errors-spki-list=${pin}`];
      browser = await chromium.launch({ ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }), args });
    });
    afterAll(() => browser.close());

    it(
      'signs in at the identity provider, lists, opens a study and shows it, without one violation',
      { timeout: 120_000 },
      async () => {
        const { client, open, person } = stack();
        const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
        const seen = watch(page);
        await page.goto(`${client.origin}/`);
        const button = page.getByRole('button', { name: /sign in/i });
        await button.or(page.locator('#username')).first().waitFor({ timeout: 60_000 });
        if (await button.isVisible()) await button.click();
        await page.locator('#username').fill(person.username);
        await page.locator('#password').fill(person.password);
        await page.locator('[type=submit], #kc-login').first().click();
        const row = page.getByRole('row', { name: new RegExp(open.first.patientID) });
        await row.waitFor({ timeout: 60_000 });
        await row.dblclick();
        await expect.poll(() => seen.frames, { timeout: 60_000 }).toBeGreaterThan(0);
        await page.locator('canvas').first().waitFor({ timeout: 60_000 });
        expect(page.url()).not.toContain(open.first.studyInstanceUID);
        expect(seen.violations).toEqual([]);
        await page.close();
      },
    );
  });
}

function watch(page: Page): { frames: number; violations: string[] } {
  const seen = { frames: 0, violations: [] as string[] };
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy|trusted ?type|refused to|cross-origin/i.test(text)) seen.violations.push(text);
  });
  page.on('pageerror', (error) => seen.violations.push(error.message));
  page.on('response', (response) => {
    if (/\/frames\//.test(response.url()) && response.status() === 200) seen.frames += 1;
  });
  return seen;
}
