// People whose role may not see identity open a study from the worklist: what they see was de-identified in their browser before
// the first pixel of it was drawn. Everything the page showed, kept or handed out is searched for whose study it is.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { auditVerify, eventsSince, logSize } from '../audit.ts';
import { axeFindings } from '../axe.ts';
import { filesOf } from '../exporting.ts';
import { wordsIn } from '../judged.ts';
import { everythingShown, everythingStored, identifiersIn, keepAllShown } from '../identifiers.ts';
import { expectShown, hasPicture, openStudy, openWorklist, sharedStack, studyRow } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');

/** Looked at by people: `SHOTS=folder` keeps a picture of each step. */
async function shot(page: Page, name: string): Promise<Buffer> {
  const folder = process.env['SHOTS'];
  return page.screenshot(folder === undefined ? {} : { path: join(folder, `${name}.png`) });
}

async function leftOfViews(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('exports', { create: true });
    for await (const name of root.keys()) if (name.startsWith('view-')) names.push(name);
    return names;
  });
}

test('a researcher opens a study from the worklist and sees nothing of whose it is', async ({ page }) => {
  const downloads: string[] = [];
  page.on('download', (download) => downloads.push(download.suggestedFilename()));
  const allShown = await keepAllShown(page);
  const from = await logSize(log);
  const identifiers = identifiersIn(filesOf(stack, 'XR Thorax PA').map((file) => readFileSync(file)));
  expect(identifiers.length).toBeGreaterThan(5);

  await openWorklist(page, stack, 'researcher');
  await openStudy(page, 'XR Thorax PA');
  await expectShown(page);
  expect(await hasPicture(page)).toBe(true);
  await expect(page.getByText('De-identified', { exact: true })).toBeVisible();
  const read = wordsIn(await shot(page, 'deidentified-viewing'));
  if (read !== undefined) {
    expect(read, 'words of the page are read').toContain('researcher');
    expect(identifiers.filter((one) => read.includes(one))).toEqual([]);
  }
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('d');
  await expect(page.getByRole('region', { name: 'Attributes' })).toContainText('Patient Identity Removed');
  await shot(page, 'deidentified-viewing-attributes');

  const everywhere = [await allShown(), await everythingShown(page), await everythingStored(page), ...downloads].join(
    '\n',
  );
  const found = identifiers.filter((one) => everywhere.toLowerCase().includes(one));
  expect(found).toEqual([]);

  // The record came before the bytes and says what for; the originals were let go of.
  const events = (await eventsSince(log, from)).filter(({ action }) => /^(study|view)-/.test(action));
  expect(events.map(({ action, outcome, purpose, reason }) => [action, outcome, purpose, reason])).toEqual([
    ['study-opened', 'success', 'HRESCH', 'deidentified-viewing'],
    ['view-ended', 'success', 'HRESCH', undefined],
  ]);
  expect(auditVerify(log).code).toBe(0);

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Close study' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(async () => expect(await leftOfViews(page)).toEqual([])).toPass();
});

test('a restricted patient is opened for nobody in this way, and a study’s address leads to no original either', async ({
  page,
}) => {
  const from = await logSize(log);
  await openWorklist(page, stack, 'researcher');
  await studyRow(page, /restricted/i).click();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The study was not opened')).toBeVisible();
  await expect(page.getByText('The patient is restricted')).toBeVisible();
  await page.reload();
  await expect(page.getByText('The study was not opened')).toBeVisible();
  await expect(page.locator('canvas')).toHaveCount(0);
  const openings = (await eventsSince(log, from)).filter(({ action }) => action === 'study-opened');
  expect(openings.length).toBeGreaterThan(0);
  expect(openings.every(({ outcome, purpose }) => outcome === 'denied' && purpose === 'HRESCH')).toBe(true);
});
