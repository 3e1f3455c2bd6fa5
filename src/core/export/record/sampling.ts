// What looking at some of the clean-looking images proves about all of them.
//
// The images that were not looked at are finite in number and sampled without putting back, so the number of failures in
// the sample is hypergeometric, and the bound below is exact: no normal approximation, which would promise too much
// exactly where failures are rare.

export interface SampleFacts {
  /** Images that looked clean. */
  readonly population: number;
  /** How many of them were opened and decided. */
  readonly sampled: number;
  /** How many of those should not have left as they were. */
  readonly failures: number;
}

export interface ResidualBound {
  /** At most this many of the whole population, with the confidence asked for. */
  readonly count: number;
  /** The same as a part of the population. */
  readonly rate: number;
  readonly confidence: number;
}

/** The one-sided upper bound on failures in the whole population (Clopper-Pearson's way, for a finite population). */
export function residualBound(facts: SampleFacts, confidence: number): ResidualBound {
  const { population, sampled, failures } = facts;
  assertPossible(facts, confidence);
  // More failures make the sample that was seen less likely, so the largest that is still likely enough can be halved for.
  let possible = failures;
  let impossible = population - sampled + failures + 1;
  while (impossible - possible > 1) {
    const middle = Math.floor((possible + impossible) / 2);
    if (chanceOfAtMost(facts, middle) > 1 - confidence) possible = middle;
    else impossible = middle;
  }
  return { count: possible, rate: population === 0 ? 0 : possible / population, confidence };
}

export interface SamplingRule {
  /** Part of the clean-looking images that must be opened, whatever was found. */
  readonly minimumRate: number;
  readonly confidence: number;
  /** The bound must not be above this; 1 asks for nothing beyond the rate. */
  readonly maximumResidualRate: number;
}

/** How many must be opened when `failures` were found so far: all of them, where fewer cannot prove enough. */
export function requiredSample(population: number, failures: number, rule: SamplingRule): number {
  const byRate = Math.min(population, Math.max(failures, Math.ceil(population * rule.minimumRate - 1e-9)));
  const proves = (sampled: number): boolean =>
    residualBound({ population, sampled, failures }, rule.confidence).rate <= rule.maximumResidualRate;
  if (failures > population || proves(byRate)) return byRate;
  let tooFew = byRate;
  let enough = population;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (proves(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

function assertPossible({ population, sampled, failures }: SampleFacts, confidence: number): void {
  const isPossible =
    [population, sampled, failures].every((value) => Number.isSafeInteger(value) && value >= 0) &&
    sampled <= population &&
    failures <= sampled &&
    confidence > 0 &&
    confidence < 1;
  if (!isPossible) throw new RangeError('a sample cannot hold more than there is');
}

/** P(X <= failures) when `bad` of the population are failures. */
function chanceOfAtMost({ population, sampled, failures }: SampleFacts, bad: number): number {
  const all = logChoose(population, sampled);
  let chance = 0;
  for (let found = Math.max(0, sampled - (population - bad)); found <= Math.min(failures, bad); found += 1) {
    chance += Math.exp(logChoose(bad, found) + logChoose(population - bad, sampled - found) - all);
  }
  return chance;
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const EXACT = 32;
const SMALL: readonly number[] = Array.from({ length: EXACT }, (_, n) => {
  let sum = 0;
  for (let factor = 2; factor <= n; factor += 1) sum += Math.log(factor);
  return sum;
});

/** Stirling's series; from 32 on its fourth term is below what a double can hold. */
function logFactorial(n: number): number {
  const small = SMALL[n];
  if (small !== undefined) return small;
  const inverse = 1 / n;
  const squared = inverse * inverse;
  const series = inverse * (1 / 12 - squared * (1 / 360 - squared * (1 / 1260 - squared / 1680)));
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + series;
}
