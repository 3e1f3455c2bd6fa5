import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { leafHash, verifyInclusion } from '../../audit/index.ts';

// One hash for all images of a release, in the order of its manifest, so that whoever moves them can tell for each that it is
// one of them without keeping the list: the tree of RFC 6962 that the audit log has, over the SHA-256 of the files.

export interface ImagesTree {
  readonly root: string;
  /** What leads from one image to the root. */
  readonly proof: (index: number) => string[];
}

const NODE = Uint8Array.of(0x01);

export function imagesTree(sha256OfImages: readonly string[]): ImagesTree {
  const levels: Uint8Array[][] = [sha256OfImages.map(leafOf)];
  for (let level = levels[0] ?? []; level.length > 1; level = levels.at(-1) ?? []) levels.push(paired(level));
  const [root] = levels.at(-1) ?? [];
  return {
    root: bytesToHex(root ?? sha256(new Uint8Array())),
    proof: (index) =>
      levels.flatMap((level, height) => {
        const sibling = level[(index >> height) ^ 1];
        return sibling === undefined ? [] : [bytesToHex(sibling)];
      }),
  };
}

/** A node without a neighbour goes up as it is. */
function paired(level: readonly Uint8Array[]): Uint8Array[] {
  const next: Uint8Array[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left === undefined) continue;
    next.push(right === undefined ? left : sha256(new Uint8Array([...NODE, ...left, ...right])));
  }
  return next;
}

export interface ImageClaim {
  readonly sha256: string;
  readonly index: number;
  /** How many images the release has. */
  readonly size: number;
  readonly root: string;
  readonly proof: readonly string[];
}

export function isImageOf({ sha256: hash, index, size, root, proof }: ImageClaim): boolean {
  const hashes = proof.map((one) => hexToBytes(one));
  return verifyInclusion({ leaf: leafOf(hash), index, size, root: hexToBytes(root), proof: hashes }, sha256);
}

function leafOf(hash: string): Uint8Array {
  return leafHash(utf8ToBytes(hash), sha256);
}
