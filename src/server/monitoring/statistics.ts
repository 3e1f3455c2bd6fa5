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

/** Counts of `values` in bins whose edges are deciles of `reference`; equal deciles make one bin. */
export function decileCounts(values: readonly number[], reference: readonly number[]): number[] {
  const sorted = [...reference].sort((a, b) => a - b);
  const edges = [...new Set(Array.from({ length: 9 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / 10)] ?? 0))]; // prettier-ignore
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of values) {
    const bin = edges.filter((edge) => value >= edge).length;
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
