// Frames of a file one by one, decoded to words. Nothing but the frame at hand is held, also when the file stayed on disk.
import {
  type DicomFile, type Element, type FragmentRange, framesOf, type PixelFrames, unpackBits, withValue,
} from '../../dicom/index.ts'; // prettier-ignore
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { RedactionError } from '../errors.ts';
import { wordsOf } from './frame.ts';
import { layoutOf, type PixelLayout, samplesPerFrame } from './layout.ts';
import { littleEndianPart } from './byte-order.ts';
import { type DecodedFrame, decodeStream } from './stream-decoder.ts';

export interface FrameReader {
  readonly count: number;
  readonly isEncapsulated: boolean;
  readonly transferSyntaxUID: string;
  /** Of the header; frames carry that of their words. */
  readonly layout: PixelLayout;
  readonly element: Element;
  /** A copy: the caller may change it. Frames are numbered from 0. */
  frame(index: number): Promise<DecodedFrame>;
  /** Bytes that the frame takes in the file. */
  storedBytes(index: number): number;
}

type Source = Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>;

/** Throws `DicomError` or `RedactionError` when the pixels cannot be read. */
export function openFrames(file: Source, codecs: PixelCodecs): FrameReader {
  const frames = framesOf(file);
  const layout = layoutOf(file.dataset, frames.description);
  const { element, count } = frames;
  const { transferSyntaxUID } = file;
  // Bits of a frame begin anywhere in the value: such elements are small, and taken whole.
  const bits = frames.kind === 'native' && layout.bitsAllocated === 1 ? createBits(file) : undefined;
  return {
    count,
    isEncapsulated: frames.kind === 'encapsulated',
    transferSyntaxUID,
    layout,
    element,
    storedBytes: (index) => frames.ranges(index).reduce((sum, { start, end }) => sum + end - start, 0),
    async frame(index) {
      if (bits !== undefined) return { layout, words: unpackBits(await bits(), index), isLossy: false };
      if (frames.kind === 'encapsulated')
        return decodeStream(await bytesOfFrame(frames, index), transferSyntaxUID, layout, codecs);
      const copy = await littleEndianPart(element, frames.ranges(index)[0], bytesAt);
      if (copy.length * 8 < samplesPerFrame(layout) * layout.bitsAllocated)
        throw new RedactionError('short-pixel-data', 'a frame ends before the image does');
      return { layout, words: wordsOf(copy, layout), isLossy: false };
    },
  };
}

function createBits(file: Source): () => Promise<PixelFrames> {
  let loaded: Promise<PixelFrames> | undefined;
  return () => (loaded ??= loadedFrames(file));
}

async function loadedFrames({ dataset, transferSyntaxUID }: Source): Promise<PixelFrames> {
  const frames = framesOf({ dataset, transferSyntaxUID });
  const { element } = frames;
  if (element.isLoaded) return frames;
  const value = await bytesAt(element, { start: element.valueStart, end: element.end });
  return { ...frames, element: withValue(element, value) };
}

async function bytesOfFrame(frames: PixelFrames, index: number): Promise<Uint8Array> {
  if (frames.element.isLoaded) return frames.bytes(index);
  const parts: Uint8Array[] = [];
  for (const range of frames.ranges(index)) parts.push(await bytesAt(frames.element, range));
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const out = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

async function bytesAt(element: Element, range: FragmentRange): Promise<Uint8Array> {
  const { remote } = element.source;
  if (range.bytes !== undefined || remote === undefined) return element.bytesOf(range);
  const length = range.end - range.start;
  const bytes = await remote.read(range.start, length);
  if (bytes.length !== length) throw new RedactionError('short-pixel-data', 'the source gave fewer bytes than asked');
  return bytes;
}
