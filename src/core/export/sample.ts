import type { FinishedInstance } from './batch.ts';
import { sha256OfText } from './hashing.ts';

/**
 * Which clean-looking images are to be opened. The seed comes from the server after the batch was named to it, so nobody
 * chooses; the order it gives is fixed, so that a larger sample holds the smaller one and two reviewers open the same.
 */
export function chooseSample(population: readonly FinishedInstance[], seed: string, size: number): FinishedInstance[] {
  return population
    .map((instance) => ({ instance, rank: rankOf(instance, seed) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ instance }) => instance);
}

/** A page asks after every verdict; instances are frozen, so a rank never changes. */
const ranks = new WeakMap<FinishedInstance, { readonly seed: string; readonly rank: string }>();

function rankOf(instance: FinishedInstance, seed: string): string {
  const known = ranks.get(instance);
  if (known?.seed === seed) return known.rank;
  const rank = sha256OfText(`${seed} ${instance.sopInstanceUID}`);
  ranks.set(instance, { seed, rank });
  return rank;
}
