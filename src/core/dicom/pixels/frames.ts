// Frames of pixel data by reference: slices of native pixels, fragments of encapsulated ones.
import type { Dataset, Element, FragmentRange } from '../dataset.ts';
import type { DicomFile } from '../dicom-file.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import { bitsPerFrame, type PixelDescription, pixelDescriptionOf } from './description.ts';
import { fragmentsPerFrame } from './fragments.ts';

export interface PixelFrames {
  readonly kind: 'native' | 'encapsulated';
  readonly count: number;
  readonly element: Element;
  readonly description: PixelDescription;
  /** Where the bytes of a frame are in the source of the element; one range for native pixels. */
  ranges(index: number): readonly FragmentRange[];
  /**
   * Bytes of a frame: by reference, unless several fragments have to be joined. Native bytes are in the byte order of the
   * file. Frames of 1 bit per pixel need not begin at a byte: see `bitOffset`.
   */
  bytes(index: number): Uint8Array;
  /** Bits to skip in the first byte, 0 to 7, counted from the least significant one. Always 0 but for 1-bit pixels. */
  bitOffset(index: number): number;
}

/** Transfer syntaxes whose fragments are one stream of all frames: it is given as a single frame. */
const VIDEO = /^1\.2\.840\.10008\.1\.2\.4\.10\d(\.1)?$/;

/** Frames are numbered from 0. Throws `no-pixel-data`, `bad-pixel-description`, `pixel-data-length` or `frame-fragments`. */
export function framesOf(file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>): PixelFrames {
  const element = pixelElementOf(file.dataset);
  if (element === undefined) throw new DicomError('no-pixel-data', 'the data set holds no pixel data');
  const description = pixelDescriptionOf(file.dataset);
  return element.fragmentRanges === undefined
    ? nativeFrames(element, description)
    : encapsulatedFrames(element, element.fragmentRanges, file, description);
}

export function pixelElementOf(dataset: Dataset): Element | undefined {
  return dataset.get(TAG.pixelData) ?? dataset.get(TAG.floatPixelData) ?? dataset.get(TAG.doubleFloatPixelData);
}

function nativeFrames(element: Element, description: PixelDescription): PixelFrames {
  const frameBits = bitsPerFrame(description);
  const { numberOfFrames: count } = description;
  if (Math.ceil((frameBits * count) / 8) > element.length)
    throw new DicomError('pixel-data-length', 'the pixel data is shorter than its description');
  const range = (index: number): FragmentRange => {
    checkIndex(index, count);
    const first = index * frameBits;
    return {
      start: element.valueStart + Math.floor(first / 8),
      end: element.valueStart + Math.ceil((first + frameBits) / 8),
    };
  };
  return {
    kind: 'native',
    count,
    element,
    description,
    ranges: (index) => [range(index)],
    bytes: (index) => {
      const { start, end } = range(index);
      return element.value.subarray(start - element.valueStart, end - element.valueStart);
    },
    bitOffset: (index) => (index * frameBits) % 8,
  };
}

function encapsulatedFrames(
  element: Element,
  all: readonly FragmentRange[],
  file: Pick<DicomFile, 'dataset' | 'transferSyntaxUID'>,
  description: PixelDescription,
): PixelFrames {
  const count = VIDEO.test(file.transferSyntaxUID) ? 1 : description.numberOfFrames;
  const groups = fragmentsPerFrame(element, all, file.dataset, count);
  const ranges = (index: number): readonly FragmentRange[] => {
    checkIndex(index, count);
    return groups[index] as FragmentRange[]; // checkIndex saw to it
  };
  return {
    kind: 'encapsulated',
    count,
    element,
    description,
    ranges,
    bytes: (index) => join(element, ranges(index)),
    bitOffset: () => 0,
  };
}

function checkIndex(index: number, count: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= count)
    throw new DicomError('frame-number', 'there is no frame of this number');
}

function join(element: Element, ranges: readonly FragmentRange[]): Uint8Array {
  const parts = ranges.map((range) => element.bytesOf(range));
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
