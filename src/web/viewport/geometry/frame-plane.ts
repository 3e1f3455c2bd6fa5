import { normalOf, toPatient, toPixel, type Plane } from '../../../core/findings/index.ts';
import {
  functionalGroup,
  number,
  numbers,
  orientationOf,
  positionOf,
  TAG,
  text,
  type FrameRef,
} from '../../services/dicomweb/index.ts';
import type { PixelPoint } from './calibration.ts';

/** Where the pixels of one frame lie in the patient (PS3.3 C.7.6.2); undefined where the header does not say. */
export function framePlane(ref: FrameRef): Plane | undefined {
  const measures = functionalGroup(ref.dataset, ref.frame, TAG.PixelMeasuresSequence) ?? ref.dataset;
  const [x, y, z] = positionOf(ref) ?? [];
  const [rx, ry, rz, cx, cy, cz] = orientationOf(ref) ?? [];
  const [rows, columns] = numbers(measures, TAG.PixelSpacing);
  if (x === undefined || y === undefined || z === undefined) return undefined;
  if (rx === undefined || ry === undefined || rz === undefined || cx === undefined || cy === undefined || cz === undefined) return undefined; // prettier-ignore
  if (rows === undefined || columns === undefined || !(rows > 0) || !(columns > 0)) return undefined;
  return {
    positionMm: [x, y, z],
    rowDirection: [rx, ry, rz],
    columnDirection: [cx, cy, cz],
    spacingMm: [rows, columns],
  };
}

/** Whether places in the one image mean the same in the other. */
export function sharesSpace(a: FrameRef, b: FrameRef): boolean {
  const space = text(a.dataset, TAG.FrameOfReferenceUID);
  return space !== undefined && space === text(b.dataset, TAG.FrameOfReferenceUID);
}

// Nearly parallel planes cut each other far outside of the picture, or nowhere that could be read.
const LEAST_ANGLE_DEGREES = 5;

/** Where another image cuts this one, in pixels of this one; undefined where it does not. */
export function crossingOf(ref: FrameRef, other: FrameRef): readonly [PixelPoint, PixelPoint] | undefined {
  const [plane, across] = [framePlane(ref), framePlane(other)];
  if (plane === undefined || across === undefined || !sharesSpace(ref, other) || isNearlyParallel(plane, across)) return undefined; // prettier-ignore
  const [columns, rows] = [number(other.dataset, TAG.Columns) ?? 0, number(other.dataset, TAG.Rows) ?? 0];
  const edge = ([[0, 0], [columns, 0], [columns, rows], [0, rows]] as const).map((corner) => toPixel(plane, toPatient(across, corner))); // prettier-ignore
  const found = crossings(edge);
  const [from, to] = found;
  return from === undefined || to === undefined ? undefined : [from, to];
}

/** Where a closed line of points goes from one side of a plane to the other. */
export function crossings(edge: readonly { point: PixelPoint; distanceMm: number }[]): PixelPoint[] {
  return edge.flatMap((from, at) => {
    const to = edge[(at + 1) % edge.length];
    if (to === undefined || from.distanceMm < 0 === to.distanceMm < 0) return [];
    const share = from.distanceMm / (from.distanceMm - to.distanceMm);
    return [[from.point[0] + share * (to.point[0] - from.point[0]), from.point[1] + share * (to.point[1] - from.point[1])] as const]; // prettier-ignore
  });
}

function isNearlyParallel(a: Plane, b: Plane): boolean {
  const [normal, other] = [normalOf(a), normalOf(b)];
  const cosine = Math.abs(normal[0] * other[0] + normal[1] * other[1] + normal[2] * other[2]);
  return cosine > Math.cos((LEAST_ANGLE_DEGREES * Math.PI) / 180);
}
