// Cuts what was found into single lines: a box of the detector often holds a paragraph, and a reader reads lines. Only text on an even
// ground is cut; over anatomy nothing is sure to be the end of a line.
import { type Box, intersection, padded } from '../geometry/box.ts';
import type { Region } from '../find/region.ts';
import type { GreyImage } from '../pixels/renderings.ts';

/** A pixel this far from the ground is ink, however faint: what a reader overlooks must not count as empty. */
const FAINT = 0.07;
/** A gap this wide for the height of the line parts it. */
const WIDE_GAP = 1.8;
/** A box with more ink than this is no text on an even ground, and is left whole. */
const MOST_INK = 0.5;

/** Lines in the union of the boxes, each around all of its ink and nothing else; a box on restless ground is left as it is. */
function piecesOf(image: GreyImage, boxes: readonly Box[]): Box[] {
  const { ink, uneven } = inkOf(image, boxes);
  const found = cut(ink, { x: 0, y: 0, width: ink.area.width, height: ink.area.height });
  return [...found.map((inArea) => ({ ...inArea, x: inArea.x + ink.area.x, y: inArea.y + ink.area.y })), ...uneven];
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

/** Lines of regions that belong together, as far as they stand on an even ground. Specks are none. */
export function linesOf(image: GreyImage, together: readonly Region[]): Box[] {
  const pieces = piecesOf(image, together.map(({ box }) => box)); // prettier-ignore
  return pieces.filter((box) => Math.max(box.width, box.height) >= SMALLEST);
}

/** Pixels; the smallest letters that anybody can read are as high. */
const SMALLEST = 5;

/** Regions that touch each other, directly or by way of others: a line may run through several. */
export function clusters(regions: readonly Region[]): Region[][] {
  const found: Region[][] = [];
  for (const region of regions) {
    const touched = found.filter((group) => group.some(({ box }) => intersection(padded(box, 1), region.box)));
    for (const group of touched) found.splice(found.indexOf(group), 1);
    found.push([...touched.flat(), region]);
  }
  return found;
}
