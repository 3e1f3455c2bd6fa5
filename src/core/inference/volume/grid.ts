import { cross, dot, minus, plus, scaled, type Vector } from './vector.ts';

/** A lattice of voxels in the patient. Axes are named as in a tensor: depth slowest, width fastest. */
export interface Grid {
  readonly size: readonly [depth: number, height: number, width: number];
  /** Centre of the first voxel. */
  readonly origin: Vector;
  /** From one voxel to the next along each axis. */
  readonly steps: readonly [Vector, Vector, Vector];
}

export const voxelsOf = ({ size: [depth, height, width] }: Grid): number => depth * height * width;

export function voxelMm3({ steps: [a, b, c] }: Grid): number {
  return Math.abs(dot(a, cross(b, c)));
}

export function placeOf({ origin, steps }: Grid, at: readonly [number, number, number]): Vector {
  return plus(origin, plus(scaled(steps[0], at[0]), plus(scaled(steps[1], at[1]), scaled(steps[2], at[2]))));
}

/** Indices of `from` to indices in `to`: `base + d * perDepth + h * perHeight + w * perWidth`. */
export interface Mapping {
  readonly base: Vector;
  readonly per: readonly [Vector, Vector, Vector];
}

export function mappingOf(from: Grid, to: Grid): Mapping {
  const [a, b, c] = to.steps;
  const volume = dot(a, cross(b, c));
  // Rows of the inverse of the matrix whose columns are the steps.
  const rows = [cross(b, c), cross(c, a), cross(a, b)].map((row) => scaled(row, 1 / volume)) as [
    Vector,
    Vector,
    Vector,
  ];
  const inside = (v: Vector): Vector => snapped([dot(rows[0], v), dot(rows[1], v), dot(rows[2], v)]);
  return {
    base: inside(minus(from.origin, to.origin)),
    per: [inside(from.steps[0]), inside(from.steps[1]), inside(from.steps[2])],
  };
}

/** Rounding dust taken off, so that voxels that lie on each other are copied and not interpolated. */
function snapped([x, y, z]: Vector): Vector {
  const snap = (value: number): number => (Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value);
  return [snap(x), snap(y), snap(z)];
}
