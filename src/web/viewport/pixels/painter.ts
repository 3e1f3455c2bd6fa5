import type { DecodedFrame } from './decoded-frame.ts';

/** How grey becomes light, in modality values (HU, ...). */
export interface GreyMapping {
  centre: number;
  width: number;
  shape: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID' | 'LUT';
  /** VOI LUT: output values by modality value from `firstMapped` on; only with shape LUT. */
  table?: { firstMapped: number; values: Uint16Array; bitsPerEntry: number };
  /** White is small: MONOCHROME1 unless the person inverted it back. */
  isInverted: boolean;
}

/** Light (0-255) of one modality value: PS3.3 C.11.2.1.2 and C.11.2.1.3, C.11.2.1.1 for tables. */
export function lightOf(value: number, mapping: GreyMapping): number {
  const light = 255 * unit(value, mapping);
  const rounded = Math.round(light < 0 ? 0 : light > 255 ? 255 : light);
  return mapping.isInverted ? 255 - rounded : rounded;
}

function unit(value: number, { centre, width, shape, table }: GreyMapping): number {
  switch (shape) {
    case 'LINEAR': {
      if (width <= 1) return value <= centre - 0.5 ? 0 : 1;
      return (value - (centre - 0.5)) / (width - 1) + 0.5;
    }
    case 'LINEAR_EXACT':
      return width <= 0 ? Number(value > centre) : (value - centre) / width + 0.5;
    case 'SIGMOID':
      return 1 / (1 + Math.exp((-4 * (value - centre)) / width));
    case 'LUT': {
      if (table === undefined || table.values.length === 0) return 0;
      const entry = Math.round(value) - table.firstMapped;
      const last = table.values.length - 1;
      const output = table.values[entry < 0 ? 0 : entry > last ? last : entry] ?? 0;
      return output / (2 ** table.bitsPerEntry - 1);
    }
  }
}

// Little-endian machines write R first; big-endian browsers do not exist any more.
const OPAQUE = 0xff000000;

interface Cached {
  mapping: GreyMapping;
  slope: number;
  intercept: number;
  min: number;
  max: number;
  table: Uint32Array;
}
let lastTable: Cached | undefined;

/** One packed RGBA value for every stored value of the frame. Scrolling reuses the last one when nothing differs. */
function tableFor(frame: DecodedFrame, mapping: GreyMapping): Cached {
  const known = lastTable;
  if (
    known !== undefined &&
    sameMapping(known.mapping, mapping) &&
    sameRescale(known, frame) &&
    known.min <= frame.min &&
    known.max >= frame.max
  )
    return known;
  // A stack's slices differ a little in range: the table grows to hold them all instead of being made anew for each.
  const grows = known !== undefined && sameMapping(known.mapping, mapping) && sameRescale(known, frame);
  const min = grows ? Math.min(known.min, frame.min) : frame.min;
  const max = grows ? Math.max(known.max, frame.max) : frame.max;
  const table = new Uint32Array(max - min + 1);
  for (let stored = min; stored <= max; stored++) {
    const light = lightOf(stored * frame.slope + frame.intercept, mapping);
    table[stored - min] = OPAQUE | (light << 16) | (light << 8) | light;
  }
  lastTable = { mapping, slope: frame.slope, intercept: frame.intercept, min, max, table };
  return lastTable;
}

function sameRescale(known: Cached, frame: DecodedFrame): boolean {
  return known.slope === frame.slope && known.intercept === frame.intercept;
}

export function sameMapping(a: GreyMapping, b: GreyMapping): boolean {
  return (
    a.centre === b.centre &&
    a.width === b.width &&
    a.shape === b.shape &&
    a.table === b.table &&
    a.isInverted === b.isInverted
  );
}

/** Forgets the last table: it is made of window and range only, but after a wipe nothing of a patient stays. */
export function forgetTables(): void {
  lastTable = undefined;
}

/** Writes the frame's light into RGBA pixels of the same size. */
export function paintInto(target: ImageData, frame: DecodedFrame, mapping: GreyMapping): void {
  const out = new Uint32Array(target.data.buffer, target.data.byteOffset, frame.rows * frame.columns);
  const { pixels } = frame;
  if (frame.isColour) {
    const flip = mapping.isInverted ? 0x00ffffff : 0;
    for (let index = 0, at = 0; index < out.length; index++, at += 3) {
      const red = pixels[at] as number; // three samples for every pixel
      const green = pixels[at + 1] as number;
      const blue = pixels[at + 2] as number;
      out[index] = (OPAQUE | (blue << 16) | (green << 8) | red) ^ flip;
    }
    return;
  }
  const { table, min } = tableFor(frame, mapping);
  for (let index = 0; index < out.length; index++) out[index] = table[(pixels[index] as number) - min] as number; // in range by construction
}

/** A canvas of the image's own size with the frame painted on it; reused while the size stays. */
export function createFrameCanvas(): (frame: DecodedFrame, mapping: GreyMapping) => HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  let context: CanvasRenderingContext2D | undefined;
  let image: ImageData | undefined;
  return (frame, mapping) => {
    if (context === undefined || image?.width !== frame.columns || image.height !== frame.rows) {
      canvas.width = frame.columns;
      canvas.height = frame.rows;
      context = canvas.getContext('2d') ?? undefined;
      image = context?.createImageData(frame.columns, frame.rows);
    }
    if (context === undefined || image === undefined) throw new Error('this browser gives no 2D canvas');
    paintInto(image, frame, mapping);
    context.putImageData(image, 0, 0);
    return canvas;
  };
}
