// Measurements are saved as a structured report, come back where they were drawn, and are saved again under the same UIDs.
import type { Page } from '@playwright/test';
import { archivedNames, newFiles } from '../archive.ts';
import { errorsIn, said } from '../judged.ts';
import { ownStack } from '../own-stack.ts';
import { expectShown, openStudy, openWorklist } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = ownStack();
const CHEST = /CT Thorax with contrast/;

/** Statuses of the answers to documents that the page stored, in order. */
function watchStores(page: Page): number[] {
  const statuses: number[] = [];
  page.on('response', (response) => {
    const isStore = response.request().method() === 'POST' && /\/dicom-web\/studies\/[\d.]+$/.test(response.url());
    if (isStore) statuses.push(response.status());
  });
  return statuses;
}

/** What dcmtk reads of a document that dicom3tools finds nothing wrong with; undefined where dcmtk is not on this machine. */
function judged(path = ''): { text: string; uids: string[]; predecessor: boolean } | undefined {
  expect(errorsIn(path)).toEqual([]);
  const text = said('dsrdump', ['+Pl', '+Pu', path]);
  const dump = said('dcmdump', [path]);
  if (text === undefined || dump === undefined) return undefined;
  expect([text.code, dump.code]).toEqual([0, 0]);
  const uids = [...dump.out.matchAll(/\(0040,a124\) UI \[([\d.]+)\]/g)].flatMap(([, uid]) => uid ?? []);
  return { text: text.out, uids, predecessor: dump.out.includes('(0040,a360)') };
}

async function choose(page: Page, tool: string): Promise<void> {
  await page
    .getByRole('group', { name: 'Left button' })
    .getByRole('button', { name: new RegExp(`^${tool} `) })
    .click();
}

async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const box = await page.getByTestId('viewport-1').boundingBox();
  if (box === null) throw new Error('no viewport');
  const at = ([x, y]: readonly [number, number]) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
  await page.mouse.move(...at(to));
  await page.mouse.up();
}

/** What stands beside the marks. */
async function marks(page: Page): Promise<string[]> {
  const texts = await page.getByTestId('viewport-1').locator('svg text').allTextContents();
  return texts.map((text) => text.replaceAll('\n', ' ').trim()).sort();
}

/** Where the lines of the marks lie on the screen; not those that lead from a mark to its words, which find their own place. */
async function lines(page: Page): Promise<number[][]> {
  return page.getByTestId('viewport-1').evaluate((cell) =>
    [...cell.querySelectorAll('svg line, svg ellipse, svg path')]
      .filter((shape) => shape.getBoundingClientRect().width > 20)
      .filter((shape) => shape.getAttribute('stroke-dasharray') !== '2,3')
      .map((shape) => {
        const { x, y, width, height } = shape.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      }),
  );
}

/** Within the rounding of a screen pixel. */
function isSamePlace(a: readonly number[], b: readonly number[]): boolean {
  return a.every((value, at) => Math.abs(value - (b[at] ?? Number.NaN)) <= 1);
}

const saveButton = (page: Page) => page.getByTestId('save-measurements');

async function openChest(page: Page): Promise<void> {
  await openStudy(page, CHEST);
  await expectShown(page);
  await expect(page.getByText(/Drawn by the/)).toBeVisible();
}

test('a length and an ellipse are saved, come back at the same place, are moved and saved again', async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const statuses = watchStores(page);
  const there = archivedNames(stack());
  await openWorklist(page, stack());
  await openChest(page);
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true');
  await choose(page, 'Length');
  await drag(page, [0.42, 0.3], [0.58, 0.34]);
  await expect(saveButton(page)).toContainText('Save 1 measurement');
  await choose(page, 'Ellipse');
  await drag(page, [0.46, 0.6], [0.54, 0.68]);
  await expect(saveButton(page)).toContainText('Save 2 measurements');
  await choose(page, 'Window');
  const before = { marks: await marks(page), lines: await lines(page) };
  expect(before.lines.length).toBeGreaterThan(1);
  expect(before.marks.join(' ')).toMatch(/\d mm.*/);
  await page.screenshot({ path: info.outputPath('drawn.png') });

  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('measurements-state')).toContainText(/saved at \d\d:\d\d/);
  await expect(page.getByRole('navigation', { name: 'Series' })).toContainText('Measurements');
  expect(statuses).toEqual([200]);
  const first = judged(newFiles(stack(), there)[0]);
  if (first !== undefined) {
    expect(first.predecessor).toBe(false);
    expect(first.text).toContain('Length');
    expect(first.text).toContain('Attenuation Coefficient');
    expect(first.uids.length).toBeGreaterThan(0);
  }

  await page.keyboard.press('Shift+Escape');
  await page.getByRole('table').waitFor();
  await openChest(page);
  await expect.poll(() => marks(page)).toEqual(before.marks);
  const after = await lines(page);
  expect(after).toHaveLength(before.lines.length);
  expect(after.filter((shape) => !before.lines.some((other) => isSamePlace(shape, other)))).toEqual([]);
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true');
  await page.screenshot({ path: info.outputPath('restored.png') });

  // By its middle: the whole line goes with the hand.
  await drag(page, [0.5, 0.32], [0.5, 0.42]);
  await expect(saveButton(page)).toContainText('Save 1 measurement');
  await saveButton(page).click();
  await expect(page.getByTestId('measurements-state')).toContainText(/saved at/);
  expect(newFiles(stack(), there)).toHaveLength(2);
  const second = judged(newFiles(stack(), there)[1]);
  if (first !== undefined && second !== undefined) {
    expect(second.predecessor).toBe(true);
    expect(second.uids.filter((uid) => first.uids.includes(uid))).toHaveLength(first.uids.length);
  }
});

