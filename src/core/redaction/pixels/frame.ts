import type { PixelLayout } from './layout.ts';

/** The words of a frame as stored, in the byte order of the machine: unused bits, and overlays in them, included. */
export type Words = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

export interface Frame {
  readonly layout: PixelLayout;
  /** Bits of 1-bit frames are spread to a byte each. */
  readonly words: Words;
}

/** Little-endian bytes as words, by reference where the alignment allows it. */
export function wordsOf(bytes: Uint8Array, layout: PixelLayout): Words {
  const size = layout.bitsAllocated / 8;
  const aligned = bytes.byteOffset % Math.max(1, size) === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  const length = Math.floor(aligned.length / Math.max(1, size));
  if (layout.isFloat)
    return size === 8 ? new Float64Array(buffer, byteOffset, length) : new Float32Array(buffer, byteOffset, length);
  if (size === 2) return new Uint16Array(buffer, byteOffset, length);
  if (size === 4) return new Uint32Array(buffer, byteOffset, length);
  return aligned;
}

export function bytesOfWords(words: Words): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** The number that a stored word means: moved down from the high bit, other bits left out, sign extended. */
export function valueReader(layout: PixelLayout): (word: number) => number {
  const { bitsStored, highBit, isSigned, isFloat } = layout;
  if (isFloat || layout.bitsAllocated === 1) return (word) => word;
  const down = highBit + 1 - bitsStored;
  const up = 32 - bitsStored;
  if (isSigned) return (word) => ((word >>> down) << up) >> up;
  return (word) => ((word >>> down) << up) >>> up;
}

/** The reverse of `valueReader`; bits that are not stored are zero, and the sign fills the bits above. */
export function wordWriter(layout: PixelLayout): (value: number) => number {
  const { bitsStored, highBit, isSigned, isFloat, bitsAllocated } = layout;
  if (isFloat || bitsAllocated === 1) return (value) => value;
  const down = highBit + 1 - bitsStored;
  const room = bitsAllocated === 32 ? 0xffffffff : 2 ** bitsAllocated - 1;
  const stored = bitsStored === 32 ? 0xffffffff : 2 ** bitsStored - 1;
  // Signed values are written with their sign in all higher bits, as nearly every writer does.
  return (value) => ((isSigned ? value << down : (value & stored) << down) & room) >>> 0;
}
