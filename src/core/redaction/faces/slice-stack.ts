// Slices of a series gathered into one coarse volume in the axes of the patient. Slices come one by one and are kept shrunk:
// a study of a thousand of them fits.
import type { Box3 } from './volume.ts';
import { GRID, type Volume } from './volume.ts';
import { cross, dot, scaled, type SliceGeometry, unit, type Vector } from './slice-geometry.ts';

export interface Slice {
  readonly geometry: SliceGeometry;
  readonly rows: number;
  readonly columns: number;
  /** In the units of the modality: Hounsfield for CT. */
  readonly values: Float32Array;
}

interface Kept extends Slice {
  readonly along: number;
}

/** Fewer slices, or a thinner slab, show no head. */
const FEWEST_SLICES = 16;
const LEAST_EXTENT = 80;
/** Slices farther apart leave too much to guess between them. */
const WIDEST_GAP = 8;

export interface SliceStack {
  /** Slices in another direction than the first are left out. */
  add(slice: Slice): void;
  /** Undefined when the slices make no volume of a head. */
  volume(): Volume | undefined;
}

export function createSliceStack(): SliceStack {
  const kept: Kept[] = [];
  let normal: Vector | undefined;
  return {
    add(slice) {
      const { perColumn, perRow, origin } = slice.geometry;
      const own = unit(cross(perColumn, perRow));
      normal ??= own;
      if (dot(own, normal) < 0.999) return;
      kept.push({ ...shrunk(slice), along: dot(origin, normal) });
    },
    volume() {
      kept.sort((a, b) => a.along - b.along);
      const slices = kept.filter(({ along }, index) => index === 0 || along - (kept[index - 1]?.along ?? 0) > 0.01);
      const [first, last] = [slices[0], slices.at(-1)];
      if (normal === undefined || first === undefined || last === undefined) return undefined;
      if (slices.length < FEWEST_SLICES || last.along - first.along < LEAST_EXTENT) return undefined;
      for (let k = 1; k < slices.length; k++)
        if ((slices[k]?.along ?? 0) - (slices[k - 1]?.along ?? 0) > WIDEST_GAP) return undefined;
      return resampled(slices, normal);
    },
  };
}

/** Mean of whole blocks of pixels, so that a pixel is about as large as a cell of the grid. */
function shrunk({ geometry, rows, columns, values }: Slice): Slice {
  const { perColumn, perRow, origin } = geometry;
  const by = Math.max(1, Math.round(GRID / Math.sqrt(dot(perColumn, perColumn))));
  const down = Math.max(1, Math.round(GRID / Math.sqrt(dot(perRow, perRow))));
  const [w, h] = [Math.floor(columns / by), Math.floor(rows / down)];
  const out = new Float32Array(w * h);
  for (let row = 0; row < h * down; row++)
    for (let column = 0; column < w * by; column++) {
      const at = Math.floor(row / down) * w + Math.floor(column / by);
      out[at] = (out[at] ?? 0) + (values[row * columns + column] ?? 0) / (by * down);
    }
  const [right, below] = [scaled(perColumn, (by - 1) / 2), scaled(perRow, (down - 1) / 2)];
  return {
    geometry: {
      origin: [origin[0] + right[0] + below[0], origin[1] + right[1] + below[1], origin[2] + right[2] + below[2]],
      perColumn: scaled(perColumn, by),
      perRow: scaled(perRow, down),
    },
    rows: h,
    columns: w,
    values: out,
  };
}

function boundsOf(slices: readonly Kept[]): Box3 {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (const { geometry, rows, columns } of slices)
    for (const column of [0, columns - 1])
      for (const row of [0, rows - 1])
        for (const axis of [0, 1, 2] as const) {
          const at = geometry.origin[axis] + geometry.perColumn[axis] * column + geometry.perRow[axis] * row;
          low[axis] = Math.min(low[axis], at);
          high[axis] = Math.max(high[axis], at);
        }
  return { low, high };
}

/** A head is smaller; what is larger is cut at the far end, since a whole body is no reason for a huge grid. */
const LONGEST_SIDE = 400;

function resampled(slices: readonly Kept[], normal: Vector): Volume {
  const { low, high } = boundsOf(slices);
  const size = ([0, 1, 2] as const).map((axis) =>
    Math.max(1, Math.floor(Math.min(LONGEST_SIDE, high[axis] - low[axis]) / GRID) + 1),
  );
  const [nx, ny, nz] = [size[0] ?? 1, size[1] ?? 1, size[2] ?? 1];
  // Of a long body the upper end holds the head.
  const origin: Vector = [low[0], low[1], Math.max(low[2], high[2] - (nz - 1) * GRID)];
  const values = new Float32Array(nx * ny * nz).fill(Number.NaN);
  const look = samplerOf(slices, normal);
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++)
      for (let x = 0; x < nx; x++)
        values[(z * ny + y) * nx + x] = look([origin[0] + x * GRID, origin[1] + y * GRID, origin[2] + z * GRID]);
  return { nx, ny, nz, origin, values };
}

/** Linear between the pixels of a slice and between slices. */
function samplerOf(slices: readonly Kept[], normal: Vector): (at: Vector) => number {
  return (at) => {
    const along = dot(at, normal);
    let above = 0;
    let end = slices.length;
    while (above < end) {
      const middle = (above + end) >> 1;
      if ((slices[middle]?.along ?? 0) < along) above = middle + 1;
      else end = middle;
    }
    const upper = slices[Math.min(above, slices.length - 1)];
    const lower = slices[Math.max(0, above - 1)];
    if (upper === undefined || lower === undefined) return Number.NaN;
    if (along < lower.along - GRID || along > upper.along + GRID) return Number.NaN;
    const b = inSlice(upper, at);
    if (upper === lower || upper.along === lower.along) return b;
    const share = Math.min(1, Math.max(0, (along - lower.along) / (upper.along - lower.along)));
    return inSlice(lower, at) * (1 - share) + b * share;
  };
}

function inSlice({ geometry, rows, columns, values }: Slice, at: Vector): number {
  const { origin, perColumn, perRow } = geometry;
  const from: Vector = [at[0] - origin[0], at[1] - origin[1], at[2] - origin[2]];
  const column = dot(from, perColumn) / dot(perColumn, perColumn);
  const row = dot(from, perRow) / dot(perRow, perRow);
  const [left, top] = [Math.floor(column), Math.floor(row)];
  if (left < 0 || top < 0 || left + 1 >= columns || top + 1 >= rows) return Number.NaN;
  const [right, down] = [column - left, row - top];
  const first = top * columns + left;
  const upper = (values[first] ?? 0) * (1 - right) + (values[first + 1] ?? 0) * right;
  const lower = (values[first + columns] ?? 0) * (1 - right) + (values[first + columns + 1] ?? 0) * right;
  return upper * (1 - down) + lower * down;
}
