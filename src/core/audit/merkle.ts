import { concat, sameBytes, type Sha256 } from './bytes.ts';

// RFC 6962 section 2.1 (RFC 9162 section 2.1 has the same tree). Leaves and inner nodes are hashed under different
// prefixes, so that nobody can pass an inner node off as an event.
const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

export function leafHash(event: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(LEAF, event));
}

export function nodeHash(left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array {
  return sha256(concat(NODE, left, right));
}

/** The largest power of two smaller than `size`: where RFC 6962 splits a tree. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

export function merkleRoot(leaves: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  return treeHead(
    leaves.reduce<Frontier>((frontier, leaf) => extend(frontier, leaf, sha256), EMPTY),
    sha256,
  );
}

/**
 * The roots of the perfect subtrees that make up a tree, largest first: all that is needed to add a leaf or to name
 * the tree head, so that a checkpoint reads only what came after the last one.
 */
export interface Frontier {
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
}

export const EMPTY: Frontier = { size: 0, hashes: [] };

export function extend(frontier: Frontier, leaf: Uint8Array, sha256: Sha256): Frontier {
  const hashes = [...frontier.hashes];
  let node = leaf;
  // Each trailing one bit of the size is a perfect subtree as large as the one just completed.
  for (let size = frontier.size; size % 2 === 1; size = (size - 1) / 2) {
    const left = hashes.pop();
    if (left === undefined) throw new RangeError('frontier does not fit its size');
    node = nodeHash(left, node, sha256);
  }
  return { size: frontier.size + 1, hashes: [...hashes, node] };
}

export function treeHead(frontier: Frontier, sha256: Sha256): Uint8Array {
  const [last, ...rest] = [...frontier.hashes].reverse();
  if (last === undefined) return sha256(new Uint8Array());
  return rest.reduce((right, left) => nodeHash(left, right, sha256), last);
}

/** RFC 6962 section 2.1.1: the siblings that lead from the leaf at `index` to the head of the tree over `leaves`. */
export function inclusionProof(leaves: readonly Uint8Array[], index: number, sha256: Sha256): Uint8Array[] {
  if (!(Number.isInteger(index) && index >= 0 && index < leaves.length)) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const split = splitOf(leaves.length);
  return index < split
    ? [...inclusionProof(leaves.slice(0, split), index, sha256), merkleRoot(leaves.slice(split), sha256)]
    : [...inclusionProof(leaves.slice(split), index - split, sha256), merkleRoot(leaves.slice(0, split), sha256)];
}

/** RFC 9162 section 2.1.3.2. */
export function verifyInclusion(
  claim: { leaf: Uint8Array; index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] },
  sha256: Sha256,
): boolean {
  if (!(Number.isInteger(claim.index) && claim.index >= 0 && claim.index < claim.size)) return false;
  let position = claim.index;
  let last = claim.size - 1;
  let hash = claim.leaf;
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = nodeHash(sibling, hash, sha256);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling, sha256);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(hash, claim.root);
}

/** RFC 6962 section 2.1.2: proves that the tree over the first `first` leaves is the beginning of the whole. */
export function consistencyProof(leaves: readonly Uint8Array[], first: number, sha256: Sha256): Uint8Array[] {
  if (!(Number.isInteger(first) && first >= 0 && first <= leaves.length)) throw new RangeError('no such tree');
  return first === 0 ? [] : subProof(leaves, first, true, sha256);
}

function subProof(leaves: readonly Uint8Array[], first: number, known: boolean, sha256: Sha256): Uint8Array[] {
  if (first === leaves.length) return known ? [] : [merkleRoot(leaves, sha256)];
  const split = splitOf(leaves.length);
  return first <= split
    ? [...subProof(leaves.slice(0, split), first, known, sha256), merkleRoot(leaves.slice(split), sha256)]
    : [...subProof(leaves.slice(split), first - split, false, sha256), merkleRoot(leaves.slice(0, split), sha256)];
}

/** RFC 9162 section 2.1.4.2. */
export function verifyConsistency(
  claim: { first: number; second: number; firstRoot: Uint8Array; secondRoot: Uint8Array; proof: readonly Uint8Array[] },
  sha256: Sha256,
): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!(Number.isInteger(first) && Number.isInteger(second) && first >= 0 && first <= second)) return false;
  if (first === 0) return proof.length === 0;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  let position = first - 1;
  let last = second - 1;
  while (position % 2 === 1) {
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  // When `first` is a power of two its own root opens the path and is left out of the proof.
  const path = position === 0 ? [firstRoot, ...proof] : [...proof];
  const [start, ...siblings] = path;
  if (start === undefined) return false;
  let oldHash = start;
  let newHash = start;
  for (const sibling of siblings) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      oldHash = nodeHash(sibling, oldHash, sha256);
      newHash = nodeHash(sibling, newHash, sha256);
      while (position % 2 === 0 && position !== 0) {
        position /= 2;
        last = Math.floor(last / 2);
      }
    } else {
      newHash = nodeHash(newHash, sibling, sha256);
    }
    position = Math.floor(position / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && sameBytes(oldHash, firstRoot) && sameBytes(newHash, secondRoot);
}
