// Bytes of stored files by offset.
import { open } from 'node:fs/promises';
import type { ByteRange } from './frame-table.ts';
import { PacsError } from './pacs-error.ts';

/** What is read at once when a file is streamed. */
const PIECE_BYTES = 256 * 1024;

/** The ranges one after another in one piece. */
export async function readRanges(path: string, ranges: readonly ByteRange[]): Promise<Buffer> {
  const whole = Buffer.allocUnsafe(ranges.reduce((sum, { length }) => sum + length, 0));
  const handle = await open(path, 'r');
  try {
    let at = 0;
    for (const { offset, length } of ranges) {
      const { bytesRead } = await handle.read(whole, at, length, offset);
      if (bytesRead !== length)
        throw new PacsError('storage-failed', 500, 'A stored file is shorter than the index says.');
      at += length;
    }
    return whole;
  } finally {
    await handle.close();
  }
}

/** The same, piece by piece. */
export async function* streamRanges(path: string, ranges: readonly ByteRange[]): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    for (const { offset, length } of ranges) {
      for (let done = 0; done < length;) {
        const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, length - done));
        const { bytesRead } = await handle.read(piece, 0, piece.byteLength, offset + done);
        if (bytesRead === 0)
          throw new PacsError('storage-failed', 500, 'A stored file is shorter than the index says.');
        yield piece.subarray(0, bytesRead);
        done += bytesRead;
      }
    }
  } finally {
    await handle.close();
  }
}

/** Bits from `firstBit` on, moved so that the first one is the lowest bit of the first byte (PS3.5 8.1.1). */
export function shiftBits(bytes: Uint8Array, firstBit: number, bitCount: number): Uint8Array {
  const shifted = new Uint8Array(Math.ceil(bitCount / 8));
  for (let i = 0; i < shifted.length; i++) {
    const pair = (bytes[i] ?? 0) | ((bytes[i + 1] ?? 0) << 8);
    shifted[i] = (pair >> firstBit) & 0xff;
  }
  const spare = shifted.length * 8 - bitCount;
  if (spare > 0) shifted[shifted.length - 1] = (shifted[shifted.length - 1] ?? 0) & (0xff >> spare);
  return shifted;
}
