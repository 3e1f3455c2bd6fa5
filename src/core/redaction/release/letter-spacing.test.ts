import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../pixels/renderings.ts';
import { closedUp } from './letter-spacing.ts';

/** Letters are bars of 6 x 10 pixels, with so many columns between them. */
function line(...gaps: number[]): GreyImage {
  const columns = 4 + 6 + gaps.reduce((sum, gap) => sum + gap + 6, 0) + 4;
  const values = new Float32Array(18 * columns);
  let x = 4;
  for (const gap of [...gaps, 0]) {
    for (let row = 4; row < 14; row++) values.fill(0.9, row * columns + x, row * columns + x + 6);
    x += 6 + gap;
  }
  return { rows: 18, columns, values };
}

function gapsOf({ columns, values }: GreyImage): number[] {
  const row = [...values.subarray(9 * columns, 10 * columns)].map((value) => (value > 0.5 ? '#' : ' ')).join('');
  return [...row.trim().matchAll(/ +/g)].map(([gap]) => gap.length);
}

describe('a line whose letters stand far apart', () => {
  it('is closed up, and every gap by as much: words stay apart', () =>
    expect(gapsOf(closedUp(line(5, 5, 5, 15, 5, 5), 10, 0.9))).toEqual([2, 2, 2, 12, 2, 2]));
  it('keeps all of its ink', () => {
    const sum = ({ values }: GreyImage): number => values.reduce((all, value) => all + value, 0);
    expect(sum(closedUp(line(5, 5, 5), 10, 0.9))).toBeCloseTo(sum(line(5, 5, 5)), 3);
  });
});

describe('a line is left as it is', () => {
  const isLeft = (image: GreyImage): void => expect(closedUp(image, 10, 0.9)).toBe(image);
  it('where letters stand as usual, however far words are', () => isLeft(line(2, 2, 8, 2, 2, 8, 2)));
  it('where nobody can say whether gaps are between letters or initials', () => {
    isLeft(line(8));
    isLeft(line(5));
    isLeft(line(8, 8));
    isLeft(line(9, 9, 9));
  });
});
