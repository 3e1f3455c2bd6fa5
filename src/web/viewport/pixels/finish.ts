import { PixelError, type DecodedFrame, type StoredValues } from './decoded-frame.ts';
import type { PixelDescription } from './pixel-description.ts';

/** Grey: masks to BitsStored where bits outside are used, applies the modality LUT, finds the range. */
export function monochrome(stored: StoredValues, d: PixelDescription): DecodedFrame {
  if (d.photometricInterpretation === 'PALETTE COLOR') return throughPalette(stored, d);
  let values = stored instanceof Int8Array ? Int16Array.from(stored) : stored;
  if (d.kind !== 'integer' || d.bitsAllocated > 16) return rounded(values, d);
  if (!(values instanceof Uint8Array || values instanceof Int16Array || values instanceof Uint16Array))
    values = d.isSigned ? Int16Array.from(values) : Uint16Array.from(values);
  if (d.highBit !== d.bitsStored - 1 || !fitsBitsStored(values, d)) values = masked(values, d);
  if (d.modalityLut !== undefined) return throughModalityLut(values, d);
  const pixels = values;
  let range: { min: number; max: number } | undefined;
  // Of a long series most images are never looked at: their range is found when it is asked for.
  const rangeNow = () => (range ??= rangeOf(pixels));
  return {
    rows: d.rows,
    columns: d.columns,
    isColour: false,
    pixels,
    get min() {
      return rangeNow().min;
    },
    get max() {
      return rangeNow().max;
    },
    slope: d.rescaleSlope,
    intercept: d.rescaleIntercept,
    isRounded: false,
  };
}

export function rangeOf(values: ArrayLike<number>): { min: number; max: number } {
  let min = values[0] ?? 0;
  let max = min;
  for (let index = 1; index < values.length; index++) {
    const value = values[index] as number; // inside the loop's bounds
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
}

/**
 * Old objects keep overlays or rubbish in the bits above BitsStored, and some signed ones are not sign extended. Looks at
 * whole words: every image of a series passes here on the page's own thread.
 */
function fitsBitsStored(
  values: Uint8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  d: PixelDescription,
): boolean {
  const bits = values.BYTES_PER_ELEMENT * 8;
  if (d.bitsStored >= bits) return true;
  const above = (2 ** bits - 1) & ~(2 ** d.bitsStored - 1);
  const isWhole = values.byteOffset % 4 === 0 && values.byteLength % 4 === 0;
  const words = isWhole ? new Int32Array(values.buffer, values.byteOffset, values.byteLength / 4) : values;
  const mask = !isWhole ? above : bits === 16 ? above | (above << 16) : above * 0x01010101;
  let any = 0;
  // A sign that reaches to the top leaves no place above BitsStored - 1 where a bit differs from the one below it.
  if (d.isSigned) for (let index = 0; index < words.length; index++) any |= differences(words[index] as number);
  else for (let index = 0; index < words.length; index++) any |= words[index] as number; // inside the loops' bounds
  return (any & mask) === 0;
}

function differences(word: number): number {
  return word ^ (word << 1);
}

function masked(
  values: Uint8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  d: PixelDescription,
): Uint8Array<ArrayBuffer> | Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> {
  const out = values.slice();
  const up = 31 - d.highBit;
  const down = 32 - d.bitsStored;
  for (let index = 0; index < out.length; index++) {
    const raised = (out[index] as number) << up; // inside the loop's bounds
    out[index] = d.isSigned ? raised >> down : raised >>> down;
  }
  return out;
}

function throughModalityLut(values: ArrayLike<number>, d: PixelDescription): DecodedFrame {
  const lut = d.modalityLut;
  if (lut === undefined || lut.values.length === 0) throw new PixelError('unsupported-pixels', 'empty modality LUT');
  const last = lut.values.length - 1;
  const pixels = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const entry = (values[index] as number) - lut.firstMapped; // inside the loop's bounds
    pixels[index] = lut.values[entry < 0 ? 0 : entry > last ? last : entry] ?? 0;
  }
  const shape = { rows: d.rows, columns: d.columns, isColour: false, isRounded: false };
  return { ...shape, pixels, ...rangeOf(pixels), slope: 1, intercept: 0 };
}

