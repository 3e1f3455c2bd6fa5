import { checkVolume, type LabelVolume, type Values } from './label-volume.ts';

export interface ValueStatistics {
  readonly voxels: number;
  readonly mean: number;
  /** Divided by the number of voxels. */
  readonly standardDeviation: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The value that this share (0 to 1) of voxels lies below, interpolated linearly between neighbours in order. */
  readonly percentile: (share: number) => number;
  /** The share (0 to 1) of voxels whose value is less than the limit. */
  readonly shareBelow: (limit: number) => number;
}

/** Over the values of the voxels with this label; undefined when there is none. */
export function statisticsOfLabel(volume: LabelVolume, values: Values, label: number): ValueStatistics | undefined {
  checkVolume(volume, values);
  const { labels } = volume;
  let voxels = 0;
  for (let at = 0; at < labels.length; at++) if (labels[at] === label) voxels++;
  if (voxels === 0) return undefined;
  const sorted = new Float64Array(voxels);
  for (let at = 0, into = 0; at < labels.length; at++) if (labels[at] === label) sorted[into++] = values[at] ?? 0;
  return statisticsOf(sorted);
}

/** Sorts the values where they are. */
function statisticsOf(values: Float64Array): ValueStatistics {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  values.sort();
  return {
    voxels: values.length,
    mean,
    standardDeviation: Math.sqrt(squares / values.length),
    minimum: values[0] ?? Number.NaN,
    maximum: values.at(-1) ?? Number.NaN,
    percentile: (share) => percentileOf(values, share),
    shareBelow: (limit) => firstNotBelow(values, limit) / values.length,
  };
}

function percentileOf(sorted: Float64Array, share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

function firstNotBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Number.NaN) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
