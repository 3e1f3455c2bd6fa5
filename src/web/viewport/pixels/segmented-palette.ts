import { PixelError } from './decoded-frame.ts';

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/** Segmented palette data (PS3.3 C.7.9.2) as one 8-bit value for each entry. */
export function expandSegments(bytes: Uint8Array, count: number, bits: number): Uint8Array<ArrayBuffer> {
  const size = bits === 8 ? 1 : 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (at: number): number => {
    if (at < 0 || (at + 1) * size > bytes.length) throw new PixelError('unsupported-pixels', 'damaged colour palette');
    return size === 1 ? view.getUint8(at) : view.getUint16(at * 2, true);
  };
  const values: number[] = [];

  /** One discrete or linear segment; answers where the next one starts. */
  function segment(at: number): number {
    const kind = read(at);
    const length = read(at + 1);
    if (kind === DISCRETE) {
      for (let index = 0; index < length; index++) values.push(read(at + 2 + index));
      return at + 2 + length;
    }
    if (kind !== LINEAR) throw new PixelError('unsupported-pixels', 'damaged colour palette');
    const start = values.at(-1) ?? 0;
    const end = read(at + 2);
    for (let index = 1; index <= length; index++) values.push(start + ((end - start) * index) / length);
    return at + 3;
  }

  let at = 0;
  const words = Math.floor(bytes.length / size);
  while (at + 1 < words && values.length < count) {
    if (read(at) !== INDIRECT) {
      at = segment(at);
      continue;
    }
    // The offset counts bytes from the start of the data; the segments there are used once more.
    const repeats = read(at + 1);
    let from =
      (size === 1 ? read(at + 2) | (read(at + 3) << 8) | (read(at + 4) << 16) : read(at + 2) | (read(at + 3) << 16)) /
      size;
    for (let done = 0; done < repeats; done++) from = segment(from);
    at += size === 1 ? 6 : 4;
  }
  const shift = bits === 8 ? 0 : 8;
  return Uint8Array.from(
    { length: count },
    (_, index) => Math.round(values[Math.min(index, values.length - 1)] ?? 0) >> shift,
  );
}