/** Values that do not fit 16 bits: exact when their range does, else rounded to 65536 steps over the range of this frame. */
function rounded(values: ArrayLike<number>, d: PixelDescription): DecodedFrame {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number; // inside the loop's bounds
    if (Number.isFinite(value)) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
  }
  if (min > max) [min, max] = [0, 0];
  const isExact = d.kind === 'integer' && max - min <= 65_535;
  const step = isExact || max === min ? 1 : (max - min) / 65_535;
  const pixels = new Uint16Array(values.length);
  for (let index = 0; index < values.length; index++)
    pixels[index] = Math.round(((values[index] as number) - min) / step);
  return {
    rows: d.rows,
    columns: d.columns,
    isColour: false,
    pixels,
    ...rangeOf(pixels),
    slope: step * d.rescaleSlope,
    intercept: min * d.rescaleSlope + d.rescaleIntercept,
    isRounded: !isExact,
  };
}

function throughPalette(values: ArrayLike<number>, d: PixelDescription): DecodedFrame {
  const { palette } = d;
  if (palette === undefined) throw new PixelError('unsupported-pixels', 'palette colour without its palette');
  const last = palette.red.length - 1;
  const pixels = new Uint8Array(d.rows * d.columns * 3);
  for (let index = 0, at = 0; at < pixels.length; index++, at += 3) {
    const wanted = (values[index] ?? 0) - palette.firstMapped;
    const entry = wanted < 0 ? 0 : wanted > last ? last : wanted;
    pixels[at] = palette.red[entry] ?? 0;
    pixels[at + 1] = palette.green[entry] ?? 0;
    pixels[at + 2] = palette.blue[entry] ?? 0;
  }
  return colourFrame(pixels, d);
}

/** Three samples per pixel, in whatever order and colour space the description says, as RGB. */
export function toColour(stored: StoredValues, d: PixelDescription): DecodedFrame {
  const count = d.rows * d.columns;
  if (d.samplesPerPixel < 3) throw new PixelError('unsupported-pixels', `${d.samplesPerPixel} samples per pixel`);
  if (stored.length < count * d.samplesPerPixel) throw new PixelError('short-pixel-data');
  const isPlain = stored instanceof Uint8Array && d.samplesPerPixel === 3 && d.planarConfiguration !== 1;
  const pixels = isPlain ? stored : interleaved(stored, d);
  if (d.photometricInterpretation.startsWith('YBR_FULL')) return colourFrame(fromYbrFull(pixels), d);
  if (d.photometricInterpretation.startsWith('YBR_PARTIAL')) return colourFrame(fromYbrPartial(pixels), d);
  return colourFrame(pixels, d);
}

function interleaved(stored: StoredValues, d: PixelDescription): Uint8Array<ArrayBuffer> {
  const count = d.rows * d.columns;
  const pixels = new Uint8Array(count * 3);
  const scale = 255 / (2 ** d.bitsStored - 1);
  const isWide = d.bitsStored > 8;
  for (let index = 0; index < count; index++) {
    for (let sample = 0; sample < 3; sample++) {
      const from = d.planarConfiguration === 1 ? sample * count + index : index * d.samplesPerPixel + sample;
      const value = stored[from] as number; // length checked by the caller
      pixels[index * 3 + sample] = isWide ? Math.round(value * scale) : value;
    }
  }
  return pixels;
}

/** PS3.3 C.7.6.3.1.2. */
function fromYbrFull(ybr: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at + 2 < ybr.length; at += 3) {
    const y = ybr[at] ?? 0;
    const cb = (ybr[at + 1] ?? 128) - 128;
    const cr = (ybr[at + 2] ?? 128) - 128;
    rgb[at] = y + 1.402 * cr;
    rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr;
    rgb[at + 2] = y + 1.772 * cb;
  }
  return new Uint8Array(rgb.buffer);
}

function fromYbrPartial(ybr: Uint8Array): Uint8Array<ArrayBuffer> {
  const rgb = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at + 2 < ybr.length; at += 3) {
    const y = 1.1644 * ((ybr[at] ?? 16) - 16);
    const cb = (ybr[at + 1] ?? 128) - 128;
    const cr = (ybr[at + 2] ?? 128) - 128;
    rgb[at] = y + 1.596 * cr;
    rgb[at + 1] = y - 0.3917 * cb - 0.8129 * cr;
    rgb[at + 2] = y + 2.0173 * cb;
  }
  return new Uint8Array(rgb.buffer);
}

function colourFrame(pixels: Uint8Array<ArrayBuffer>, d: PixelDescription): DecodedFrame {
  const shape = { rows: d.rows, columns: d.columns, isColour: true, isRounded: false };
  return { ...shape, pixels, min: 0, max: 255, slope: 1, intercept: 0 };
}
