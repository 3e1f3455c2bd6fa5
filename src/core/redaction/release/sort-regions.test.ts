import { describe, expect, it } from 'vitest';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';
import type { JudgedLine, ReleaseSettings } from './release.ts';
import { sortRegions } from './sort-regions.ts';

/** Letters are bars of 6 x 10 pixels, 8 apart; how many there are says what the line is. */
const SAYS: Record<number, string> = { 1: 'L', 2: 'AP', 3: 'PWR', 4: '12cm', 5: 'SMITH', 6: 'P Low', 11: 'MI 1.2' };

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
    const text = SAYS[letters] ?? '?';
    return { text, confidence: 0.99, likely: [{ text, probability: 0.99 }] };
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

const textsOf = async (image: GreyImage, ...regions: Region[]): Promise<string[]> =>
  (await sortRegions(image, regions.length === 0 ? [all] : regions, settings)).released.map(({ text }) => text);

describe('a paragraph', () => {
  it('is cut into its lines, and lines into parts that stand apart', async () => {
    const judged: JudgedLine[] = [];
    const onJudged = (one: JudgedLine) => void judged.push(one);
    await sortRegions(screen([20, 20, 3], [20, 32, 11], [160, 32, 5]), [all], { ...settings, onJudged });
    expect(judged.map(({ box: b, why }) => [b.x, b.y, b.width, b.height, why])).toEqual([
      [160, 32, 38, 10, 'not-on-list'],
      [20, 20, 22, 10, 'released'],
      [20, 32, 86, 10, 'released'],
    ]);
  });

  it('lets single lines go and keeps every pixel of the rest covered', async () => {
    const image = screen([20, 20, 5], [20, 40, 11], [20, 60, 5]);
    const { regions, released } = await sortRegions(image, [all], settings);
    expect(released.map(({ text, allowedAs }) => [text, allowedAs])).toEqual([
      ['MI 1.2', 'mechanical or thermal index'],
    ]);
    const { box: hole } = released[0]!.region;
    expect(hole).toEqual({ x: 19, y: 39, width: 88, height: 12 });
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

describe('a line that says by itself what it is', () => {
  it('may stand beside what stays covered, a column away or a wide gap away', async () => {
    expect(await textsOf(screen([20, 20, 11], [160, 20, 5]))).toEqual(['MI 1.2']);
    expect(await textsOf(screen([20, 20, 11], [128, 20, 5]))).toEqual(['MI 1.2']);
  });
  it('is a word: then it may be a part of what stays covered in its row, within three heights', async () => {
    expect(await textsOf(screen([20, 20, 3], [60, 20, 5]))).toEqual([]);
    expect(await textsOf(screen([120, 20, 3], [60, 20, 5]))).toEqual([]);
    expect(await textsOf(screen([20, 20, 3], [90, 20, 5]))).toEqual(['PWR']);
    expect(await textsOf(screen([20, 20, 3], [20, 40, 5]))).toEqual(['PWR']);
  });
  it('stays covered where it and the other are one text', async () =>
    expect(await textsOf(screen([20, 20, 11], [114, 20, 5]))).toEqual([]));
  it('may stand on a bar of another shade, beside anatomy, and on ground that wavers less than it is strong', async () => {
    const bar = screen();
    bar.values.fill(0.4, 0, 45 * bar.columns);
    for (const line of [
      [20, 20, 11],
      [20, 70, 3],
    ] satisfies [number, number, number][]) {
      const drawn = screen(line);
      drawn.values.forEach((value, at) => value > 0.5 && (bar.values[at] = value));
    }
    expect((await textsOf(bar)).toSorted()).toEqual(['MI 1.2', 'PWR']);
    const beside = screen([20, 20, 11]);
    for (let at = 0; at < beside.values.length; at++)
      if (at % beside.columns > 130) beside.values[at] = Math.abs(Math.sin(at * at));
    expect(await textsOf(beside)).toEqual(['MI 1.2']);
    const noisy = screen([20, 20, 11]);
    noisy.values.forEach((value, at) => (noisy.values[at] = value + 0.12 * Math.abs(Math.sin(at * at))));
    expect(await textsOf(noisy)).toEqual(['MI 1.2']);
  });
});

describe('bare numbers', () => {
  /** Columns of 30 pixels, with one to four letters: 10, 20, 30, 40. */
  const scale = (...places: [y: number, letters: number][]): GreyImage =>
    screen(...places.map(([y, letters]): [number, number, number] => [60, y, letters]));
  const numbers: ReleaseSettings = {
    ...settings,
    recogniser: {
      read: async (image) => {
        const { text } = await recogniser.read(image);
        const letters = Object.entries(SAYS).find(([, says]) => says === text)?.[0] ?? '?';
        const number = `${10 * Number(letters)}`;
        return { text: number, confidence: 0.99, likely: [{ text: number, probability: 0.99 }] };
      },
    },
  };
  const numbersOf = async (image: GreyImage): Promise<string[]> =>
    (await sortRegions(image, [all], numbers)).released.map(({ text }) => text).toSorted();
  it('stay visible as the labels of a scale', async () =>
    expect(await numbersOf(scale([15, 1], [37, 2], [59, 3], [81, 4]))).toEqual(['10', '20', '30', '40']));
  it('stay covered where they are few, or do not stand as their values are', async () => {
    expect(await numbersOf(scale([15, 1], [37, 2], [59, 3]))).toEqual([]);
    expect(await numbersOf(scale([15, 1], [37, 3], [59, 2], [81, 4]))).toEqual([]);
    expect(await numbersOf(scale([15, 1], [37, 2], [59, 3], [96, 4]))).toEqual([]);
  });
  it('stay covered where something that stays covered is beside one of them', async () => {
    const image = screen([60, 15, 1], [60, 37, 2], [60, 59, 3], [60, 81, 4]);
    for (let row = 81; row < 91; row++) image.values.fill(0.9, row * 240 + 110, row * 240 + 170);
    expect(await numbersOf(image)).toEqual([]);
  });
});

describe('text in a box of another shade', () => {
  /** Dark letters on a bright box that is so much wider than they are. */
  const button = (x: number, letters: number, room = 4): GreyImage => {
    const image = screen();
    for (let row = 16; row < 34; row++) image.values.fill(0.9, row * 240 + x - room, row * 240 + x + 8 * letters - 2 + room);
    for (let letter = 0; letter < letters; letter++)
      for (let row = 20; row < 30; row++) image.values.fill(0.1, row * 240 + x + 8 * letter, row * 240 + x + 8 * letter + 6);
    return image;
  }; // prettier-ignore
  /** The reader of this test counts what is bright. */
  const inverted: ReleaseSettings = {
    ...settings,
    recogniser: {
      read: (image) =>
        recogniser.read((image.values[0] ?? 0) > 0.5 ? { ...image, values: image.values.map((v) => 1 - v) } : image),
    },
  };
  const textsIn = async (image: GreyImage): Promise<string[]> =>
    (await sortRegions(image, [all], inverted)).released.map(({ text }) => text);
  it('stays visible with its box where it is all there is', async () => {
    const { released } = await sortRegions(button(40, 11), [all], inverted);
    expect(released.map(({ text, region }) => [text, region.box])).toEqual([['MI 1.2', { x: 35, y: 15, width: 96, height: 20 }]]); // prettier-ignore
  });
  it('stays covered where it is not on the list, or needs something around it', async () => {
    expect(await textsIn(button(40, 5))).toEqual([]);
    expect(await textsIn(button(60, 2, 20))).toEqual([]);
  });
  it('stays covered where the box cuts it, or is around a part of a text', async () => {
    expect(await textsIn(button(40, 11, 0))).toEqual([]);
    const beside = button(40, 11);
    for (let row = 20; row < 30; row++) beside.values.fill(0.9, row * 240 + 136, row * 240 + 142);
    expect(await textsIn(beside)).toEqual([]);
  });
});

describe('a line stays covered', () => {
  const stays = async (image: GreyImage, ...regions: Region[]) => expect(await textsOf(image, ...regions)).toEqual([]);

  it('beside a word that stays covered, where it does not say what it is: found or not, in its own box or in another', async () => {
    await stays(screen([20, 20, 1], [50, 20, 5]));
    await stays(screen([20, 20, 1], [50, 20, 5]), box(10, 10, 25, 30), box(42, 10, 80, 30));
    await stays(screen([20, 20, 1], [50, 20, 5]), box(10, 10, 25, 30));
    expect(await textsOf(screen([20, 20, 1], [150, 20, 5]))).toEqual(['L']);
  });
  it('behind a word that stays covered, when it is a length; before it that word says nothing of it', async () => {
    await stays(screen([20, 20, 5], [82, 20, 4]));
    expect(await textsOf(screen([20, 20, 4], [82, 20, 5]))).toEqual(['12cm']);
  });
  it('behind a bright box, whatever stands in it', async () => {
    const image = screen([90, 20, 1]);
    for (let row = 18; row < 32; row++) image.values.fill(0.9, row * image.columns + 20, row * image.columns + 65);
    await stays(image);
    expect(await textsOf(screen([90, 20, 1]))).toEqual(['L']);
  });
  it('beside one that stays covered because of a third', () => stays(screen([20, 20, 2], [60, 20, 2], [100, 20, 5])));
  it('when it could be a name, and is not one of a list of settings', async () => {
    await stays(screen([20, 20, 6]));
    expect(await textsOf(screen([20, 20, 6], [20, 60, 3]))).toEqual(['PWR']);
    expect(await textsOf(screen([20, 20, 6], [90, 34, 3]))).toEqual(['PWR']);
    expect(await textsOf(screen([20, 20, 6], [20, 34, 3]))).toEqual(['P Low', 'PWR']);
    await stays(screen([20, 20, 6], [20, 34, 5]));
  });
  it('when something faint stands in it or beside it that a reader does not see', async () => {
    await stays(screen([20, 20, 1], [32, 20, 3, 0.22]));
    await stays(screen([20, 20, 3], [44, 20, 3, 0.22]));
    await stays(screen([20, 20, 2], [40, 20, 1, 0.18]));
  });
  it('when the border of the image cuts it', async () => {
    await stays(screen([0, 20, 2]), box(0, 10, 60, 30));
    await stays(screen([0, 20, 3]), box(0, 10, 60, 30));
    await stays(screen([20, 110, 3]), box(10, 100, 60, 20));
  });
  it('when a fainter line reaches into it, of which a few pixels look like its accents', async () => {
    const image = screen([20, 30, 11, 0.95]);
    // Nobody reads the faint letters above, since the border cuts them; some have a stronger foot. For a faint rule the first look does not read the line.
    for (let at = 35 * 240 + 5; at < 35 * 240 + 125; at++) image.values[at] = Math.max(0.25, image.values[at] ?? 0);
    for (let letter = 0; letter < 14; letter++)
      for (let row = 14; row < 28; row++)
        image.values.fill(row > 25 && letter > 5 ? 0.7 : 0.25, row * 240 + Math.max(0, 8 * letter - 4), row * 240 + 2 + 8 * letter);
    await stays(image);
  }); // prettier-ignore
  it('over anatomy', () => {
    const image = screen([20, 20, 3]);
    image.values.forEach((value, at) => (image.values[at] = value + 0.5 * Math.abs(Math.sin(at / 7))));
    return stays(image);
  });
  it('when something runs through it or touches it', async () => {
    const image = screen([20, 20, 3]);
    image.values.fill(0.9, 25 * image.columns + 10, 25 * image.columns + 90);
    await stays(image);
    const framed = screen([20, 20, 3]);
    framed.values.fill(0.9, 30 * framed.columns + 10, 30 * framed.columns + 90);
    await stays(framed);
  });
  it('under a rule, a rectangle of a person, and what they touch', async () => {
    await stays(screen([20, 20, 3]), { ...all, reasons: ['reviewer'] });
    await stays(screen([20, 20, 3]), box(10, 10, 60, 40), { ...box(36, 10, 60, 40), reasons: ['device-rule'] });
  });
  it('where nothing was found: nobody asks about it', () => stays(screen([20, 20, 3]), box(100, 80, 20, 20)));
});
