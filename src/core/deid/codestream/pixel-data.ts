// Pixel Data: what hides beside the pixels goes, the pixels stay bit for bit.
import { joined, makeElement, makeEncapsulated, number, text, withValue } from '../../dicom/index.ts';
import type { Dataset, Element } from '../../dicom/index.ts';
import { cleanDeflatedFrame } from './deflated-frame.ts';
import { cleanJpeg, isJpeg } from './jpeg.ts';
import { cleanJpeg2000, isBoxed, isCodestream } from './jpeg-2000.ts';
import { cleanJpegXl, isJpegXl } from './jpeg-xl.ts';
import { cleanRunLength } from './run-length.ts';
import { cleanVideo } from './video.ts';

export type CleanedPixels =
  | {
      readonly kind: 'clean';
      readonly element: Element;
      readonly offsets: ExtendedOffsets | undefined;
      readonly rules: readonly string[];
    }
  | { readonly kind: 'refused'; readonly code: 'audio-track' | 'unreadable-codestream' | 'too-large-for-cleaning' };

/** Extended Offset Table and its lengths, for streams whose pieces changed their size. */
export type ExtendedOffsets = { readonly offsets: Element; readonly lengths: Element };

const EXTENDED_OFFSET_TABLE = 0x7fe00001;
const EXTENDED_OFFSET_TABLE_LENGTHS = 0x7fe00002;
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/;
const BITS_ALLOCATED = 0x00280100;

export function cleanPixelData(
  element: Element,
  dataset: Dataset,
  transferSyntaxUID: string,
  overlayBits: number,
): CleanedPixels {
  const bits = outsidePixels(dataset, overlayBits);
  return element.fragmentRanges === undefined
    ? cleanNative(element, dataset, bits)
    : cleanFragments(element, dataset, transferSyntaxUID, bits);
}

function cleanNative(element: Element, dataset: Dataset, overlayBits: number): CleanedPixels {
  const expected = expectedBytes(dataset);
  const rules: string[] = [];
  let next = element;
  if (expected !== undefined && expected > 0 && element.length > expected + (expected & 1)) {
    if (!element.isLoaded) return { kind: 'refused', code: 'too-large-for-cleaning' };
    next = withValue(element, element.value.subarray(0, expected + (expected & 1)));
    rules.push('bytes behind the last pixel');
  }
  if (overlayBits !== 0) {
    if (!element.isLoaded) return { kind: 'refused', code: 'too-large-for-cleaning' };
    next = withValue(next, masked(next.value, masksFor(dataset, overlayBits), next.source.valueBigEndian));
    rules.push('overlay bits in pixel words');
  }
  return { kind: 'clean', element: next, offsets: undefined, rules };
}

/** Bytes that the description of the image accounts for; undefined when it does not say. */
function expectedBytes(dataset: Dataset): number | undefined {
  const rows = number(dataset, 0x00280010);
  const columns = number(dataset, 0x00280011);
  const bits = number(dataset, BITS_ALLOCATED);
  if (rows === undefined || columns === undefined || bits === undefined) return undefined;
  const frames = Math.max(1, number(dataset, 0x00280008) ?? 1);
  const samples = number(dataset, 0x00280002) ?? 1;
  // Two pixels of YBR 4:2:2 share their colour: four bytes.
  const perPixel = samples === 3 && /_42[02]$/.test(text(dataset, 0x00280004) ?? '') ? 2 : samples;
  return Math.ceil((rows * columns * perPixel * frames * bits) / 8);
}

/** Which bits of each byte of a word stay, lowest byte first. */
function masksFor(dataset: Dataset, overlayBits: number): number[] {
  const bytes = Math.max(1, (number(dataset, BITS_ALLOCATED) ?? 16) >> 3);
  return Array.from({ length: bytes }, (_, byte) => (~overlayBits >>> (8 * byte)) & 0xff);
}

function masked(value: Uint8Array, lowestFirst: readonly number[], bigEndian: boolean): Uint8Array {
  const masks = bigEndian ? [...lowestFirst].reverse() : lowestFirst;
  const out = value.slice();
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) & (masks[at % masks.length] ?? 0xff);
  return out;
}

