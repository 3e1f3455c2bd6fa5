/** Nearest rank: a value that was measured, not one between two. */
export function spreadOf(values: readonly number[]): { p5: number; median: number; p95: number } | undefined {
  if (values.length === 0) return undefined;
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0; // it is not empty
  return { p5: at(0.05), median: at(0.5), p95: at(0.95) };
}

/**
 * Population stability index of two histograms over the same bins: the sum of (p - q) ln(p / q). Half a count is added to each
 * bin, so that an empty one says "rare" and not "impossible".
 */
export function stabilityIndex(now: readonly number[], before: readonly number[]): number {
  const shares = (counts: readonly number[]): number[] => {
    const total = counts.reduce((sum, count) => sum + count, 0) + counts.length / 2;
    return counts.map((count) => (count + 0.5) / total);
  };
  const [p, q] = [shares(now), shares(before)];
  return p.reduce((sum, share, at) => sum + (share - (q[at] ?? share)) * Math.log(share / (q[at] ?? share)), 0);
}

/**
 * What the index of two samples of one distribution stays below 999 times of 1000: scaled by their sizes it is distributed as
 * chi-square (Wilson and Hilferty's approximation of its quantile). Without it thirty runs would always look like a drift.
 */
export function chanceOfIndex(bins: number, now: number, before: number): number {
  const freedom = Math.max(1, bins - 1);
  const spread = 2 / (9 * freedom);
  return freedom * (1 - spread + 3.09 * Math.sqrt(spread)) ** 3 * (1 / now + 1 / before);
}

/** Counts of `values` between the fifths of `reference`, and below and above all of it. Equal fifths make one bin. */
export function countsInFifths(values: readonly number[], reference: readonly number[]): number[] {
  const sorted = [...reference].sort((a, b) => a - b);
  const edges = [...new Set(Array.from({ length: 5 }, (_, at) => sorted[Math.floor((at * sorted.length) / 5)] ?? 0))];
  const most = sorted.at(-1) ?? 0;
  const counts = Array.from({ length: edges.length + 2 }, () => 0);
  for (const value of values) {
    const bin = value > most ? edges.length + 1 : edges.filter((edge) => value >= edge).length;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** How many standard errors two shares lie apart. */
export function shareDistance(now: { of: number; total: number }, before: { of: number; total: number }): number {
  const pooled = (now.of + before.of) / (now.total + before.total);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / now.total + 1 / before.total));
  return error === 0 ? 0 : Math.abs(now.of / now.total - before.of / before.total) / error;
}
