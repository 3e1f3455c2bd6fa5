// What the index needs to know about a file, and the few things that cannot be read from it by offset.
import {
  type Dataset,
  DicomError,
  type DicomFile,
  type Element,
  framesOf,
  littleEndianValueOf,
  makeFile,
  type PixelFrames,
  parseTag,
  readDicom,
  text,
  toDicomJson,
  TRANSFER_SYNTAX,
  writeDicom,
} from '../../core/dicom/index.ts';
import type { JsonDataset } from './dicom-json.ts';
import type { FrameTable } from './frame-table.ts';
import { UNCOMPRESSED } from './media-types.ts';
import { PacsError } from './pacs-error.ts';
import { shiftBits } from './read-ranges.ts';

export interface Description {
  studyInstanceUID: string;
  seriesInstanceUID: string;
  sopInstanceUID: string;
  sopClassUID: string;
  transferSyntaxUID: string;
  metadata: JsonDataset;
  frames: FrameTable;
  /** A bare data set has to become a PS3.10 file before it is stored, else nobody else could read it. */
  isBareDataset: boolean;
}

const MEDIA_STORAGE_DIRECTORY = '1.2.840.10008.1.3.10';
/** Strict, as the gateway is: what it would not let through must not be stored. PS3.5 9.1. */
const UID = /^(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/;

function uidOf(dataset: Dataset, keyword: string, fallback?: string): string {
  const uid = text(dataset, keyword) ?? fallback;
  if (uid === undefined) throw new PacsError('missing-uid', 422, `${keyword} is missing.`);
  if (!UID.test(uid) || uid.length > 64) throw new PacsError('bad-uid', 422, `${keyword} is not a UID.`);
  return uid;
}

/** Binary values up to this size stand in the metadata; larger ones are fetched when they are needed. */
const INLINE_BYTES = 4096;
/** Lookup tables and overlays are part of the picture: a viewer needs them before the first frame. */
const PART_OF_THE_PICTURE = /(^|\/)(0028(12[02][1-3]|3006)|60[0-9A-F]{2}3000)$/;
const PICTURE_INLINE_BYTES = 131_072;

function metadataOf(dataset: Dataset, base: string): JsonDataset {
  return toDicomJson(dataset, {
    inlineBelowBytes: INLINE_BYTES,
    bulkDataURI: (path, element) =>
      PART_OF_THE_PICTURE.test(path) && element.length <= PICTURE_INLINE_BYTES ? undefined : `${base}/bulkdata/${path}`,
  }) as JsonDataset;
}

/** A Buffer's `slice` shares its memory where that of an array copies: the reader counts on the latter. */
function read(bytes: Uint8Array): DicomFile {
  return readDicom(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

export function describeFile(bytes: Uint8Array): Description {
  const file = read(bytes);
  const { dataset, meta, transferSyntaxUID } = file;
  if (text(meta, 'MediaStorageSOPClassUID') === MEDIA_STORAGE_DIRECTORY)
    throw new PacsError('dicomdir', 422, 'A DICOMDIR is an index of files, not an instance.');
  const studyInstanceUID = uidOf(dataset, 'StudyInstanceUID');
  const seriesInstanceUID = uidOf(dataset, 'SeriesInstanceUID');
  const sopInstanceUID = uidOf(dataset, 'SOPInstanceUID', text(meta, 'MediaStorageSOPInstanceUID'));
  const sopClassUID = uidOf(dataset, 'SOPClassUID', text(meta, 'MediaStorageSOPClassUID'));
  const frames = frameTableOf(file);
  const base = `/dicom-web/studies/${studyInstanceUID}/series/${seriesInstanceUID}/instances/${sopInstanceUID}`;
  const available = frames.kind === 'fragments' ? transferSyntaxUID : UNCOMPRESSED.transferSyntaxUID;
  const metadata: JsonDataset = {
    ...metadataOf(dataset, base),
    '00080016': { vr: 'UI', Value: [sopClassUID] },
    '00080018': { vr: 'UI', Value: [sopInstanceUID] },
    // Told before the first frame is fetched, so that a viewer can get its decoder ready.
    '00083002': { vr: 'UI', Value: [available] },
  };
  const isBareDataset = file.preamble === undefined || meta.size === 0;
  return {
    studyInstanceUID,
    seriesInstanceUID,
    sopInstanceUID,
    sopClassUID,
    transferSyntaxUID,
    metadata,
    frames,
    isBareDataset,
  };
}

/** The data set as it is, behind a preamble and File Meta Information. */
export function asPart10(bytes: Uint8Array): Uint8Array {
  const file = read(bytes);
  return writeDicom({ ...makeFile(file.dataset, file.transferSyntaxUID), trailing: file.trailing });
}

function frameTableOf(file: DicomFile): FrameTable {
  try {
    return tableFor(framesOf(file), file);
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return error.code === 'no-pixel-data' ? { kind: 'none' } : { kind: 'fault', code: error.code };
  }
}

function tableFor(frames: PixelFrames, file: DicomFile): FrameTable {
  const { kind, count: total, element, description } = frames;
  if (element.source.bytes !== file.origin?.bytes || hasForeignPixels(file)) return { kind: 'decoded', total };
  if (kind === 'encapsulated') {
    const ranges = Array.from({ length: total }, (_, index) =>
      frames.ranges(index).map(({ start, end }) => ({ offset: start, length: end - start })),
    );
    return { kind: 'fragments', total, frames: ranges };
  }
  if (element.source.valueBigEndian) return { kind: 'decoded', total };
  const [first] = frames.ranges(0);
  if (first === undefined) return { kind: 'fault', code: 'no-pixel-data' };
  if (description.bitsAllocated === 1)
    return { kind: 'bits', total, offset: first.start, frameBits: frameBitsOf(frames) };
  return { kind: 'native', total, offset: first.start, frameBytes: first.end - first.start };
}

/** An unregistered syntax of one vendor: little endian but for the pixels. The writer knows how to put them right. */
const hasForeignPixels = ({ transferSyntaxUID }: DicomFile) =>
  transferSyntaxUID === TRANSFER_SYNTAX.geImplicitBigEndianPixels;

function frameBitsOf({ description: { rows, columns, samplesPerPixel } }: PixelFrames): number {
  return rows * columns * samplesPerPixel;
}

/** A frame, from 1, of a big endian or deflated file, as little endian. */
export function decodeFrame(bytes: Uint8Array, frame: number): Uint8Array {
  const file = read(bytes);
  if (hasForeignPixels(file))
    return decodeFrame(writeDicom(file, { transferSyntaxUID: TRANSFER_SYNTAX.explicitLittle }), frame);
  const frames = framesOf(file);
  if (frames.kind === 'encapsulated') return frames.bytes(frame - 1);
  const [range] = frames.ranges(frame - 1);
  if (range === undefined) throw new PacsError('bad-frame-number', 400, 'There is no frame of this number.');
  const { valueStart } = frames.element;
  const slice = littleEndianValueOf(frames.element).subarray(range.start - valueStart, range.end - valueStart);
  return frames.description.bitsAllocated === 1
    ? shiftBits(slice, frames.bitOffset(frame - 1), frameBitsOf(frames))
    : slice;
}

/** A binary value by its path of tags and item numbers, as little endian. */
export function bulkValueOf(bytes: Uint8Array, path: readonly string[]): Uint8Array | undefined {
  let dataset: Dataset | undefined = read(bytes).dataset;
  let element: Element | undefined;
  for (const step of path) {
    if (element === undefined) {
      const tag = parseTag(step);
      element = tag === undefined ? undefined : dataset?.get(tag);
      if (element === undefined) return undefined;
    } else {
      dataset = element.items?.[Number(step)];
      element = undefined;
    }
  }
  if (element === undefined || element.items !== undefined) return undefined;
  return element.fragments === undefined ? littleEndianValueOf(element) : Buffer.concat(element.fragments);
}