/** Bits of the words outside those that hold the pixel: only there may an overlay lie. */
function outsidePixels(dataset: Dataset, bits: number): number {
  const stored = number(dataset, 0x00280101) ?? number(dataset, BITS_ALLOCATED) ?? 16;
  const lowest = Math.max(0, (number(dataset, 0x00280102) ?? stored - 1) - stored + 1);
  const pixel = stored >= 32 ? 0xffffffff : ((2 ** stored - 1) * 2 ** lowest) >>> 0;
  return (bits & ~pixel) >>> 0;
}

function cleanFragments(
  element: Element,
  dataset: Dataset,
  transferSyntaxUID: string,
  overlayBits: number,
): CleanedPixels {
  if (!element.isLoaded && element.fragmentRanges?.some(({ bytes }) => bytes === undefined) === true)
    return { kind: 'refused', code: 'too-large-for-cleaning' };
  const fragments = element.fragments ?? [];
  if (VIDEO.test(transferSyntaxUID)) return cleanVideoFragments(element, fragments, transferSyntaxUID);
  const plain = PLAIN[transferSyntaxUID];
  const frames = plain === undefined ? framesOf(fragments) : framesByCount(fragments, frameCountOf(dataset));
  const clean = plain?.(dataset, overlayBits) ?? ((bytes: Uint8Array) => cleanFrame(bytes, overlayBits));
  const cleaned: Uint8Array[] = [];
  let changed = false;
  for (const parts of frames) {
    const whole = parts.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts);
    const next = whole.length === 0 ? whole : clean(whole);
    if (next === undefined) return { kind: 'refused', code: 'unreadable-codestream' };
    if (next !== whole) changed = true;
    cleaned.push(next);
  }
  if (!changed) return { kind: 'clean', element, offsets: undefined, rules: [] };
  return rebuilt(element, dataset, cleaned);
}

type CleanFrame = (bytes: Uint8Array) => Uint8Array | undefined;

/** Syntaxes without markers: what belongs to a frame follows from the description of the image. */
const PLAIN: Readonly<Record<string, (dataset: Dataset, overlayBits: number) => CleanFrame>> = {
  // RLE Lossless: planes of a sample from the highest byte to the lowest.
  '1.2.840.10008.1.2.5': (dataset, overlayBits) => {
    const pixels = (number(dataset, 0x00280010) ?? 0) * (number(dataset, 0x00280011) ?? 0);
    const ofSample = [...masksFor(dataset, overlayBits)].reverse();
    const masks = Array.from({ length: number(dataset, 0x00280002) ?? 1 }, () => ofSample).flat();
    return (bytes) => cleanRunLength(bytes, pixels, masks);
  },
  // Encapsulated Uncompressed.
  '1.2.840.10008.1.2.1.98': (dataset, overlayBits) => {
    const expected = expectedBytes(dataset);
    const frame = expected === undefined ? undefined : Math.ceil(expected / frameCountOf(dataset));
    return (bytes) => {
      const pixels = frame !== undefined && bytes.length > frame + 1 ? bytes.subarray(0, frame) : bytes;
      return overlayBits === 0 ? pixels : masked(pixels, masksFor(dataset, overlayBits), false);
    };
  },
  '1.2.840.10008.1.2.8.1': (_dataset, overlayBits) => (overlayBits === 0 ? cleanDeflatedFrame : () => undefined),
};

const frameCountOf = (dataset: Dataset): number => Math.max(1, number(dataset, 0x00280008) ?? 1);

/** One fragment a frame, or all fragments one frame; anything else is left as it was cut. */
function framesByCount(fragments: readonly Uint8Array[], frames: number): Uint8Array[][] {
  return frames === 1 && fragments.length > 1 ? [[...fragments]] : fragments.map((fragment) => [fragment]);
}

