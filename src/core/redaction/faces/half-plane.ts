// A plane of the patient as it cuts one frame.
import type { Plane } from './face-cut.ts';
import { dot, type SliceGeometry } from './slice-geometry.ts';

/** Covered are the pixels where `a * column + b * row > c`. */
export interface HalfPlane {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export function halfPlaneOf({ normal, distance }: Plane, { origin, perColumn, perRow }: SliceGeometry): HalfPlane {
  return { a: dot(normal, perColumn), b: dot(normal, perRow), c: distance - dot(normal, origin) };
}

export function coverHalfPlane({ a, b, c }: HalfPlane, cells: Uint8Array, columns: number): void {
  for (let at = 0; at < cells.length; at++) {
    const row = Math.floor(at / columns);
    if (a * (at - row * columns) + b * row > c) cells[at] = 1;
  }
}
