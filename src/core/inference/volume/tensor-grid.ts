// Where the voxels of a model's tensor lie, for a series and what the manifest asks.
import type { Prepare } from '../manifest/imaging-task.ts';
import { type Grid, placeOf } from './grid.ts';
import { dot, lengthOf, minus, scaled, unit, type Vector } from './vector.ts';

const DIRECTIONS: Readonly<Record<string, Vector>> = {
  L: [1, 0, 0], R: [-1, 0, 0], P: [0, 1, 0], A: [0, -1, 0], S: [0, 0, 1], I: [0, 0, -1],
}; // prettier-ignore

type Three<T> = [T, T, T];

/** With the spacing, size and axes of the manifest, around the middle of the images; voxels of both meet where they can. */
export function tensorGridOf(source: Grid, prepare: Pick<Prepare, 'axes' | 'align' | 'spacingMm' | 'size'>): Grid {
  const axes = axesOf(source, prepare);
  const lengths = axes.map(({ unitVector }) => extentMm(source, unitVector)) as Three<number>;
  const spacing = axes.map(({ spacingMm }, axis) => prepare.spacingMm?.[axis] ?? spacingMm) as Three<number>;
  const covering = lengths.map((mm, axis) => Math.max(1, Math.round(mm / (spacing[axis] ?? 1)))) as Three<number>;
  const size = prepare.size ?? covering;
  const steps = axes.map(({ unitVector }, axis) => scaled(unitVector, spacing[axis] ?? 1)) as Three<Vector>;
  const middle = placeOf(source, source.size.map((n) => (n - 1) / 2) as Three<number>);
  let origin = middle;
  size.forEach((n, axis) => {
    // Half voxels of odd and even sizes: shifted so that the lattices agree where the spacing is that of the images.
    const has = Math.round((lengths[axis] ?? 1) / (spacing[axis] ?? 1));
    const shift = (n - has) % 2 === 0 ? 0 : 0.5;
    origin = minus(origin, scaled(steps[axis] ?? [0, 0, 0], (n - 1) / 2 + shift));
  });
  return { size, origin, steps };
}

interface Axis {
  readonly unitVector: Vector;
  readonly spacingMm: number;
}

function axesOf(source: Grid, { axes, align }: Pick<Prepare, 'axes' | 'align'>): Axis[] {
  const own = source.steps.map((step) => ({ unitVector: unit(step), spacingMm: lengthOf(step) }));
  if (axes === 'image') return own;
  const wanted = axes.split('').map((letter): Vector => DIRECTIONS[letter] ?? [0, 0, 0]);
  // Each wanted direction takes the axis of the image nearest to it that is still free.
  const free = new Set(own);
  return wanted.map((direction) => {
    let best = own[0];
    let least = -1;
    for (const axis of free) {
      const along = Math.abs(dot(axis.unitVector, direction));
      if (along > least) [best, least] = [axis, along];
    }
    if (best !== undefined) free.delete(best);
    const { unitVector, spacingMm } = best ?? { unitVector: direction, spacingMm: 1 };
    if (align === 'patient') return { unitVector: direction, spacingMm };
    return { unitVector: scaled(unitVector, Math.sign(dot(unitVector, direction)) || 1), spacingMm };
  });
}

/** How far the voxels of a grid reach along a direction, their own size included. */
function extentMm(grid: Grid, direction: Vector): number {
  return grid.steps.reduce((sum, step, axis) => sum + Math.abs(dot(step, direction)) * (grid.size[axis] ?? 1), 0);
}

/** A part of a grid. */
export function partOf(grid: Grid, from: Readonly<Three<number>>, size: Readonly<Three<number>>): Grid {
  return { ...grid, origin: placeOf(grid, from), size };
}
