// A researcher chooses a cohort, a profile, and lets it run: real clicks, the real engine in workers, the embedded archive.
import { type Page } from '@playwright/test';
import { sharedStack, signIn } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();

async function openWorkbench(page: Page): Promise<void> {
  await signIn(page, stack, 'researcher');
  await page.getByRole('button', { name: 'Export images' }).click();
  await expect(page.getByRole('heading', { name: 'Export', exact: true })).toBeVisible();
}

/** The smallest CT of the demo studies. */
async function chooseStudies(page: Page, modality: string, which: RegExp): Promise<void> {
  await page.getByLabel('Modality').fill(modality);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const row = page.getByRole('table', { name: 'Matches' }).getByRole('row').filter({ hasText: which }).first();
  await row.getByRole('checkbox').check();
}

async function chooseTerms(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose the profile' }).click();
  await page.getByLabel('Purpose').selectOption({ label: 'Research project' });
  await page.getByLabel('Recipient').selectOption({ label: 'Own institution' });
  await page.getByLabel('Destination').selectOption({ label: 'ZIP file' });
  await page.getByLabel('Number of the document').fill('DUA-2026-017');
}

test('takes a CT from the archive, de-identifies it in workers and hands it to the review', async ({ page }) => {
  await openWorkbench(page);
  await chooseStudies(page, 'CT', /CT/);
  await chooseTerms(page);
  await page.getByRole('button', { name: /^Open the export and de-identify 1 study/ }).click();
  await expect(page.getByRole('heading', { name: 'De-identified' })).toBeVisible();
  await page.getByRole('button', { name: /^Review \d+ instances/ }).click();
});
