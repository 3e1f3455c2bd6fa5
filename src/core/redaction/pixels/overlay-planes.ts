// Overlay planes, PS3.3 C.9.2: bitmaps in elements of their own, or, before 2004, in unused bits of the pixel words.
import { type Dataset, type Element, littleEndianValueOf, number } from '../../dicom/index.ts';

export interface OverlayPlane {
  readonly group: number;
  readonly rows: number;
  readonly columns: number;
  /** Frames of the plane itself. */
  readonly frames: number;
  /** Column and row of the image, from 0, on which the first pixel of the plane lies. */
  readonly x: number;
  readonly y: number;
  /** Undefined for a plane in the pixel words. */
  readonly data: Element | undefined;
  /** The bit of the pixel words that holds the plane. */
  readonly bit: number | undefined;
}

export function overlayPlanesOf(dataset: Dataset): OverlayPlane[] {
  const planes: OverlayPlane[] = [];
  for (let group = 0x6000; group <= 0x60fe; group += 2) {
    const tag = (element: number): number => group * 0x10000 + element;
    const rows = number(dataset, tag(0x0010));
    const columns = number(dataset, tag(0x0011));
    const data = dataset.get(tag(0x3000));
    const position = number(dataset, tag(0x0102));
    if (rows === undefined || columns === undefined) continue;
    const [row = 1, column = 1] = originOf(dataset, tag(0x0050));
    const bit = data === undefined && position !== undefined && position > 0 && position < 32 ? position : undefined;
    if (data === undefined && bit === undefined) continue;
    planes.push({
      group,
      rows,
      columns,
      frames: number(dataset, tag(0x0015)) ?? 1,
      x: column - 1,
      y: row - 1,
      data,
      bit,
    });
  }
  return planes;
}

function originOf(dataset: Dataset, tag: number): number[] {
  const element = dataset.get(tag);
  if (element === undefined || element.length < 4) return [];
  const bytes = littleEndianValueOf(element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return [view.getInt16(0, true), view.getInt16(2, true)];
}

/** Bits of all planes that lie in the pixel words. */
export function embeddedBits(dataset: Dataset): number {
  return overlayPlanesOf(dataset).reduce((bits, { bit }) => (bit === undefined ? bits : bits | (1 << bit)), 0) >>> 0;
}
