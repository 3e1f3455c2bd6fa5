// SequenceOfUltrasoundRegions, PS3.3 C.8.5.5: where the image is. What stands outside is the screen of the machine.
import { type Dataset, number, sequence } from '../../dicom/index.ts';
import { areaOf, type Box, clipped } from '../geometry/box.ts';
import { maskOf } from '../geometry/mask.ts';
import { emptyRectangles } from '../geometry/rectangles.ts';

/** A region that covers more than this says nothing: some machines declare the whole screen. */
const WHOLE_SCREEN = 0.95;
/** Together less than this: declared by mistake, in other units, or a strip; covering nearly all would destroy the image. */
const TOO_LITTLE = 0.05;

/** Rectangles that lie outside every declared region; none when the regions are missing, whole or impossible. */
export function outsideUltrasoundRegions(dataset: Dataset, columns: number, rows: number): Box[] {
  const regions = sequence(dataset, 'SequenceOfUltrasoundRegions').flatMap((item) => boxOf(item, columns, rows));
  if (regions.length === 0) return [];
  if (regions.some((box) => areaOf(box) > WHOLE_SCREEN * rows * columns)) return [];
  const { cells } = maskOf(regions, columns, rows);
  const inside = cells.reduce((sum, cell) => sum + cell, 0);
  return inside < TOO_LITTLE * rows * columns ? [] : emptyRectangles(cells, columns, rows);
}

function boxOf(item: Dataset, columns: number, rows: number): Box[] {
  const x0 = number(item, 'RegionLocationMinX0');
  const y0 = number(item, 'RegionLocationMinY0');
  const x1 = number(item, 'RegionLocationMaxX1');
  const y1 = number(item, 'RegionLocationMaxY1');
  if (x0 === undefined || y0 === undefined || x1 === undefined || y1 === undefined || x1 < x0 || y1 < y0) return [];
  // Some writers count the last pixel, some the one after it: the pixel in doubt belongs to the image.
  const box = clipped({ x: x0, y: y0, width: x1 - x0 + 1, height: y1 - y0 + 1 }, columns, rows);
  return box === undefined ? [] : [box];
}
