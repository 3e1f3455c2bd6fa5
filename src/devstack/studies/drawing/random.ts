// Seeded randomness: the same study comes out of every machine on every run.

export type Random = () => number;

/** mulberry32: small, quick, and good enough for texture. Numbers in [0, 1). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal deviates, by the sum of uniform ones: exact tails do not matter to noise in a picture. */
export function gaussian(random: Random): number {
  return (random() + random() + random() + random() + random() + random() - 3) * Math.SQRT2;
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}
