// Real files of every kind: each is shown, or says what it is and why it cannot be shown. Never a blank viewport, never a throw.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, TestInfo } from '@playwright/test';
import { hasPicture, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const data = join(import.meta.dirname, '../../../shared/data');
const SETTLED = /^(shown|partly-shown|unsupported|failed)$/;

interface Finding {
  state: string;
  words: string;
  picture: boolean;
  /** A document, with something to read in it. */
  report: boolean;
}

async function readSeries(page: Page, info: TestInfo): Promise<Finding[]> {
  const series = page.getByRole('navigation', { name: 'Series' }).getByRole('button');
  await series.first().waitFor();
  // Series whose header is still coming would push the others down under the pointer.
  await expect(page.getByText('Header is coming')).toHaveCount(0);
  const viewport = page.getByTestId('viewport-1');
  const findings: Finding[] = [];
  for (let k = 0; k < (await series.count()); k += 1) {
    await series.nth(k).click();
    await expect(series.nth(k)).toHaveAttribute('aria-pressed', 'true');
    // A long series need not be here whole: its first image must be.
    await expect
      .poll(async () => {
        const state = (await viewport.getAttribute('data-state')) ?? '';
        return SETTLED.test(state) || (state === 'loading' && (await hasPicture(page)));
      })
      .toBe(true);
    const state = (await viewport.getAttribute('data-state')) ?? '';
    const words = await viewport.getByTestId('viewport-state').innerText();
    const report = state === 'shown' && (await hasReport(page));
    const showsPixels = state !== 'unsupported' && state !== 'failed' && !report;
    const picture = showsPixels && ((await hasPicture(page)) || (await hasPictureFurtherIn(page)));
    if (state === 'failed' || (showsPixels && !picture))
      await page.screenshot({ path: info.outputPath(`${state}-${Date.now()}.png`) });
    findings.push({ state, words, picture, report });
  }
  return findings;
}

/** A title and at least one line of the tree below it: an empty sheet is not a report. */
async function hasReport(page: Page): Promise<boolean> {
  const report = page.getByTestId('viewport-1').getByTestId('report');
  if ((await report.count()) === 0) return false;
  return (
    (await report.getByRole('heading', { level: 2 }).innerText()).length > 0 && (await report.innerText()).length > 40
  );
}

/** The first slice of a head is nearly black by right; twenty slices further there is a head. */
async function hasPictureFurtherIn(page: Page): Promise<boolean> {
  await page.getByTestId('viewport-1').focus();
  for (let k = 0; k < 2; k += 1) await page.keyboard.press('Shift+ArrowDown');
  return expect
    .poll(() => hasPicture(page), { timeout: 5000 })
    .toBe(true)
    .then(
      () => true,
      () => false,
    );
}

const isThere = existsSync(data);
// Not part of the project and never in continuous integration: that it is absent fails nothing.
test.describe(`all of ../shared/data${isThere ? '' : ' (skipped: it is absent)'}`, () => {
  test.skip(!isThere, '../shared/data is absent');

  test('every series is shown, or says what it is and why not', async ({ page }, info) => {
    test.setTimeout(900_000);
    await openWorklist(page, stack);
    const tally: Record<string, number> = {};
    const unexplained: string[] = [];
    for (let pageNumber = 1; ; pageNumber += 1) {
      const rows = page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') });
      const count = await rows.count();
      for (let k = 0; k < count; k += 1) {
        const row = rows.nth(k);
        if ((await row.innerText()).includes('Restricted')) continue;
        await row.click();
        await page.keyboard.press('Enter');
        for (const [at, { state, words, picture, report }] of (await readSeries(page, info)).entries()) {
          const isTold = picture || state === 'unsupported' || state === 'failed';
          const kind = report ? 'report' : isTold ? state : `${state}-without-contrast`;
          tally[kind] = (tally[kind] ?? 0) + 1;
          if (state === 'failed' || kind.endsWith('-without-contrast'))
            console.log(`page ${pageNumber} row ${k + 1} series ${at + 1}: ${kind}: ${words.replaceAll('\n', ' ')}`);
          // A damaged file may fail, but then in words and with a code that can be quoted.
          const isExplained = words.trim().length >= 20 && (state !== 'failed' || /code to quote: [a-z]/i.test(words));
          if ((state === 'unsupported' || state === 'failed') && !isExplained)
            unexplained.push(`page ${pageNumber} row ${k + 1}: ${state}`);
        }
        await page.keyboard.press('Shift+Escape');
        await page.getByRole('table').waitFor();
      }
      const next = page.getByRole('button', { name: /Next page/ });
      if (!(await next.isEnabled())) break;
      await next.click();
      await expect(page.getByRole('table')).toHaveAttribute('aria-busy', 'false');
    }
    info.annotations.push({ type: 'series by state', description: JSON.stringify(tally) });
    console.log(`series by state: ${JSON.stringify(tally)}`);
    expect(unexplained).toEqual([]);
    // malformed/pydicom__badVR.dcm: its pixels are shorter than its header says. Another one would be a fault of ours.
    expect(tally['failed'] ?? 0, 'series that failed').toBeLessThanOrEqual(1);
    expect(
      Object.keys(tally).filter((kind) => kind.endsWith('-without-contrast')),
      'blank images',
    ).toEqual([]);
    expect(tally['shown'] ?? 0, 'series shown').toBeGreaterThan(100);
    expect(tally['report'] ?? 0, 'reports read').toBeGreaterThan(10);
  });
});
