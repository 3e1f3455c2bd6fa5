import { PixelError } from './decoded-frame.ts';
import type { PixelDescription } from './pixel-description.ts';

const HEADER_BYTES = 64;

/**
 * RLE Lossless (PS3.5 annex G): one segment per byte of a sample, most significant byte first.
 * Hands back little-endian samples, interleaved.
 */
export function decodeRle(bytes: Uint8Array, d: PixelDescription): Uint8Array<ArrayBuffer> {
  if (bytes.length < HEADER_BYTES) throw new PixelError('short-pixel-data');
  const header = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const segments = header.getUint32(0, true);
  const bytesPerSample = Math.max(1, d.bitsAllocated / 8);
  if (segments !== d.samplesPerPixel * bytesPerSample) throw new PixelError('damaged-pixel-data');
  // Single-bit frames are packed eight to a byte before they are run-length coded.
  const segmentBytes = d.bitsAllocated === 1 ? Math.ceil((d.rows * d.columns) / 8) : d.rows * d.columns;
  const out = new Uint8Array(segmentBytes * segments);
  for (let segment = 0; segment < segments; segment++) {
    const sample = Math.floor(segment / bytesPerSample);
    const byteOfSample = bytesPerSample - 1 - (segment % bytesPerSample);
    const start = header.getUint32(4 + segment * 4, true);
    const next = segment + 1 < segments ? header.getUint32(8 + segment * 4, true) : bytes.length;
    unpack(bytes.subarray(start, next > start ? next : bytes.length), out, {
      first: sample * bytesPerSample + byteOfSample,
      step: segments,
      count: segmentBytes,
    });
  }
  return out;
}

/** PackBits of one segment, written with a stride. */
function unpack(from: Uint8Array, out: Uint8Array, place: { first: number; step: number; count: number }): void {
  let at = 0;
  let written = 0;
  while (written < place.count && at < from.length) {
    const control = from[at++] ?? 128;
    if (control === 128) continue;
    const isRun = control > 128;
    const length = Math.min(isRun ? 257 - control : control + 1, place.count - written);
    for (let index = 0; index < length; index++)
      out[place.first + (written + index) * place.step] = from[isRun ? at : at + index] ?? 0;
    at += isRun ? 1 : control + 1;
    written += length;
  }
  if (written < place.count) throw new PixelError('short-pixel-data');
}
