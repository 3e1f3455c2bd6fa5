// Shapes to Graphic Type and Graphic Data, PS3.3 C.18.6 and C.18.9, and back.
import { pointsOf, type PatientPoint, type PixelPoint, type Shape } from '../../findings/index.ts';
import { SrError } from '../errors.ts';

export interface GraphicData {
  readonly graphicType: string;
  readonly graphicData: readonly number[];
}

/** Values are FL: 24 bits, which is 1e-4 of a pixel up to column or row 1677, and half as fine at each doubling. */
export function imageShapeData(shape: Shape<PixelPoint>): GraphicData {
  if (shape.kind === 'ellipsoid') throw new SrError('bad-geometry', 'an ellipsoid does not lie on an image');
  const closed = shape.kind === 'polygon' ? closedRing(shape.points) : pointsOf(shape);
  return { graphicType: IMAGE_TYPE[shape.kind], graphicData: checked(shape, closed) };
}

export function patientShapeData(shape: Shape<PatientPoint>): GraphicData {
  if (shape.kind === 'circle') throw new SrError('bad-geometry', 'DICOM has no circle in space: use an ellipse');
  const closed = shape.kind === 'polygon' ? closedRing(shape.points) : pointsOf(shape);
  return { graphicType: PATIENT_TYPE[shape.kind], graphicData: checked(shape, closed) };
}

const IMAGE_TYPE = {
  point: 'POINT', points: 'MULTIPOINT', polyline: 'POLYLINE', polygon: 'POLYLINE', circle: 'CIRCLE', ellipse: 'ELLIPSE',
} as const; // prettier-ignore
const PATIENT_TYPE = {
  point: 'POINT', points: 'MULTIPOINT', polyline: 'POLYLINE', polygon: 'POLYGON', ellipse: 'ELLIPSE', ellipsoid: 'ELLIPSOID',
} as const; // prettier-ignore

/** How few points make the shape. */
const FEWEST = { point: 1, points: 1, polyline: 2, polygon: 3, circle: 2, ellipse: 4, ellipsoid: 6 } as const;

function checked<P extends readonly number[]>(shape: Shape<P>, points: readonly P[]): number[] {
  const values = points.flat();
  if (pointsOf(shape).length < FEWEST[shape.kind]) throw new SrError('bad-geometry', 'a shape has too few points');
  if (!values.every((value) => Number.isFinite(Math.fround(value))))
    throw new SrError('bad-geometry', 'a coordinate is no finite number');
  return values;
}

function closedRing<P extends readonly number[]>(points: readonly P[]): readonly P[] {
  const first = points[0];
  return first === undefined || isSamePoint(first, points.at(-1)) ? points : [...points, first];
}

function isSamePoint(a: readonly number[], b: readonly number[] | undefined): boolean {
  return b !== undefined && a.every((value, axis) => Math.fround(value) === Math.fround(b[axis] ?? Number.NaN));
}

/** Undefined when the data is not what its type needs. */
export function imageShapeOf({ graphicType, graphicData }: GraphicData): Shape<PixelPoint> | undefined {
  const points: PixelPoint[] = [];
  for (let at = 0; at + 1 < graphicData.length; at += 2) points.push([graphicData[at] ?? 0, graphicData[at + 1] ?? 0]);
  if (graphicType === 'POLYLINE') return lineOf(points);
  return graphicType === 'ELLIPSOID' || graphicType === 'POLYGON' ? undefined : shapeOf(graphicType, points);
}

export function patientShapeOf({ graphicType, graphicData }: GraphicData): Shape<PatientPoint> | undefined {
  const points: PatientPoint[] = [];
  for (let at = 0; at + 2 < graphicData.length; at += 3)
    points.push([graphicData[at] ?? 0, graphicData[at + 1] ?? 0, graphicData[at + 2] ?? 0]);
  if (graphicType === 'POLYLINE') return points.length >= 2 ? { kind: 'polyline', points } : undefined;
  if (graphicType === 'POLYGON') return polygonOf(points);
  return graphicType === 'CIRCLE' ? undefined : shapeOf(graphicType, points);
}

/** On an image a polygon is a polyline that ends where it begins. */
function lineOf(points: readonly PixelPoint[]): Shape<PixelPoint> | undefined {
  const [first] = points;
  if (first !== undefined && points.length > 3 && isSamePoint(first, points.at(-1))) return polygonOf(points);
  return points.length >= 2 ? { kind: 'polyline', points } : undefined;
}

function polygonOf<P extends readonly number[]>(points: readonly P[]): Shape<P> | undefined {
  const [first] = points;
  const corners = first !== undefined && points.length > 3 && isSamePoint(first, points.at(-1)) ? points.slice(0, -1) : points; // prettier-ignore
  return corners.length >= 3 ? { kind: 'polygon', points: corners } : undefined;
}

function shapeOf<P extends readonly number[]>(graphicType: string, points: readonly P[]): Shape<P> | undefined {
  const [a, b, c, d, e, f] = points;
  const count = points.length;
  switch (graphicType) {
    case 'POINT':
      return a !== undefined && count === 1 ? { kind: 'point', point: a } : undefined;
    case 'MULTIPOINT':
      return count >= 1 ? { kind: 'points', points } : undefined;
    case 'CIRCLE':
      return a !== undefined && b !== undefined && count === 2 ? { kind: 'circle', centre: a, edge: b } : undefined;
    case 'ELLIPSE':
      return a !== undefined && b !== undefined && c !== undefined && d !== undefined && count === 4
        ? { kind: 'ellipse', majorAxis: [a, b], minorAxis: [c, d] }
        : undefined;
    case 'ELLIPSOID':
      return a !== undefined && b !== undefined && c !== undefined && d !== undefined && e !== undefined && f !== undefined && count === 6
        ? { kind: 'ellipsoid', axes: [[a, b], [c, d], [e, f]] }
        : undefined; // prettier-ignore
    default:
      return undefined;
  }
}
