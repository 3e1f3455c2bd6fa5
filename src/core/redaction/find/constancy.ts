// Text stays while anatomy moves: pixels that never change over a clip, and stand out from what is beside them.
import type { GreyImage } from '../pixels/renderings.ts';
import type { Box } from '../geometry/box.ts';
import type { Reason, Region } from './region.ts';
import { regionsOfMap, type ScoreMap, type Thresholds } from './score-map.ts';

export interface Constancy {
  add(image: GreyImage): void;
  /** Undefined while too few frames were seen, or nothing moved: then staying means nothing. */
  result(stride: number): ScoreMap | undefined;
}

export const FEWEST_FRAMES = 8;
/** Lossy compression makes a still pixel flicker by this much of the full range. */
const STILL = 2 / 255;
/** A step of this much to the next pixel is an edge of a letter, or of a picture. */
const EDGE = 0.15;
/** Less of the image in motion than this is a frozen clip. */
const LEAST_MOTION = 0.1;
/** Share of edges among the pixels of a cell and its neighbours from which it counts as written on. */
const DENSE = 0.12;

export function createConstancy(): Constancy {
  let lowest: Float32Array | undefined;
  let highest: Float32Array | undefined;
  let shape = { rows: 0, columns: 0 };
  let frames = 0;
  return {
    add({ rows, columns, values }) {
      if (lowest === undefined || highest === undefined) {
        shape = { rows, columns };
        lowest = values.slice();
        highest = values.slice();
      } else if (values.length === lowest.length)
        for (let at = 0; at < values.length; at++) {
          const value = values[at] ?? 0;
          if (value < (lowest[at] ?? 0)) lowest[at] = value;
          if (value > (highest[at] ?? 0)) highest[at] = value;
        }
      frames++;
    },
    result(stride) {
      if (frames < FEWEST_FRAMES || lowest === undefined || highest === undefined) return undefined;
      return densityOf(lowest, highest, shape.rows, shape.columns, stride);
    },
  };
}

const FOUND: Thresholds = { high: 1, low: 1, border: 1, borderShare: 0 };
const CELL = 4;

/** What stayed, as boxes: of the frames of a clip, or of the images of a series that show the same screen. */
export function constantRegions(constancy: Constancy, reason: Reason, columns: number, rows: number): Region[] {
  const map = constancy.result(CELL);
  if (map === undefined) return [];
  return regionsOfMap(map, FOUND, columns, rows)
    .filter(({ box }) => mayBeText(box, rows))
    .map((region) => ({ ...region, reasons: [reason] }));
}

/** A still block as large as this is the picture of a frozen part, not a line of text. */
function mayBeText(box: Box, rows: number): boolean {
  return box.width >= 12 && box.height >= 6 && box.height <= Math.max(48, rows / 8);
}

function densityOf(
  lowest: Float32Array,
  highest: Float32Array,
  rows: number,
  columns: number,
  stride: number,
): ScoreMap | undefined {
  let moving = 0;
  for (let at = 0; at < lowest.length; at++) if ((highest[at] ?? 0) - (lowest[at] ?? 0) > STILL) moving++;
  if (moving < LEAST_MOTION * lowest.length) return undefined;
  const map = { rows: Math.ceil(rows / stride), columns: Math.ceil(columns / stride), stride };
  const edges = new Float32Array(map.rows * map.columns);
  const isStill = (at: number): boolean => (highest[at] ?? 0) - (lowest[at] ?? 0) <= STILL;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      if (!isStill(at) || !isStill(at + 1) || Math.abs((lowest[at] ?? 0) - (lowest[at + 1] ?? 0)) < EDGE) continue;
      const cell = Math.floor(row / stride) * map.columns + Math.floor(column / stride);
      edges[cell] = (edges[cell] ?? 0) + 1;
    }
  return { ...map, scores: smoothed(edges, map.rows, map.columns, stride * stride) };
}

/** One edge is a line of the screen; many together are letters. */
function smoothed(edges: Float32Array, rows: number, columns: number, cellPixels: number): Float32Array {
  const out = new Float32Array(edges.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      let cells = 0;
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        sum += edges[row * columns + x] ?? 0;
        cells++;
      }
      out[row * columns + column] = sum / (cells * cellPixels) >= DENSE ? 1 : 0;
    }
  return out;
}
