// A line of text cut out and brought to the form that the reader was trained on: bright ink on dark, a fixed height.
import type { GreyImage } from '../detect/grey-image.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function cropped({ columns, values }: GreyImage, { x, y, width, height }: Box): GreyImage {
  const out = new Float32Array(width * height);
  for (let row = 0; row < height; row++)
    out.set(values.subarray((y + row) * columns + x, (y + row) * columns + x + width), row * width);
  return { rows: height, columns: width, values: out };
}

/** Contrast stretched between the darkest and the brightest 2 percent, and turned so that the border is dark. */
export function brightOnDark({ rows, columns, values }: GreyImage): GreyImage {
  const sorted = values.slice().sort();
  const low = quantile(sorted, 0.02);
  const scale = 1 / Math.max(1e-3, quantile(sorted, 0.98) - low);
  const out = values.map((value) => Math.min(1, Math.max(0, (value - low) * scale)));
  const border: number[] = [];
  for (let column = 0; column < columns; column++)
    border.push(out[column] ?? 0, out[(rows - 1) * columns + column] ?? 0);
  for (let row = 0; row < rows; row++) border.push(out[row * columns] ?? 0, out[(row + 1) * columns - 1] ?? 0);
  const isBright = quantile(Float32Array.from(border).sort(), 0.5) > 0.5;
  return { rows, columns, values: isBright ? out.map((value) => 1 - value) : out };
}

function quantile(sorted: Float32Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? 0;
  return below + ((sorted[Math.ceil(at)] ?? 0) - below) * (at - Math.floor(at));
}

/** Rows and columns with ink, and a margin around them as a share of their height. Undefined where there is none. */
export function inkBox({ rows, columns, values }: GreyImage, margin: number): Box | undefined {
  const [top, bottom] = extent(rows, (row) => line(values, row * columns, 1, columns));
  const [left, right] = extent(columns, (column) => line(values, column, columns, rows));
  if (bottom < top || right < left) return undefined;
  const pad = Math.max(1, Math.round((bottom - top + 1) * margin));
  const x = Math.max(0, left - pad);
  const y = Math.max(0, top - pad);
  return { x, y, width: Math.min(columns, right + 1 + pad) - x, height: Math.min(rows, bottom + 1 + pad) - y };
}

/** Where a line of pixels has one this bright it has ink; noise is rarely this far from the median. */
const INK = 0.5;

function extent(length: number, brightest: (index: number) => number): [number, number] {
  let [first, last] = [length, -1];
  for (let index = 0; index < length; index++)
    if (brightest(index) >= INK) [first, last] = [Math.min(first, index), index];
  return [first, last];
}

function line(values: Float32Array, start: number, step: number, count: number): number {
  let most = 0;
  for (let k = 0; k < count; k++) most = Math.max(most, values[start + k * step] ?? 0);
  return most;
}

/** Means of areas when it gets smaller, linear between pixel centres when larger. */
export function resized(image: GreyImage, rows: number, columns: number): GreyImage {
  const across = resizedColumns(image, columns);
  const turned = resizedColumns(transposed(across), rows);
  return transposed(turned);
}

function transposed({ rows, columns, values }: GreyImage): GreyImage {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) out[column * rows + row] = values[row * columns + column] ?? 0;
  return { rows: columns, columns: rows, values: out };
}

function resizedColumns({ rows, columns, values }: GreyImage, wanted: number): GreyImage {
  const out = new Float32Array(rows * wanted);
  const ratio = columns / wanted;
  for (let column = 0; column < wanted; column++) {
    const parts =
      ratio > 1
        ? areaOf(column * ratio, (column + 1) * ratio, columns)
        : between((column + 0.5) * ratio - 0.5, columns);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (const [from, weight] of parts) sum += (values[row * columns + from] ?? 0) * weight;
      out[row * wanted + column] = sum;
    }
  }
  return { rows, columns: wanted, values: out };
}

function between(at: number, columns: number): [number, number][] {
  const left = Math.floor(at);
  const clamp = (index: number): number => Math.min(columns - 1, Math.max(0, index));
  return [[clamp(left), 1 - (at - left)], [clamp(left + 1), at - left]]; // prettier-ignore
}

function areaOf(from: number, to: number, columns: number): [number, number][] {
  const parts: [number, number][] = [];
  for (let index = Math.floor(from); index < Math.min(columns, Math.ceil(to)); index++)
    parts.push([index, (Math.min(to, index + 1) - Math.max(from, index)) / (to - from)]);
  return parts;
}
