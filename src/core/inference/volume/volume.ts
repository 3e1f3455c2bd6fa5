// Slices put together. One slice is decoded at a time; the volume keeps 16 bits per voxel where the values allow it.
import type { Budget } from '../budget.ts';
import { InferenceError } from '../errors.ts';
import type { VolumePlan } from './plan-volume.ts';
import { voxelsOf, type Grid } from './grid.ts';

export interface Volume {
  readonly grid: Grid;
  /** In the units of the modality: Hounsfield for CT. */
  readonly values: Int16Array | Float32Array;
}

/** Gives the values of a slice of the plan, row by row, in the units of the modality. */
export type SliceReader = (index: number) => Promise<Float32Array | Int16Array>;

/** Throws what the reader throws, and what the signal says. */
export async function assembleVolume(plan: VolumePlan, read: SliceReader, budget: Budget = {}): Promise<Volume> {
  const [depth, rows, columns] = plan.grid.size;
  const size = rows * columns;
  let values: Int16Array | Float32Array = new Int16Array(voxelsOf(plan.grid));
  for (let index = 0; index < depth; index++) {
    budget.signal?.throwIfAborted();
    const slice = await read(index);
    if (slice.length !== size) throw new InferenceError('bad-output', 'a slice has another size than its header says');
    // From the first slice with fractions on, all are kept as floats.
    if (values instanceof Int16Array && !fitsInt16(slice)) values = Float32Array.from(values);
    values.set(slice, index * size);
    budget.onProgress?.(index + 1, depth);
  }
  return { grid: plan.grid, values };
}

function fitsInt16(values: Float32Array | Int16Array): boolean {
  if (values instanceof Int16Array) return true;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number; // inside the array
    if (value !== Math.trunc(value) || value < -32768 || value > 32767) return false;
  }
  return true;
}
