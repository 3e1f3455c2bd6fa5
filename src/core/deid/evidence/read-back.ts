// The finished bytes, read again as anybody would.
import { DicomError, isPixelData, joined, readDicom, TAG, VRSet } from '../../dicom/index.ts';
import type { DicomFile, Encoding, VR } from '../../dicom/index.ts';

/** Larger pieces are pixels or other bulk. */
export const BULK_BYTES = 0x8000;
/** Files below this are read again as a whole; of larger ones everything before the pixels, copying which would cost more. */
const WHOLE_BYTES = 0x20000;

/** Where the value of Pixel Data lies, in bytes from the beginning of what was read. */
export type PixelRange = { readonly from: number; readonly to: number; readonly isNative: boolean };

export type ReadBack = { readonly file: DicomFile; readonly pixels: PixelRange | undefined };

/** Text, UIDs, and bytes that may hold either. Numbers and dates were written by rules that know no identifiers. */
export const LOOKED_AT = new VRSet(['AE', 'CS', 'LO', 'LT', 'OB', 'PN', 'SH', 'ST', 'UC', 'UI', 'UN', 'UR', 'UT']);

const isLookedAt = (tag: number, vr: VR): boolean => LOOKED_AT.has(vr) || isPixelData(tag);

export function readBack(chunks: readonly Uint8Array[]): ReadBack {
  return beforePixels(chunks) ?? wholeOf(joined(chunks));
}

function wholeOf(bytes: Uint8Array): ReadBack {
  const file = readDicom(bytes, { wanted: isLookedAt });
  const element = file.dataset.elements.find(({ tag }) => isPixelData(tag));
  if (element === undefined) return { file, pixels: undefined };
  return {
    file,
    pixels: { from: element.valueStart, to: element.end, isNative: element.fragmentRanges === undefined },
  };
}

/** Undefined for small files, and where more than pixels may come behind the first bulk: the whole has to be read then. */
function beforePixels(chunks: readonly Uint8Array[]): ReadBack | undefined {
  if (sizeOf(chunks) <= WHOLE_BYTES) return undefined;
  const bulk = chunks.findIndex(({ length }) => length >= BULK_BYTES);
  if (bulk < 0) return undefined;
  // Elements that were copied together with the pixels stand at the beginning of the bulk.
  const head = joined([...chunks.slice(0, bulk), chunks[bulk]?.subarray(0, BULK_BYTES) ?? new Uint8Array(0)]);
  let file: DicomFile;
  try {
    file = readDicom(head, { stopBeforePixelData: true, wanted: isLookedAt });
  } catch (error) {
    // The bulk was no pixel data, and is cut off here.
    if (error instanceof DicomError) return undefined;
    throw error;
  }
  const { origin, isComplete, dataset } = file;
  const encoding = dataset.elements[0]?.source.encoding;
  if (isComplete || origin === undefined || origin.inflated !== undefined || encoding === undefined) return undefined;
  const pixels = pixelsAt(chunks, origin.datasetEnd, encoding);
  return pixels?.to === sizeOf(chunks) ? { file, pixels } : undefined;
}

const UNDEFINED = 0xffffffff;
const ITEM_HEADER_BYTES = 8;

/** From the header of Pixel Data to its end, from one fragment to the next where it is encapsulated. */
function pixelsAt(chunks: readonly Uint8Array[], header: number, encoding: Encoding): PixelRange | undefined {
  const read = shortReader(chunks, encoding.bigEndian);
  const lengthAt = (at: number): number => {
    const [first, second] = [read(at), read(at + 2)];
    return encoding.bigEndian ? first * 0x10000 + second : second * 0x10000 + first;
  };
  const size = sizeOf(chunks);
  const from = header + (encoding.explicit ? 12 : 8);
  const length = lengthAt(from - 4);
  if (length !== UNDEFINED) return { from, to: from + length, isNative: true };
  for (let at = from; at + ITEM_HEADER_BYTES <= size;) {
    const tag = read(at) * 0x10000 + read(at + 2);
    at += ITEM_HEADER_BYTES + lengthAt(at + 4);
    if (tag === TAG.sequenceDelimitation) return { from, to: at, isNative: false };
    if (tag !== TAG.item) return undefined;
  }
  return undefined;
}

/** Numbers of two bytes at rising places, as if the pieces were one array; behind the end everything is zero. */
function shortReader(chunks: readonly Uint8Array[], bigEndian: boolean): (at: number) => number {
  let index = 0;
  let start = 0;
  const byteAt = (at: number): number => {
    for (let chunk = chunks[index]; chunk !== undefined; chunk = chunks[++index]) {
      if (at < start + chunk.length) return chunk[at - start] ?? 0;
      start += chunk.length;
    }
    return 0;
  };
  return (at) => {
    const first = byteAt(at);
    const second = byteAt(at + 1);
    return bigEndian ? first * 0x100 + second : second * 0x100 + first;
  };
}

export const sizeOf = (chunks: readonly Uint8Array[]): number => chunks.reduce((sum, { length }) => sum + length, 0);
