import { swappedIn } from '../byte-order.ts';
import { DicomError } from '../errors.ts';
import { wordBytesOf } from '../vr.ts';
import type { PixelFrames } from './frames.ts';

export type Samples =
  Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Sample values of a native frame in the byte order of the machine: by reference where alignment and order allow. */
export function samplesOf(frames: PixelFrames, index: number): Samples {
  if (frames.kind !== 'native')
    throw new DicomError('bad-pixel-description', 'encapsulated frames must be decoded first');
  const { bitsAllocated, isSigned } = frames.description;
  if (bitsAllocated === 1) return unpackBits(frames, index);
  const bytes = inMachineOrder(frames.bytes(index), frames, bitsAllocated);
  const { buffer, byteOffset, length } = bytes;
  const { vr, tag } = frames.element;
  if (tag === 0x7fe00008) return new Float32Array(buffer, byteOffset, length / 4);
  if (tag === 0x7fe00009) return new Float64Array(buffer, byteOffset, length / 8);
  if (bitsAllocated === 8) return isSigned ? new Int8Array(buffer, byteOffset, length) : bytes;
  if (bitsAllocated === 16)
    return isSigned ? new Int16Array(buffer, byteOffset, length / 2) : new Uint16Array(buffer, byteOffset, length / 2);
  if (bitsAllocated === 32)
    return isSigned ? new Int32Array(buffer, byteOffset, length / 4) : new Uint32Array(buffer, byteOffset, length / 4);
  throw new DicomError('bad-pixel-description', `Bits Allocated cannot be read as numbers in ${vr}`);
}

/** One byte, 0 or 1, per pixel of a 1-bit frame. The first pixel is the least significant bit, PS3.5 8.1.1. */
export function unpackBits(frames: PixelFrames, index: number): Uint8Array {
  const { rows, columns, samplesPerPixel } = frames.description;
  const { element } = frames;
  const out = new Uint8Array(rows * columns * samplesPerPixel);
  const bytes = element.value;
  // Big endian words hold their first eight pixels in the second byte.
  const flip = element.source.valueBigEndian && element.vr === 'OW' ? 1 : 0;
  const first = index * out.length;
  for (let i = 0; i < out.length; i++) {
    const bit = first + i;
    out[i] = ((bytes[(bit >> 3) ^ flip] ?? 0) >> (bit & 7)) & 1;
  }
  return out;
}

/** OW is turned round in words of 16 bits whatever Bits Allocated is, PS3.5 6.2: larger samples have their low word first. */
function inMachineOrder(bytes: Uint8Array, { element }: PixelFrames, bitsAllocated: number): Uint8Array {
  const wordBytes = wordBytesOf(element.vr);
  if (element.source.valueBigEndian && wordBytes > 1) return swappedIn(bytes, wordBytes);
  // Every machine that runs this is little endian.
  return bytes.byteOffset % (bitsAllocated / 8) === 0 ? bytes : new Uint8Array(bytes);
}
