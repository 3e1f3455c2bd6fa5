import { type Dataset, type Element, littleEndianValueOf, makeElement } from '../../dicom/index.ts';
import { type Box, clipped } from '../geometry/box.ts';
import { overlayPlanesOf } from '../pixels/overlay-planes.ts';

/** Overlay Data with the boxes cleared in every frame of the plane; boxes are in the coordinates of the image. */
export function redactedOverlays(dataset: Dataset, boxes: readonly Box[]): Element[] {
  if (boxes.length === 0) return [];
  return overlayPlanesOf(dataset).flatMap(({ data, rows, columns, frames, x, y }) => {
    if (data === undefined) return [];
    const bytes = new Uint8Array(littleEndianValueOf(data));
    for (const box of boxes) {
      const inside = clipped({ ...box, x: box.x - x, y: box.y - y }, columns, rows);
      if (inside !== undefined)
        for (let frame = 0; frame < frames; frame++) clear(bytes, inside, columns, frame * rows * columns);
    }
    return [makeElement(data.tag, data.vr === 'OB' ? 'OB' : 'OW', bytes)];
  });
}

function clear(bytes: Uint8Array, box: Box, columns: number, first: number): void {
  for (let row = box.y; row < box.y + box.height; row++)
    for (let column = box.x; column < box.x + box.width; column++) {
      const bit = first + row * columns + column;
      if (bit >> 3 < bytes.length) bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) & ~(1 << (bit & 7));
    }
}
