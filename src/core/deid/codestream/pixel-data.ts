// Pixel Data: what hides beside the pixels goes, the pixels stay bit for bit.
import { makeElement, makeEncapsulated, number, text, withValue } from '../../dicom/index.ts';
import type { Dataset, Element } from '../../dicom/index.ts';
import { cleanJpeg, isJpeg, joined } from './jpeg.ts';
import { cleanJpeg2000, isBoxed, isCodestream } from './jpeg-2000.ts';
import { cleanJpegXl, isJpegXl } from './jpeg-xl.ts';
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
/** Syntaxes whose frames have no room for words: run lengths, and deflated pixels. */
const WORDLESS = new Set(['1.2.840.10008.1.2.5', '1.2.840.10008.1.2.8.1', '1.2.840.10008.1.2.1.98']);

export function cleanPixelData(
  element: Element,
  dataset: Dataset,
  transferSyntaxUID: string,
  overlayBits: number,
): CleanedPixels {
  return element.fragmentRanges === undefined
    ? cleanNative(element, dataset, overlayBits)
    : cleanFragments(element, dataset, transferSyntaxUID);
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
    next = withValue(next, withoutBits(next, overlayBits, number(dataset, 0x00280100) ?? 16));
    rules.push('overlay bits in pixel words');
  }
  return { kind: 'clean', element: next, offsets: undefined, rules };
}

/** Bytes that the description of the image accounts for; undefined when it does not say. */
function expectedBytes(dataset: Dataset): number | undefined {
  const rows = number(dataset, 0x00280010);
  const columns = number(dataset, 0x00280011);
  const bits = number(dataset, 0x00280100);
  if (rows === undefined || columns === undefined || bits === undefined) return undefined;
  const frames = Math.max(1, number(dataset, 0x00280008) ?? 1);
  const samples = number(dataset, 0x00280002) ?? 1;
  // Two pixels of YBR 4:2:2 share their colour: four bytes.
  const perPixel = samples === 3 && /_42[02]$/.test(text(dataset, 0x00280004) ?? '') ? 2 : samples;
  return Math.ceil((rows * columns * perPixel * frames * bits) / 8);
}

function withoutBits(element: Element, bits: number, bitsAllocated: number): Uint8Array {
  const out = element.value.slice();
  if (bitsAllocated === 8) {
    for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) & ~bits;
    return out;
  }
  const big = element.source.valueBigEndian;
  const [low, high] = [~bits & 0xff, (~bits >> 8) & 0xff];
  const masks = big ? [high, low] : [low, high];
  for (let at = 0; at < out.length; at++) out[at] = (out[at] ?? 0) & (masks[at & 1] ?? 0xff);
  return out;
}

function cleanFragments(element: Element, dataset: Dataset, transferSyntaxUID: string): CleanedPixels {
  if (!element.isLoaded && element.fragmentRanges?.some(({ bytes }) => bytes === undefined) === true)
    return { kind: 'refused', code: 'too-large-for-cleaning' };
  const fragments = element.fragments ?? [];
  if (WORDLESS.has(transferSyntaxUID)) return { kind: 'clean', element, offsets: undefined, rules: [] };
  if (VIDEO.test(transferSyntaxUID)) return cleanVideoFragments(element, fragments, transferSyntaxUID);
  const frames = framesOf(fragments);
  const cleaned: Uint8Array[] = [];
  let changed = false;
  for (const parts of frames) {
    const whole = parts.length === 1 && parts[0] !== undefined ? parts[0] : joined(parts);
    const next = cleanFrame(whole);
    if (next === undefined) return { kind: 'refused', code: 'unreadable-codestream' };
    if (next !== whole) changed = true;
    cleaned.push(next);
  }
  if (!changed) return { kind: 'clean', element, offsets: undefined, rules: [] };
  return rebuilt(element, dataset, cleaned);
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

function cleanFrame(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length === 0) return bytes;
  if (isJpeg(bytes)) return cleanJpeg(bytes);
  if (isCodestream(bytes) || isBoxed(bytes)) return cleanJpeg2000(bytes);
  if (isJpegXl(bytes)) return cleanJpegXl(bytes);
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
  return { kind: 'clean', element: next, offsets, rules: ['codestream comments and application segments'] };
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
