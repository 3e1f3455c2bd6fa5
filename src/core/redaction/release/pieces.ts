// Cuts what was found into single lines: a box of the detector often holds a paragraph, and a reader reads lines. Only text on an even
// ground is cut; over anatomy nothing is sure to be the end of a line.
import type { Box } from '../geometry/box.ts';
import type { GreyImage } from '../pixels/renderings.ts';

/** A line, or the part of one that stands apart. */
export interface Piece {
  /** Around all of its ink, and nothing else. */
  readonly box: Box;
  /** All of its ink is about as strong, and around it there is none: what is read is all there is. */
  readonly isWhole: boolean;
}

/** A pixel this far from the ground is ink, however faint: what a reader overlooks must not count as empty. */
const FAINT = 0.07;
/** Columns of ink weaker than this beside the strongest are another text, or its shadow. */
const AS_STRONG = 0.5;
/** A gap this wide for the height of the line parts it. */
const WIDE_GAP = 1.8;
/** A box with more ink than this is no text on an even ground, and is left whole. */
const MOST_INK = 0.5;

/** Pieces in the union of the boxes. What goes on outside of them is no whole piece. */
export function piecesOf(image: GreyImage, boxes: readonly Box[]): Piece[] {
  const { ink, uneven } = inkOf(image, boxes);
  const found = cut(ink, { x: 0, y: 0, width: ink.area.width, height: ink.area.height }).map((inArea) => {
    const box = { ...inArea, x: inArea.x + ink.area.x, y: inArea.y + ink.area.y };
    return { box, isWhole: isAsStrong(ink, inArea) && isClear(image, box) };
  });
  return [...found, ...uneven.map((box) => ({ box, isWhole: false }))];
}

interface Ink {
  /** Of the image; what follows is in its columns and rows. */
  readonly area: Box;
  /** How far from the ground: 0 where there is no ink. */
  readonly strength: Float32Array;
}

function inkOf({ columns, values }: GreyImage, boxes: readonly Box[]): { ink: Ink; uneven: Box[] } {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) - y;
  const strength = new Float32Array(width * height);
  const uneven: Box[] = [];
  for (const box of boxes) {
    const inside: number[] = [];
    for (let row = box.y; row < box.y + box.height; row++)
      for (let column = box.x; column < box.x + box.width; column++) inside.push(values[row * columns + column] ?? 0);
    const ground = median(Float32Array.from(inside));
    const away = inside.map((value) => Math.abs(value - ground));
    if (away.filter((far) => far >= FAINT).length > MOST_INK * inside.length) {
      uneven.push(box);
      continue;
    }
    away.forEach((far, at) => {
      const cell = (box.y - y + Math.floor(at / box.width)) * width + box.x - x + (at % box.width);
      if (far >= FAINT) strength[cell] = Math.max(strength[cell] ?? 0, far);
    });
  }
  return { ink: { area: { x, y, width, height }, strength }, uneven };
}

/** Along empty rows, then wide empty gaps between columns, until nothing is left to part. */
function cut(ink: Ink, box: Box): Box[] {
  const lines = runs(box.height, 1, (row) => hasInk(ink, { ...box, y: box.y + row, height: 1 }));
  if (lines.length === 0) return [];
  const inLines = lines.map(([from, to]) => ({ ...box, y: box.y + from, height: to - from }));
  return inLines.flatMap((line) => {
    const gap = Math.max(4, WIDE_GAP * line.height);
    const parts = runs(line.width, gap, (column) => hasInk(ink, { ...line, x: line.x + column, width: 1 }));
    const tight = parts.map(([from, to]) => ({ ...line, x: line.x + from, width: to - from }));
    return lines.length === 1 && parts.length === 1 ? tight : tight.flatMap((part) => cut(ink, part));
  });
}

/** From the first to behind the last that has ink, parted where `gap` or more have none. */
function runs(length: number, gap: number, has: (index: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let index = 0; index < length; index++) {
    if (!has(index)) continue;
    const last = found.at(-1);
    if (last !== undefined && index - last[1] < gap) last[1] = index + 1;
    else found.push([index, index + 1]);
  }
  return found;
}

function hasInk({ strength, area }: Ink, { x, y, width, height }: Box): boolean {
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++) if ((strength[row * area.width + column] ?? 0) > 0) return true;
  return false;
}

/** Every letter reaches about the strength of the strongest: nothing faint stands between or beside what a reader sees. */
function isAsStrong({ strength, area }: Ink, { x, y, width, height }: Box): boolean {
  const peaks: number[] = [];
  let isInLetter = false;
  for (let column = x; column < x + width; column++) {
    let most = 0;
    for (let row = y; row < y + height; row++) most = Math.max(most, strength[row * area.width + column] ?? 0);
    if (most > 0 && isInLetter) peaks.push(Math.max(most, peaks.pop() ?? 0));
    else if (most > 0) peaks.push(most);
    isInLetter = most > 0;
  }
  return Math.min(...peaks) >= AS_STRONG * Math.max(...peaks);
}

/** So many of its heights to the left and right of a line must be empty, whatever was found there. */
const CLEAR = 1.2;

/** Nothing but ground around it, found or not: a box may end in the gap between two letters. At the border of the image ink may be cut off. */
function isClear(image: GreyImage, box: Box): boolean {
  const { x, y, width, height } = box;
  if (x === 0 || y === 0 || x + width >= image.columns || y + height >= image.rows) return false;
  const around = valuesAround(image, box, Math.ceil(CLEAR * height));
  const ground = median(around);
  return around.every((value) => Math.abs(value - ground) < FAINT);
}

/** Of one row above and below, and so many columns to the left and right, as far as the image reaches. */
function valuesAround(
  { rows, columns, values }: GreyImage,
  { x, y, width, height }: Box,
  beside: number,
): Float32Array {
  const around: number[] = [];
  for (let row = Math.max(0, y - 1); row < Math.min(rows, y + height + 1); row++)
    for (let column = Math.max(0, x - beside); column < Math.min(columns, x + width + beside); column++)
      if (row < y || row >= y + height || column < x || column >= x + width)
        around.push(values[row * columns + column] ?? 0);
  return Float32Array.from(around);
}

function median(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1] ?? 0;
}

/** Room around a line, as a share of its height, that a reader may use. */
const ROOM = 0.4;

/** The line by itself, on the ground that is around it: no other line is near enough to be read with it. */
export function alone(image: GreyImage, box: Box): GreyImage {
  const room = Math.max(2, Math.ceil(ROOM * box.height));
  const [rows, columns] = [box.height + 2 * room, box.width + 2 * room];
  const values = new Float32Array(rows * columns).fill(median(valuesAround(image, box, 1)));
  for (let row = 0; row < box.height; row++) {
    const from = (box.y + row) * image.columns + box.x;
    values.set(image.values.subarray(from, from + box.width), (row + room) * columns + room);
  }
  return { rows, columns, values };
}
