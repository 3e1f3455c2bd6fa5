// One compressed frame to words: which codec, and what its answer means for the description of the pixels.
import { inflateSync } from 'fflate';
import { TRANSFER_SYNTAX } from '../../dicom/index.ts';
import { readJpegHeader, withAdobeRgb } from '../codecs/jpeg-header.ts';
import type { DecodedStream, PixelCodecs } from '../codecs/pixel-codecs.ts';
import { decodeRle } from '../codecs/rle.ts';
import { RedactionError } from '../errors.ts';
import { type Frame, wordsOf } from './frame.ts';
import type { PixelLayout } from './layout.ts';

export interface DecodedFrame extends Frame {
  readonly isLossy: boolean;
}

const JPEG = /^1\.2\.840\.10008\.1\.2\.4\.(5[0-9]|6[0-6]|70)$/;
const JPEG_LS = /^1\.2\.840\.10008\.1\.2\.4\.8[01]$/;
const JPEG_2000 = /^1\.2\.840\.10008\.1\.2\.4\.9[01]$/;
const HTJ2K = /^1\.2\.840\.10008\.1\.2\.4\.20[123]$/;
export const DEFLATED_FRAMES = '1.2.840.10008.1.2.8.1';

export function canDecode(transferSyntaxUID: string): boolean {
  return isPlainFragments(transferSyntaxUID) || decoderFor(transferSyntaxUID, undefined, undefined) !== undefined;
}

/** Fragments that no codec has to be loaded for. */
function isPlainFragments(uid: string): boolean {
  return (
    uid === TRANSFER_SYNTAX.rleLossless || uid === TRANSFER_SYNTAX.encapsulatedUncompressed || uid === DEFLATED_FRAMES
  );
}

/** `layout` is that of the header; that of the answer is what the words are in. */
export async function decodeStream(
  stream: Uint8Array,
  transferSyntaxUID: string,
  layout: PixelLayout,
  codecs: PixelCodecs,
): Promise<DecodedFrame> {
  if (isPlainFragments(transferSyntaxUID)) return decodePlain(stream, transferSyntaxUID, layout);
  const decode = decoderFor(transferSyntaxUID, stream, codecs);
  if (decode === undefined)
    throw new RedactionError('unsupported-transfer-syntax', 'there is no decoder for this transfer syntax');
  let decoded: DecodedStream;
  try {
    decoded = await decode();
  } catch (error) {
    throw new RedactionError('damaged-pixel-data', 'a compressed frame does not decode', { cause: error });
  }
  // Measured: what the wrapper of OpenJPH gives for such streams is not what went in.
  if (HTJ2K.test(transferSyntaxUID) && decoded.components > 1 && decoded.precision > 8)
    throw new RedactionError('unsupported-pixels', 'HTJ2K colour of more than 8 bits');
  return frameOf(decoded, layout);
}

function decoderFor(
  uid: string,
  stream: Uint8Array | undefined,
  codecs: PixelCodecs | undefined,
): (() => Promise<DecodedStream>) | undefined {
  const run =
    (name: Exclude<keyof PixelCodecs, 'encodeJpegLS' | 'encodeHTJ2K'>, bytes = stream) =>
    async () => {
      if (codecs === undefined || bytes === undefined) throw new TypeError('nothing to decode');
      return codecs[name](bytes);
    };
  if (JPEG_LS.test(uid)) return run('decodeJpegLS');
  if (JPEG_2000.test(uid)) return run('decodeJpeg2000');
  if (HTJ2K.test(uid)) return run('decodeHTJ2K');
  if (!JPEG.test(uid)) return undefined;
  if (stream === undefined) return run('decodeJpeg8');
  const header = readJpegHeader(stream);
  if (header === undefined) throw new RedactionError('damaged-pixel-data', 'a frame is no JPEG stream of a known kind');
  if (header.process === 3) return run('decodeJpegLossless');
  const whole = header.hasShortAdobe ? withAdobeRgb(stream) : stream;
  return header.process === 0 && header.precision === 8 ? run('decodeJpeg8', whole) : run('decodeJpegExtended', whole);
}

