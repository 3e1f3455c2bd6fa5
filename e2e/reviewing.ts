// What a radiologist does with results of models, with real clicks and keys.
import { expect as anyExpect, type Page } from '@playwright/test';
import { axeFindings } from './axe.ts';

/** Outside of Playwright's own runner nothing else says how long to wait. */
const expect = anyExpect.configure({ timeout: 20_000 });

export async function runModel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Run ${name}` }).click();
  await expect(page.getByTestId(`ai-result-${name}`)).toBeVisible({ timeout: 300_000 });
}

export const findingsOf = (page: Page, name: string) => page.getByRole('region', { name: `Findings of ${name}` });
export const rows = (page: Page, name: string) => findingsOf(page, name).getByTestId('ai-finding');

/** Goes to a finding, waits for its place to be on the screen, and presses the key of the decision. */
export async function decide(page: Page, name: string, at: number, key: 'y' | 'r'): Promise<void> {
  const row = rows(page, name).nth(at);
  await row.getByRole('button').first().click();
  await expect(page.getByTestId('ai-overlay-1')).not.toHaveAttribute('data-marks', '0');
  await expect(async () => {
    await page.keyboard.press(key);
    await expect(row).toContainText(key === 'y' ? 'accepted' : 'rejected', { timeout: 500 });
  }).toPass();
}

/** What is drawn over the picture, as numbers. */
export function overlay(page: Page): Promise<number[]> {
  return page.getByTestId('ai-overlay-1').evaluate((canvas) => {
    const small = document.createElement('canvas');
    small.width = small.height = 128;
    const context = small.getContext('2d');
    context?.drawImage(canvas as HTMLCanvasElement, 0, 0, 128, 128);
    return [...(context?.getImageData(0, 0, 128, 128).data ?? [])];
  });
}

/** Mean difference of a channel, of 255. */
export function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - (b[at] ?? 255)), 0) / a.length;
}

export async function sign(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Sign ${name}` }).click();
  const dialog = page.getByRole('dialog', { name: new RegExp(`Sign the review of ${name}`) });
  await expect(dialog.getByRole('row').nth(1)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Sign \d+ findings?$/ }).click();
  await expect(findingsOf(page, name).getByTestId(`ai-sent-${name}`)).toHaveText('Signed and stored in the archive.', { timeout: 120_000 }); // prettier-ignore
}

/** Pulls the edge of a circle outwards, names the finding anew, and keeps that. */
export async function widen(page: Page, name: string, at: number, called: string): Promise<void> {
  const row = rows(page, name).nth(at);
  await row.getByRole('button').first().click();
  await row.getByRole('button', { name: /^Change label or outline/ }).click();
  const edge = page.getByRole('button', { name: /^Edge of the circle/ });
  await expect(edge).toBeVisible();
  const box = await edge.boundingBox();
  if (box === null) throw new Error('no handle');
  const before = await row.textContent();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 12, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.getByLabel('Name of the finding').fill(called);
  await page.getByRole('button', { name: 'Keep the changes' }).click();
  await expect(row).toContainText('accepted with changes');
  await expect(row).toContainText(called);
  expect(await row.textContent()).not.toBe(before);
}
