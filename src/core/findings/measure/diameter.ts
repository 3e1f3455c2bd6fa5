import { checkVolume, type LabelVolume } from './label-volume.ts';

export interface Diameter {
  readonly lengthMm: number;
  /** Index of the slice it lies in. */
  readonly slice: number;
  /** Its ends as column and row, with 0\0 at the corner of the first pixel. */
  readonly ends: readonly [readonly [number, number], readonly [number, number]];
}

type Point = readonly [number, number];

/**
 * The longest line in one slice between two places of the outline of a label; undefined when there is none. The outline
 * goes through the middles of the outer edges of pixels, so that one pixel is as wide as its spacing.
 */
export function largestDiameter(volume: LabelVolume, label: number): Diameter | undefined {
  checkVolume(volume);
  let largest: Diameter | undefined;
  for (let slice = 0; slice < volume.slices; slice++) {
    const found = farthestIn(volume, label, slice);
    if (found !== undefined && (largest === undefined || found.lengthMm > largest.lengthMm)) largest = found;
  }
  return largest;
}

function farthestIn(volume: LabelVolume, label: number, slice: number): Diameter | undefined {
  const corners = hullOf(outlineOf(volume, label, slice));
  const { column, row } = volume.spacingMm;
  let largest: Diameter | undefined;
  corners.forEach((a, at) => {
    for (const b of corners.slice(at + 1)) {
      const lengthMm = Math.hypot((a[0] - b[0]) * column, (a[1] - b[1]) * row);
      if (largest === undefined || lengthMm > largest.lengthMm) largest = { lengthMm, slice, ends: [a, b] };
    }
  });
  return largest;
}

/** Middles of outer edges; only the first and the last pixel of a row or column can be on the hull. */
function outlineOf({ labels, columns, rows }: LabelVolume, label: number, slice: number): Point[] {
  const first = slice * rows * columns;
  const points: Point[] = [];
  const top = new Int32Array(columns).fill(-1);
  const bottom = new Int32Array(columns).fill(-1);
  for (let row = 0; row < rows; row++) {
    let left = -1;
    let right = -1;
    for (let column = 0; column < columns; column++) {
      if (labels[first + row * columns + column] !== label) continue;
      if (left < 0) left = column;
      right = column;
      if ((top[column] ?? -1) < 0) top[column] = row;
      bottom[column] = row;
    }
    if (left >= 0) points.push([left, row + 0.5], [right + 1, row + 0.5]);
  }
  top.forEach((row, column) => {
    if (row >= 0) points.push([column + 0.5, row], [column + 0.5, (bottom[column] ?? row) + 1]);
  });
  return points;
}

/** The convex hull by Andrew's monotone chain. */
function hullOf(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  if (sorted.length < 3) return sorted;
  const half = (line: readonly Point[]): Point[] => {
    const hull: Point[] = [];
    for (const point of line) {
      while (hull.length >= 2 && turn(hull.at(-2), hull.at(-1), point) <= 0) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}

function turn(a: Point | undefined, b: Point | undefined, c: Point): number {
  if (a === undefined || b === undefined) return 1;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
