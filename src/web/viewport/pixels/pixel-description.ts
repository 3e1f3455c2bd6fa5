import { expandSegments } from './segmented-palette.ts';
import {
  functionalGroup,
  inlineBytes,
  items,
  number,
  numbers,
  TAG,
  text,
  type Dataset,
} from '../../services/dicomweb/index.ts';

/** Everything a decoder must know of a frame; plain data, so that it can be sent to a worker. */
export interface PixelDescription {
  rows: number;
  columns: number;
  samplesPerPixel: number;
  photometricInterpretation: string;
  planarConfiguration: number;
  bitsAllocated: number;
  bitsStored: number;
  highBit: number;
  isSigned: boolean;
  kind: 'integer' | 'float' | 'double';
  rescaleSlope: number;
  rescaleIntercept: number;
  palette?: Palette;
  modalityLut?: LookupTable;
}

/** PS3.3 C.7.6.3.1.5: three 8-bit tables. */
export interface Palette {
  firstMapped: number;
  red: Uint8Array;
  green: Uint8Array;
  blue: Uint8Array;
}

export interface LookupTable {
  firstMapped: number;
  values: Uint16Array;
  bitsPerEntry: number;
  explanation: string;
}

/** Fetches an element's bytes that did not come inline. */
export type FetchBulk = (uri: string) => Promise<Uint8Array<ArrayBuffer>>;

/** What can be told at once; `needsBulk` says that palette or table bytes still have to be fetched. */
export function describePixels(dataset: Dataset, frame: number): PixelDescription {
  const transformation = functionalGroup(dataset, frame, TAG.PixelValueTransformationSequence) ?? dataset;
  const bitsAllocated = number(dataset, TAG.BitsAllocated) ?? (dataset[TAG.DoubleFloatPixelData] ? 64 : 16);
  const bitsStored = number(dataset, TAG.BitsStored) ?? bitsAllocated;
  const dose = number(dataset, TAG.DoseGridScaling);
  const description: PixelDescription = {
    rows: number(dataset, TAG.Rows) ?? 0,
    columns: number(dataset, TAG.Columns) ?? 0,
    samplesPerPixel: number(dataset, TAG.SamplesPerPixel) ?? 1,
    photometricInterpretation: text(dataset, TAG.PhotometricInterpretation) ?? 'MONOCHROME2',
    planarConfiguration: number(dataset, TAG.PlanarConfiguration) ?? 0,
    bitsAllocated,
    bitsStored,
    highBit: number(dataset, TAG.HighBit) ?? bitsStored - 1,
    isSigned: number(dataset, TAG.PixelRepresentation) === 1,
    kind: kindOf(dataset),
    rescaleSlope: dose ?? number(transformation, TAG.RescaleSlope) ?? 1,
    rescaleIntercept: number(transformation, TAG.RescaleIntercept) ?? 0,
  };
  // A slope of zero would make every pixel the same; PS3.3 C.11.1 does not allow it.
  if (description.rescaleSlope === 0) description.rescaleSlope = 1;
  return description;
}

function kindOf(dataset: Dataset): PixelDescription['kind'] {
  if (dataset[TAG.FloatPixelData] !== undefined) return 'float';
  return dataset[TAG.DoubleFloatPixelData] === undefined ? 'integer' : 'double';
}

/** Whether the frame needs tables (palette, modality LUT) before it can be decoded. */
export function needsTables(dataset: Dataset): boolean {
  return (
    text(dataset, TAG.PhotometricInterpretation) === 'PALETTE COLOR' ||
    items(dataset, TAG.ModalityLUTSequence).length > 0
  );
}

export async function withTables(
  description: PixelDescription,
  dataset: Dataset,
  fetchBulk: FetchBulk,
): Promise<PixelDescription> {
  const found: PixelDescription = { ...description };
  if (description.photometricInterpretation === 'PALETTE COLOR') {
    const palette = await readPalette(dataset, fetchBulk);
    if (palette !== undefined) found.palette = palette;
  }
  const lut = items(dataset, TAG.ModalityLUTSequence)[0];
  if (lut !== undefined) {
    const table = await readTable(lut, fetchBulk, description.isSigned);
    if (table !== undefined) found.modalityLut = table;
  }
  return found;
}

