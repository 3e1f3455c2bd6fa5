// A researcher at the export workbench, with real clicks: from the worklist to a run that is ready for review, and out again.
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { type Download, expect, type Page } from '@playwright/test';
import { accountOf, type SharedStack, signIn } from './person.ts';

/** Of the project: 32 bytes. */
export const SECRET = Buffer.from('0123456789abcdef0123456789abcdef');

export interface Wish {
  /** Modality and description of each study. */
  readonly studies: readonly (readonly [modality: string, description: string])[];
  readonly destination: string;
}

export async function openWorkbench(page: Page, stack: SharedStack): Promise<void> {
  await signIn(page, stack, 'researcher');
  await page.getByRole('button', { name: 'Export images' }).click();
  await expect(page.getByRole('heading', { name: 'Export', exact: true })).toBeVisible();
}

export async function chooseStudy(page: Page, modality: string, description: string): Promise<void> {
  await page.getByLabel('Modality').fill(modality);
  await page.getByLabel('Description').fill(description);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const row = page.getByRole('table', { name: 'Matches' }).getByRole('row').filter({ hasText: description }).first();
  await row.getByRole('checkbox').check();
}

/** From the cohort to a profile that may be opened. */
export async function chooseTerms(page: Page, destination: string): Promise<void> {
  await page.getByRole('button', { name: /^Choose the profile for/ }).click();
  await page.getByRole('group', { name: 'Faces' }).getByLabel('Leave them').check();
  await page.getByLabel('Purpose').selectOption({ label: 'Research project' });
  await page.getByLabel('Recipient').selectOption({ label: 'Own institution' });
  await page.getByLabel('Destination').selectOption({ label: destination });
  await page.getByLabel('Number of the document').fill('DUA-2026-017');
  await page.getByLabel('Secret', { exact: true }).selectOption({ label: 'From a file of the project' });
  await page
    .getByLabel('File of the secret')
    .setInputFiles({ name: 'project.key', mimeType: 'application/octet-stream', buffer: SECRET });
  await expect(page.getByText('32 bytes')).toBeVisible();
}

/** Ends at the first screen of the review. */
export async function runToReview(page: Page, stack: SharedStack, { studies, destination }: Wish): Promise<void> {
  await openWorkbench(page, stack);
  for (const [modality, description] of studies) await chooseStudy(page, modality, description);
  await chooseTerms(page, destination);
  await page.getByRole('button', { name: /^Open the export and de-identify/ }).click();
  await expect(page.getByRole('heading', { name: 'De-identified', exact: true })).toBeVisible({ timeout: 90_000 });
  await page
    .getByRole('button', { name: /review/i })
    .first()
    .click();
  await expect(progress(page)).toBeVisible();
}

export function progress(page: Page) {
  return page.getByTestId('progress');
}

/** What is in front of the reviewer has been painted, so that a key counts. */
export async function shown(page: Page): Promise<void> {
  await expect(page.getByTestId('review-picture').locator('[data-state="loading"]')).toHaveCount(0);
}

/** By the one key that means "this is right", until nothing is left. */
export async function acceptEverything(page: Page): Promise<void> {
  const approve = page.getByRole('button', { name: /^Approve \d/ });
  for (let presses = 0; presses < 200 && (await approve.count()) === 0; presses += 1) {
    await shown(page);
    const before = await page.getByRole('main').innerText();
    await page.keyboard.press('a');
    await expect(async () => {
      expect(await page.getByRole('main').innerText()).not.toBe(before);
    })
      .toPass({ timeout: 3000, intervals: [50, 100, 200] })
      .catch(() => undefined);
  }
  await expect(approve).toBeEnabled();
}

/** Reads what will leave, answers for what is rare, releases, and gives the second factor when it is asked for. */
export async function release(page: Page, stack: SharedStack, button: RegExp): Promise<Download> {
  const rare = page.getByRole('button', { name: /answer for/ });
  const go = page.getByRole('button', { name: button });
  await expect(rare.or(go)).toBeVisible({ timeout: 30_000 });
  if (await rare.isVisible()) await rare.click();
  const download = page.waitForEvent('download', { timeout: 60_000 });
  await go.click();
  const account = accountOf(stack, 'researcher');
  const popup = page.waitForEvent('popup');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /factor|confirm|continue/i })
    .first()
    .click();
  const window = await popup;
  await window.getByLabel('Password').fill(account.password);
  await window.getByLabel('One-time code').fill(account.otp);
  await window.getByLabel('One-time code').press('Enter');
  return download;
}

/** The files of studies with this description, as they lie in the embedded archive. */
export function filesOf(stack: Pick<SharedStack, 'dataFolder'>, description: string): string[] {
  const database = new DatabaseSync(join(stack.dataFolder, 'pacs/index.sqlite'), { readOnly: true });
  try {
    return database
      .prepare(
        `SELECT i.file FROM instances i JOIN series s ON s.id = i.series_id JOIN studies t ON t.id = s.study_id
          WHERE t.description = ?`,
      )
      .all(description.toLowerCase())
      .map(({ file }) => join(stack.dataFolder, 'pacs/instances', `${String(file)}.dcm`));
  } finally {
    database.close();
  }
}
