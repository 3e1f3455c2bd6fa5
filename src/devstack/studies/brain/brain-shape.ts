// Distances inside a head, in millimetres: x to the left, y to the back, z up, the middle of the brain at the origin.
import type { Segment } from '../drawing/slice-canvas.ts';
import { polyline } from '../drawing/slice-canvas.ts';

/** Rises from 0 at `low` to 1 at `high`, which is above it. */
export const smooth = (low: number, high: number, v: number): number => {
  const t = v <= low ? 0 : v >= high ? 1 : (v - low) / (high - low);
  return t * t * (3 - 2 * t);
};

/** 0 in the middle, 1 on the surface of the hemispheres. */
export function hemisphereRadius(x: number, y: number, z: number): number {
  const u = x / (65 + 0.06 * y);
  const v = y / (y < 0 ? 82 : 86);
  const w = z / (z > 0 ? 70 : 57);
  return Math.sqrt(u * u + v * v + w * w);
}

/** Underside of the hemispheres: frontal lobes end high, temporal lobes low, occipital lobes rest on the tentorium. */
export function undersideZ(x: number, y: number): number {
  const side = x < 0 ? -x : x;
  const u = x / 19;
  const v = (y - 2) / 32;
  const recess = smooth(0.7, 1.35, Math.sqrt(u * u + v * v));
  const temporal = -7 - 42 * recess;
  const occipital = -12 - 9 * smooth(5, 45, side);
  const frontal = -21 - 5 * smooth(6, 25, side);
  const middle = temporal + (occipital - temporal) * smooth(20, 44, y);
  return middle + (frontal - middle) * smooth(22, 38, -y);
}

/** Distance into a hemisphere from the fissure between the two, which ends where the callosum joins them. */
export function midlineDepth(x: number, y: number, z: number): number {
  const v = (y - 2) / 41;
  const w = (z - 1) / 26;
  const q = v * v + w * w;
  const inCallosum = q < 1 ? (1 - Math.sqrt(q)) * 26 : 0;
  return Math.sqrt(x * x + inCallosum * inCallosum) - 0.8;
}

/** Where the underside is no cortex but the trunk that joins both halves to the stem. */
export function trunkDepth(x: number, y: number): number {
  const side = x < 0 ? -x : x;
  return 40 * (1 - smooth(9, 20, side)) * smooth(-26, -16, y) * (1 - smooth(26, 36, y));
}

/** Distance from the Sylvian fissure, the cleft between temporal lobe and the rest. */
export function sylvianDistance(x: number, y: number, z: number): number {
  const dz = (z + 5 - 0.55 * y) * 0.88;
  const side = Math.abs(x);
  const dx = side < 34 ? 34 - side : 0;
  const dy = y - 2 > 32 ? y - 34 : y - 2 < -32 ? -30 - y : 0;
  return Math.sqrt(dz * dz + dx * dx + dy * dy) - (side < 42 ? 1.2 : 0.7);
}

export type Ellipsoid = readonly [cx: number, cy: number, cz: number, rx: number, ry: number, rz: number];

/** Written without allocation: it runs for every voxel of the head. */
export function ellipsoidDistance(x: number, y: number, z: number, e: Ellipsoid): number {
  const u = (x - e[0]) / e[3];
  const v = (y - e[1]) / e[4];
  const w = (z - e[2]) / e[5];
  const least = e[3] < e[4] ? (e[3] < e[5] ? e[3] : e[5]) : e[4] < e[5] ? e[4] : e[5];
  return (Math.sqrt(u * u + v * v + w * w) - 1) * least;
}

export function tubesDistance(x: number, y: number, z: number, segments: readonly Segment[]): number {
  let least = 99;
  for (let i = 0; i < segments.length; i++) {
    const { from, to, fromRadiusMm, toRadiusMm } = segments[i]!;
    const dx = to[0] - from[0];
    const dy = to[1] - from[1];
    const dz = to[2] - from[2];
    let t = ((x - from[0]) * dx + (y - from[1]) * dy + (z - from[2]) * dz) / (dx * dx + dy * dy + dz * dz);
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const ex = x - from[0] - dx * t;
    const ey = y - from[1] - dy * t;
    const ez = z - from[2] - dz * t;
    const d = Math.sqrt(ex * ex + ey * ey + ez * ez) - fromRadiusMm - (toRadiusMm - fromRadiusMm) * t;
    if (d < least) least = d;
  }
  return least;
}

/** One side; the other is its mirror image. */
export const LATERAL_VENTRICLE: readonly Segment[] = [
  ...polyline([
    [9, -36, 3, 4.5],
    [7, -20, 12, 5.5],
    [8, 0, 19, 5.5],
    [14, 22, 17, 6.5],
    [22, 36, 8, 7],
    [22, 54, 4, 3],
  ]),
  ...polyline([
    [24, 34, 6, 6],
    [33, 20, -14, 3.5],
    [34, -8, -24, 2.5],
  ]),
];

export const BRAIN_STEM: readonly Segment[] = polyline([
  [0, 6, -4, 12],
  [0, 6, -18, 12],
  [0, 4, -30, 14.5],
  [0, 12, -48, 9.5],
  [0, 22, -66, 7.5],
  [0, 28, -95, 6.5],
]);

export const CEREBELLUM: Ellipsoid = [0, 47, -36, 51, 33, 26];
/** The pool of CSF between stem, temporal lobes and the floor of the skull. */
export const CISTERN: Ellipsoid = [0, -4, -14, 21, 27, 13];
export const FOURTH_VENTRICLE: Ellipsoid = [0, 25, -34, 6, 5, 9];
export const CAUDATE: Ellipsoid = [14, -24, 6, 5.5, 11, 10];
export const THALAMUS: Ellipsoid = [10.5, 7, 3, 8.5, 14, 10];
export const PUTAMEN: Ellipsoid = [25, -7, 2, 5, 17, 11];
export const PALLIDUM_PART: Ellipsoid = [18.5, -3, 0, 4, 8, 7];
export const THIRD_VENTRICLE: Ellipsoid = [0, 0, -2, 2.2, 14, 10];

/** Small bright spots in the white matter on T2, as many people of a certain age have. */
export const WHITE_MATTER_LESIONS = [
  [27, -20, 26, 3.2],
  [-24, 12, 30, 2.6],
  [30, 26, 24, 4.2],
  [-29, -30, 18, 2.2],
  [-33, 30, 20, 3.4],
] as const;
