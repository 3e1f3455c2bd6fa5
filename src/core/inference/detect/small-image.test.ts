import { describe, expect, it } from 'vitest';
import { confirmedBy, isSmall } from './small-image.ts';

const map = (...scores: number[]) => ({
  rows: 1,
  columns: scores.length,
  stride: 4,
  scores: Float32Array.from(scores),
});
const rounded = ({ scores }: { scores: Float32Array }): number[] =>
  [...scores].map((score) => Math.round(score * 100) / 100);

describe('a small image', () => {
  it('is one of 128 x 128 pixels at most, whatever its shape', () => {
    const of = (rows: number, columns: number): boolean => isSmall({ rows, columns, values: new Float32Array() });
    expect([of(64, 64), of(128, 128), of(64, 256), of(128, 129), of(512, 512)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('loses what is text at one size only', () => {
    const first = map(0, 0.8, 0.6, 0, 0, 0, 0.7);
    expect(rounded(confirmedBy(map(0, 0.01, 0, 0, 0, 0, 0), first))).toEqual([0, 0.15, 0.15, 0, 0, 0, 0]);
  });

  it('keeps what is seen weakly at twice the size, two cells off at most, and never gets surer of it', () => {
    const first = map(0, 0.8, 0.6, 0, 0, 0, 0.7);
    expect(rounded(confirmedBy(map(0, 0, 0, 0.06, 0, 0, 1), first))).toEqual([0, 0.8, 0.6, 0, 0, 0, 0.7]);
  });

  it('keeps what it is sure of: letters too large at twice their size', () => {
    expect(rounded(confirmedBy(map(0, 0), map(0.95, 0.89)))).toEqual([0.95, 0]);
  });
});
