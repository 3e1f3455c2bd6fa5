// Every kind of mark that a model can make, in the real page: points, circles on pixels that are not square, boxes, heat maps.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { COLUMNS, phantomHu, ROWS, SLICES, writePhantom } from '../../src/cli/infer/testing/phantom.ts';
import { writeDicom } from '../../src/core/dicom/index.ts';
import { DEMO_MARKER, demoMarkerText } from '../../src/devstack/demo.ts';
import { eventsSince } from '../audit.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../embedded-stack.ts';
import { expectShown, openStudy, openWorklist } from '../person.ts';
import { SIGNED_MODEL, signedShapes } from '../signed-shapes.ts';
import { expect, test } from '../test.ts';
import { DIAMETER_MM, writeTinyModels } from '../tiny-models.ts';

const SLICE = 24;
/** Slice, row, column and how bright: two that are sure, one that is not. */
const SPOTS = [[SLICE, 40, 45, 1250], [SLICE, 62, 100, 700], [30, 50, 40, 1150]] as const; // prettier-ignore

let folder: string;
let stack: EmbeddedStack;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collimator-shapes-'));
  writePhantom(join(folder, 'images'), withSpots(), {
    PixelSpacing: [1.6, 1],
    StudyDescription: 'Spots',
    SeriesDescription: 'Spots',
  });
  await writeTinyModels(join(folder, 'models'), SLICE);
  reportOf('tiny-boxes');
  const files = Array.from({ length: SLICES }, (_, at) => readFileSync(join(folder, `images/${at}.dcm`)));
  writeFileSync(join(folder, 'images/report/signed.dcm'), writeDicom(signedShapes(files, SLICE)));
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(data, DEMO_MARKER), demoMarkerText());
  writeFileSync(join(data, 'site.json'), JSON.stringify({ ai: { readingMode: 'concurrent' } }));
  stack = await startEmbeddedStack(data, ['--import', join(folder, 'images')], { COLLIMATOR_MODELS: join(folder, 'models') }); // prettier-ignore
});

test.afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the command line writes when nobody stands for it, beside the images. */
function reportOf(model: string): void {
  const cli = join(import.meta.dirname, '../../src/cli/main.ts');
  const models = join(folder, 'models');
  const args = ['--disable-warning=ExperimentalWarning', cli, 'infer', '--model', join(models, model), '--models', models, join(folder, 'images'), '--out', join(folder, 'images/report')]; // prettier-ignore
  execFileSync(process.execPath, args, { stdio: 'ignore' });
}

function withSpots(): Int16Array {
  const hu = phantomHu();
  for (const [slice, row, column, most] of SPOTS)
    for (let h = 0; h < ROWS; h++)
      for (let w = 0; w < COLUMNS; w++) {
        const at = (slice * ROWS + h) * COLUMNS + w;
        const added = most * Math.exp(-(((h - row) * 1.6) ** 2 + (w - column) ** 2) / (2 * 8 ** 2));
        if (added > 60) hu[at] = Math.max(hu[at] ?? 0, added);
      }
  return hu;
}