test('an archive that is away and comes back gets the document once', async ({ page }) => {
  const statuses = watchStores(page);
  const there = archivedNames(stack());
  await openWorklist(page, stack());
  await openChest(page);
  await choose(page, 'Length');
  await drag(page, [0.4, 0.4], [0.55, 0.45]);
  await expect(saveButton(page)).toContainText('Save 1 measurement');
  // The first attempt reaches the archive, but its answer is lost; the second finds nobody.
  let attempts = 0;
  await page.route(/\/dicom-web\/studies\/[\d.]+$/, async (route) => {
    attempts += 1;
    if (attempts > 2) return route.continue();
    if (attempts === 1) await route.fetch();
    const body = JSON.stringify({ code: 'pacs-unavailable', message: 'Injected.', correlationId: '00000000-test' });
    return route.fulfill({ status: 503, contentType: 'application/json', body });
  });
  await page.keyboard.press('Control+s');
  const state = page.getByTestId('measurements-state');
  await expect(state).toContainText('pacs-unavailable 503');
  await saveButton(page).click();
  await expect.poll(() => attempts).toBe(2);
  await expect(state).toContainText('pacs-unavailable 503');
  await saveButton(page).click();
  await expect(state).toContainText(/saved at/);
  expect(attempts).toBe(3);
  expect(statuses.at(-1)).toBe(200);
  expect(newFiles(stack(), there)).toHaveLength(1);
});

test('leaving with unsaved measurements asks first, by every way out', async ({ page }) => {
  await openWorklist(page, stack());
  await openChest(page);
  await choose(page, 'Length');
  await drag(page, [0.6, 0.4], [0.7, 0.45]);
  await expect(saveButton(page)).toContainText('Save 1 measurement');
  const question = page.getByRole('dialog', { name: '1 measurement not saved' });
  await page.keyboard.press('Shift+Escape');
  await question.getByRole('button', { name: 'Stay in this study' }).click();
  await page.goBack();
  await question.getByRole('button', { name: 'Stay in this study' }).click();
  await expectShown(page);
  await expect(saveButton(page)).toContainText('Save 1 measurement');
  await page.getByRole('button', { name: /Varga/ }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await question.getByRole('button', { name: 'Stay in this study' }).click();
  await page.keyboard.press('Shift+Escape');
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('a role that reads only is told why saving is not offered', async ({ page }) => {
  await openWorklist(page, stack(), 'clinician');
  await openChest(page);
  await expect(saveButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/Your role reads studies/).first()).toBeVisible();
});

test('every tool is saved and comes back as it was drawn', async ({ page }) => {
  await openWorklist(page, stack());
  await openChest(page);
  // A slice of its own: nothing of the other tests lies on it.
  await page.getByTestId('viewport-1').focus();
  for (let k = 0; k < 2; k += 1) await page.keyboard.press('Shift+ArrowDown');
  await choose(page, 'Bidirectional');
  await drag(page, [0.3, 0.3], [0.42, 0.36]);
  await choose(page, 'Rectangle');
  await drag(page, [0.3, 0.6], [0.38, 0.7]);
  await choose(page, 'Probe');
  await drag(page, [0.66, 0.7], [0.7, 0.75]);
  await choose(page, 'Arrow');
  await drag(page, [0.62, 0.3], [0.7, 0.24]);
  await page.getByRole('dialog').getByRole('textbox').fill('fissure');
  await page.keyboard.press('Enter');
  await choose(page, 'Angle');
  await drag(page, [0.45, 0.8], [0.55, 0.8]);
  await drag(page, [0.6, 0.7], [0.6, 0.7]);
  await expect(saveButton(page)).toContainText('Save 5 measurements');
  await choose(page, 'Window');
  await page.mouse.move(5, 5);
  const before = { marks: await marks(page), lines: await lines(page) };
  expect(before.lines.length).toBeGreaterThan(1);
  expect(before.marks.join(' ')).toMatch(/L .* mm.*|fissure/);
  await page.keyboard.press('Control+s');
  await expect(page.getByTestId('measurements-state')).toContainText(/saved at/);
  await page.keyboard.press('Shift+Escape');
  await page.getByRole('table').waitFor();
  await openChest(page);
  await page.getByTestId('viewport-1').focus();
  for (let k = 0; k < 2; k += 1) await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(() => marks(page)).toEqual(before.marks);
  const after = await lines(page);
  expect(after).toHaveLength(before.lines.length);
  expect(after.filter((shape) => !before.lines.some((other) => isSamePlace(shape, other)))).toEqual([]);
  await expect(saveButton(page)).toContainText('Save measurements');
});
