import { type Box, clipped } from './box.ts';

/** The pixels of one frame to cover: 1 at `row * columns + column`. */
export interface Mask {
  readonly rows: number;
  readonly columns: number;
  readonly cells: Uint8Array;
}

export function maskOf(boxes: readonly Box[], columns: number, rows: number): Mask {
  const cells = new Uint8Array(rows * columns);
  for (const box of boxes) {
    const inside = clipped(box, columns, rows);
    if (inside === undefined) continue;
    const { x, y, width, height } = inside;
    for (let row = y; row < y + height; row++) cells.fill(1, row * columns + x, row * columns + x + width);
  }
  return { rows, columns, cells };
}

export function coveredPixels(mask: Mask): number {
  let count = 0;
  for (const cell of mask.cells) count += cell;
  return count;
}
