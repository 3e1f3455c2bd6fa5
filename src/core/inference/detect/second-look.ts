// Where a second look is worth its time: squares in which the first left doubt. A whole pass more would double the cost of every frame
// for the few that have text on end.
import type { GreyImage } from './grey-image.ts';
import type { ScoreMap } from './score-map.ts';

/** A square of the image to look at again. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Pixels on a side of a square, what is seen around it, and both together. */
export const PLACE = 128;
export const MARGIN = 32;
export const SEEN = PLACE + 2 * MARGIN;

/** Scores between these say neither yes nor no. */
const LEAST = 0.06;
const SURE = 0.6;
/** So many pixels may be looked at again for 2^20 of the image. Images no larger than that are turned as a whole. */
const BUDGET = 0.45 * 2 ** 20;

/** The most doubtful squares within the budget; in reading order where they are alike, so that every run is the same. */
export function doubtfulPlaces(before: ScoreMap, rows: number, columns: number): Place[] | 'everywhere' {
  if (rows * columns <= BUDGET) return 'everywhere';
  const cells = PLACE / before.stride;
  const across = Math.ceil(before.columns / cells);
  const doubts = new Uint32Array(across * Math.ceil(before.rows / cells));
  before.scores.forEach((score, at) => {
    if (score < LEAST || score >= SURE) return;
    const row = Math.floor(at / before.columns);
    const square = Math.floor(row / cells) * across + Math.floor((at - row * before.columns) / cells);
    doubts[square] = (doubts[square] ?? 0) + 1;
  });
  const most = Math.floor((Math.max(1, (rows * columns) / 2 ** 20) * BUDGET) / SEEN ** 2);
  return [...doubts.keys()]
    .filter((square) => (doubts[square] ?? 0) > 0)
    .sort((a, b) => (doubts[b] ?? 0) - (doubts[a] ?? 0) || a - b)
    .slice(0, most)
    .map((square) => ({ x: (square % across) * PLACE, y: Math.floor(square / across) * PLACE }));
}

/** The square and its surroundings; beyond the border the last pixels are repeated. */
export function seenAround({ rows, columns, values }: GreyImage, { x, y }: Place): GreyImage {
  const out = new Float32Array(SEEN * SEEN);
  for (let row = 0; row < SEEN; row++) {
    const from = Math.min(rows - 1, Math.max(0, y - MARGIN + row)) * columns;
    for (let column = 0; column < SEEN; column++)
      out[row * SEEN + column] = values[from + Math.min(columns - 1, Math.max(0, x - MARGIN + column))] ?? 0;
  }
  return { rows: SEEN, columns: SEEN, values: out };
}
