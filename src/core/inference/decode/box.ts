// Only the box around what is there, so that a step over lungs does not look at the air around a patient.
import type { Lattice } from './distance.ts';

type Three = readonly [number, number, number];

export interface MaskBox {
  readonly from: Three;
  readonly size: Three;
}

/**
 * Around all voxels that are not 0, and `margin` voxels more where the volume goes on. Of one voxel: what surrounds a mask is then
 * in the box as far as it can matter, since no voxel outside is nearer than the layer that was added, and every way out of
 * the mask leads through it. Undefined for an empty mask.
 */
export function boxAround(
  mask: Uint8Array,
  [depth, height, width]: Lattice['size'],
  margin: Three = [1, 1, 1],
): MaskBox | undefined {
  // prettier-ignore
  const least = [depth, height, width] as [number, number, number];
  const most = [-1, -1, -1] as [number, number, number];
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const start = (d * height + h) * width;
      let first = 0;
      while (first < width && mask[start + first] === 0) first++;
      if (first === width) continue;
      let last = width - 1;
      while (mask[start + last] === 0) last--;
      if (d < least[0]) least[0] = d;
      if (h < least[1]) least[1] = h;
      if (first < least[2]) least[2] = first;
      most[0] = d;
      if (h > most[1]) most[1] = h;
      if (last > most[2]) most[2] = last;
    }
  if (most[0] < 0) return undefined;
  const from = least.map((index, axis) => Math.max(0, index - (margin[axis] ?? 1))) as [number, number, number];
  const size = [depth, height, width].map((n, axis) => Math.min(n, (most[axis] ?? 0) + 1 + (margin[axis] ?? 1)) - (from[axis] ?? 0)) as [number, number, number]; // prettier-ignore
  return { from, size };
}

export function cutOut(values: Uint8Array, { from, size }: MaskBox, whole: Lattice['size']): Uint8Array {
  const out = new Uint8Array(size[0] * size[1] * size[2]);
  forRows(from, size, whole, (inBox, inWhole) => out.set(values.subarray(inWhole, inWhole + size[2]), inBox));
  return out;
}

/** In a volume of zeros. */
export function putBack(values: Uint8Array, { from, size }: MaskBox, whole: Lattice['size']): Uint8Array {
  const out = new Uint8Array(whole[0] * whole[1] * whole[2]);
  forRows(from, size, whole, (inBox, inWhole) => out.set(values.subarray(inBox, inBox + size[2]), inWhole));
  return out;
}

function forRows(from: Three, size: Three, [, height, width]: Three, copy: (inBox: number, inWhole: number) => void): void {
  for (let d = 0; d < size[0]; d++)
    for (let h = 0; h < size[1]; h++)
      copy((d * size[1] + h) * size[2], ((from[0] + d) * height + from[1] + h) * width + from[2]);
} // prettier-ignore

/** Does the work on the box alone; everywhere else is 0. An empty mask stays as it is. */
export function inBox(
  mask: Uint8Array,
  lattice: Lattice,
  margin: Three,
  work: (mask: Uint8Array, lattice: Lattice) => Uint8Array,
): Uint8Array {
  // prettier-ignore
  const box = boxAround(mask, lattice.size, margin);
  if (box === undefined) return mask.slice();
  return putBack(work(cutOut(mask, box, lattice.size), { ...lattice, size: box.size }), box, lattice.size);
}
