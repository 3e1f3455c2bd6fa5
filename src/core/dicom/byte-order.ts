import type { Element } from './dataset.ts';
import { wordBytesOf } from './vr.ts';

/** Turns the bytes of every word round; a last incomplete word stays. */
export function swappedIn(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(bytes); // a copy, which the `slice` of a Node Buffer is not
  for (let at = 0; at + size <= bytes.length; at += size)
    for (let i = 0; i < size; i++) out[at + i] = bytes[at + size - 1 - i] as number; // within bounds
  return out;
}

/** The value in little endian byte order, as JSON and other transfer syntaxes want it. */
export function littleEndianValueOf(element: Element): Uint8Array {
  const size = wordBytesOf(element.vr);
  return element.source.valueBigEndian && size > 1 ? swappedIn(element.value, size) : element.value;
}

/** The same bytes as a plain Uint8Array: a Node Buffer has methods of the same names that do other things. */
export function plainBytes(bytes: Uint8Array): Uint8Array {
  return bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}
