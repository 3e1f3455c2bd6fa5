import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requiredSample, residualBound } from './sampling.ts';

/** Pascal's triangle in whole numbers: slow, and nothing to do with logarithms. */
function chance(population: number, bad: number, sampled: number, failures: number): number {
  const choose = (n: number, k: number): bigint => {
    if (k < 0 || k > n) return 0n;
    let result = 1n;
    for (let at = 1n; at <= BigInt(k); at += 1n) result = (result * (BigInt(n - k) + at)) / at;
    return result;
  };
  let ways = 0n;
  for (let found = 0; found <= failures; found += 1)
    ways += choose(bad, found) * choose(population - bad, sampled - found);
  return Number((ways * 10n ** 15n) / choose(population, sampled)) / 1e15;
}

describe('the bound on what a sample did not see', () => {
  // Worked out apart from this, in Python with whole numbers: the largest K with P(X <= failures) > 0.05.
  it.each([
    [100, 10, 0, 24],
    [100, 59, 0, 3],
    [1000, 100, 0, 28],
    [1000, 300, 0, 8],
    [1000, 100, 1, 44],
    [1000, 100, 3, 73],
    [20_000, 1000, 0, 58],
    [1_000_000, 3000, 0, 996],
  ])('of %i images, %i opened, %i failed: at most %i', (population, sampled, failures, count) => {
    expect(residualBound({ population, sampled, failures }, 0.95)).toEqual({
      count,
      rate: count / population,
      confidence: 0.95,
    });
  });

  it('is the largest number of failures under which the sample is still likely enough, and no other', () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 0.2, noNaN: true }),
      fc.constantFrom(0.9, 0.95, 0.99),
      (population, part, bad, confidence) => {
        const sampled = Math.round(population * part);
        const failures = Math.round(sampled * bad);
        const { count } = residualBound({ population, sampled, failures }, confidence);
        const most = population - sampled + failures;
        expect(count).toBeGreaterThanOrEqual(failures);
        expect(count).toBeLessThanOrEqual(most);
        if (count > failures)
          expect(chance(population, count, sampled, failures)).toBeGreaterThan(1 - confidence - 1e-9);
        if (count < most) expect(chance(population, count + 1, sampled, failures)).toBeLessThan(1 - confidence + 1e-9);
      },
    );
    fc.assert(property, { numRuns: 400 });
  });

  it('knows everything once all were opened, and nothing before any was', () => {
    expect(residualBound({ population: 50, sampled: 50, failures: 2 }, 0.95).count).toBe(2);
    expect(residualBound({ population: 50, sampled: 0, failures: 0 }, 0.95)).toMatchObject({ count: 50, rate: 1 });
    expect(residualBound({ population: 0, sampled: 0, failures: 0 }, 0.95)).toMatchObject({ count: 0, rate: 0 });
  });

  it.each([
    [10, 11, 0],
    [10, 5, 6],
    [-1, 0, 0],
    [10, 1.5, 0],
  ])('refuses %i images of which %i were opened and %i failed', (population, sampled, failures) => {
    expect(() => residualBound({ population, sampled, failures }, 0.95)).toThrow(RangeError);
  });
});

describe('the size of the sample', () => {
  it('is the rate of the site, rounded up, where no bound is asked for', () => {
    const rule = { minimumRate: 0.1, confidence: 0.95, maximumResidualRate: 1 };
    expect([0, 1, 9, 10, 11, 1000].map((population) => requiredSample(population, 0, rule))).toEqual([
      0, 1, 1, 1, 2, 100,
    ]);
  });

  it('grows until the bound is proved, and becomes everything when failures were found and nothing less proves it', () => {
    const rule = { minimumRate: 0.05, confidence: 0.95, maximumResidualRate: 0.01 };
    const sampled = requiredSample(1000, 0, rule);
    expect(residualBound({ population: 1000, sampled, failures: 0 }, 0.95).rate).toBeLessThanOrEqual(0.01);
    expect(residualBound({ population: 1000, sampled: sampled - 1, failures: 0 }, 0.95).rate).toBeGreaterThan(0.01);
    expect(requiredSample(1000, 3, rule)).toBeGreaterThan(sampled);
    expect(requiredSample(1000, 11, rule)).toBe(1000);
    expect(requiredSample(10, 0, { ...rule, maximumResidualRate: 0 })).toBe(10);
  });
});
