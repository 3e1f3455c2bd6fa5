import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FindingError } from '../errors.ts';
import { largestDiameter } from './diameter.ts';
import { areaMm2, countVoxels, type LabelVolume, volumeMl } from './label-volume.ts';
import { statisticsOfLabel } from './value-statistics.ts';

const volume = (
  labels: number[],
  [columns, rows, slices]: [number, number, number],
  spacing = [1, 1, 1],
): LabelVolume => ({
  labels: Uint8Array.from(labels),
  columns,
  rows,
  slices,
  spacingMm: { column: spacing[0] ?? 1, row: spacing[1] ?? 1, slice: spacing[2] ?? 1 },
});

describe('a label map', () => {
  it('is counted to the voxel, without what lies around', () => {
    const labels = volume([0, 1, 1, 2, 0, 0, 2, 2], [2, 2, 2], [0.5, 2, 10]);
    expect([...countVoxels(labels)]).toEqual([[1, 2], [2, 3]]); // prettier-ignore
    expect(volumeMl(2, labels)).toBe(0.02);
    expect(areaMm2(3, labels)).toBe(3);
  });

  it.each([
    [volume([0, 1], [2, 2, 1])],
    [volume([0, 1], [2, 1, 1], [0, 1, 1])],
    [volume([0, 1], [2, 1, 1], [Number.NaN, 1, 1])],
    [{ ...volume([0, 1], [2, 1, 1]), rows: 0.5, columns: 4 }],
  ])('whose sizes do not agree is refused', (labels) => {
    expect(() => countVoxels(labels)).toThrow(FindingError);
  });
});

describe('numbers over a label', () => {
  const labels = volume([1, 1, 0, 1, 1, 1, 2, 1], [4, 2, 1]);
  const values = Int16Array.from([-1000, -950, 40, -900, 10, -960, 7, -950]);

  it('are mean, deviation, extremes, percentiles and shares', () => {
    const found = statisticsOfLabel(labels, values, 1) ?? expect.unreachable();
    // -1000 -960 -950 -950 -900 10, as numpy gives them.
    expect(found).toMatchObject({ voxels: 6, minimum: -1000, maximum: 10 });
    expect(found.mean).toBeCloseTo(-791.6666667, 6);
    expect(found.standardDeviation).toBeCloseTo(359.6950869, 6);
    expect(found.percentile(0.15)).toBeCloseTo(-970, 9);
    expect(found.percentile(0.5)).toBe(-950);
    expect(found.percentile(1)).toBe(10);
    expect(found.shareBelow(-950)).toBeCloseTo(2 / 6, 12);
    expect(found.shareBelow(-949)).toBeCloseTo(4 / 6, 12);
    expect(statisticsOfLabel(labels, values, 3)).toBeUndefined();
  });

  it('of whole numbers, which are counted, are those of the same numbers in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: -40000, max: 40000 }), (list, limit) => {
        const ones = volume(list.map(() => 1), [list.length, 1, 1]);
        const counted = statisticsOfLabel(ones, Int16Array.from(list), 1) ?? expect.unreachable();
        const sorted = statisticsOfLabel(ones, Float64Array.from(list), 1) ?? expect.unreachable();
        expect([counted.voxels, counted.minimum, counted.maximum]).toEqual([sorted.voxels, sorted.minimum, sorted.maximum]);
        expect(counted.mean).toBeCloseTo(sorted.mean, 9);
        expect(counted.standardDeviation).toBeCloseTo(sorted.standardDeviation, 6);
        for (const share of [0, 0.15, 0.5, 0.9, 1]) expect(counted.percentile(share)).toBeCloseTo(sorted.percentile(share), 9);
        for (const at of [limit, limit + 0.5, -950]) expect(counted.shareBelow(at)).toBe(sorted.shareBelow(at));
      }),
    ); // prettier-ignore
  });

  it('never come from values of another size', () => {
    expect(() => statisticsOfLabel(labels, values.subarray(1), 1)).toThrow(FindingError);
  });
});

describe('the largest diameter', () => {
  it('is as long as the pixels are wide, in their spacing', () => {
    expect(largestDiameter(volume([0, 1, 0], [3, 1, 1], [2, 5, 1]), 1)?.lengthMm).toBe(5);
    expect(largestDiameter(volume([1, 1, 1], [3, 1, 1]), 1)).toMatchObject({ lengthMm: 3, slice: 0, ends: [[0, 0.5], [3, 0.5]] }); // prettier-ignore
    expect(largestDiameter(volume([1], [1, 1, 1]), 2)).toBeUndefined();
  });

  it('is that of the slice with the longest', () => {
    const labels = volume([1, 0, 0, 0, 1, 1, 0, 0, 0], [3, 1, 3]);
    expect(largestDiameter(labels, 1)).toMatchObject({ lengthMm: 2, slice: 1 });
  });

  it.each([4, 6, 8, 12])('of a disc of %d mm is right to a pixel', (diameterMm) => {
    const spacing = 0.5;
    const size = 41;
    const labels = Array.from({ length: size * size }, (_, at) =>
      Math.hypot(((at % size) - 20) * spacing, (Math.floor(at / size) - 20) * spacing) <= diameterMm / 2 ? 1 : 0,
    );
    const found = largestDiameter(volume(labels, [size, size, 1], [spacing, spacing, 1]), 1)?.lengthMm ?? 0;
    expect(Math.abs(found - diameterMm)).toBeLessThanOrEqual(spacing);
  });

  it('is the longest of all pairs, for any shape', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 30 }), (bits) => {
        const labels = volume(bits, [6, 5, 1], [1.5, 1, 1]);
        const ends: [number, number][] = bits.flatMap((bit, at): [number, number][] => {
          const [x, y] = [at % 6, Math.floor(at / 6)];
          return bit === 0 ? [] : [[x, y + 0.5], [x + 1, y + 0.5], [x + 0.5, y], [x + 0.5, y + 1]]; // prettier-ignore
        });
        const all = ends.flatMap((a) => ends.map((b) => Math.hypot((a[0] - b[0]) * 1.5, a[1] - b[1])));
        expect(largestDiameter(labels, 1)?.lengthMm ?? 0).toBeCloseTo(Math.max(0, ...all), 9);
      }),
    );
  });
});
