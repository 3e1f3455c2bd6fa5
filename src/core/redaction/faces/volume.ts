import type { Vector } from './slice-geometry.ts';

/** Millimetres between the cells of a volume, on all axes. */
export const GRID = 2;

export interface Box3 {
  readonly low: Vector;
  readonly high: Vector;
}

/** A grid in the axes of the patient: x to the left, y to the back, z to the top of the head. NaN where nothing is known. */
export interface Volume {
  readonly nx: number;
  readonly ny: number;
  readonly nz: number;
  /** Centre of the first cell. */
  readonly origin: Vector;
  readonly values: Float32Array;
}

/** One byte for each cell of a volume: 1 is inside. */
export type Cells = Uint8Array;

/** Litres are no unit of heads: cubic centimetres. */
export function cubicCentimetres(cells: Cells): number {
  let count = 0;
  for (let at = 0; at < cells.length; at++) count += cells[at] ?? 0;
  return (count * GRID ** 3) / 1000;
}
