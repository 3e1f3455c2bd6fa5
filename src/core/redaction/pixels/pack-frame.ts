// A frame to the bytes of its fragment, without loss, and read back to be sure.
import { deflateSync } from 'fflate';
import type { PixelCodecs, StreamToEncode } from '../codecs/pixel-codecs.ts';
import { encodeRle } from '../codecs/rle.ts';
import { RedactionError } from '../errors.ts';
import type { Target } from '../redact/target-syntax.ts';
import { bytesOfWords, type Frame } from './frame.ts';
import { decodeStream, packed } from './stream-decoder.ts';

/** Even in length, as fragments are. Throws `not-covered` when the codec does not give back what it was given. */
export async function packFrame(frame: Frame, target: Target, codecs: PixelCodecs): Promise<Uint8Array> {
  const stream = evenLength(await encoded(frame, target, codecs));
  const again = await decodeStream(stream, target.transferSyntaxUID, frame.layout, codecs);
  if (!sameWords(again.words, frame.words))
    throw new RedactionError('not-covered', 'a frame that was compressed without loss reads differently');
  return stream;
}

async function encoded(frame: Frame, { packing }: Target, codecs: PixelCodecs): Promise<Uint8Array> {
  const { layout, words } = frame;
  const isBits = layout.bitsAllocated === 1;
  switch (packing) {
    case 'plain':
      return isBits ? packed(words) : bytesOfWords(words);
    case 'deflated':
      return deflateSync(isBits ? packed(words) : bytesOfWords(words));
    case 'rle':
      return isBits
        ? encodeRle(packed(words), Math.ceil(layout.columns / 8), 1, 1)
        : encodeRle(bytesOfWords(words), layout.columns, layout.samplesPerPixel, layout.bitsAllocated / 8);
    case 'jpeg-ls':
      return codecs.encodeJpegLS(streamOf(frame));
    case 'htj2k':
      return codecs.encodeHTJ2K(streamOf(frame));
  }
}

function streamOf({ layout, words }: Frame): StreamToEncode {
  const precision = precisionOf(layout.bitsStored, layout.isSigned, words, layout.bitsAllocated);
  const { rows, columns, samplesPerPixel, isSigned } = layout;
  const keep = 2 ** precision - 1;
  // Two's complement in the bits of the stream: the reader knows from the header that they are signed.
  const samples = precision > 8 ? new Uint16Array(words.length) : new Uint8Array(words.length);
  for (let index = 0; index < words.length; index++) samples[index] = (words[index] ?? 0) & keep;
  return { columns, rows, components: samplesPerPixel, precision, bytes: bytesOfWords(samples), isSigned };
}

/** Bits Stored, or more where a word needs them: nothing that was in the file may be cut off. */
function precisionOf(bitsStored: number, isSigned: boolean, words: ArrayLike<number>, bitsAllocated: number): number {
  let needed = Math.max(2, bitsStored);
  const up = 32 - bitsAllocated;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? 0;
    const value = isSigned ? (word << up) >> up : word;
    const bits = isSigned ? 33 - Math.clz32(value < 0 ? ~value : value) : 32 - Math.clz32(value);
    if (bits > needed) needed = bits;
  }
  return Math.min(needed, bitsAllocated);
}

function evenLength(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  return even;
}

function sameWords(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
  return true;
}
