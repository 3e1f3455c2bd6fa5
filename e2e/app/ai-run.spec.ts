// A model is run over the chest CT and its result is seen: on the canvas and not only in words, the same as on the command line.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { readDicomHead, text } from '../../src/core/dicom/index.ts';
import { eventsSince, logSize } from '../audit.ts';
import { axeFindings } from '../axe.ts';
import { expectShown, openStudy, openWorklist, sharedStack } from '../person.ts';
import { expect, test } from '../test.ts';

const stack = sharedStack();
const log = join(stack.dataFolder, 'audit.sqlite');
const CHEST = /CT Thorax with contrast/;

/** Device pixels of the overlay that something is drawn on, and how many of them are amber, the colour of models. */
async function drawn(page: Page, viewport = 1): Promise<{ any: number; amber: number }> {
  return page.getByTestId(`ai-overlay-${viewport}`).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new TypeError('the overlay is no canvas');
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    let [any, amber] = [0, 0];
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = [data[at], data[at + 1], data[at + 2], data[at + 3]];
      if (alpha < 40) continue;
      any++;
      if (Math.abs(red - 242) < 14 && Math.abs(green - 182) < 14 && blue < 90) amber++;
    }
    return { any, amber };
  });
}

async function run(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Run ${name}` }).click();
  await expect(page.getByTestId(`ai-result-${name}`)).toBeVisible({ timeout: 180_000 });
}

/** The slices of the chest as the archive has them. */
async function chestFiles(): Promise<string[]> {
  const folder = join(stack.dataFolder, 'pacs/instances');
  const found: string[] = [];
  for (const name of readdirSync(folder)) {
    const file = await open(join(folder, name));
    try {
      const { size } = await file.stat();
      const read = async (offset: number, length: number) => {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      };
      const { dataset } = await readDicomHead({ size, read });
      const isChest = CHEST.test(text(dataset, 'StudyDescription') ?? '') && text(dataset, 'StudyDate') === '20260312';
      if (isChest && text(dataset, 'SeriesDescription')?.startsWith('Thorax axial') === true)
        found.push(join(folder, name));
    } finally {
      await file.close();
    }
  }
  return found;
}

interface CliResult {
  readonly series: readonly {
    readonly findings: readonly {
      readonly name: string;
      readonly measurements: readonly { readonly value: number }[];
    }[];
  }[];
}

async function onCommandLine(model: string): Promise<CliResult> {
  const out = mkdtempSync(join(tmpdir(), 'collimator-infer-'));
  try {
    const cli = join(import.meta.dirname, '../../src/cli/main.ts');
    const args = ['--disable-warning=ExperimentalWarning', cli, 'infer', '--model', model, ...(await chestFiles()), '--out', out, '--json']; // prettier-ignore
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 })) as CliResult; // prettier-ignore
  } finally {
    rmSync(out, { recursive: true });
  }
}

test('the lungs of the chest are measured, seen after the first read, hidden by a key, and are those of the command line', async ({
  page,
}, info) => {
  test.setTimeout(300_000);
  const before = await logSize(log);
  await openWorklist(page, stack);
  await openStudy(page, CHEST);
  await expectShown(page);
  await page.keyboard.press('Shift+A');
  await page.getByRole('button', { name: 'Card of ct-lung-density' }).click();
  await expect(page.getByRole('dialog')).toContainText('Not for');
  await page.keyboard.press('Escape');
  await run(page, 'ct-lung-density');

  // Second reader: the result is there and nothing of it can be seen.
  expect(await page.getByTestId('ai-overlay-1').count()).toBe(1);
  expect((await drawn(page)).any).toBe(0);
  await expect(page.getByTestId('ai-summary')).toContainText('waiting for your first read');
  await page.getByRole('button', { name: 'First read done: show ct-lung-density' }).click();
  await expect.poll(async () => (await drawn(page)).any).toBeGreaterThan(20_000);
  await expect(page.getByTestId('ai-words-1')).toContainText('AI – not verified: ct-lung-density 1.0.0');
  await page.screenshot({ path: info.outputPath('lungs.png') });
  expect(await axeFindings(page)).toEqual([]);

  // Areas move with the picture, go with the key, and come back.
  const first = await drawn(page);
  await page.getByTestId('viewport-1').hover();
  for (let k = 0; k < 10; k += 1) await page.mouse.wheel(0, 120);
  await expect.poll(async () => (await drawn(page)).any).not.toBe(first.any);
  await page.keyboard.press('a');
  await expect.poll(async () => (await drawn(page)).any).toBe(0);
  await expect(page.getByTestId('ai-words-1')).toContainText('AI marks are hidden');
  await page.keyboard.press('a');
  await expect.poll(async () => (await drawn(page)).any).toBeGreaterThan(20_000);

  // In the directions that were not taken, too, with the same words.
  await page.keyboard.press('Shift+M');
  // Coronal both lungs; in the middle sagittal plane little of them.
  for (const [viewport, least] of [
    [2, 5_000],
    [3, 300],
  ] as const) {
    await expect.poll(async () => (await drawn(page, viewport)).any, { timeout: 60_000 }).toBeGreaterThan(least);
    await expect(page.getByTestId(`ai-words-${viewport}`)).toContainText('AI – not verified: ct-lung-density 1.0.0');
  }
  await page.keyboard.press('Shift+M');
  const card = page.getByTestId('ai-result-ct-lung-density');
  await card.getByLabel('Left lung').uncheck();
  await expect(page.getByTestId('ai-words-1')).not.toContainText('Left lung');

  const events = (await eventsSince(log, before)).map(({ action }) => action);
  expect(events).toContain('ai-run');
  expect(events).toContain('ai-revealed');
  expect(events.indexOf('ai-run')).toBeLessThan(events.indexOf('ai-revealed'));

  const { series } = await onCommandLine('ct-lung-density');
  const shown = await card.innerText();
  const findings = series[0]?.findings ?? [];
  expect(findings.map(({ name }) => name)).toEqual(['Right lung', 'Left lung']);
  for (const { measurements } of findings)
    for (const { value } of measurements)
      expect(shown).toContain(Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1));
});

test('text is boxed in amber, models that do not fit say why, and every threshold that is set is recorded', async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const before = await logSize(log);
  await openWorklist(page, stack);
  await openStudy(page, CHEST);
  await expectShown(page);
  await page
    .getByRole('navigation', { name: 'Series' })
    .getByRole('button', { name: /Dose page/ })
    .click();
  await expectShown(page);
  await page.keyboard.press('Shift+A');
  // Models of volumes are listed with the reason why they do not take a single page.
  await page.getByText(/^Not for this series/).click();
  await expect(page.getByRole('region', { name: 'Models of this site' })).toContainText(/a localizer or a derived image|no position/); // prettier-ignore
  await run(page, 'text-detector');
  await page.getByRole('button', { name: 'First read done: show text-detector' }).click();
  await expect.poll(async () => (await drawn(page)).amber).toBeGreaterThan(200);
  await page.screenshot({ path: info.outputPath('text.png') });
  expect(await axeFindings(page)).toEqual([]);

  const slider = page.getByRole('slider', { name: /^Threshold/ });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.getByTestId('ai-above')).toHaveText(/above threshold 0\.00$/);
  await page.keyboard.press('End');
  await expect(page.getByTestId('ai-above')).toHaveText(/above threshold 1\.00$/);
  await expect(page.locator('aside')).not.toContainText(/normal/i);
  await expect
    .poll(async () => (await eventsSince(log, before)).filter(({ action }) => action === 'ai-threshold-changed').length)
    .toBe(2);
});
