// Structured reports are read in a viewport, as a table and as a tree whose links lead to the images.
import type { Page } from '@playwright/test';
import { axeFindings } from '../axe.ts';
import { expectShown, hasPicture, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

async function openReport(page: Page) {
  await openWorklist(page, stack);
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await page
    .getByRole('navigation', { name: 'Series' })
    .getByRole('button', { name: /Nodule measurements/ })
    .click();
  const report = page.getByTestId('viewport-1').getByTestId('report');
  await expect(report).toBeVisible();
  return report;
}

test('the nodule measurements are a table and a tree, and a link shows the image beside it', async ({ page }, info) => {
  const report = await openReport(page);
  await expect(page.getByTestId('viewport-1')).toHaveAttribute('data-state', 'shown');
  const table = report.getByRole('table');
  await expect(table).toContainText(/Nodule/);
  await expect(table).toContainText(/\d mm/);
  await expect(report.getByText('The whole document')).toBeVisible();
  await page.screenshot({ path: info.outputPath('report.png') });
  expect(await axeFindings(page)).toEqual([]);

  await report
    .getByRole('button', { name: /^Show image \d+ of 2 CT/ })
    .first()
    .click();
  await expectShown(page, 2);
  await expect.poll(() => hasPicture(page, 2)).toBe(true);
  await expect(report).toBeVisible();
  await page.screenshot({ path: info.outputPath('beside.png') });
});

test('a report is walked through by keys alone', async ({ page }) => {
  const report = await openReport(page);
  await report.getByRole('heading', { level: 2 }).click();
  await report.locator('header').focus();
  const words = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  const first = await words();
  for (let k = 0; k < 12; k += 1) await page.keyboard.press('ArrowDown');
  expect(await words()).not.toBe(first);
  const summary = report.locator('summary').first();
  await summary.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(summary.locator('xpath=..')).not.toHaveAttribute('open');
  await page.keyboard.press('ArrowRight');
  await expect(summary.locator('xpath=..')).toHaveAttribute('open');
});

test('a header that is no document says so in its viewport, and the page goes on', async ({ page }) => {
  await openWorklist(page, stack);
  await page.route('**/metadata', async (route) => {
    const response = await route.fetch();
    const headers = (await response.json()) as Record<string, { Value?: unknown[] }>[];
    for (const header of headers)
      if (header['00080060']?.Value?.[0] === 'SR') header['0040A730'] = { vr: 'SQ', Value: ['not an item'] } as never;
    await route.fulfill({ response, json: headers });
  });
  await openStudy(page, /CT Thorax with contrast/);
  await expectShown(page);
  await page
    .getByRole('navigation', { name: 'Series' })
    .getByRole('button', { name: /Nodule measurements/ })
    .click();
  await expect(page.getByTestId('viewport-1').getByTestId('viewport-state')).toContainText('unreadable-report');
  await page
    .getByRole('navigation', { name: 'Series' })
    .getByRole('button', { name: /Thorax axial/ })
    .click();
  await expectShown(page);
});
