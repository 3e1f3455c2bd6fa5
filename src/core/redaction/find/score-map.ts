// Scores of the detector to boxes: hysteresis, then rectangles that cover what belongs together and little else.
import { type Box, clipped, padded } from '../geometry/box.ts';
import type { Region } from './region.ts';

/** As the detector of core/inference gives it; said here again, since that module is not one this one may know. */
export interface ScoreMap {
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
  readonly scores: Float32Array;
}

export interface Thresholds {
  readonly high: number;
  readonly low: number;
  readonly border: number;
  readonly borderShare: number;
}

export function regionsOfMap(map: ScoreMap, thresholds: Thresholds, columns: number, rows: number): Region[] {
  const regions: Region[] = [];
  const seen = new Uint8Array(map.scores.length);
  for (let start = 0; start < map.scores.length; start++) {
    if (seen[start] === 1 || (map.scores[start] ?? 0) < thresholds.low) continue;
    const cells = cellsTogether(map, start, thresholds.low, seen);
    const kind = kindOf(cells, map, thresholds);
    if (kind === undefined) continue;
    for (const part of tightParts(cells, map)) {
      const box = clipped(paddedText(part, map.stride), columns, rows);
      if (box !== undefined) regions.push({ box, score: kind.score, reasons: [kind.reason] });
    }
  }
  return regions;
}

/** All cells over the lower threshold that touch each other, corners included. */
function cellsTogether({ scores, rows, columns }: ScoreMap, start: number, low: number, seen: Uint8Array): number[] {
  const cells = [start];
  seen[start] = 1;
  for (let next = 0; next < cells.length; next++) {
    const cell = cells[next] ?? 0;
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        const near = y * columns + x;
        if (seen[near] === 1 || (scores[near] ?? 0) < low) continue;
        seen[near] = 1;
        cells.push(near);
      }
  }
  return cells;
}

function kindOf(
  cells: readonly number[],
  { scores, rows, columns }: ScoreMap,
  { high, border, borderShare }: Thresholds,
): { score: number; reason: 'model' | 'model-border' } | undefined {
  let best = 0;
  let bestAtBorder = 0;
  for (const cell of cells) {
    const score = scores[cell] ?? 0;
    if (score > best) best = score;
    const row = Math.floor(cell / columns) + 0.5;
    const column = (cell % columns) + 0.5;
    const isOuter = Math.min(row / rows, 1 - row / rows, column / columns, 1 - column / columns) < borderShare;
    if (isOuter && score > bestAtBorder) bestAtBorder = score;
  }
  if (best >= high) return { score: best, reason: 'model' };
  return bestAtBorder >= border ? { score: bestAtBorder, reason: 'model-border' } : undefined;
}

/** A rectangle emptier than this is cut in two: an L of text and a frame around an image are no rectangles. */
const FULL_ENOUGH = 0.6;

function tightParts(cells: readonly number[], map: ScoreMap): Box[] {
  const box = boundsOf(cells, map.columns);
  if (cells.length >= FULL_ENOUGH * box.width * box.height || (box.width <= 2 && box.height <= 2)) return [box];
  const isWide = box.width >= box.height;
  const middle = isWide ? box.x + Math.ceil(box.width / 2) : box.y + Math.ceil(box.height / 2);
  const isFirst = (cell: number): boolean => (isWide ? cell % map.columns : Math.floor(cell / map.columns)) < middle;
  const first = cells.filter(isFirst);
  const second = cells.filter((cell) => !isFirst(cell));
  return [first, second].filter(({ length }) => length > 0).flatMap((part) => tightParts(part, map));
}

function boundsOf(cells: readonly number[], columns: number): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const cell of cells) {
    const row = Math.floor(cell / columns);
    const column = cell % columns;
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** Ends of letters, their shadows and ringing reach beyond what the detector marks. */
const LEAST_PADDING = 3;
const PADDING_OF_LINE = 0.25;
/** A paragraph is as high as many lines: its padding is that of one. */
const MOST_PADDING = 12;

function paddedText(cells: Box, stride: number): Box {
  const box = { x: cells.x * stride, y: cells.y * stride, width: cells.width * stride, height: cells.height * stride };
  const lineHeight = Math.min(box.width, box.height);
  return padded(box, Math.min(MOST_PADDING, Math.max(LEAST_PADDING, Math.ceil(PADDING_OF_LINE * lineHeight))));
}
