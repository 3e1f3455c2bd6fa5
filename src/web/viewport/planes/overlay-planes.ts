// Overlay planes: bitmaps that a machine, or an earlier reader, laid over the image (PS3.3 C.9.2).
import { inlineBytes, number, numbers, text, type Dataset } from '../../services/dicomweb/index.ts';

export interface OverlayPlane {
  /** 0x6000 to 0x601E, even. */
  readonly group: number;
  readonly rows: number;
  readonly columns: number;
  /** Of the first pixel of the plane, from 0, in pixels of the image; may lie outside it. */
  readonly x: number;
  readonly y: number;
  /** A region of interest instead of graphics, PS3.3 C.9.2.1.1. */
  readonly isRegion: boolean;
  readonly label: string;
  /** The plane of this frame in the data, from 0. */
  readonly part: number;
}

/** The bytes of Overlay Data, or where they are. */
export type PlaneSource = { readonly bytes: Uint8Array } | { readonly uri: string };

export interface DescribedPlanes {
  readonly planes: readonly { readonly plane: OverlayPlane; readonly source: PlaneSource }[];
  /** Planes in unused bits of the pixels (retired 2004): decoding has dropped them, and the person is told so. */
  readonly inPixelBits: number;
}

const NONE: DescribedPlanes = { planes: [], inPixelBits: 0 };
const GROUPS = Array.from({ length: 16 }, (_, index) => 0x6000 + 2 * index);

/** What the header says of the planes over a frame (from 1). Planes without a size, or of other frames, are none. */
export function describePlanes(dataset: Dataset, frame: number): DescribedPlanes {
  const found = GROUPS.map((group) => planeOf(dataset, group, frame));
  if (found.every((plane) => plane === undefined)) return NONE;
  return {
    planes: found.filter((plane) => plane !== undefined && plane !== 'in-pixel-bits'),
    inPixelBits: found.filter((plane) => plane === 'in-pixel-bits').length,
  };
}

function planeOf(
  dataset: Dataset,
  group: number,
  frame: number,
): DescribedPlanes['planes'][number] | 'in-pixel-bits' | undefined {
  const tag = (element: string): string => `${group.toString(16).toUpperCase()}${element}`;
  const [rows = 0, columns = 0] = [number(dataset, tag('0010')), number(dataset, tag('0011'))];
  if (rows <= 0 || columns <= 0) return undefined;
  const part = frame - (number(dataset, tag('0051')) ?? 1);
  const parts = number(dataset, tag('0015'));
  // One plane without a count of frames lies over every frame.
  if (parts !== undefined && (part < 0 || part >= parts)) return undefined;
  const bytes = inlineBytes(dataset, tag('3000'));
  const uri = dataset[tag('3000')]?.BulkDataURI;
  const source = bytes !== undefined ? { bytes } : uri === undefined ? undefined : { uri };
  if (source === undefined) return (number(dataset, tag('0100')) ?? 1) > 1 ? 'in-pixel-bits' : undefined;
  const [originRow = 1, originColumn = 1] = numbers(dataset, tag('0050'));
  const plane = {
    group,
    rows,
    columns,
    x: originColumn - 1,
    y: originRow - 1,
    isRegion: text(dataset, tag('0040')) === 'R',
    label: text(dataset, tag('1500')) ?? text(dataset, tag('0022')) ?? '',
    part: parts === undefined ? 0 : part,
  };
  return { plane, source };
}

/** Whether the bit of each pixel is set, row by row; undefined when the data ends before the plane does. */
export function bitsOf(data: Uint8Array, { rows, columns, part }: OverlayPlane): Uint8Array | undefined {
  const size = rows * columns;
  const first = part * size;
  if (data.length * 8 < first + size) return undefined;
  const bits = new Uint8Array(size);
  for (let at = 0; at < size; at++) {
    const bit = first + at;
    bits[at] = ((data[bit >> 3] as number) >> (bit & 7)) & 1; // inside, by the check above
  }
  return bits;
}
