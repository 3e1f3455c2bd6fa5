import {
  factsOf,
  requiredSample,
  residualBound,
  reviewFactsOf,
  sampleOf,
  type ReviewState,
} from '../../../../core/export/index.ts';

export interface SampleArithmetic {
  /** Clean-looking images that may leave. */
  readonly population: number;
  /** How many of them are to be opened. */
  readonly required: number;
  readonly opened: number;
  readonly failures: number;
  readonly confidence: number;
  /** At most so many of the population, if nothing (more) is found in what is still to open. */
  readonly atMostWhenDone: number;
  /** At most so many, by what was opened until now. */
  readonly atMostNow: number;
}

export function sampleArithmetic(review: ReviewState): SampleArithmetic {
  const { rule, batch } = review;
  const { population, sampled, failures } = sampleOf(factsOf(batch), reviewFactsOf(review));
  const required = requiredSample(population, failures, rule);
  const bound = (opened: number): number =>
    residualBound({ population, sampled: Math.max(opened, failures), failures }, rule.confidence).count;
  return {
    population,
    required,
    opened: sampled,
    failures,
    confidence: rule.confidence,
    atMostNow: bound(sampled),
    atMostWhenDone: bound(Math.max(required, sampled)),
  };
}

export function percent(part: number, of: number): string {
  if (of === 0) return '0 %';
  const share = (part / of) * 100;
  return `${share > 0 && share < 10 ? share.toFixed(1) : share.toFixed(0)} %`;
}
