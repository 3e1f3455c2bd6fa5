// What a line of a clip needs to stay visible: that nothing it rests on changes in any frame.
import { describe, expect, it } from 'vitest';
import { createNodePixelCodecs } from '../../../cli/inference/pixel-codecs.ts';
import { syntheticImage } from '../../../testing/datasets.ts';
import { buildDataset, makeFile, TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { type Box, type Detector, findText, intersection, planOf, type Recogniser } from '../index.ts';

const [ROWS, COLUMNS] = [64, 160];
/** Three bars at (20, 20) are "PWR", or whatever the test says; the lower half moves. */
const LINE: Box = { x: 20, y: 20, width: 22, height: 10 };

const detector: Detector = {
  thresholds: { high: 0.5, low: 0.2, border: 0.3, borderShare: 0.12 },
  async detect([image]) {
    const map = { rows: ROWS / 4, columns: COLUMNS / 4, stride: 4 };
    const scores = new Float32Array(map.rows * map.columns);
    image!.values.forEach((value, at) => {
      const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
      if (value > 0.8 && row < 40) scores[Math.floor(row / 4) * map.columns + Math.floor(column / 4)] = 0.9;
    });
    return { ...map, scores };
  },
};
const saying = (text: string): Recogniser => ({
  read: async () => ({ text, confidence: 1, likely: [{ text, probability: 1 }] }),
});

type Bar = { readonly frame: number; readonly x: number; readonly y: number; readonly value: number };

function clip(frames: number, ...bars: Bar[]) {
  const pixels = Array.from({ length: frames }, (_, frame) => {
    const values = new Uint8Array(ROWS * COLUMNS).fill(20);
    for (let row = 44; row < ROWS; row++)
      for (let column = 0; column < COLUMNS; column++)
        values[row * COLUMNS + column] = (column * row * (frame + 3)) % 97;
    for (const x of [20, 28, 36]) bar(values, x, 20, 230);
    for (const one of bars) if (one.frame === frame) bar(values, one.x, one.y, one.value);
    return values;
  });
  const dataset = syntheticImage({ rows: ROWS, columns: COLUMNS, frames });
  const value = Uint8Array.from(pixels.flatMap((one) => [...one]));
  for (const element of buildDataset({ PixelData: { vr: 'OB', value } })) dataset.set(element);
  return makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
}

function bar(values: Uint8Array, x: number, y: number, value: number): void {
  for (let row = y; row < y + 10; row++) values.fill(value, row * COLUMNS + x, row * COLUMNS + x + 6);
}

async function coveredIn(file: ReturnType<typeof clip>, text: string): Promise<'released' | 'covered'> {
  const release = { recogniser: saying(text), minConfidence: 0.9 };
  const found = await findText(file, { codecs: createNodePixelCodecs(), detector, release });
  const { allFrames } = planOf(found, file.dataset);
  const isCovered = allFrames.some((box) => intersection(box, LINE) !== undefined);
  for (const { released } of found.frames) expect(released.length > 0).toBe(!isCovered);
  return isCovered ? 'covered' : 'released';
}

describe('a line of a clip', () => {
  it('stays visible where it stays as it is, and all that moves is elsewhere', async () => {
    expect(await coveredIn(clip(12), 'PWR')).toBe('released');
  });
  it('is covered in all frames when a letter of it changes in one', async () => {
    expect(await coveredIn(clip(12, { frame: 7, x: 28, y: 20, value: 20 }), 'PWR')).toBe('covered');
    expect(await coveredIn(clip(12, { frame: 11, x: 28, y: 20, value: 180 }), 'PWR')).toBe('covered');
  });
  it('is covered in all frames when something comes to stand right beside it', async () => {
    expect(await coveredIn(clip(12, { frame: 3, x: 44, y: 20, value: 230 }), 'PWR')).toBe('covered');
    expect(await coveredIn(clip(12, { frame: 3, x: 44, y: 20, value: 60 }), 'PWR')).toBe('covered');
  });
  it('needs more around it that stays where it does not say by itself what it is', async () => {
    const beside = { frame: 9, x: 64, y: 20, value: 230 };
    expect(await coveredIn(clip(12, beside), '45%')).toBe('released');
    for (const text of ['LAT', 'PWR']) {
      expect(await coveredIn(clip(12), text)).toBe('released');
      expect(await coveredIn(clip(12, beside), text)).toBe('covered');
    }
  });
  it('is covered when it is not on the list', async () => {
    expect(await coveredIn(clip(12), 'DOE')).toBe('covered');
  });
});
