import { describe, expect, it } from 'vitest';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import { piecesOf } from './pieces.ts';
import { sortRegions } from './sort-regions.ts';

/** Letters are bars of 6 x 10 pixels, 8 apart; how many there are says what the line is. */
const SAYS: Record<number, string> = { 1: 'L', 2: 'AP', 3: 'PWR', 6: 'MI 1.2', 5: 'SMITH' };

function screen(...lines: [x: number, y: number, letters: number, strength?: number][]): GreyImage {
  const [rows, columns] = [120, 240];
  const values = new Float32Array(rows * columns).fill(0.1);
  for (const [x, y, letters, strength = 0.9] of lines)
    for (let letter = 0; letter < letters; letter++)
      for (let row = y; row < y + 10; row++)
        values.fill(strength, row * columns + x + 8 * letter, row * columns + x + 8 * letter + 6);
  return { rows, columns, values };
}

/** As the real one does, it sees nothing that is less than half as bright as the brightest. */
const recogniser = {
  async read({ rows, columns, values }: GreyImage) {
    const most = values.reduce((a, b) => Math.max(a, b), 0);
    let [letters, isInLetter] = [0, false];
    for (let column = 0; column < columns; column++) {
      let hasInk = false;
      for (let row = 0; row < rows; row++) hasInk ||= (values[row * columns + column] ?? 0) > most / 2;
      if (hasInk && !isInLetter) letters++;
      isInLetter = hasInk;
    }
    return { text: SAYS[letters] ?? '?', confidence: 0.99 };
  },
};
const settings = { recogniser, identifiers: new Set<string>(), minConfidence: 0.9 };
const box = (x: number, y: number, width: number, height: number): Region => ({
  box: { x, y, width, height },
  score: 0.9,
  reasons: ['model'],
});
const all = box(10, 10, 200, 100);
const covers = (regions: readonly Region[], x: number, y: number): boolean =>
  regions.some(({ box: b }) => x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height);

describe('a paragraph', () => {
  it('is cut into its lines, and lines into parts that stand apart', () => {
    const boxes = piecesOf(screen([20, 20, 2], [20, 32, 6], [120, 32, 5]), [all.box]);
    expect(boxes).toEqual([
      { box: { x: 20, y: 20, width: 14, height: 10 }, isWhole: true },
      { box: { x: 20, y: 32, width: 46, height: 10 }, isWhole: true },
      { box: { x: 120, y: 32, width: 38, height: 10 }, isWhole: true },
    ]);
  });

  it('lets single lines go and keeps every pixel of the rest covered', async () => {
    const image = screen([20, 20, 5], [20, 40, 6], [20, 60, 5]);
    const { regions, released } = await sortRegions(image, [all], settings);
    expect(released.map(({ text, allowedAs }) => [text, allowedAs])).toEqual([
      ['MI 1.2', 'mechanical or thermal index'],
    ]);
    const { box: hole } = released[0]!.region;
    expect(hole).toEqual({ x: 19, y: 39, width: 48, height: 12 });
    const wrong = [];
    for (let y = 10; y < 110; y++)
      for (let x = 10; x < 210; x++) {
        const isReleased = x >= hole.x && y >= hole.y && x < hole.x + hole.width && y < hole.y + hole.height;
        if (covers(regions, x, y) === isReleased) wrong.push([x, y]);
      }
    expect(wrong).toEqual([]);
  });

  it('is left as it was found when nothing of it may be seen', async () => {
    expect(await sortRegions(screen([20, 20, 5]), [all], settings)).toEqual({ regions: [all], released: [] });
  });
});

describe('a line stays covered', () => {
  const stays = async (image: GreyImage, ...regions: Region[]) =>
    expect((await sortRegions(image, regions, settings)).released).toEqual([]);

  it('beside a word that stays covered, in its own box or in another', async () => {
    await stays(screen([20, 20, 1], [50, 20, 5]), all);
    await stays(screen([20, 20, 1], [50, 20, 5]), box(10, 10, 25, 30), box(42, 10, 80, 30));
    const { released } = await sortRegions(screen([20, 20, 1], [150, 20, 5]), [all], settings);
    expect(released.map(({ text }) => text)).toEqual(['L']);
  });
  it('when it is a single letter above or below others, whatever they say', async () => {
    await stays(screen([20, 20, 1], [20, 40, 5]), all);
    const { released } = await sortRegions(screen([20, 20, 1], [20, 40, 2]), [all], settings);
    expect(released.map(({ text }) => text)).toEqual(['AP']);
  });
  it('beside one that stays covered because of a third', () =>
    stays(screen([20, 20, 2], [60, 20, 2], [100, 20, 5]), all));
  it('when something faint stands in it that a reader does not see', () =>
    stays(screen([20, 20, 1], [32, 20, 3, 0.22]), all));
  it('when the box cuts it, or the border of the image does', async () => {
    await stays(screen([20, 20, 5]), box(10, 10, 25, 30));
    await stays(screen([0, 20, 2]), box(0, 10, 60, 30));
    await stays(screen([20, 20, 5]), box(10, 10, 40, 16));
  });
  it('over anatomy', () => {
    const image = screen([20, 20, 2]);
    image.values.forEach((value, at) => (image.values[at] = value + 0.5 * Math.abs(Math.sin(at / 7))));
    return stays(image, all);
  });
  it('under a rule, a rectangle of a person, and what they touch', async () => {
    await stays(screen([20, 20, 2]), { ...all, reasons: ['reviewer'] });
    await stays(screen([20, 20, 2]), box(10, 10, 60, 40), { ...box(36, 10, 60, 40), reasons: ['device-rule'] });
  });
});
