// Covers pixels in stored values. Words outside the mask are not touched, bit for bit.
import type { Mask } from '../geometry/mask.ts';
import { RedactionError } from '../errors.ts';
import { type Frame, valueReader, type Words, wordWriter } from '../pixels/frame.ts';
import { type PixelLayout, sampleIndex } from '../pixels/layout.ts';

/** `constant`: black, or what comes nearest in the frame. `surrounding`: what stands most often around the mask. */
export type Fill = 'constant' | 'surrounding';

/**
 * Changes the words of the frame in place. In 4:2:2 two pixels share their colour: the mask must name both or none, see
 * `wholePairs`. Bits beyond those stored, where overlays used to hide, become zero inside the mask.
 */
export function cover(frame: Frame, mask: Mask, fill: Fill, palette?: readonly number[]): void {
  const { layout, words } = frame;
  if (mask.rows !== layout.rows || mask.columns !== layout.columns)
    throw new RedactionError('bad-mask', 'the mask has another size than the frame');
  const write = wordWriter(layout);
  const fills = fill === 'constant' ? blackOf(frame, palette) : commonAround(frame, mask);
  const ink = fills.map(write);
  const { cells } = mask;
  for (let pixel = 0; pixel < cells.length; pixel++) {
    if (cells[pixel] === 0) continue;
    for (let sample = 0; sample < layout.samplesPerPixel; sample++)
      words[sampleIndex(layout, pixel, sample)] = ink[sample] ?? 0;
  }
}

/** Clears bits of every word that are not part of the stored value; others are left alone. */
export function clearBits({ layout, words }: Frame, bits: number): void {
  if (bits === 0 || layout.isFloat || layout.bitsAllocated < 8) return;
  const low = layout.highBit + 1 - layout.bitsStored;
  const stored = (2 ** layout.bitsStored - 1) * 2 ** low;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0;
    words[at] = (word & ~bits) | (word & stored);
  }
}

/** Takes the neighbour that shares its colour into the mask. */
export function wholePairs(mask: Mask, layout: PixelLayout): Mask {
  if (layout.arrangement !== 'pairs') return mask;
  const cells = mask.cells.slice();
  for (let first = 0; first + 1 < cells.length; first += 2)
    cells[first] = cells[first + 1] = (cells[first] ?? 0) | (cells[first + 1] ?? 0);
  return { ...mask, cells };
}

/** One value per sample. Nothing darker than the frame already holds: a window set by minimum and maximum stays as it was. */
function blackOf({ layout, words }: Frame, palette: readonly number[] | undefined): number[] {
  const { photometricInterpretation: kind, samplesPerPixel, bitsStored } = layout;
  if (kind === 'PALETTE COLOR') return [palette === undefined ? 0 : darkestOf(palette)];
  if (samplesPerPixel === 1) return [extremeOf(words, layout, kind === 'MONOCHROME1')];
  if (!kind.startsWith('YBR')) return Array.from({ length: samplesPerPixel }, () => 0);
  const middle = 2 ** (bitsStored - 1);
  // PS3.3 C.7.6.3.1.2: partial ranges begin at 16.
  const black = kind.startsWith('YBR_PARTIAL') ? 2 ** (bitsStored - 4) : 0;
  return [black, middle, middle];
}

function darkestOf(brightness: readonly number[]): number {
  let best = 0;
  brightness.forEach((value, index) => {
    if (value < (brightness[best] ?? 0)) best = index;
  });
  return best;
}

function extremeOf(words: Words, layout: PixelLayout, wantsHighest: boolean): number {
  const read = valueReader(layout);
  let found: number | undefined;
  for (let at = 0; at < words.length; at++) {
    const value = read(words[at] ?? 0);
    if (Number.isNaN(value)) continue;
    if (found === undefined || (wantsHighest ? value > found : value < found)) found = value;
  }
  return found ?? 0;
}

/** The most frequent colour in a rim of two pixels around the mask; black where the mask leaves no rim. */
function commonAround(frame: Frame, mask: Mask): number[] {
  const { layout, words } = frame;
  const read = valueReader(layout);
  const counts = new Map<string, { count: number; values: number[] }>();
  for (const pixel of rimOf(mask)) {
    const values: number[] = [];
    for (let sample = 0; sample < layout.samplesPerPixel; sample++)
      values.push(read(words[sampleIndex(layout, pixel, sample)] ?? 0));
    const key = values.join();
    const entry = counts.get(key) ?? { count: 0, values };
    entry.count++;
    counts.set(key, entry);
  }
  let best: { count: number; values: number[] } | undefined;
  for (const entry of counts.values()) if (best === undefined || entry.count > best.count) best = entry;
  return best?.values ?? blackOf(frame, undefined);
}

const RIM = 2;

function rimOf({ cells, rows, columns }: Mask): number[] {
  const rim: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const pixel = row * columns + column;
      if (cells[pixel] === 0 && hasCoveredNeighbour(cells, rows, columns, row, column)) rim.push(pixel);
    }
  return rim;
}

function hasCoveredNeighbour(cells: Uint8Array, rows: number, columns: number, row: number, column: number): boolean {
  for (let step = 1; step <= RIM; step++) {
    const pixel = row * columns + column;
    if (row >= step && cells[pixel - step * columns] === 1) return true;
    if (row + step < rows && cells[pixel + step * columns] === 1) return true;
    if (column >= step && cells[pixel - step] === 1) return true;
    if (column + step < columns && cells[pixel + step] === 1) return true;
  }
  return false;
}
