// What a hand may do to a shape on an image: take it at a handle and put the handle elsewhere. Coordinates are pixels of the image, 0\0 its corner.
import type { PixelPoint, Shape } from '../../../../core/findings/index.ts';

export type PixelShape = Shape<PixelPoint>;

export interface Handle {
  readonly at: PixelPoint;
  readonly moves: 'all' | 'edge' | 'corner';
  /** For people who do not see it: "centre of the circle". */
  readonly label: string;
}

/** The first moves the whole; undefined for shapes that cannot be changed here. */
export function handlesOf(shape: PixelShape): readonly Handle[] | undefined {
  switch (shape.kind) {
    case 'point':
      return [{ at: shape.point, moves: 'all', label: 'Point' }];
    case 'circle':
      return [
        { at: shape.centre, moves: 'all', label: 'Centre of the circle' },
        { at: shape.edge, moves: 'edge', label: 'Edge of the circle' },
      ];
    case 'ellipse':
      return [
        { at: middleOf(shape), moves: 'all', label: 'Centre of the ellipse' },
        ...shape.majorAxis.map((at): Handle => ({ at, moves: 'edge', label: 'End of the long axis' })),
        ...shape.minorAxis.map((at): Handle => ({ at, moves: 'edge', label: 'End of the short axis' })),
      ];
    case 'polygon':
    case 'polyline':
    case 'points':
      return [
        { at: middleOf(shape), moves: 'all', label: 'Middle of the shape' },
        ...shape.points.map((at, index): Handle => ({ at, moves: 'corner', label: `Corner ${index + 1}` })),
      ];
    case 'ellipsoid':
      return undefined;
  }
}

/** The shape after the handle with this index was put to `to`. */
export function withHandleAt(shape: PixelShape, index: number, to: PixelPoint): PixelShape {
  const handle = handlesOf(shape)?.[index];
  if (handle === undefined) return shape;
  const by: PixelPoint = [to[0] - handle.at[0], to[1] - handle.at[1]];
  if (handle.moves === 'all') return mapped(shape, ([x, y]) => [x + by[0], y + by[1]]);
  switch (shape.kind) {
    case 'circle':
      return apart(shape.centre, to) < LEAST ? shape : { ...shape, edge: to };
    case 'ellipse':
      return resized(shape, index, to);
    case 'polygon':
    case 'polyline':
    case 'points':
      return { ...shape, points: shape.points.map((point, at) => (at === index - 1 ? to : point)) };
    case 'point':
    case 'ellipsoid':
      return shape;
  }
}

/** Half a pixel: smaller is no shape that a report could hold. */
const LEAST = 0.5;

/** Both ends of an axis go with the hand, along the axis: the ellipse keeps its place and direction. */
function resized(shape: Extract<PixelShape, { kind: 'ellipse' }>, index: number, to: PixelPoint): PixelShape {
  const middle = middleOf(shape);
  const isMajor = index <= 2;
  const axis = isMajor ? shape.majorAxis : shape.minorAxis;
  const length = apart(axis[0], axis[1]) / 2;
  const direction = [(axis[1][0] - middle[0]) / length, (axis[1][1] - middle[1]) / length] as const;
  const half = Math.max(LEAST, Math.abs((to[0] - middle[0]) * direction[0] + (to[1] - middle[1]) * direction[1]));
  const ends = [
    [middle[0] - direction[0] * half, middle[1] - direction[1] * half],
    [middle[0] + direction[0] * half, middle[1] + direction[1] * half],
  ] as const;
  const [major, minor] = isMajor ? [ends, shape.minorAxis] : [shape.majorAxis, ends];
  // PS3.3 C.18.6.1.2: the first two points are the major axis.
  return apart(major[0], major[1]) >= apart(minor[0], minor[1])
    ? { kind: 'ellipse', majorAxis: major, minorAxis: minor }
    : { kind: 'ellipse', majorAxis: minor, minorAxis: major };
}

export function middleOf(shape: PixelShape): PixelPoint {
  const points = cornersOf(shape);
  const sum = points.reduce<PixelPoint>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0] / points.length, sum[1] / points.length];
}

function cornersOf(shape: PixelShape): readonly PixelPoint[] {
  switch (shape.kind) {
    case 'point':
      return [shape.point];
    case 'circle':
      return [shape.centre];
    case 'ellipse':
      return [...shape.majorAxis, ...shape.minorAxis];
    case 'polygon':
    case 'polyline':
    case 'points':
      return shape.points;
    case 'ellipsoid':
      return shape.axes.flat();
  }
}

function mapped(shape: PixelShape, move: (point: PixelPoint) => PixelPoint): PixelShape {
  switch (shape.kind) {
    case 'point':
      return { ...shape, point: move(shape.point) };
    case 'circle':
      return { ...shape, centre: move(shape.centre), edge: move(shape.edge) };
    case 'ellipse':
      return {
        ...shape,
        majorAxis: [move(shape.majorAxis[0]), move(shape.majorAxis[1])],
        minorAxis: [move(shape.minorAxis[0]), move(shape.minorAxis[1])],
      };
    case 'polygon':
    case 'polyline':
    case 'points':
      return { ...shape, points: shape.points.map(move) };
    case 'ellipsoid':
      return shape;
  }
}

function apart(a: PixelPoint, b: PixelPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** How far the middle and the outline went, in millimetres: the larger of the two. */
export function movedMm(
  before: PixelShape,
  after: PixelShape,
  [betweenRows, betweenColumns]: readonly [number, number],
): number {
  const mm = (a: PixelPoint, b: PixelPoint): number =>
    Math.hypot((a[0] - b[0]) * betweenColumns, (a[1] - b[1]) * betweenRows);
  const outline = (shape: PixelShape): readonly PixelPoint[] =>
    shape.kind === 'circle' ? [shape.edge] : cornersOf(shape);
  const [from, to] = [outline(before), outline(after)];
  const middles = mm(middleOf(before), middleOf(after));
  if (from.length !== to.length) return middles;
  return Math.max(middles, ...from.map((point, index) => mm(point, to[index] ?? point)));
}
