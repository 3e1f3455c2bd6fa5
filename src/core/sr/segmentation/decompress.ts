// Frames that need no codec: RLE Lossless (PS3.5 Annex G) and Deflated Image Frame. Other compressions come decoded.
import { inflateSync } from 'fflate';
import type { PixelDescription } from '../../dicom/index.ts';
import { SrError } from '../errors.ts';

const RLE = '1.2.840.10008.1.2.5';
const DEFLATED_FRAMES = '1.2.840.10008.1.2.8.1';
const RLE_HEADER_BYTES = 64;

/** Native bytes of a frame, little endian; undefined for any other transfer syntax. */
export function decompress(
  stream: Uint8Array,
  transferSyntaxUID: string,
  { rows, columns, bitsAllocated }: PixelDescription,
): Uint8Array | undefined {
  if (transferSyntaxUID === DEFLATED_FRAMES) return inflated(stream, Math.ceil((rows * columns * bitsAllocated) / 8));
  if (transferSyntaxUID !== RLE) return undefined;
  // 1-bit frames are packed before they are run-length encoded.
  return bitsAllocated === 1
    ? unrun(stream, Math.ceil((rows * columns) / 8), 1)
    : unrun(stream, rows * columns, bitsAllocated / 8);
}

/** Never more than a frame: what claims to be longer is cut, and a bomb does not go off. */
function inflated(stream: Uint8Array, expected: number): Uint8Array {
  try {
    const bytes = inflateSync(stream, { out: new Uint8Array(expected) });
    if (bytes.length === expected) return bytes;
  } catch (error) {
    throw new SrError('bad-segmentation', 'a deflated frame does not inflate', { cause: error });
  }
  throw new SrError('bad-segmentation', 'a deflated frame ends before the image does');
}

/** Every byte of a sample is a segment of its own, the most significant first. */
function unrun(stream: Uint8Array, planeBytes: number, bytesPerSample: number): Uint8Array {
  const out = new Uint8Array(planeBytes * bytesPerSample);
  const header = new DataView(stream.buffer, stream.byteOffset, stream.length);
  if (stream.length < RLE_HEADER_BYTES || header.getUint32(0, true) !== bytesPerSample) throw damaged();
  for (let segment = 0; segment < bytesPerSample; segment++) {
    const start = header.getUint32(4 + segment * 4, true);
    const end = segment + 1 < bytesPerSample ? header.getUint32(8 + segment * 4, true) : stream.length;
    if (start < RLE_HEADER_BYTES || end < start || end > stream.length) throw damaged();
    unrunSegment(stream.subarray(start, end), out, bytesPerSample - 1 - segment, bytesPerSample);
  }
  return out;
}

function unrunSegment(from: Uint8Array, out: Uint8Array, first: number, step: number): void {
  let to = first;
  for (let at = 0; to < out.length;) {
    const control = from[at++];
    if (control === undefined) throw damaged();
    if (control === 128) continue;
    const isRun = control > 128;
    const length = isRun ? 257 - control : control + 1;
    if (at + (isRun ? 1 : length) > from.length) throw damaged();
    for (let index = 0; index < length && to < out.length; index++, to += step)
      out[to] = from[isRun ? at : at + index] ?? 0;
    at += isRun ? 1 : length;
  }
}

function damaged(): SrError {
  return new SrError('bad-segmentation', 'a run-length frame is damaged');
}
