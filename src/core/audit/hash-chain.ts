import { concat, type Sha256 } from './bytes.ts';

/** What the first entry is chained to. */
export const GENESIS = new Uint8Array(32);

/** Each entry's chain hash covers every entry before it, so a row cannot move, change or vanish alone. */
export function chainHash(previous: Uint8Array, leaf: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(previous, leaf));
}
