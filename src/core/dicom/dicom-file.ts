import { Dataset } from './dataset.ts';
import { number } from './values.ts';
import { TAG } from './tag.ts';

/** A DICOM file in memory: PS3.10, or a bare data set when `meta` is empty and `preamble` undefined. */
export interface DicomFile {
  /** 128 bytes; undefined when the file had none. */
  readonly preamble: Uint8Array | undefined;
  /** Group 0002; empty when the file had none. */
  readonly meta: Dataset;
  readonly dataset: Dataset;
  /** As declared; where the file does not say, or says what is not so, the one that was found. */
  readonly transferSyntaxUID: string;
  /** Set when the file declares another transfer syntax than the one it is in, or none. */
  readonly declaredTransferSyntaxUID?: string | undefined;
  /** Bytes after the data set that are no elements: padding, or something hidden. Written back unless dropped. */
  readonly trailing?: Uint8Array | undefined;
  /** False when reading stopped before the pixel data as asked. */
  readonly isComplete: boolean;
  /** Set when elements that nobody wanted were left out. */
  readonly isPartial?: boolean;
  /** What was read, for writing untouched parts as they were. */
  readonly origin?: Origin | undefined;
}

export interface Origin {
  readonly bytes: Uint8Array;
  /** What was read: a file that holds another data set by now, or is to be in another transfer syntax, is not what it was. */
  readonly dataset: Dataset;
  readonly transferSyntaxUID: string;
  /** First byte of the data set, one past the File Meta Information. */
  readonly datasetStart: number;
  /** One past the last byte of the data set. */
  readonly datasetEnd: number;
  /** Set when the data set was deflated; it was then read from these inflated bytes. */
  readonly inflated: Uint8Array | undefined;
}

/** A new Part 10 file around a data set; the writer makes its File Meta Information. */
export function makeFile(dataset: Dataset, transferSyntaxUID: string): DicomFile {
  return { preamble: new Uint8Array(128), meta: new Dataset(), dataset, transferSyntaxUID, isComplete: true };
}

/** Pixel Data in its three forms, Pixel Data Provider URL. */
const PIXELS_OR_WHERE = [TAG.pixelData, TAG.floatPixelData, TAG.doubleFloatPixelData, 0x00287fe0];

/**
 * An image description (Rows and Columns) without pixels or an address where they are. A file cut at the boundary of
 * two elements looks like this and like nothing else: nothing in a DICOM file says how long it must be.
 */
export function lacksPixelData(file: DicomFile): boolean {
  if (!file.isComplete) return false;
  const { dataset } = file;
  if ((number(dataset, 0x00280010) ?? 0) === 0 || (number(dataset, 0x00280011) ?? 0) === 0) return false;
  return !PIXELS_OR_WHERE.some((tag) => dataset.has(tag));
}
