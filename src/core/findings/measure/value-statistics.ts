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
  if (values instanceof Int16Array || values instanceof Uint8Array) return statisticsOfCounts(labels, values, label);
  let voxels = 0;
  for (let at = 0; at < labels.length; at++) if (labels[at] === label) voxels++;
  if (voxels === 0) return undefined;
  const sorted = new Float64Array(voxels);
  for (let at = 0, into = 0; at < labels.length; at++) if (labels[at] === label) sorted[into++] = values[at] ?? 0;
  return statisticsOf(sorted);
}

/** Whole numbers of few values are counted: sorting ten million of a lung took seconds. */
function statisticsOfCounts(
  labels: LabelVolume['labels'],
  values: Int16Array | Uint8Array,
  label: number,
): ValueStatistics | undefined {
  // prettier-ignore
  const LOWEST = -32768;
  const counts = new Float64Array(65536);
  let voxels = 0;
  for (let at = 0; at < labels.length; at++) {
    if (labels[at] !== label) continue;
    const place = (values[at] as number) - LOWEST; // sizes agree
    counts[place] = (counts[place] as number) + 1;
    voxels++;
  }
  if (voxels === 0) return undefined;
  let sum = 0;
  counts.forEach((count, place) => (sum += count * (place + LOWEST)));
  const mean = sum / voxels;
  let squares = 0;
  counts.forEach((count, place) => (squares += count * (place + LOWEST - mean) ** 2));
  const below = new Float64Array(counts.length + 1);
  counts.forEach((count, place) => (below[place + 1] = (below[place] ?? 0) + count));
  /** The value at this place in the order of all. */
  const inOrder = (rank: number): number => firstAbove(below, rank) - 1 + LOWEST;
  return {
    voxels,
    mean,
    standardDeviation: Math.sqrt(squares / voxels),
    minimum: inOrder(0),
    maximum: inOrder(voxels - 1),
    percentile(share) {
      const place = Math.min(1, Math.max(0, share)) * (voxels - 1);
      const [low, high] = [inOrder(Math.floor(place)), inOrder(Math.ceil(place))];
      return low + (high - low) * (place - Math.floor(place));
    },
    shareBelow(limit) {
      const first = Math.min(65536, Math.max(0, Math.ceil(limit) - LOWEST));
      return (below[first] ?? 0) / voxels;
    },
  };
}

/** The first index whose value is greater. */
function firstAbove(rising: Float64Array, value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
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
