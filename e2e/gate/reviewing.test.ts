// The page against a real front and a real archive: models are run over the chest, decided about, signed; Orthanc has the
// documents, the worklist says so, the overlay comes back as it was, and the log tells the story.
import { createHash, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect as anyExpect, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoStudies } from '../../src/devstack/studies/index.ts';
import { complaintsAbout, errorsIn } from '../judged.ts';
import { openStudy, studyRow } from '../person.ts';
import { decide, difference, overlay, rows, runModel, sign, widen } from '../reviewing.ts';
import { missingTools, mustHaveAll } from '../stacks/tools.ts';
import { get } from './asking.ts';
import { startStackWithTestIssuer } from './stacks/test-issuer.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
const isBuilt = existsSync(join(import.meta.dirname, '../../dist/web/index.html'));
const missing = [
  ...missingTools(['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready']),
  ...(CHROMIUM === undefined ? ['chromium'] : []),
  ...(isBuilt ? [] : ['the built app (dist/web)']),
];

/** Outside of Playwright's own runner nothing else says how long to wait. */
const seen = anyExpect.configure({ timeout: 60_000 });

const CHEST = /CT Thorax with contrast/;
const LUNGS = 'ct-lung-density';
const CANDIDATES = 'ct-nodule-candidates';

describe.skipIf(missing.length > 0 && !mustHaveAll)(
  `review behind a real front${missing.length > 0 ? ` (needs ${missing.join(', ')})` : ''}`,
  () => {
    let stack: Awaited<ReturnType<typeof startStackWithTestIssuer>>;
    let browser: Browser;
    beforeAll(async () => {
      stack = await startStackWithTestIssuer({
        sub: 'reader-1',
        sid: 'walk-in-1',
        name: 'Reader Ruth',
        roles: ['radiologist'],
        acr: 'pwd',
      });
      for await (const { bytes } of demoStudies({ only: ['chest-ct'] }))
        await orthanc('/instances', { method: 'POST', body: new Uint8Array(bytes) });
      const spki = new X509Certificate(stack.certificate).publicKey.export({ type: 'spki', format: 'der' });
      const pin = createHash('sha256').update(spki).digest('base64');
      browser = await chromium.launch({
        ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
        args: ['--no-sandbox', `--ignore-certificate-errors-spki-list=${pin}`],
      });
    }, 400_000);
    afterAll(async () => {
      await browser?.close();
      await stack?.stop();
    }, 60_000);

    async function orthanc(path: string, init: Pick<RequestInit, 'method' | 'body'> = {}): Promise<Response> {
      const { address, authorization } = stack.archive;
      const answer = await fetch(`http://${address}${path}`, { ...init, headers: { authorization } });
      if (!answer.ok) throw new Error(`Orthanc answered ${answer.status} to ${path}`);
      return answer;
    }

    /** Instances of a modality, by Orthanc's own numbers. */
    async function stored(modality: string): Promise<string[]> {
      const query = { Level: 'Instance', Query: { Modality: modality, SeriesDescription: 'ct-*' } };
      return (await (await orthanc('/tools/find', { method: 'POST', body: JSON.stringify(query) })).json()) as string[];
    }

    async function told(): Promise<string[]> {
      const bundle = await get(stack.client, await stack.signIn('auditor'), '/api/audit/bundle');
      const lines = bundle
        .text()
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as { kind: string; event?: string });
      const events = lines.flatMap(({ kind, event }) =>
        kind === 'row' && event !== undefined
          ? [JSON.parse(event) as { action: string; outcome: string; who: { sub: string } | null }]
          : [],
      );
      return events.filter(({ who }) => who?.sub === 'reader-1').map(({ action, outcome }) => `${action} ${outcome}`);
    }

    async function reopen(page: Page): Promise<void> {
      await openStudy(page, CHEST);
      await page
        .locator('[data-testid=viewport-1]:is([data-state=shown], [data-state=partly-shown])')
        .waitFor({ timeout: 120_000 });
      await page.keyboard.press('Shift+A');
    }

    it(
      'is signed, stored in Orthanc, seen in the worklist, drawn again as it was, and told by the log',
      { timeout: 1_200_000 },
      async () => {
        const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
        await page.goto(`${stack.client.origin}/`);
        const button = page.getByRole('button', { name: /sign in/i });
        await button.or(page.getByRole('table')).first().waitFor({ timeout: 120_000 });
        if (await button.isVisible()) await button.click();
        await page.getByRole('table').waitFor({ timeout: 120_000 });
        await reopen(page);
        for (const name of [LUNGS, CANDIDATES]) {
          await runModel(page, name);
          await page.getByRole('button', { name: `First read done: show ${name}` }).click();
        }
        await seen(rows(page, CANDIDATES).nth(2)).toBeVisible();
        const count = await rows(page, CANDIDATES).count();
        for (const at of [0, 1]) await decide(page, CANDIDATES, at, 'r');
        await widen(page, CANDIDATES, 2, 'Nodule of the right lung');
        for (let at = 3; at < count; at++) await decide(page, CANDIDATES, at, 'y');
        for (const at of [0, 1]) await decide(page, LUNGS, at, 'y');
        await sign(page, LUNGS);
        await sign(page, CANDIDATES);
        await rows(page, CANDIDATES).nth(2).getByRole('button').first().click();
        await seen(page.getByTestId('ai-overlay-1')).not.toHaveAttribute('data-marks', '0');
        const [marks, texts] = [await overlay(page), await rows(page, CANDIDATES).allTextContents()];

        const [reports, masks] = [await stored('SR'), await stored('SEG')];
        expect([reports.length, masks.length]).toEqual([2, 1]);
        const folder = mkdtempSync(join(tmpdir(), 'collimator-reviewed-'));
        try {
          for (const id of [...reports, ...masks]) {
            const path = join(folder, `${id}.dcm`);
            writeFileSync(path, Buffer.from(await (await orthanc(`/instances/${id}/file`)).arrayBuffer()));
            expect(errorsIn(path)).toEqual([]);
            if (reports.includes(id)) expect(complaintsAbout(path)).toEqual([]);
          }
        } finally {
          rmSync(folder, { recursive: true });
        }

        await page.keyboard.press('Shift+Escape');
        await seen(studyRow(page, CHEST)).toContainText('SR', { timeout: 60_000 });
        await reopen(page);
        for (const name of [LUNGS, CANDIDATES])
          await seen(page.getByTestId(`ai-result-${name}`)).toContainText('From a report in the archive', {
            timeout: 120_000,
          });
        expect(await rows(page, CANDIDATES).allTextContents()).toEqual(texts);
        await rows(page, CANDIDATES).nth(2).getByRole('button').first().click();
        await seen.poll(async () => difference(await overlay(page), marks), { timeout: 60_000 }).toBeLessThan(0.5);

        const story = (await told()).filter((line) => /^(study-opened|ai-|store-)/.test(line));
        expect(story).toEqual([
          'study-opened success',
          ...['run', 'revealed', 'run', 'revealed'].map((what) => `ai-${what} success`),
          ...['ai-signed', 'store-begun', 'store-ended', 'store-begun', 'store-ended', 'ai-stored'].map(
            (what) => `${what} success`,
          ),
          ...['ai-signed', 'store-begun', 'store-ended', 'ai-stored'].map((what) => `${what} success`),
          'study-opened success',
        ]);
        await page.close();
      },
    );
  },
);
