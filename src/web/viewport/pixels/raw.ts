import { PixelError, type DecodedFrame, type StoredValues } from './decoded-frame.ts';
import { monochrome, toColour } from './finish.ts';
import type { PixelDescription } from './pixel-description.ts';

/**
 * Uncompressed little-endian bytes as an image. Grey pixels of 8 and 16 bit are not copied: where they lie on an odd
 * address they are moved a few bytes towards the start of their buffer, over the head of their own part. The bytes are
 * therefore the image's from here on.
 */
export function decodeLittleEndian(bytes: Uint8Array<ArrayBuffer>, d: PixelDescription): DecodedFrame {
  const samples = d.rows * d.columns * d.samplesPerPixel;
  if (d.samplesPerPixel === 3 && d.photometricInterpretation === 'YBR_FULL_422' && bytes.length < samples)
    return toColour(spread422(need(bytes, (samples / 3) * 2), d), { ...d, planarConfiguration: 0 });
  const values = storedValues(need(bytes, Math.ceil((samples * d.bitsAllocated) / 8)), samples, d);
  return d.samplesPerPixel === 1 ? monochrome(values, d) : toColour(values, d);
}

function need(bytes: Uint8Array<ArrayBuffer>, count: number): Uint8Array<ArrayBuffer> {
  if (bytes.length < count) throw new PixelError('short-pixel-data');
  return bytes;
}

function storedValues(bytes: Uint8Array<ArrayBuffer>, samples: number, d: PixelDescription): StoredValues {
  const at = d.bitsAllocated >= 16 ? aligned(bytes, d.kind === 'double' ? 8 : 4) : bytes.byteOffset;
  if (d.kind === 'float') return new Float32Array(bytes.buffer, at, samples);
  if (d.kind === 'double') return new Float64Array(bytes.buffer, at, samples);
  switch (d.bitsAllocated) {
    case 1:
      return Uint8Array.from({ length: samples }, (_, index) => ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1);
    case 8:
      return d.isSigned
        ? new Int8Array(bytes.buffer, bytes.byteOffset, samples)
        : new Uint8Array(bytes.buffer, bytes.byteOffset, samples);
    case 16:
      return d.isSigned ? new Int16Array(bytes.buffer, at, samples) : new Uint16Array(bytes.buffer, at, samples);
    case 32:
      return d.isSigned ? new Int32Array(bytes.buffer, at, samples) : new Uint32Array(bytes.buffer, at, samples);
    default:
      throw new PixelError('unsupported-pixels', `${d.bitsAllocated} bits allocated`);
  }
}

/** Moves the bytes to a multiple of `size` and says where they begin now. There is always room: it is their own offset's rest. */
function aligned(bytes: Uint8Array<ArrayBuffer>, size: number): number {
  const start = bytes.byteOffset - (bytes.byteOffset % size);
  if (start !== bytes.byteOffset)
    new Uint8Array(bytes.buffer).copyWithin(start, bytes.byteOffset, bytes.byteOffset + bytes.length);
  return start;
}

/** PS3.5 8.2: Y1 Y2 Cb Cr for each pair of pixels. */
function spread422(bytes: Uint8Array, d: PixelDescription): Uint8Array<ArrayBuffer> {
  const pixels = d.rows * d.columns;
  const out = new Uint8Array(pixels * 3);
  for (let pair = 0; pair * 2 < pixels; pair++) {
    for (let which = 0; which < 2; which++) {
      const at = (pair * 2 + which) * 3;
      out[at] = bytes[pair * 4 + which] ?? 0;
      out[at + 1] = bytes[pair * 4 + 2] ?? 0;
      out[at + 2] = bytes[pair * 4 + 3] ?? 0;
    }
  }
  return out;
}

/** Swaps 16-, 32- or 64-bit words in place: Explicit VR Big Endian. */
export function swapped(bytes: Uint8Array<ArrayBuffer>, d: PixelDescription): Uint8Array<ArrayBuffer> {
  const size = d.kind === 'double' ? 8 : d.kind === 'float' ? 4 : d.bitsAllocated / 8;
  if (size < 2) return bytes;
  const out = bytes.slice();
  for (let at = 0; at + size <= out.length; at += size) out.subarray(at, at + size).reverse();
  return out;
}
