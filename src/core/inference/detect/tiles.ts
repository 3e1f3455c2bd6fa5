/** A part of an image to look at, and the part of its answer that counts: the rest lies too near a cut. */
export interface Tile {
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
}

/** Tiles that cover the image and overlap by at least `overlap`; one tile when the image fits. All begin at multiples of `step`. */
export function tilesOf(rows: number, columns: number, size: number, overlap: number, step: number): Tile[] {
  const tiles: Tile[] = [];
  for (const y of startsOf(rows, size, overlap, step))
    for (const x of startsOf(columns, size, overlap, step))
      tiles.push({ x, y, columns: Math.min(size, columns - x), rows: Math.min(size, rows - y) });
  return tiles;
}

function startsOf(length: number, size: number, overlap: number, step: number): number[] {
  if (length <= size) return [0];
  const advance = Math.max(step, Math.floor((size - overlap) / step) * step);
  const starts: number[] = [];
  let at = 0;
  for (; at + size < length; at += advance) starts.push(at);
  starts.push(at);
  return starts;
}
