// Values of the modality to values of the tensor, in place. What is taken from the volume is taken from all of it, once:
// pieces of one volume are scaled alike.
import type { Prepare } from '../manifest/imaging-task.ts';

type Rule = Prepare['values'];

export function scaleValues(values: Float32Array, rule: Rule): void {
  switch (rule.kind) {
    case 'clip':
      for (let at = 0; at < values.length; at++) values[at] = Math.min(rule.to, Math.max(rule.from, values[at] ?? 0));
      return;
    case 'range':
      return toShares(values, rule.from, rule.to);
    case 'min-max': {
      let [least, most] = [Infinity, -Infinity];
      for (const value of values) {
        if (value < least) least = value;
        if (value > most) most = value;
      }
      return toShares(values, least, most);
    }
    case 'percentiles': {
      const sorted = values.slice().sort();
      const at = (percent: number): number => sorted[Math.round((percent / 100) * (sorted.length - 1))] ?? 0;
      return toShares(values, at(rule.from), at(rule.to));
    }
    case 'z-score': {
      const { mean, deviation } = momentsOf(values, rule.above ?? -Infinity);
      return shift(values, mean, deviation);
    }
    case 'mean-deviation':
      return shift(values, rule.mean, rule.deviation);
  }
}

/** A volume of one value has no range: it becomes zeros. */
function toShares(values: Float32Array, from: number, to: number): void {
  const per = to === from ? 0 : 1 / (to - from);
  for (let at = 0; at < values.length; at++) values[at] = Math.min(1, Math.max(0, ((values[at] ?? 0) - from) * per));
}

function shift(values: Float32Array, mean: number, deviation: number): void {
  const per = deviation === 0 ? 0 : 1 / deviation;
  for (let at = 0; at < values.length; at++) values[at] = ((values[at] ?? 0) - mean) * per;
}

function momentsOf(values: Float32Array, above: number): { mean: number; deviation: number } {
  let [count, sum] = [0, 0];
  for (const value of values)
    if (value > above) {
      count++;
      sum += value;
    }
  if (count === 0) return { mean: 0, deviation: 0 };
  const mean = sum / count;
  let squares = 0;
  for (const value of values) if (value > above) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / count) };
}
