// A volume as the numbers that a model is fed with, and where they lie.
import type { Prepare } from '../manifest/imaging-task.ts';
import type { Grid } from './grid.ts';
import { resample } from './resample.ts';
import { scaleValues } from './scale-values.ts';
import { partOf, tensorGridOf } from './tensor-grid.ts';
import type { Volume } from './volume.ts';

export interface Prepared {
  readonly grid: Grid;
  readonly values: Float32Array;
}

export function prepareTensor(volume: Volume, prepare: Prepare): Prepared {
  const grid = tensorGridOf(volume.grid, prepare);
  const outside = prepare.outside ?? leastOf(volume.values);
  const values = resample(volume, grid, prepare.interpolation, outside);
  const box = prepare.crop === undefined ? undefined : boxAbove(values, grid.size, prepare.crop);
  scaleValues(values, prepare.values);
  return box === undefined ? { grid, values } : cut(values, grid, box);
}

function leastOf(values: Volume['values']): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return Number.isFinite(least) ? least : 0;
}

interface Box {
  readonly from: readonly [number, number, number];
  readonly size: readonly [number, number, number];
}

/** Undefined where nothing is above: then all of it is looked at. */
function boxAbove(
  values: Float32Array,
  [depth, height, width]: Grid['size'],
  { above, margin }: NonNullable<Prepare['crop']>,
): Box | undefined {
  // prettier-ignore
  const least: [number, number, number] = [depth, height, width];
  const most: [number, number, number] = [-1, -1, -1];
  let at = 0;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++, at++) {
        if ((values[at] as number) <= above) continue; // inside the array
        if (d < least[0]) least[0] = d;
        if (h < least[1]) least[1] = h;
        if (w < least[2]) least[2] = w;
        if (d > most[0]) most[0] = d;
        if (h > most[1]) most[1] = h;
        if (w > most[2]) most[2] = w;
      }
  if (most[0] < 0) return undefined;
  const from = least.map((index) => Math.max(0, index - margin)) as [number, number, number];
  const size = [depth, height, width].map((n, axis) => Math.min(n, (most[axis] ?? 0) + margin + 1) - (from[axis] ?? 0)) as [number, number, number]; // prettier-ignore
  return { from, size };
}

function cut(values: Float32Array, grid: Grid, { from, size }: Box): Prepared {
  const [, height, width] = grid.size;
  const out = new Float32Array(size[0] * size[1] * size[2]);
  let at = 0;
  for (let d = 0; d < size[0]; d++)
    for (let h = 0; h < size[1]; h++, at += size[2]) {
      const start = ((from[0] + d) * height + from[1] + h) * width + from[2];
      out.set(values.subarray(start, start + size[2]), at);
    }
  return { grid: partOf(grid, from, size), values: out };
}