/** Fragments that begin an image, each with those that continue it. */
function framesOf(fragments: readonly Uint8Array[]): Uint8Array[][] {
  const frames: Uint8Array[][] = [];
  for (const fragment of fragments) {
    const begins = isJpeg(fragment) || isCodestream(fragment) || isBoxed(fragment) || isJpegXl(fragment);
    const last = frames.at(-1);
    if (begins || last === undefined) frames.push([fragment]);
    else last.push(fragment);
  }
  return frames;
}

/** An overlay that was coded with the pixels cannot be taken out without coding them anew. */
function cleanFrame(bytes: Uint8Array, overlayBits: number): Uint8Array | undefined {
  const cleaned = cleanedFrame(bytes);
  if (cleaned === undefined || overlayBits === 0) return cleaned;
  const coded = codedBits(cleaned);
  return coded === undefined || overlayBits >= 2 ** coded ? cleaned : undefined;
}

function cleanedFrame(bytes: Uint8Array): Uint8Array | undefined {
  if (isJpeg(bytes)) return cleanJpeg(bytes);
  if (isCodestream(bytes) || isBoxed(bytes)) return cleanJpeg2000(bytes);
  if (isJpegXl(bytes)) return cleanJpegXl(bytes);
  return undefined;
}

/** Bits of a sample in the codestream: of JPEG its frame header says it, of JPEG 2000 the first component's size. */
function codedBits(bytes: Uint8Array): number | undefined {
  if (isCodestream(bytes)) return ((bytes[40] ?? 15) & 0x7f) + 1;
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff;) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;
    if (isFrame) return bytes[at + 4];
    at += 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return undefined;
}

function cleanVideoFragments(
  element: Element,
  fragments: readonly Uint8Array[],
  transferSyntaxUID: string,
): CleanedPixels {
  const whole = fragments.length === 1 && fragments[0] !== undefined ? fragments[0] : joined(fragments);
  const result = cleanVideo(whole, transferSyntaxUID);
  if (result.kind === 'audio') return { kind: 'refused', code: 'audio-track' };
  if (result.kind === 'unreadable') return { kind: 'refused', code: 'unreadable-codestream' };
  if (result.bytes === whole) return { kind: 'clean', element, offsets: undefined, rules: [] };
  const pieces: Uint8Array[] = [];
  let at = 0;
  // Nothing changed its size: the fragments stay as they were cut.
  for (const { length } of fragments) pieces.push(result.bytes.subarray(at, (at += length)));
  const next = makeEncapsulated(element.tag, pieces, element.offsetTable ?? new Uint8Array(0), element.vr);
  return { kind: 'clean', element: next, offsets: undefined, rules: ['video metadata'] };
}

function rebuilt(element: Element, dataset: Dataset, frames: readonly Uint8Array[]): CleanedPixels {
  const hadTable = (element.offsetTable?.length ?? 0) > 0;
  const starts: number[] = [];
  let at = 0;
  for (const frame of frames) {
    starts.push(at);
    at += 8 + frame.length + (frame.length & 1);
  }
  const table = new Uint8Array(hadTable ? starts.length * 4 : 0);
  const view = new DataView(table.buffer);
  if (hadTable) starts.forEach((start, index) => view.setUint32(index * 4, start, true));
  const next = makeEncapsulated(element.tag, frames, table, element.vr);
  const offsets = dataset.has(EXTENDED_OFFSET_TABLE) ? extendedOffsets(starts, frames) : undefined;
  return { kind: 'clean', element: next, offsets, rules: ['what stood beside coded pixels'] };
}

function extendedOffsets(starts: readonly number[], frames: readonly Uint8Array[]): ExtendedOffsets {
  const words = (numbers: readonly number[]): Uint8Array => {
    const bytes = new Uint8Array(numbers.length * 8);
    const view = new DataView(bytes.buffer);
    numbers.forEach((value, index) => view.setBigUint64(index * 8, BigInt(value), true));
    return bytes;
  };
  return {
    offsets: makeElement(EXTENDED_OFFSET_TABLE, 'OV', words(starts)),
    lengths: makeElement(EXTENDED_OFFSET_TABLE_LENGTHS, 'OV', words(frames.map(({ length }) => length + (length & 1)))),
  };
}
