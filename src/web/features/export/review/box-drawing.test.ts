import { describe, expect, it } from 'vitest';
import { boxBetween, firstBox, nudged } from './box-drawing.ts';

const size = { rows: 100, columns: 200 };

describe('a box drawn by hand', () => {
  it('covers whole pixels between any two corners and never leaves the image', () => {
    expect(boxBetween([30.6, 20.2], [10.4, 5.9], size)).toEqual({ x: 10, y: 5, width: 21, height: 16 });
    expect(boxBetween([-50, -3], [400, 300], size)).toEqual({ x: 0, y: 0, width: 200, height: 100 });
  });

  it('is nothing where somebody only clicked', () => {
    expect(boxBetween([10, 10], [10.5, 10.5], size)).toBeUndefined();
  });

  it('moves and grows by keys, and stops at the border', () => {
    const box = firstBox(size);
    expect(box).toEqual({ x: 0, y: 0, width: 40, height: 8 });
    expect(nudged(box, 'ArrowRight', size, { isSizing: false, isFine: false })).toEqual({ ...box, x: 4 });
    expect(nudged(box, 'ArrowLeft', size, { isSizing: false, isFine: true })).toEqual(box);
    expect(nudged(box, 'ArrowDown', size, { isSizing: true, isFine: true })).toEqual({ ...box, height: 9 });
    const atEnd = { x: 160, y: 92, width: 40, height: 8 };
    expect(nudged(atEnd, 'ArrowRight', size, { isSizing: false, isFine: false })).toEqual(atEnd);
    expect(nudged(atEnd, 'ArrowRight', size, { isSizing: true, isFine: false })).toEqual(atEnd);
  });
});