function decodePlain(stream: Uint8Array, uid: string, layout: PixelLayout): DecodedFrame {
  const { rows, columns, samplesPerPixel, bitsAllocated } = layout;
  const isRle = uid === TRANSFER_SYNTAX.rleLossless;
  const planeBytes = bitsAllocated === 1 ? Math.ceil((rows * columns) / 8) : rows * columns;
  const size = Math.max(1, bitsAllocated / 8);
  const after: PixelLayout = isRle ? withoutPlanes(layout) : layout;
  const needed = after.arrangement === 'pairs' ? planeBytes * 2 * size : planeBytes * samplesPerPixel * size;
  const bytes = isRle
    ? decodeRle(stream, planeBytes, samplesPerPixel, size)
    : uid === DEFLATED_FRAMES
      ? inflated(stream, needed)
      : new Uint8Array(stream);
  if (bytes.length < needed) throw new RedactionError('short-pixel-data', 'a frame ends before the image does');
  const whole = bytes.subarray(0, needed);
  const words = bitsAllocated === 1 ? unpacked(whole, rows * columns * samplesPerPixel) : wordsOf(whole, after);
  return { layout: after, words, isLossy: false };
}

/** Never more than a frame: what claims to be longer is cut, and a bomb does not go off. */
function inflated(stream: Uint8Array, expected: number): Uint8Array {
  try {
    return inflateSync(stream, { out: new Uint8Array(expected) });
  } catch (error) {
    throw new RedactionError('damaged-pixel-data', 'a deflated frame does not inflate', { cause: error });
  }
}

function unpacked(bytes: Uint8Array, count: number): Uint8Array {
  const out = new Uint8Array(count);
  for (let index = 0; index < count; index++) out[index] = ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1;
  return out;
}

export function packed(bits: ArrayLike<number>): Uint8Array {
  const out = new Uint8Array(Math.ceil(bits.length / 8));
  for (let index = 0; index < bits.length; index++)
    if (bits[index] !== 0) out[index >> 3] = (out[index >> 3] ?? 0) | (1 << (index & 7));
  return out;
}

/** Compressed samples of a pixel stand together, and every pixel has its own colour. */
function withoutPlanes(layout: PixelLayout): PixelLayout {
  const photometricInterpretation =
    layout.arrangement === 'pairs'
      ? layout.photometricInterpretation.replace('_422', '')
      : layout.photometricInterpretation;
  return { ...layout, arrangement: 'interleaved', photometricInterpretation };
}

function frameOf(decoded: DecodedStream, header: PixelLayout): DecodedFrame {
  const { rows, columns, components, precision } = decoded;
  if (rows !== header.rows || columns !== header.columns || components !== header.samplesPerPixel)
    throw new RedactionError('damaged-pixel-data', 'a compressed frame has another size than the header says');
  const sampleBytes = precision > 8 ? 2 : 1;
  const count = rows * columns * components;
  if (decoded.bytes.length < count * sampleBytes)
    throw new RedactionError('short-pixel-data', 'a codec answered with fewer samples than the image has');
  if (header.isFloat || header.bitsAllocated > 16 || precision > header.bitsAllocated)
    throw new RedactionError('unsupported-pixels', 'the samples of a compressed frame do not fit Bits Allocated');
  const layout = layoutAfter(decoded, header);
  return { layout, words: containers(decoded, layout, count), isLossy: decoded.isLossy };
}

function layoutAfter(decoded: DecodedStream, header: PixelLayout): PixelLayout {
  const plain = withoutPlanes(header);
  const { samplesPerPixel, photometricInterpretation } = plain;
  const isRgb =
    decoded.undoesColour === 'always' ||
    (decoded.undoesColour === 'as-labelled' && /^YBR_(RCT|ICT)$/.test(photometricInterpretation));
  return samplesPerPixel === 3 && isRgb ? { ...plain, photometricInterpretation: 'RGB' } : plain;
}

/** Samples in the container that Bits Allocated says, sign extended where the header says that they are signed. */
function containers(decoded: DecodedStream, layout: PixelLayout, count: number): Uint8Array | Uint16Array {
  const { precision, isPlanar, bytes, components } = decoded;
  const from =
    precision > 8
      ? new Uint16Array(bytes.buffer, bytes.byteOffset, count) // the codec's own copy begins at an even address
      : bytes.subarray(0, count);
  const words = layout.bitsAllocated === 16 ? new Uint16Array(count) : new Uint8Array(count);
  const pixels = count / components;
  const up = 32 - precision;
  for (let index = 0; index < count; index++) {
    const at = isPlanar ? (index % components) * pixels + Math.floor(index / components) : index;
    const raw = from[at] ?? 0;
    words[index] = layout.isSigned ? (raw << up) >> up : raw & (2 ** precision - 1);
  }
  return words;
}
