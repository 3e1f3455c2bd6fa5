// Masks grown, shrunk, closed and filled, by true distances.
import { boxAround, cutOut, inBox, putBack } from './box.ts';
import { bySize, componentsOf } from './components.ts';
import { type Lattice, squaredDistances } from './distance.ts';
import { maskAbove, maskOf, maskOfKept, maskUpTo } from './mask.ts';

/** What is nearer than the radius to the mask, or at it. */
export function grown(mask: Uint8Array, lattice: Lattice, radiusMm: number): Uint8Array {
  return inBox(mask, lattice, reachOf(radiusMm, lattice), (inside, around) => grownWithin(inside, around, radiusMm));
}

function grownWithin(mask: Uint8Array, lattice: Lattice, radiusMm: number): Uint8Array {
  return maskUpTo(squaredDistances(mask, lattice), radiusMm * radiusMm);
}

/** As far as growing reaches, and one voxel more that stays empty. */
function reachOf(radiusMm: number, { spacingMm }: Lattice): [number, number, number] {
  return spacingMm.map((mm) => Math.ceil(radiusMm / mm) + 1) as [number, number, number];
}

/** What is farther than the radius from everything outside. Beyond the volume nothing is known, and so nothing is outside. */
export function shrunk(mask: Uint8Array, lattice: Lattice, radiusMm: number): Uint8Array {
  const limit = radiusMm * radiusMm;
  return maskAbove(squaredDistances(inverted(mask), lattice), limit);
}

/** Closed on both sides of the edge alike: what is grown beyond the volume counts as grown. */
export function closed(mask: Uint8Array, lattice: Lattice, radiusMm: number): Uint8Array {
  return inBox(mask, lattice, reachOf(radiusMm, lattice), (inside, around) =>
    shrunk(grownWithin(inside, around, radiusMm), around, radiusMm),
  );
}

export function opened(mask: Uint8Array, lattice: Lattice, radiusMm: number): Uint8Array {
  return grown(shrunk(mask, lattice, radiusMm), lattice, radiusMm);
}

export function inverted(mask: Uint8Array): Uint8Array {
  return maskOf(mask, 0);
}

/** What is not of the mask and does not reach the faces of the volume, or of its slice. */
export function holesOf(mask: Uint8Array, { size }: Pick<Lattice, 'size'>, per: 'volume' | 'slice'): Uint8Array {
  const [depth, height, width] = size;
  if (per === 'volume')
    return inBox(mask, { size, spacingMm: [1, 1, 1] }, [1, 1, 1], (inside, around) => enclosed(inside, around.size));
  const holes = new Uint8Array(mask.length);
  const area = height * width;
  for (let d = 0; d < depth; d++)
    holes.set(enclosed(mask.subarray(d * area, (d + 1) * area), [1, height, width]), d * area);
  return holes;
}

function enclosed(mask: Uint8Array, size: Lattice['size']): Uint8Array {
  const found = componentsOf(inverted(mask), { size }, 6);
  const isClosed = new Uint8Array(found.voxels.length).fill(1, 1);
  forFaces(size, size[0] === 1 ? 'in-plane' : 'all', (at) => {
    isClosed[found.pieces[at] ?? 0] = 0;
  });
  return maskOfKept(found.pieces, isClosed);
}

/** Every voxel of the outer faces; `in-plane` leaves out the first and the last slice. */
export function forFaces(
  [depth, height, width]: Lattice['size'],
  faces: 'in-plane' | 'all',
  visit: (at: number) => void,
): void {
  // prettier-ignore
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const start = (d * height + h) * width;
      const isFace = h === 0 || h === height - 1 || (faces === 'all' && (d === 0 || d === depth - 1));
      if (isFace) for (let w = 0; w < width; w++) visit(start + w);
      else {
        visit(start);
        visit(start + width - 1);
      }
    }
}

export interface Separation {
  readonly mask: Uint8Array;
  /** 0 outside, else the number of the part, from 1, the largest first. */
  readonly parts: Uint8Array;
  readonly isSeparated: boolean;
}

export interface SeparationRule {
  readonly radiiMm: readonly number[];
  readonly parts: number;
  readonly leastMl: number;
  readonly leastShare: number;
  readonly most: number;
}

/** Cores at most this small take no voxels: crumbs that erosion leaves everywhere. */
const LEAST_CORE_ML = 0.1;

