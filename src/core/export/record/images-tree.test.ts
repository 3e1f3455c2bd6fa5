import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { leafHash, merkleRoot } from '../../audit/index.ts';
import { imagesTree, isImageOf } from './images-tree.ts';

const hashOf = (name: string): string => bytesToHex(sha256(utf8ToBytes(name)));
const images = (count: number): string[] => Array.from({ length: count }, (_, at) => hashOf(`image ${at}`));

describe('the tree of a release', () => {
  it.each([1, 2, 3, 4, 5, 7, 8, 11, 64, 65, 200])(
    'proves each of %d images, and has the root that the log would have',
    (size) => {
      const all = images(size);
      const { root, proof } = imagesTree(all);
      const leaves = all.map((one) => leafHash(utf8ToBytes(one), sha256));
      expect(root).toBe(bytesToHex(merkleRoot(leaves, sha256)));
      for (const [index, one] of all.entries())
        expect(isImageOf({ sha256: one, index, size, root, proof: proof(index) })).toBe(true);
    },
  );

  it('proves no other image, no other place and no other size', () => {
    const all = images(11);
    const { root, proof } = imagesTree(all);
    const claim = { sha256: all[4] ?? '', index: 4, size: 11, root, proof: proof(4) };
    expect(isImageOf(claim)).toBe(true);
    expect(isImageOf({ ...claim, sha256: hashOf('another') })).toBe(false);
    expect(isImageOf({ ...claim, index: 5 })).toBe(false);
    expect(isImageOf({ ...claim, index: 11 })).toBe(false);
    expect(isImageOf({ ...claim, size: 3 })).toBe(false);
    expect(isImageOf({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
    expect(isImageOf({ ...claim, proof: [] })).toBe(false);
  });
});
