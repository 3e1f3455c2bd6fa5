// Connected pieces of a mask by runs along the width: memory is that of the runs, and of one number per voxel.
import type { Lattice } from './distance.ts';

export interface Components {
  /** 0 outside the mask, else the number of the piece, from 1. */
  readonly pieces: Int32Array;
  /** Voxels of each piece; index 0 is unused. */
  readonly voxels: Float64Array;
}

export type Connectivity = 6 | 26;

export function componentsOf(
  mask: Uint8Array,
  { size }: Pick<Lattice, 'size'>,
  connectivity: Connectivity,
): Components {
  const [depth, height, width] = size;
  const pieces = new Int32Array(mask.length);
  const parents: number[] = [0];
  const root = (piece: number): number => {
    let at = piece;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] as number] as number; // every piece has a parent
      at = parents[at] as number;
    }
    return at;
  };
  const join = (a: number, b: number): void => {
    const [one, other] = [root(a), root(b)];
    if (one < other) parents[other] = one;
    else if (other < one) parents[one] = other;
  };
  const reach = connectivity === 26 ? 1 : 0;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const start = (d * height + h) * width;
      for (let w = 0; w < width; w++) {
        if (mask[start + w] === 0) continue;
        const first = w;
        while (w < width && mask[start + w] !== 0) w++;
        const piece = parents.length;
        parents.push(piece);
        pieces.fill(piece, start + first, start + w);
        // Runs of the lines before that touch this one.
        for (const [dd, dh] of connectivity === 26 ? BEFORE_26 : BEFORE_6) {
          if (d + dd < 0 || h + dh < 0 || h + dh >= height) continue;
          const other = ((d + dd) * height + h + dh) * width;
          const end = Math.min(width, w + reach);
          let last = 0;
          for (let x = Math.max(0, first - reach); x < end; x++) {
            const found = pieces[other + x] as number; // inside the line
            if (found !== 0 && found !== last) join(piece, found);
            last = found;
          }
        }
      }
    }
  return numbered(pieces, parents, root);
}

const BEFORE_6 = [[0, -1], [-1, 0]] as const; // prettier-ignore
const BEFORE_26 = [[0, -1], [-1, -1], [-1, 0], [-1, 1]] as const; // prettier-ignore

function numbered(pieces: Int32Array, parents: readonly number[], root: (piece: number) => number): Components {
  const numbers = new Int32Array(parents.length);
  let count = 0;
  for (let piece = 1; piece < parents.length; piece++) if (parents[piece] === piece) numbers[piece] = ++count;
  for (let piece = 1; piece < parents.length; piece++) numbers[piece] = numbers[root(piece)] as number; // roots are numbered
  const voxels = new Float64Array(count + 1);
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at] as number; // inside the array
    if (piece === 0) continue;
    const number = numbers[piece] as number; // numbered above
    pieces[at] = number;
    voxels[number] = (voxels[number] as number) + 1;
  }
  return { pieces, voxels };
}

/** Numbers of the pieces, the largest first. */
export function bySize({ voxels }: Pick<Components, 'voxels'>): number[] {
  return Array.from(voxels.keys())
    .slice(1)
    .sort((a, b) => (voxels[b] ?? 0) - (voxels[a] ?? 0));
}
