// The pixel data of a file with boxes covered. Frames are taken one by one: a long cine is never in memory as a whole, unless its
// compressed frames are what the caller wants to hold.
import { type Dataset, type DicomFile, Element, makeElement, makeEncapsulated, TAG } from '../../dicom/index.ts';
import type { PixelCodecs } from '../codecs/pixel-codecs.ts';
import { RedactionError } from '../errors.ts';
import { type FrameReader, openFrames } from '../pixels/frame-reader.ts';
import { packFrame } from '../pixels/pack-frame.ts';
import { paletteBrightness } from '../pixels/palette.ts';
import { inOrderOf } from '../pixels/byte-order.ts';
import { bytesOfWords } from '../pixels/frame.ts';
import type { DecodedFrame } from '../pixels/stream-decoder.ts';
import { descriptionElements, lossElements } from './description-elements.ts';
import { clearBits, cover, type Fill } from './fill.ts';
import { coveredSource } from './covered-source.ts';
import { redactBits } from './redact-bits.ts';
import { maskOfFrame, type RedactionPlan } from './plan.ts';
import { labelFor, type LosslessChoice, targetFor } from './target-syntax.ts';

export interface RedactOptions {
  readonly fill?: Fill;
  /** For pixels whose own compression is lossy or cannot be written. */
  readonly lossless?: LosslessChoice;
  readonly signal?: AbortSignal | undefined;
  /** Frames finished so far. Waited for: whoever has messages to hear between frames gives a promise. */
  readonly onProgress?: ((done: number, of: number) => void | Promise<void>) | undefined;
}

export interface RedactedPixels {
  /** The new Pixel Data and whatever of its description changed with it. */
  readonly elements: readonly Element[];
  readonly transferSyntaxUID: string;
}

/** Above this uncompressed pixels are covered while they are written, not before. 64 MiB is a long ultrasound clip. */
const HELD_BYTES = 64 * 2 ** 20;

type Source = Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>;

export async function redactPixels(
  file: Source,
  plan: RedactionPlan,
  codecs: PixelCodecs,
  options: RedactOptions = {},
): Promise<RedactedPixels> {
  const reader = openFrames(file, codecs);
  const palette = paletteBrightness(file.dataset);
  const fill = options.fill ?? 'constant';
  const covered = async (index: number): Promise<DecodedFrame> => {
    options.signal?.throwIfAborted();
    const frame = await reader.frame(index);
    clearBits(frame, plan.clearBits ?? 0);
    cover(frame, maskOfFrame(plan, index, frame.layout), fill, palette);
    await options.onProgress?.(index + 1, reader.count);
    return frame;
  };
  if (reader.isEncapsulated) return compressed(file, reader, covered, codecs, options);
  const { transferSyntaxUID } = file;
  return { elements: [await uncompressed(reader, covered)], transferSyntaxUID };
}

type CoveredFrame = (index: number) => Promise<DecodedFrame>;

async function uncompressed(reader: FrameReader, covered: CoveredFrame): Promise<Element> {
  if (reader.layout.bitsAllocated === 1) return redactBits(reader, covered);
  const { element, count } = reader;
  const bytesOfFrame = async (index: number): Promise<Uint8Array> => bytesOfWords((await covered(index)).words);
  const source = inOrderOf(element, coveredSource(element.length, reader.storedBytes(0), count, bytesOfFrame));
  if (element.length > HELD_BYTES)
    return new Element(
      element.tag,
      element.vr,
      { ...element.source, bytes: new Uint8Array(0), remote: source },
      -1,
      0,
      source.size,
    );
  const value = await source.read(0, source.size);
  return new Element(
    element.tag,
    element.vr,
    { ...element.source, bytes: value, remote: undefined },
    -1,
    0,
    value.length,
  );
}

async function compressed(
  { dataset }: Source,
  reader: FrameReader,
  covered: CoveredFrame,
  codecs: PixelCodecs,
  options: RedactOptions,
): Promise<RedactedPixels> {
  const fragments: Uint8Array[] = [];
  let first: DecodedFrame | undefined;
  let isLossy = false;
  let target = targetFor(reader.transferSyntaxUID, reader.layout, options.lossless ?? 'jpeg-ls');
  for (let index = 0; index < reader.count; index++) {
    const frame = await covered(index);
    first ??= frame;
    isLossy ||= frame.isLossy;
    if (frame.layout.photometricInterpretation !== first.layout.photometricInterpretation)
      throw new RedactionError('unsupported-pixels', 'frames of one image are in different colour spaces');
    target = targetFor(reader.transferSyntaxUID, frame.layout, options.lossless ?? 'jpeg-ls');
    fragments.push(await packFrame(frame, target, codecs));
  }
  if (first === undefined) throw new RedactionError('damaged-pixel-data', 'there is no frame');
  const losses = isLossy ? lossElements(dataset, reader) : [];
  return {
    elements: [
      makeEncapsulated(TAG.pixelData, fragments, offsetTable(fragments)),
      ...extendedTables(dataset, fragments),
      ...descriptionElements(dataset, labelFor(target, first.layout), reader.layout, target),
      ...losses,
    ],
    transferSyntaxUID: target.transferSyntaxUID,
  };
}

function startsOf(fragments: readonly Uint8Array[]): number[] {
  let at = 0;
  return fragments.map(({ length }) => {
    const start = at;
    at += 8 + length;
    return start;
  });
}

/** Left empty where its 32 bits do not reach, or there is only one frame. */
function offsetTable(fragments: readonly Uint8Array[]): Uint8Array {
  const starts = startsOf(fragments);
  if (fragments.length === 1 || (starts.at(-1) ?? 0) > 0xfffffffe) return new Uint8Array(0);
  return new Uint8Array(Uint32Array.from(starts).buffer);
}

/** A table that was there would point into fragments that are gone. */
function extendedTables(dataset: Dataset, fragments: readonly Uint8Array[]): Element[] {
  if (!dataset.has(TAG.extendedOffsetTable)) return [];
  const words = (values: readonly number[]): Uint8Array => new Uint8Array(BigUint64Array.from(values, BigInt).buffer);
  return [
    makeElement(TAG.extendedOffsetTable, 'OV', words(startsOf(fragments))),
    makeElement(0x7fe00002, 'OV', words(fragments.map(({ length }) => length))),
  ];
}