/**
 * Erodes by growing radii until the mask falls into enough large parts, gives each voxel to the core that is nearest by a
 * way through the mask, and drops the parts that are too small, like an airway between two lungs.
 */
export function separated(mask: Uint8Array, lattice: Lattice, rule: SeparationRule): Separation {
  const box = boxAround(mask, lattice.size);
  if (box === undefined) return { mask, parts: mask.slice(), isSeparated: false };
  const found = separatedInBox(cutOut(mask, box, lattice.size), { ...lattice, size: box.size }, rule);
  const back = (values: Uint8Array): Uint8Array => putBack(values, box, lattice.size);
  return { mask: back(found.mask), parts: back(found.parts), isSeparated: found.isSeparated };
}

function separatedInBox(mask: Uint8Array, lattice: Lattice, rule: SeparationRule): Separation {
  const voxelMl = lattice.spacingMm.reduce((product, mm) => product * mm, 1) / 1000;
  const toOutside = squaredDistances(inverted(mask), lattice);
  let first: Separation | undefined;
  for (const radius of rule.radiiMm) {
    const limit = radius * radius;
    const cores = componentsOf(maskAbove(toOutside, limit), lattice, 6);
    const isCore = cores.voxels.map((voxels) => (voxels * voxelMl >= LEAST_CORE_ML ? 1 : 0));
    const { pieces } = cores;
    for (let at = 0; at < pieces.length; at++) if (isCore[pieces[at] as number] === 0) pieces[at] = 0; // numbered above
    const owners = spread(mask, pieces, lattice.size);
    const result = largestParts(owners, cores.voxels.length, voxelMl, rule);
    if (result.isSeparated) return result;
    first ??= result;
  }
  return first ?? { mask, parts: mask.slice(), isSeparated: false };
}

function largestParts(owners: Int32Array, count: number, voxelMl: number, rule: SeparationRule): Separation {
  const voxels = new Float64Array(count);
  for (let at = 0; at < owners.length; at++)
    voxels[owners[at] as number] = (voxels[owners[at] as number] as number) + 1; // owners are pieces
  voxels[0] = 0;
  const order = bySize({ voxels });
  const largest = voxels[order[0] ?? 0] ?? 0;
  const kept = order.filter((part) => {
    const size = voxels[part] ?? 0;
    return size > 0 && size * voxelMl >= rule.leastMl && size >= rule.leastShare * largest;
  });
  const numbers = new Uint8Array(count);
  kept.slice(0, rule.most).forEach((part, at) => (numbers[part] = at + 1));
  const parts = new Uint8Array(owners.length);
  for (let at = 0; at < parts.length; at++) parts[at] = numbers[owners[at] as number] as number; // owners are pieces
  return { parts, mask: maskAbove(parts, 0), isSeparated: kept.length >= rule.parts };
}

/** Numbers spread in place through the mask, step by step from where they are, over the faces of voxels, all at the same pace. */
function spread(mask: Uint8Array, numbers: Int32Array, [depth, height, width]: Lattice['size']): Int32Array {
  let count = 0;
  for (let at = 0; at < mask.length; at++) if (mask[at] !== 0 || numbers[at] !== 0) count++;
  // First come, first served: every voxel stands in line once.
  const line = new Int32Array(count);
  let end = 0;
  for (let at = 0; at < numbers.length; at++) if (numbers[at] !== 0) line[end++] = at;
  const area = height * width;
  for (let next = 0; next < end; next++) {
    const at = line[next] as number; // filled up to the end
    const number = numbers[at] as number;
    const w = at % width;
    const h = ((at - w) / width) % height;
    const rest = at - h * width - w;
    for (let side = 0; side < 6; side++) {
      let to: number;
      if (side === 0) to = w > 0 ? at - 1 : -1;
      else if (side === 1) to = w + 1 < width ? at + 1 : -1;
      else if (side === 2) to = h > 0 ? at - width : -1;
      else if (side === 3) to = h + 1 < height ? at + width : -1;
      else if (side === 4) to = rest > 0 ? at - area : -1;
      else to = rest + area < depth * area ? at + area : -1;
      if (to < 0 || mask[to] === 0 || numbers[to] !== 0) continue;
      numbers[to] = number;
      line[end++] = to;
    }
  }
  return numbers;
}