async function run(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Run ${name}` }).click();
  await expect(page.getByTestId(`ai-result-${name}`)).toBeVisible({ timeout: 60_000 });
}

const rows = (page: Page, name: string) =>
  page.getByRole('region', { name: `Findings of ${name}` }).getByTestId('ai-finding');
const card = (page: Page, name: string) => page.getByTestId(`ai-result-${name}`);

/** Leaves only this result drawn, and brings its first finding onto the screen. */
async function look(page: Page, name: string): Promise<void> {
  for (const box of await page.getByRole('checkbox', { name: 'Draw this result' }).all()) await box.uncheck();
  await card(page, name).getByRole('checkbox', { name: 'Draw this result' }).check();
  await rows(page, name).first().getByRole('button').first().click();
  await expect(page.getByTestId('ai-overlay-1')).not.toHaveAttribute('data-marks', '0');
}

interface Drawn {
  readonly left: number;
  readonly bottom: number;
  readonly pixels: number;
}

/** What is drawn over the picture: how far it reaches to the left and down, where no words are. */
function drawn(page: Page): Promise<Drawn> {
  return page.getByTestId('ai-overlay-1').evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new TypeError('the overlay is no canvas');
    const { width, height } = canvas;
    const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const found = { left: width, bottom: 0, pixels: 0 };
    for (let at = 0; at < width * height; at++) {
      if ((data[at * 4 + 3] ?? 0) < 30) continue;
      found.left = Math.min(found.left, at % width);
      found.bottom = Math.max(found.bottom, Math.floor(at / width));
      found.pixels++;
    }
    return found;
  });
}

test('points, circles, boxes and heat maps are drawn where they are, each in its way', async ({ page }, info) => {
  test.setTimeout(180_000);
  await openWorklist(page, stack);
  await openStudy(page, /Spots/);
  await expectShown(page);
  await page.keyboard.press('Shift+A');
  await test.step('a report that nobody signed is named, with the reason why nothing of it is drawn', async () => {
    await expect(page.getByTestId('ai-unsigned')).toContainText(
      /tiny-boxes 1\.0\.0, report of .*cannot be signed here/s,
    );
    await page.screenshot({ path: info.outputPath('unsigned.png') });
  });
  await test.step('polygons, lines and ellipses of a signed report are drawn as they were signed, and nothing else is', async () => {
    await look(page, SIGNED_MODEL);
    await expect(page.getByTestId('ai-overlay-1')).toHaveAttribute('data-marks', '3');
    await expect(page.getByTestId('ai-words-1')).toHaveText(`AI – signed: ${SIGNED_MODEL} 1.0.0`);
    await page.screenshot({ path: info.outputPath('signed.png') });
  });
  const seen = new Map<string, Drawn>();
  for (const name of ['tiny-points', 'tiny-circles', 'tiny-boxes', 'tiny-heat']) {
    await run(page, name);
    await look(page, name);
    seen.set(name, await drawn(page));
    await page.screenshot({ path: info.outputPath(`${name}.png`) });
  }
  const of = (name: string): Drawn => seen.get(name) ?? { left: Number.NaN, bottom: Number.NaN, pixels: 0 };

  await test.step('round is round on pixels that are not square, and a box has its own sides', () => {
    // A diamond reaches nine pixels and its line two more.
    const middle = { x: of('tiny-points').left + 11, y: of('tiny-points').bottom - 11 };
    const circle = { across: middle.x - of('tiny-circles').left, down: of('tiny-circles').bottom - middle.y };
    expect(Math.abs(circle.across - circle.down)).toBeLessThanOrEqual(3);
    const pixelsPerMm = (circle.across - 2) / (DIAMETER_MM / 2);
    // From the middle of the spot to the edges of the box, in columns of 1 mm and rows of 1.6 mm.
    const [, row, column] = SPOTS[0];
    const [left, bottom] = [20, 55];
    expect(Math.abs(middle.x - of('tiny-boxes').left - (column + 0.5 - left) * pixelsPerMm)).toBeLessThanOrEqual(5);
    expect(Math.abs(of('tiny-boxes').bottom - middle.y - (bottom - row - 0.5) * 1.6 * pixelsPerMm)).toBeLessThanOrEqual(5); // prettier-ignore
  });

  await test.step('a heat map shows what is below the threshold of its boxes too, and has a legend', async () => {
    expect(of('tiny-heat').pixels).toBeGreaterThan(4 * of('tiny-boxes').pixels);
    await expect(card(page, 'tiny-heat').getByRole('figure')).toHaveText('0score of the model1');
    await page.keyboard.press('a');
    await expect.poll(async () => (await drawn(page)).pixels).toBe(0);
    await page.keyboard.press('a');
  });

  await test.step('what is below the threshold is drawn when asked for, and a threshold that moved is in the log', async () => {
    const points = card(page, 'tiny-points');
    await look(page, 'tiny-points');
    const { pixels } = await drawn(page);
    await expect(rows(page, 'tiny-points')).toHaveCount(2);
    await points.getByRole('checkbox', { name: 'Draw what is below the threshold too' }).check();
    await expect(rows(page, 'tiny-points')).toHaveCount(3);
    await expect.poll(async () => (await drawn(page)).pixels).toBeGreaterThan(pixels);
    await page.screenshot({ path: info.outputPath('below.png') });
    await points.getByRole('checkbox', { name: 'Draw what is below the threshold too' }).uncheck();
    await points.getByRole('slider').press('End');
    await expect(points.getByTestId('ai-above')).toHaveText('Nothing above threshold 1.00');
    await expect.poll(async () => (await drawn(page)).pixels).toBe(0);
    const moved = async () => (await eventsSince(join(folder, 'data/audit.sqlite'), 0)).filter(({ action }) => action === 'ai-threshold-changed'); // prettier-ignore
    await expect.poll(async () => (await moved()).length).toBe(1);
  });
});
