// RLE Lossless, PS3.5 Annex G: every byte of every sample is a segment of its own, the most significant first.
import { RedactionError } from '../errors.ts';

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;

/** Samples interleaved, little endian. `planeBytes` is the number of pixels, or of packed bytes of a 1-bit frame. */
export function decodeRle(stream: Uint8Array, planeBytes: number, samples: number, bytesPerSample: number): Uint8Array {
  if (stream.length < HEADER_BYTES) throw new RedactionError('short-pixel-data', 'a run-length frame has no header');
  const header = new DataView(stream.buffer, stream.byteOffset, HEADER_BYTES);
  const segments = samples * bytesPerSample;
  if (header.getUint32(0, true) !== segments || segments > MOST_SEGMENTS)
    throw new RedactionError('damaged-pixel-data', 'a run-length frame has another number of segments than samples');
  const out = new Uint8Array(planeBytes * segments);
  for (let segment = 0; segment < segments; segment++) {
    const start = header.getUint32(4 + segment * 4, true);
    const next = segment + 1 < segments ? header.getUint32(8 + segment * 4, true) : stream.length;
    if (start < HEADER_BYTES || next < start || next > stream.length)
      throw new RedactionError('damaged-pixel-data', 'a run-length segment lies outside its frame');
    const first =
      Math.floor(segment / bytesPerSample) * bytesPerSample + bytesPerSample - 1 - (segment % bytesPerSample);
    unpackSegment(stream.subarray(start, next), out, first, segments, planeBytes);
  }
  return out;
}

function unpackSegment(from: Uint8Array, out: Uint8Array, first: number, step: number, count: number): void {
  let at = 0;
  let written = 0;
  while (written < count && at < from.length) {
    const control = from[at++] ?? 128; // within bounds by the loop
    if (control === 128) continue;
    const isRun = control > 128;
    const length = isRun ? 257 - control : control + 1;
    if (at + (isRun ? 1 : length) > from.length) break;
    const used = Math.min(length, count - written);
    for (let index = 0; index < used; index++)
      out[first + (written + index) * step] = from[isRun ? at : at + index] ?? 0;
    at += isRun ? 1 : length;
    written += used;
  }
  if (written < count) throw new RedactionError('short-pixel-data', 'a run-length segment ends before the image');
}

/** `rowBytes` is the length of a row in one segment: runs do not cross rows, PS3.5 G.3.1. */
export function encodeRle(pixels: Uint8Array, rowBytes: number, samples: number, bytesPerSample: number): Uint8Array {
  const step = samples * bytesPerSample;
  const segments: Uint8Array[] = [];
  for (let sample = 0; sample < samples; sample++)
    for (let byte = bytesPerSample - 1; byte >= 0; byte--)
      segments.push(packSegment(pixels, sample * bytesPerSample + byte, step, rowBytes));
  const out = new Uint8Array(HEADER_BYTES + segments.reduce((sum, { length }) => sum + length, 0));
  const header = new DataView(out.buffer);
  header.setUint32(0, segments.length, true);
  let at = HEADER_BYTES;
  for (const [index, segment] of segments.entries()) {
    header.setUint32(4 + index * 4, at, true);
    out.set(segment, at);
    at += segment.length;
  }
  return out;
}

function packSegment(pixels: Uint8Array, first: number, step: number, rowBytes: number): Uint8Array {
  const plane = new Uint8Array(pixels.length / step);
  for (let index = 0, from = first; index < plane.length; index++, from += step) plane[index] = pixels[from] ?? 0;
  // At worst one control byte for 128 literals, and one more for each row.
  const out = new Uint8Array(plane.length + Math.ceil(plane.length / 128) + 2 * Math.ceil(plane.length / rowBytes) + 2);
  let length = 0;
  for (let row = 0; row < plane.length; row += rowBytes)
    length = packRow(plane, row, Math.min(plane.length, row + rowBytes), out, length);
  return out.slice(0, length + (length & 1));
}

function packRow(plane: Uint8Array, from: number, end: number, out: Uint8Array, start: number): number {
  let length = start;
  let at = from;
  while (at < end) {
    const run = runAt(plane, at, end);
    if (run > 2) {
      out[length++] = 257 - run;
      out[length++] = plane[at] ?? 0;
      at += run;
      continue;
    }
    const first = at;
    while (at < end && at - first < 128 && runAt(plane, at, Math.min(end, at + 3)) < 3) at++;
    out[length++] = at - first - 1;
    out.set(plane.subarray(first, at), length);
    length += at - first;
  }
  return length;
}

function runAt(plane: Uint8Array, at: number, end: number): number {
  const last = Math.min(end, at + 128);
  let next = at + 1;
  while (next < last && plane[next] === plane[at]) next++;
  return next - at;
}
