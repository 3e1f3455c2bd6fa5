// Fifty images reviewed by keys alone: words of the header, boxes on one image and on a series, one taken away, verdicts, a note,
// undo, approval. No pointer touches the page from the first key of the review to the last.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { syntheticSeries } from '../../src/devstack/studies/index.ts';
import { axeFindings } from '../axe.ts';
import { acceptEverything, progress, shown } from '../exporting.ts';
import { sharedStack, signIn } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const IMAGES = 50;
const SIZE = 96;
const DESCRIPTION = 'CT Thorax long series';
/** As long as the other, and two words of it are nobody's. */
const DOUBTFUL = 'CT Zorblat Quonk scan';

async function files(): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const made: { name: string; mimeType: string; buffer: Buffer }[] = [];
  for await (const { bytes } of syntheticSeries({ slices: IMAGES, rows: SIZE, columns: SIZE })) {
    const buffer = Buffer.from(bytes);
    buffer.write(DOUBTFUL, buffer.indexOf(DESCRIPTION), 'latin1');
    made.push({ name: `${String(made.length).padStart(3, '0')}.dcm`, mimeType: 'application/dicom', buffer });
  }
  return made;
}

/** Looked at by people: `SHOTS=folder` keeps a picture of each step. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

async function toReview(page: Page): Promise<void> {
  await signIn(page, stack, 'researcher');
  await page.getByRole('button', { name: 'Export images' }).click();
  await page.getByRole('button', { name: 'Files of this computer' }).click();
  await page.getByLabel('Files', { exact: true }).setInputFiles(await files());
  await expect(page.getByText(`${IMAGES} files, `)).toBeVisible();
  await page.getByRole('button', { name: /^Choose the profile for/ }).click();
  await page.getByRole('group', { name: 'Faces' }).getByLabel('Leave them').check();
  await page.getByRole('group', { name: 'Doubtful words' }).getByLabel(/keep/i).check();
  await page.getByLabel('Purpose').selectOption({ label: 'Research project' });
  await page.getByLabel('Recipient').selectOption({ label: 'Own institution' });
  await page.getByLabel('Destination').selectOption({ label: 'ZIP file' });
  await page.getByLabel('Number of the document').fill('DUA-2026-017');
  await page.getByRole('button', { name: /^Open the export and de-identify/ }).click();
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 60_000 });
}

/** As people without a pointer get there. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    const focused = await page.evaluate(() => document.querySelector('button:focus')?.textContent ?? '');
    if (focused.includes(name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way there by the Tab key: ${name}`);
}

const decided = async (page: Page): Promise<number> => Number(/^(\d+) of/.exec(await progress(page).innerText())?.[1]);

test('fifty images are reviewed by keys alone, with words, boxes, a note and undo', async ({ page }) => {
  test.setTimeout(180_000);
  await toReview(page);
  await page.evaluate(() => {
    const counted = globalThis as unknown as { pointers: number };
    counted.pointers = 0;
    document.addEventListener('pointerdown', () => (counted.pointers += 1), true);
  });
  await page.getByRole('button', { name: `Review ${IMAGES} instances` }).focus();
  await page.keyboard.press('Enter');
  await expect(progress(page)).toHaveText(`0 of ${IMAGES} frames decided, 1 of 1 headers seen`);
  await shot(page, 'export-review-words');
  expect(await axeFindings(page), 'header table').toEqual([]);

  // A word that may name somebody goes, everywhere; the other stays to be looked at in each image.
  await tabTo(page, 'Remove “Quonk” everywhere');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo: decided a word' })).toBeEnabled({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /Quonk/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /Remove “Zorblat”/ })).toBeVisible();

  await page.keyboard.press('j');
  await shown(page);
  await page.keyboard.press('a');
  await expect.poll(() => decided(page)).toBeGreaterThan(3);
  await shot(page, 'export-review-fifty');
  expect(await axeFindings(page), 'montage').toEqual([]);

  // A box by arrow keys, on every image of the series: they are made anew, and none is accepted any more.
  await page.keyboard.press('Enter');
  await shown(page);
  await page.keyboard.press('b');
  for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Control+ArrowDown'])
    await page.keyboard.press(key);
  await shot(page, 'export-review-box');
  await page.keyboard.press('s');
  const boxes = page.getByRole('list', { name: 'Boxes' }).getByRole('listitem');
  await expect(boxes).toHaveCount(1, { timeout: 60_000 });
  await expect(boxes).toContainText('drawn by a person');
  await expect.poll(() => decided(page)).toBe(0);
  await shown(page);

  // Away on this one image, and back again.
  await page.keyboard.press('Tab');
  await page.keyboard.press('x');
  await expect(boxes).toHaveCount(0, { timeout: 30_000 });
  await page.keyboard.press('u');
  await expect(boxes).toHaveCount(1, { timeout: 30_000 });
  await shown(page);

  await page.keyboard.press('n');
  await page.keyboard.type('as agreed on the phone');
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Note, for this review only')).toHaveValue('as agreed on the phone');
  // The files are others than those whose header was seen: it comes first, and the key again.
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('region', { name: 'Table of header differences' })).toBeVisible();
  await expect(progress(page)).toContainText('1 of 1 headers seen');
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('button', { name: 'Undo: refused a study' })).toBeEnabled();
  await page.keyboard.press('u');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await shown(page);
  await page.keyboard.press('r');
  await expect(page.getByRole('button', { name: 'Undo: refused an image' })).toBeEnabled();

  await page.keyboard.press('Escape');
  await acceptEverything(page);
  await expect(progress(page)).toHaveText(`${IMAGES} of ${IMAGES} frames decided, 1 of 1 headers seen`);
  await page.keyboard.press('p');
  await expect(page.getByRole('heading', { name: 'What will leave' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('row', { name: /^Withheld/ })).toContainText('1');
  expect(await axeFindings(page), 'release').toEqual([]);
  expect(await page.evaluate(() => (globalThis as unknown as { pointers: number }).pointers)).toBe(0);
});