async function readPalette(dataset: Dataset, fetchBulk: FetchBulk): Promise<Palette | undefined> {
  const [red, green, blue] = await Promise.all([
    readChannel(dataset, TAG.RedPaletteColorLookupTableDescriptor, TAG.RedPaletteColorLookupTableData, fetchBulk),
    readChannel(dataset, TAG.GreenPaletteColorLookupTableDescriptor, TAG.GreenPaletteColorLookupTableData, fetchBulk),
    readChannel(dataset, TAG.BluePaletteColorLookupTableDescriptor, TAG.BluePaletteColorLookupTableData, fetchBulk),
  ]);
  const firstMapped = numbers(dataset, TAG.RedPaletteColorLookupTableDescriptor)[1] ?? 0;
  return red && green && blue ? { firstMapped, red, green, blue } : undefined;
}

async function readChannel(
  dataset: Dataset,
  descriptorTag: string,
  dataTag: string,
  fetchBulk: FetchBulk,
): Promise<Uint8Array | undefined> {
  const [entries = 0, , bits = 16] = numbers(dataset, descriptorTag);
  const count = entries === 0 ? 65_536 : entries;
  const bytes = await elementBytes(dataset, dataTag, fetchBulk);
  if (bytes === undefined) {
    const segmented = await elementBytes(dataset, SEGMENTED[dataTag] ?? '', fetchBulk);
    return segmented === undefined ? undefined : expandSegments(segmented, count, bits);
  }
  if (bytes.length < count * 2) return bytes.slice(0, count);
  const words = wordsOf(bytes, count);
  // Some writers put 8-bit values into 16-bit entries: then the high byte says nothing (PS3.3 C.7.6.3.1.6).
  const shift = bits === 8 || words.every((word) => word < 256) ? 0 : 8;
  return Uint8Array.from(words, (word) => word >> shift);
}

const SEGMENTED: Record<string, string> = {
  [TAG.RedPaletteColorLookupTableData]: TAG.SegmentedRedPaletteColorLookupTableData,
  [TAG.GreenPaletteColorLookupTableData]: TAG.SegmentedGreenPaletteColorLookupTableData,
  [TAG.BluePaletteColorLookupTableData]: TAG.SegmentedBluePaletteColorLookupTableData,
};

/** A Modality or VOI LUT item (PS3.3 C.11.1, C.11.2). */
export async function readTable(
  item: Dataset,
  fetchBulk: FetchBulk,
  isSigned: boolean,
): Promise<LookupTable | undefined> {
  const [entries = 0, first = 0, bits = 16] = numbers(item, TAG.LUTDescriptor);
  const count = entries === 0 ? 65_536 : entries;
  const explanation = text(item, TAG.LUTExplanation) ?? '';
  // Where the origin lost the VR (US or SS), a first value above 32767 of signed pixels is a negative one.
  const firstMapped = isSigned && first > 32_767 ? first - 65_536 : first;
  const listed = numbers(item, TAG.LUTData);
  if (listed.length > 1) return { firstMapped, values: Uint16Array.from(listed), bitsPerEntry: bits, explanation };
  const bytes = await elementBytes(item, TAG.LUTData, fetchBulk);
  if (bytes === undefined) return undefined;
  const values = bytes.length < count * 2 ? Uint16Array.from(bytes.subarray(0, count)) : wordsOf(bytes, count);
  return { firstMapped, values, bitsPerEntry: bits, explanation };
}

async function elementBytes(dataset: Dataset, tag: string, fetchBulk: FetchBulk): Promise<Uint8Array | undefined> {
  const inline = inlineBytes(dataset, tag);
  if (inline !== undefined) return inline;
  const uri = dataset[tag]?.BulkDataURI;
  return uri === undefined ? undefined : fetchBulk(uri);
}

function wordsOf(bytes: Uint8Array, count: number): Uint16Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: count }, (_, index) => view.getUint16(index * 2, true));
}
