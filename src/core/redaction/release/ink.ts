// Ink is what differs from the ground beside it. Ground is what is flat over some area: a screen, a bar, a box behind letters, a smooth
// part of a film; each has its own shade, so that letters on any of them stand out.
import type { GreyImage } from '../pixels/renderings.ts';

export interface Ink {
  readonly rows: number;
  readonly columns: number;
  /** How far a pixel is from the ground nearest to it. */
  readonly away: Float32Array;
  /** From here on it is ink. */
  readonly level: number;
}

/** Flat pixels that touch each other are ground from this many on; fewer may be the inside of the strokes of a large letter. */
const LEAST_GROUND = 1000;

/** `level`: the faintest ink that counts. A ground that wavers by more is no ground. */
export function inkOf(image: GreyImage, level: number): Ink {
  const { rows, columns, values } = image;
  const ground = spread(groundOf(image, level), image, level);
  return { rows, columns, level, away: values.map((value, at) => Math.abs(value - (ground[at] ?? 0))) };
}

/** 1 where the 3 x 3 pixels around waver by less than the level, and enough of them lie together. */
function groundOf({ rows, columns, values }: GreyImage, level: number): Uint8Array {
  const across = { low: new Float32Array(values.length), high: new Float32Array(values.length) };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      const here = values[at] ?? 0;
      const left = column > 0 ? (values[at - 1] ?? 0) : here;
      const right = column + 1 < columns ? (values[at + 1] ?? 0) : here;
      across.low[at] = Math.min(here, left, right);
      across.high[at] = Math.max(here, left, right);
    }
  const flat = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const above = at >= columns ? at - columns : at;
    const below = at + columns < values.length ? at + columns : at;
    const low = Math.min(across.low[at] ?? 0, across.low[above] ?? 0, across.low[below] ?? 0);
    const high = Math.max(across.high[at] ?? 0, across.high[above] ?? 0, across.high[below] ?? 0);
    if (high - low < level) flat[at] = 1;
  }
  const { labels, sizes } = labelled(flat, rows, columns);
  return flat.map((isFlat, at) => (isFlat === 1 && (sizes[labels[at] ?? 0] ?? 0) >= LEAST_GROUND ? 1 : 0));
}

/** The ground of each pixel: the one it joins without a step, else the one that is nearest. */
function spread(ground: Uint8Array, { rows, columns, values }: GreyImage, level: number): Float32Array {
  const out = new Float32Array(values.length).fill(NONE);
  const queue = new Int32Array(values.length);
  const grow = (from: number, limit: number): number => {
    let length = from;
    const reach = (near: number, here: number): void => {
      if (out[near] !== NONE || Math.abs((values[near] ?? 0) - here) >= limit) return;
      out[near] = here;
      queue[length++] = near;
    };
    for (let next = 0; next < length; next++) {
      const at = queue[next] ?? 0;
      const column = at % columns;
      const here = out[at] ?? 0;
      if (column > 0) reach(at - 1, here);
      if (column + 1 < columns) reach(at + 1, here);
      if (at >= columns) reach(at - columns, here);
      if (at + columns < rows * columns) reach(at + columns, here);
    }
    return length;
  };
  let flat = 0;
  for (let at = 0; at < values.length; at++)
    if (ground[at] === 1) {
      out[at] = values[at] ?? 0;
      queue[flat++] = at;
    }
  grow(grow(flat, level), Infinity);
  return out;
}

/** No ground is known of a pixel yet; values are from 0 to 1. */
const NONE = -1;

export interface Labelled {
  /** 0 where nothing is, else the number of what touches, corners included. */
  readonly labels: Int32Array;
  /** Pixels of each; the first is for 0. */
  readonly sizes: readonly number[];
}

export function labelled(cells: Uint8Array, rows: number, columns: number): Labelled {
  const labels = new Int32Array(cells.length);
  const sizes = [0];
  const queue = new Int32Array(cells.length);
  for (let start = 0; start < cells.length; start++) {
    if (cells[start] !== 1 || labels[start] !== 0) continue;
    const label = sizes.length;
    labels[start] = label;
    queue[0] = start;
    let length = 1;
    for (let next = 0; next < length; next++) {
      const at = queue[next] ?? 0;
      const row = Math.floor(at / columns);
      const column = at - row * columns;
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
          const near = y * columns + x;
          if (cells[near] !== 1 || labels[near] !== 0) continue;
          labels[near] = label;
          queue[length++] = near;
        }
    }
    sizes.push(length);
  }
  return { labels, sizes };
}
