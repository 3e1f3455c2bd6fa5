/** Tags are unsigned 32-bit numbers, group * 65536 + element, so that they compare in the order of the standard. */
export const TAG = {
  fileMetaGroupLength: 0x00020000,
  transferSyntaxUID: 0x00020010,
  specificCharacterSet: 0x00080005,
  pixelRepresentation: 0x00280103,
  extendedOffsetTable: 0x7fe00001,
  extendedOffsetTableLengths: 0x7fe00002,
  floatPixelData: 0x7fe00008,
  doubleFloatPixelData: 0x7fe00009,
  pixelData: 0x7fe00010,
  dataSetTrailingPadding: 0xfffcfffc,
  item: 0xfffee000,
  itemDelimitation: 0xfffee00d,
  sequenceDelimitation: 0xfffee0dd,
} as const;

export function groupOf(tag: number): number {
  return tag >>> 16;
}

export function isPrivate(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1;
}

/** (gggg,0010-00FF) of a private group: names the owner of a block, PS3.5 7.8.1. */
export function isPrivateCreator(tag: number): boolean {
  const element = tag & 0xffff;
  return isPrivate(tag) && element >= 0x10 && element <= 0xff;
}

/** The tag of the creator element that owns a private data element; undefined for anything else. */
export function privateCreatorTagOf(tag: number): number | undefined {
  const block = (tag >>> 8) & 0xff;
  if (!isPrivate(tag) || block < 0x10) return undefined;
  return ((tag & 0xffff0000) | block) >>> 0;
}

export function isPixelData(tag: number): boolean {
  return tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doubleFloatPixelData;
}

/** `(0010,0020)` */
export function formatTag(tag: number): string {
  const hex = hexOf(tag);
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}

/** `00100020`, as in DICOM JSON. */
export function hexOf(tag: number): string {
  return (tag >>> 0).toString(16).toUpperCase().padStart(8, '0');
}

/** Reads `00100020` or `(0010,0020)`. */
export function parseTag(text: string): number | undefined {
  const match = /^\(?([0-9a-f]{4}),?([0-9a-f]{4})\)?$/i.exec(text);
  return match === null ? undefined : Number.parseInt(`${match[1]}${match[2]}`, 16);
}
