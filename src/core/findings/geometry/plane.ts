import type { Dataset } from '../../dicom/index.ts';
import { numbers } from '../../dicom/index.ts';
import type { PatientPoint, PixelPoint } from './region.ts';

/** Where the pixels of an image lie in the patient, PS3.3 C.7.6.2. */
export interface Plane {
  /** Centre of the first pixel. */
  readonly positionMm: PatientPoint;
  /** Direction in which columns grow: along a row. */
  readonly rowDirection: PatientPoint;
  /** Direction in which rows grow: down a column. */
  readonly columnDirection: PatientPoint;
  /** Between rows, between columns, as Pixel Spacing has it. */
  readonly spacingMm: readonly [betweenRows: number, betweenColumns: number];
}

/** The plane that a data set with the attributes of PS3.3 C.7.6.2 describes; undefined where one is missing. */
export function planeOf(dataset: Dataset): Plane | undefined {
  const position = numbers(dataset, 'ImagePositionPatient');
  const orientation = numbers(dataset, 'ImageOrientationPatient');
  const spacing = numbers(dataset, 'PixelSpacing');
  if (position.length !== 3 || orientation.length !== 6 || spacing.length !== 2) return undefined;
  const [x, y, z, betweenRows, betweenColumns] = [...position, ...spacing] as [number, number, number, number, number]; // lengths are checked
  const [rx, ry, rz, cx, cy, cz] = orientation as [number, number, number, number, number, number];
  return {
    positionMm: [x, y, z],
    rowDirection: [rx, ry, rz],
    columnDirection: [cx, cy, cz],
    spacingMm: [betweenRows, betweenColumns],
  };
}

/** 0\0 is the corner of the first pixel, the position of a plane is its centre: half a pixel lies between. */
export function toPatient(plane: Plane, [column, row]: PixelPoint): PatientPoint {
  const along = (column - 0.5) * plane.spacingMm[1];
  const down = (row - 0.5) * plane.spacingMm[0];
  const at = (axis: 0 | 1 | 2): number =>
    plane.positionMm[axis] + along * plane.rowDirection[axis] + down * plane.columnDirection[axis];
  return [at(0), at(1), at(2)];
}

/** The nearest point of the plane, and how far above it (along row x column direction) the point lies. */
export function toPixel(
  plane: Plane,
  point: PatientPoint,
): { readonly point: PixelPoint; readonly distanceMm: number } {
  const from: PatientPoint = [
    point[0] - plane.positionMm[0],
    point[1] - plane.positionMm[1],
    point[2] - plane.positionMm[2],
  ];
  const along = dot(from, plane.rowDirection) / plane.spacingMm[1];
  const down = dot(from, plane.columnDirection) / plane.spacingMm[0];
  return { point: [along + 0.5, down + 0.5], distanceMm: dot(from, normalOf(plane)) };
}

export function normalOf({ rowDirection: r, columnDirection: c }: Plane): PatientPoint {
  return [r[1] * c[2] - r[2] * c[1], r[2] * c[0] - r[0] * c[2], r[0] * c[1] - r[1] * c[0]];
}

function dot(a: PatientPoint, b: PatientPoint): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
