import type { PixelPoint, Shape } from './region.ts';

/** A rectangle with sides along rows and columns, as a polygon: clockwise from the top left. */
export function rectangle(left: number, top: number, width: number, height: number): Shape<PixelPoint> {
  const right = left + width;
  const bottom = top + height;
  return {
    kind: 'polygon',
    points: [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
  };
}

/**
 * Four corners of a polygon when they are those of a rectangle, however it is turned. A stored coordinate has 24 bits,
 * so sides may miss the right angle by what rounding of the largest coordinate makes.
 */
export function rectangleCornersOf(
  shape: Shape<PixelPoint>,
): readonly [PixelPoint, PixelPoint, PixelPoint, PixelPoint] | undefined {
  if (shape.kind !== 'polygon') return undefined;
  const [a, b, c, d, ...more] = shape.points;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0) return undefined;
  const size = Math.max(...shape.points.flat().map(Math.abs), 1);
  const rounding = size * 2 ** -22;
  const isParallelogram =
    Math.abs(a[0] + c[0] - b[0] - d[0]) <= rounding && Math.abs(a[1] + c[1] - b[1] - d[1]) <= rounding;
  const sides = [Math.hypot(b[0] - a[0], b[1] - a[1]), Math.hypot(d[0] - a[0], d[1] - a[1])];
  const across = (b[0] - a[0]) * (d[0] - a[0]) + (b[1] - a[1]) * (d[1] - a[1]);
  const isRight = Math.abs(across) <= rounding * ((sides[0] ?? 0) + (sides[1] ?? 0));
  return isParallelogram && isRight && sides.every((side) => side > 0) ? [a, b, c, d] : undefined;
}
