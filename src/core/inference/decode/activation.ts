import type { Activation } from '../manifest/imaging-task.ts';

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/** Scores of the classes of one thing, 0 to 1. */
export function scoresOf(values: readonly number[], activation: Activation): number[] {
  switch (activation) {
    case 'none':
      return values.map((value) => Math.min(1, Math.max(0, value)));
    case 'sigmoid':
      return values.map(sigmoid);
    case 'softmax': {
      const most = Math.max(...values);
      const powers = values.map((value) => Math.exp(value - most));
      const sum = powers.reduce((a, b) => a + b, 0);
      return powers.map((power) => power / sum);
    }
  }
}

/** One channel of a map, or the one that is asked for among several that exclude each other. */
export function scoreOf(values: readonly number[], index: number, activation: Activation): number {
  return scoresOf(values, activation)[index] ?? 0;
}
