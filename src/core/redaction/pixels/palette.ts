// PALETTE COLOR, PS3.3 C.7.6.3.1.5 and C.7.9: three tables, whole or in segments, as 8-bit colours.
import { bytesOf, type Dataset, numbers } from '../../dicom/index.ts';
import { RedactionError } from '../errors.ts';

export interface Palette {
  readonly firstMapped: number;
  readonly red: Uint8Array;
  readonly green: Uint8Array;
  readonly blue: Uint8Array;
}

/** Undefined when the data set has none. */
export function paletteOf(dataset: Dataset): Palette | undefined {
  const [red, green, blue] = ['Red', 'Green', 'Blue'].map((colour) => channelOf(dataset, colour));
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return { firstMapped: numbers(dataset, 'RedPaletteColorLookupTableDescriptor')[1] ?? 0, red, green, blue };
}

/** How bright each stored value is drawn, by index; undefined without a palette. Values below the first entry are that entry. */
export function paletteBrightness(dataset: Dataset): number[] | undefined {
  const palette = paletteOf(dataset);
  if (palette === undefined) return undefined;
  const { red, green, blue, firstMapped } = palette;
  const sum = (index: number): number => (red[index] ?? 0) + (green[index] ?? 0) + (blue[index] ?? 0);
  return Array.from({ length: Math.max(0, firstMapped) + red.length }, (_, value) =>
    sum(Math.max(0, value - firstMapped)),
  );
}

function channelOf(dataset: Dataset, colour: string): Uint8Array | undefined {
  const [entries = 0, , bits = 16] = numbers(dataset, `${colour}PaletteColorLookupTableDescriptor`);
  const count = entries === 0 ? 65_536 : Math.min(entries, 65_536);
  const whole = bytesOf(dataset, `${colour}PaletteColorLookupTableData`);
  if (whole !== undefined && whole.length > 0) return eightBits(whole, count, bits);
  const segments = bytesOf(dataset, `Segmented${colour}PaletteColorLookupTableData`);
  return segments === undefined ? undefined : expanded(segments, count, bits);
}

function eightBits(bytes: Uint8Array, count: number, bits: number): Uint8Array {
  if (bytes.length < count * 2) return bytes.slice(0, count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Array.from({ length: count }, (_, index) => view.getUint16(index * 2, true));
  // Some writers put 8-bit values into 16-bit entries.
  const shift = bits === 8 || words.every((word) => word < 256) ? 0 : 8;
  return Uint8Array.from(words, (word) => word >> shift);
}

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/** PS3.3 C.7.9.2. */
function expanded(bytes: Uint8Array, count: number, bits: number): Uint8Array {
  const size = bits === 8 ? 1 : 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Math.floor(bytes.length / size);
  const read = (at: number): number => {
    if (at < 0 || at >= words) throw new RedactionError('damaged-pixel-data', 'a segmented palette ends too early');
    return size === 1 ? view.getUint8(at) : view.getUint16(at * 2, true);
  };
  const values: number[] = [];
  const segment = (at: number): number => {
    const length = read(at + 1);
    if (read(at) === DISCRETE) {
      for (let index = 0; index < length; index++) values.push(read(at + 2 + index));
      return at + 2 + length;
    }
    if (read(at) !== LINEAR)
      throw new RedactionError('damaged-pixel-data', 'a segmented palette has an unknown segment');
    const start = values.at(-1) ?? 0;
    const end = read(at + 2);
    for (let index = 1; index <= length; index++) values.push(start + ((end - start) * index) / length);
    return at + 3;
  };
  for (let at = 0; at + 1 < words && values.length < count;) {
    if (read(at) !== INDIRECT) {
      at = segment(at);
      continue;
    }
    const offset =
      size === 1 ? read(at + 2) | (read(at + 3) << 8) | (read(at + 4) << 16) : read(at + 2) | (read(at + 3) << 16);
    let from = Math.floor(offset / size);
    for (let done = read(at + 1); done > 0 && values.length < count; done--) from = segment(from);
    at += size === 1 ? 6 : 4;
  }
  const shift = bits === 8 ? 0 : 8;
  return Uint8Array.from(
    { length: count },
    (_, index) => Math.round(values[Math.min(index, values.length - 1)] ?? 0) >> shift,
  );
}
