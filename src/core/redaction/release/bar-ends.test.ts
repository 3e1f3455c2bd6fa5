import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../pixels/renderings.ts';
import { atEndsOfBars } from './bar-ends.ts';
import type { ScaleLabel } from './scale.ts';

/** Shades from the top of a bar to its bottom; the bar is 20 wide and stands at 40, from 32 to 128. */
function screen(shade: (row: number) => number): GreyImage {
  const image = { rows: 180, columns: 120, values: new Float32Array(180 * 120).fill(0.05) };
  for (let row = 32; row < 128; row++) image.values.fill(shade(row), row * 120 + 40, row * 120 + 60);
  return image;
}
const colours = screen((row) => 0.05 + Math.abs(row - 80) / 60);
const label = (text: string, y: number, x = 38): ScaleLabel => ({ text, box: { x, y, width: 22, height: 10 } });
const shown = (image: GreyImage, ...labels: ScaleLabel[]): string[] =>
  atEndsOfBars(image, labels).map(({ text }) => text);

describe('numbers at the ends of a bar', () => {
  it('are as large as each other, or one is nought', () => {
    expect(shown(colours, label('52', 20), label('-52', 130))).toEqual(['52', '-52']);
    expect(shown(colours, label('61.6', 20), label('61.6', 130))).toHaveLength(2);
    expect(shown(colours, label('120', 20), label('0', 130))).toHaveLength(2);
  });
  it('are no numbers of a bar where they differ, or one is alone', () => {
    expect(shown(colours, label('52', 20), label('47', 130))).toEqual([]);
    expect(shown(colours, label('52', 20))).toEqual([]);
    expect(shown(colours, label('0', 20), label('0', 130))).toEqual([]);
  });
  it('are none where no bar is between them, or they do not stand at it', () => {
    expect(shown(screen(() => 0.05), label('52', 20), label('-52', 130))).toEqual([]);
    expect(shown(screen((row) => (row % 8 < 4 ? 0.9 : 0.05)), label('52', 20), label('-52', 130))).toEqual([]);
    expect(shown(colours, label('52', 20), label('-52', 130, 80))).toEqual([]);
    expect(shown(colours, label('52', 20, 80), label('-52', 130, 80))).toEqual([]);
    expect(shown(colours, label('52', 20), label('-52', 170))).toEqual([]);
  });
  it('are numbers: an age with its letter is none', () => expect(shown(colours, label('52Y', 20), label('52Y', 130))).toEqual([]));
}); // prettier-ignore
