// What a detector is shown: stored values as grey images from 0 to 1. Text may hide from one rendering, so there are several.
import { type Dataset, number, numbers } from '../../dicom/index.ts';
import { type Frame, valueReader } from './frame.ts';
import { sampleIndex } from './layout.ts';
import { type Palette, paletteOf } from './palette.ts';

export interface GreyImage {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** One to three images of the same frame: no two of them nearly equal. */
export function renderingsOf(frame: Frame, dataset: Dataset): GreyImage[] {
  const { layout } = frame;
  const colours = coloursOf(frame, dataset);
  const images = colours === undefined ? greyRenderings(frame, dataset) : colourRenderings(colours);
  return images.map((values) => ({ rows: layout.rows, columns: layout.columns, values }));
}

/** Red, green and blue from 0 to 1, one after the other for each pixel; undefined where the frame is grey. */
export function coloursOf(frame: Frame, dataset: Dataset): Float32Array | undefined {
  const { layout, words } = frame;
  if (layout.samplesPerPixel < 3) {
    const palette = layout.photometricInterpretation === 'PALETTE COLOR' ? paletteOf(dataset) : undefined;
    return palette === undefined ? undefined : coloursOfPalette(frame, palette);
  }
  const read = valueReader(layout);
  const scale = 1 / (2 ** layout.bitsStored - 1);
  const pixels = layout.rows * layout.columns;
  const out = new Float32Array(pixels * 3);
  const sample = (pixel: number, which: number): number => read(words[sampleIndex(layout, pixel, which)] ?? 0) * scale;
  const isYbr = /^YBR_(FULL|PARTIAL)/.test(layout.photometricInterpretation);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [a, b, c] = [sample(pixel, 0), sample(pixel, 1), sample(pixel, 2)];
    if (isYbr) {
      const [cb, cr] = [b - 128 / 255, c - 128 / 255];
      out[pixel * 3] = within(a + 1.402 * cr);
      out[pixel * 3 + 1] = within(a - 0.344136 * cb - 0.714136 * cr);
      out[pixel * 3 + 2] = within(a + 1.772 * cb);
    } else {
      out[pixel * 3] = within(a);
      out[pixel * 3 + 1] = within(b);
      out[pixel * 3 + 2] = within(c);
    }
  }
  return out;
}

function coloursOfPalette({ layout, words }: Frame, { firstMapped, red, green, blue }: Palette): Float32Array {
  const read = valueReader(layout);
  const out = new Float32Array(words.length * 3);
  const last = red.length - 1;
  for (let pixel = 0; pixel < words.length; pixel++) {
    const entry = Math.min(last, Math.max(0, read(words[pixel] ?? 0) - firstMapped));
    out[pixel * 3] = (red[entry] ?? 0) / 255;
    out[pixel * 3 + 1] = (green[entry] ?? 0) / 255;
    out[pixel * 3 + 2] = (blue[entry] ?? 0) / 255;
  }
  return out;
}

const within = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Less than this between the channels of any pixel: grey that is stored as colour, or nearly. */
const COLOURFUL = 24 / 255;

/** Luma; and where there is colour how colourful it is: red and blue text nearly vanish in luma, and stand alone where grey is nothing. */
function colourRenderings(colours: Float32Array): Float32Array[] {
  const pixels = colours.length / 3;
  const luma = new Float32Array(pixels);
  const chroma = new Float32Array(pixels);
  let spread = 0;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [r, g, b] = [colours[pixel * 3] ?? 0, colours[pixel * 3 + 1] ?? 0, colours[pixel * 3 + 2] ?? 0];
    luma[pixel] = 0.299 * r + 0.587 * g + 0.114 * b;
    const own = Math.max(r, g, b) - Math.min(r, g, b);
    chroma[pixel] = own;
    if (own > spread) spread = own;
  }
  return spread < COLOURFUL ? [luma] : [luma, chroma];
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** The whole range, the middle 98 percent, and the window of the header: faint text lives in one of them. */
function greyRenderings(frame: Frame, dataset: Dataset): Float32Array[] {
  const { layout } = frame;
  const values = valuesOf(frame);
  const isInverse = layout.photometricInterpretation === 'MONOCHROME1';
  const shown = shownRange(layout);
  const ranges = shown === undefined ? rangesOf(values) : [shown];
  return different([...ranges, ...windowOf(dataset)]).map((range) => scaled(values, range, isInverse));
}

// Loops, since `Float32Array.from` takes a second for a million pixels.
function valuesOf({ layout, words }: Frame): Float64Array {
  const read = valueReader(layout);
  const values = new Float64Array(words.length);
  for (let at = 0; at < words.length; at++) values[at] = read(words[at] ?? 0);
  return values;
}

/** Eight bits are what the machine showed, text and all; of more bits no range says so. */
function shownRange({ bitsStored, isFloat, isSigned }: Frame['layout']): Range | undefined {
  return bitsStored > 1 && bitsStored <= 8 && !isFloat && !isSigned ? { low: 0, high: 2 ** bitsStored - 1 } : undefined;
}

function rangesOf(values: Float64Array): Range[] {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const sorted = sampleOf(values).sort();
  const share = (of: number): number => sorted[Math.round(of * (sorted.length - 1))] ?? 0;
  return low > high
    ? [{ low: 0, high: 0 }]
    : [
        { low, high },
        { low: share(0.01), high: share(0.99) },
      ];
}

/** Enough for percentiles. */
const SAMPLED = 65_536;

function sampleOf(values: Float64Array): Float64Array {
  const step = Math.max(1, Math.floor(values.length / SAMPLED));
  return Float64Array.from(
    { length: Math.floor(values.length / step) },
    (_, index) => values[index * step] ?? 0,
  ).filter(Number.isFinite);
}

/** The first window, in stored values: PS3.3 C.11.2 counts in the output of the rescale. */
function windowOf(dataset: Dataset): Range[] {
  const centre = numbers(dataset, 'WindowCenter')[0];
  const width = numbers(dataset, 'WindowWidth')[0];
  if (centre === undefined || width === undefined || width <= 0) return [];
  const slope = number(dataset, 'RescaleSlope') ?? 1;
  const intercept = number(dataset, 'RescaleIntercept') ?? 0;
  if (slope === 0) return [];
  const [a, b] = [(centre - width / 2 - intercept) / slope, (centre + width / 2 - intercept) / slope];
  return [{ low: Math.min(a, b), high: Math.max(a, b) }];
}

/** Two ranges that share most of their width show the same. */
const SAME_SHARE = 0.8;

function different(ranges: readonly Range[]): Range[] {
  const kept: Range[] = [];
  for (const range of ranges) {
    const isSame = kept.some((other) => {
      const common = Math.min(range.high, other.high) - Math.max(range.low, other.low);
      const all = Math.max(range.high, other.high) - Math.min(range.low, other.low);
      return all <= 0 || common / all >= SAME_SHARE;
    });
    if (!isSame && range.high > range.low) kept.push(range);
  }
  return kept.length > 0 ? kept : ranges.slice(0, 1);
}

function scaled(values: Float64Array, { low, high }: Range, isInverse: boolean): Float32Array {
  const scale = high > low ? 1 / (high - low) : 0;
  const out = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    const share = Number.isFinite(value) ? within((value - low) * scale) : 0;
    out[at] = isInverse ? 1 - share : share;
  }
  return out;
}
