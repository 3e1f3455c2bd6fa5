import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import {
  consistencyProof,
  EMPTY,
  extend,
  inclusionProof,
  leafHash,
  merkleRoot,
  treeHead,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

// The reference vectors of certificate-transparency's merkle_tree_test.cc: eight inputs, the root of each prefix.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const leaves = INPUTS.map((input) => leafHash(hex(input), sha256));

describe('Merkle tree of RFC 6962', () => {
  it('has the empty root of section 2.1', () => {
    expect(toHex(merkleRoot([], sha256))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it.each(ROOTS.map((root, at) => [at + 1, root] as const))('has the reference root over %i inputs', (size, root) => {
    expect(toHex(merkleRoot(leaves.slice(0, size), sha256))).toBe(root);
  });

  it.each([
    [0, 1, []],
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('gives the reference inclusion proof of leaf %i in %i', (index, size, proof) => {
    expect(inclusionProof(leaves.slice(0, size), index, sha256).map(toHex)).toEqual(proof);
  });

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('gives the reference consistency proof from %i to %i', (first, second, proof) => {
    expect(consistencyProof(leaves.slice(0, second), first, sha256).map(toHex)).toEqual(proof);
  });

  it('proves every leaf of trees of any size, and nothing else', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(size, fc.nat(), fc.nat(), (count, pick, other) => {
        const tree = Array.from({ length: count }, (_, at) => leafHash(Uint8Array.of(at), sha256));
        const index = pick % count;
        const proof = inclusionProof(tree, index, sha256);
        const leaf = tree[index] ?? new Uint8Array();
        const claim = { leaf, index, size: count, root: merkleRoot(tree, sha256), proof };
        expect(verifyInclusion(claim, sha256)).toBe(true);
        if (other % count !== index) expect(verifyInclusion({ ...claim, index: other % count }, sha256)).toBe(false);
        expect(verifyInclusion({ ...claim, leaf: new Uint8Array(32) }, sha256)).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, leaf] }, sha256)).toBe(false);
        if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: proof.slice(1) }, sha256)).toBe(false);
      }),
    );
  });

  it('proves that every earlier tree is the beginning of the later one, and no other', () => {
    const size = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(size, fc.nat(), (count, pick) => {
        const tree = Array.from({ length: count }, (_, at) => leafHash(Uint8Array.of(at), sha256));
        const first = 1 + (pick % count);
        const proof = consistencyProof(tree, first, sha256);
        const firstRoot = merkleRoot(tree.slice(0, first), sha256);
        const claim = { first, second: count, firstRoot, secondRoot: merkleRoot(tree, sha256), proof };
        expect(verifyConsistency(claim, sha256)).toBe(true);
        expect(verifyConsistency({ ...claim, firstRoot: new Uint8Array(32) }, sha256)).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: new Uint8Array(32) }, sha256)).toBe(false);
        if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) }, sha256)).toBe(false);
      }),
    );
  });

  it('grows leaf by leaf to the same head', () => {
    let frontier = EMPTY;
    leaves.forEach((leaf, at) => {
      frontier = extend(frontier, leaf, sha256);
      expect(toHex(treeHead(frontier, sha256))).toBe(ROOTS[at]);
    });
  });

  it('refuses proofs for leaves that are not there', () => {
    expect(() => inclusionProof(leaves, 8, sha256)).toThrow(RangeError);
    expect(() => consistencyProof(leaves, 9, sha256)).toThrow(RangeError);
    expect(verifyInclusion({ leaf: hex(''), index: 0, size: 0, root: hex(''), proof: [] }, sha256)).toBe(false);
    expect(verifyConsistency({ first: 3, second: 2, firstRoot: hex(''), secondRoot: hex(''), proof: [] }, sha256)).toBe(
      false,
    );
  });
});
