import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import type { Calibration, PixelPoint } from './calibration.ts';

export function lengthOf(a: PixelPoint, b: PixelPoint, { columnSize, rowSize }: Calibration): number {
  return Math.hypot((b[0] - a[0]) * columnSize, (b[1] - a[1]) * rowSize);
}

/** Degrees between the two arms at `corner`, in the plane of the image, 0 to 180. */
export function angleOf(a: PixelPoint, corner: PixelPoint, b: PixelPoint, calibration: Calibration): number {
  const { columnSize, rowSize } = calibration;
  const first = Math.atan2((a[1] - corner[1]) * rowSize, (a[0] - corner[0]) * columnSize);
  const second = Math.atan2((b[1] - corner[1]) * rowSize, (b[0] - corner[0]) * columnSize);
  const between = Math.abs(first - second) * (180 / Math.PI);
  return between > 180 ? 360 - between : between;
}

/** A region as its centre and two half axes at right angles, in pixels. */
export interface Region {
  shape: 'ellipse' | 'rectangle';
  centre: PixelPoint;
  a: PixelPoint;
  b: PixelPoint;
}

export function areaOf({ shape, a, b }: Region, { columnSize, rowSize }: Calibration): number {
  const cross = Math.abs(a[0] * b[1] - a[1] * b[0]) * columnSize * rowSize;
  return (shape === 'ellipse' ? Math.PI : 4) * cross;
}

export interface RegionStatistics {
  pixels: number;
  mean: number;
  /** Standard deviation over the pixels of the region (divided by their number). */
  standardDeviation: number;
  min: number;
  max: number;
}

/** Over the pixels whose centre lies in the region, in modality values. Undefined for colour or where no centre lies inside. */
export function statisticsOf(region: Region, frame: DecodedFrame): RegionStatistics | undefined {
  if (frame.isColour) return undefined;
  const reachX = Math.hypot(region.a[0], region.b[0]) * (region.shape === 'rectangle' ? Math.SQRT2 : 1);
  const reachY = Math.hypot(region.a[1], region.b[1]) * (region.shape === 'rectangle' ? Math.SQRT2 : 1);
  const [left, right] = limits(region.centre[0], reachX, frame.columns);
  const [top, bottom] = limits(region.centre[1], reachY, frame.rows);
  let pixels = 0;
  let sum = 0;
  let squares = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      if (!isInside(region, column + 0.5, row + 0.5)) continue;
      const value = frame.pixels[row * frame.columns + column] ?? 0;
      pixels++;
      sum += value;
      squares += value * value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (pixels === 0) return undefined;
  const mean = sum / pixels;
  const deviation = Math.sqrt(Math.max(0, squares / pixels - mean * mean));
  const ends = [min, max].map((value) => value * frame.slope + frame.intercept);
  return {
    pixels,
    mean: mean * frame.slope + frame.intercept,
    standardDeviation: deviation * Math.abs(frame.slope),
    min: Math.min(...ends),
    max: Math.max(...ends),
  };
}

function limits(centre: number, reach: number, size: number): [number, number] {
  return [Math.max(0, Math.floor(centre - reach)), Math.min(size, Math.ceil(centre + reach))];
}

function isInside({ shape, centre, a, b }: Region, x: number, y: number): boolean {
  const dx = x - centre[0];
  const dy = y - centre[1];
  const alongA = (dx * a[0] + dy * a[1]) / (a[0] * a[0] + a[1] * a[1]);
  const alongB = (dx * b[0] + dy * b[1]) / (b[0] * b[0] + b[1] * b[1]);
  return shape === 'ellipse' ? alongA * alongA + alongB * alongB <= 1 : Math.abs(alongA) <= 1 && Math.abs(alongB) <= 1;
}

/** The modality value (or red, green, blue) of the pixel under a point; undefined outside the image. */
export function valueAt(frame: DecodedFrame, [x, y]: PixelPoint): readonly number[] | undefined {
  const column = Math.floor(x);
  const row = Math.floor(y);
  if (column < 0 || row < 0 || column >= frame.columns || row >= frame.rows) return undefined;
  const at = row * frame.columns + column;
  if (frame.isColour) return Array.from(frame.pixels.subarray(at * 3, at * 3 + 3));
  return [(frame.pixels[at] ?? 0) * frame.slope + frame.intercept];
}
