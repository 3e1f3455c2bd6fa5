import type { Grid } from '../volume/grid.ts';
import { placeOf } from '../volume/grid.ts';
import { lengthOf, minus, type Vector } from '../volume/vector.ts';

export interface Peak {
  /** Indices in the grid of the map. */
  readonly at: readonly [d: number, h: number, w: number];
  readonly place: Vector;
  readonly score: number;
}

/** Voxels that no neighbour surpasses, the highest first; of those nearer than `apartMm` only the higher one. */
export function peaksOf(
  map: Float32Array,
  grid: Grid,
  { threshold, apartMm, most, within }: { threshold: number; apartMm: number; most: number; within?: Uint8Array | undefined }, // prettier-ignore
): Peak[] {
  const [depth, height, width] = grid.size;
  const found: Peak[] = [];
  let index = 0;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++, index++) {
        const score = map[index] as number; // inside the map
        if (score < threshold || within?.[index] === 0) continue;
        if (isPeak(map, grid.size, d, h, w, score))
          found.push({ at: [d, h, w], place: placeOf(grid, [d, h, w]), score });
      }
  found.sort((a, b) => b.score - a.score);
  const kept: Peak[] = [];
  for (const peak of found) {
    if (kept.length === most) break;
    if (kept.every((other) => lengthOf(minus(other.place, peak.place)) > apartMm)) kept.push(peak);
  }
  return kept;
}

/** Of equal neighbours the first one counts, so that a plateau is one peak and not none. */
function isPeak(
  map: Float32Array,
  [depth, height, width]: Grid['size'],
  d: number,
  h: number,
  w: number,
  score: number,
): boolean {
  // prettier-ignore
  for (let dd = -1; dd <= 1; dd++)
    for (let dh = -1; dh <= 1; dh++)
      for (let dw = -1; dw <= 1; dw++) {
        const [z, y, x] = [d + dd, h + dh, w + dw];
        if (z < 0 || y < 0 || x < 0 || z >= depth || y >= height || x >= width) continue;
        const other = map[(z * height + y) * width + x] as number; // inside the map
        const isBefore = dd < 0 || (dd === 0 && (dh < 0 || (dh === 0 && dw < 0)));
        if (other > score || (other === score && isBefore)) return false;
      }
  return true;
}
