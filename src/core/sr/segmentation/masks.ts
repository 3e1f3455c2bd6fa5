import { SrError } from '../errors.ts';
import type { SegmentationContent, SegmentationGrid, SegmentMask } from './segmentation.ts';

/** Binary masks of the labels of a label map; planes without a label have none. */
export function masksOfLabels(labels: Uint8Array | Uint16Array, grid: SegmentationGrid): SegmentMask[] {
  const size = grid.rows * grid.columns;
  if (labels.length !== size * grid.planes.length)
    throw new SrError('bad-segmentation', 'the label map does not have the size of its grid');
  return grid.planes.flatMap((_, plane) => {
    const part = labels.subarray(plane * size, (plane + 1) * size);
    const masks = new Map<number, Uint8Array>();
    // Plain loops, and the mask of the last label at hand: a Set and a callback per pixel took a quarter of a second a plane.
    let last = 0;
    let pixels: Uint8Array = new Uint8Array(0);
    for (let at = 0; at < size; at++) {
      const label = part[at] as number; // inside the array
      if (label === 0) continue;
      if (label !== last) {
        pixels = masks.get(label) ?? new Uint8Array(size);
        masks.set((last = label), pixels);
      }
      pixels[at] = 1;
    }
    return [...masks].sort(([a], [b]) => a - b).map(([segment, mask]) => ({ segment, plane, pixels: mask }));
  });
}

/** Masks that are not empty, by segment and then plane; one empty mask when all are, since an image needs a frame. */
export function framesToWrite(content: Exclude<SegmentationContent, { kind: 'labelmap' }>): SegmentMask[] {
  const { grid, masks, segments } = content;
  const size = grid.rows * grid.columns;
  const most = content.kind === 'binary' ? 1 : content.maximum;
  const seen = new Set<string>();
  for (const { segment, plane, pixels } of masks) {
    const key = `${segment}/${plane}`;
    if (seen.has(key)) throw new SrError('bad-segmentation', 'a segment has two masks on one plane');
    seen.add(key);
    if (!segments.some(({ number }) => number === segment) || grid.planes[plane] === undefined)
      throw new SrError('bad-segmentation', 'a mask is of no segment, or on no plane');
    if (pixels.length !== size) throw new SrError('bad-segmentation', 'a mask does not have the size of its plane');
    if (isAbove(pixels, most)) throw new SrError('bad-segmentation', 'a mask holds a value above its maximum');
  }
  const filled = masks.filter(({ pixels }) => isAbove(pixels, 0));
  if (filled.length === 0) return [{ segment: segments[0].number, plane: 0, pixels: new Uint8Array(size) }];
  return filled.toSorted((a, b) => a.segment - b.segment || a.plane - b.plane);
}

/** Without a callback per pixel: masks of a chest have a hundred million. */
function isAbove(pixels: Uint8Array, limit: number): boolean {
  for (let at = 0; at < pixels.length; at++) if ((pixels[at] as number) > limit) return true;
  return false;
}

/** True when a pixel is in two segments. */
export function doOverlap(masks: readonly SegmentMask[], size: number): boolean {
  return [...Map.groupBy(masks, ({ plane }) => plane).values()].some((ofPlane) => {
    if (ofPlane.length < 2) return false;
    const taken = new Uint8Array(size);
    return ofPlane.some(({ pixels }) => {
      let isTwice = false;
      for (let at = 0; at < size; at++) {
        if ((pixels[at] ?? 0) === 0) continue;
        if (taken[at] === 1) isTwice = true;
        taken[at] = 1;
      }
      return isTwice;
    });
  });
}

/** 1 bit per pixel, the first pixel in the lowest bit, frames without a gap, PS3.5 8.1.1. */
export function packBits(masks: readonly SegmentMask[], size: number): Uint8Array {
  const out = new Uint8Array(Math.ceil((masks.length * size) / 8));
  masks.forEach(({ pixels }, index) => {
    const first = index * size;
    for (let at = 0; at < size; at++)
      if (pixels[at] === 1) out[(first + at) >> 3] = (out[(first + at) >> 3] ?? 0) | (1 << ((first + at) & 7));
  });
  return out;
}

export function joinPixels(masks: readonly SegmentMask[], size: number): Uint8Array {
  const out = new Uint8Array(masks.length * size);
  masks.forEach(({ pixels }, index) => out.set(pixels, index * size));
  return out;
}
