// The head's outer surface and what is in the face and the base of the skull.
import type { NoiseField } from '../drawing/noise-tile.ts';
import { along, superellipse } from '../drawing/polar.ts';
import { ellipsoidDistance, smooth, type Ellipsoid } from './brain-shape.ts';
import { AIR, BONE, FAT, LENS, MARROW, MUCOSA, MUSCLE, SKIN, VITREOUS, type Tissue } from './tissues.ts';

const WIDTH = [
  [-100, 62],
  [-70, 70],
  [-30, 77],
  [10, 80],
  [40, 76],
  [60, 66],
  [76, 48],
  [86, 26],
  [92, 1],
] as const;
const LENGTH = [
  [-100, 70],
  [-70, 88],
  [-30, 98],
  [10, 101],
  [40, 95],
  [60, 82],
  [76, 60],
  [86, 33],
  [92, 1],
] as const;

/** The outline of the head at one level, as a radius for each of 256 directions. */
export type HeadLevel = { readonly z: number; readonly skin: Float32Array };

const MIDDLE_Y = 1;

/** The direction of a point, as an index into `skin`: the same in every slice, so worked out once per pixel. */
export function headDirection(x: number, y: number): number {
  return Math.floor((Math.atan2(y - MIDDLE_Y, x) / (2 * Math.PI) + 1) * 256) & 255;
}

export function headLevel(z: number): HeadLevel {
  const width = along(WIDTH, z);
  const length = along(LENGTH, z);
  const skin = Float32Array.from({ length: 256 }, (_, i) =>
    superellipse(((i + 0.5) / 256) * 2 * Math.PI, width, length, 2.15),
  );
  return { z, skin };
}

/** Millimetres under the skin; negative in the air. */
export function headDepth(x: number, y: number, direction: number, level: HeadLevel): number {
  const dy = y - MIDDLE_Y;
  const depth = level.skin[direction]! - Math.sqrt(x * x + dy * dy);
  return level.z < -20 && y < -80 ? Math.max(depth, -noseDistance(x, y, level.z)) : depth;
}

function noseDistance(x: number, y: number, z: number): number {
  const bridge = smooth(22, 62, -z);
  const tip = -94 - 16 * bridge;
  const half = 7 + 9 * bridge;
  return Math.max(Math.abs(x) - half * smooth(tip - 4, tip + 20, y), tip - y, z + 22, -78 - z);
}

type Voxel = { t1: number; t2: number };

function put(voxel: Voxel, tissue: Tissue): true {
  voxel.t1 = tissue.t1;
  voxel.t2 = tissue.t2;
  return true;
}

/** Fills the voxel where it belongs to orbit, sinus, ear or jaw; says whether it did. */
export function faceTissue(
  voxel: Voxel,
  field: NoiseField,
  x: number,
  y: number,
  z: number,
  depth: number,
  cavity: number,
): boolean {
  if (depth < 2) return depth > -0.3 && put(voxel, SKIN);
  const side = Math.abs(x);
  return (
    orbit(voxel, side, y, z, depth) ||
    airSpaces(voxel, field, x, y, z, depth) ||
    skullBase(voxel, field, side, y, z, cavity)
  );
}

function orbit(voxel: Voxel, side: number, y: number, z: number, depth: number): boolean {
  if (y > -28 || z > -10 || z < -62) return false;
  const globe = Math.hypot(side - 31, y + 74, z + 36) - 12.2;
  if (globe < 0) {
    const lens = ellipsoidDistance(side, y, z, EYE_LENS);
    return put(voxel, lens < 0 ? LENS : globe > -1.3 ? MUSCLE : VITREOUS);
  }
  // A cone of fat behind the eye, the nerve in its axis, a muscle on each side.
  const t = (y + 74) / 44;
  if (t > -0.35 && t < 1) {
    const axis = 31 - 15 * Math.max(0, t);
    const radius = 19 * (1 - 0.78 * Math.max(0, t));
    const r = Math.hypot(side - axis, z + 36 - 3 * t);
    if (r < radius && depth > 3) {
      if (t > 0.1 && r < 2.3) return put(voxel, MUSCLE);
      const wall = radius - r;
      const quarter = Math.abs(Math.sin(2 * Math.atan2(z + 36 - 3 * t, side - axis)));
      if (t > -0.05 && wall > 1.5 && wall < 4.6 && quarter < 0.45) return put(voxel, MUSCLE);
      return put(voxel, FAT);
    }
    if (r < radius + 2 && depth > 4) return put(voxel, BONE);
  }
  return false;
}

/** Ethmoid, sphenoid, maxillary and frontal sinus of one side. */
const CELLS: readonly Ellipsoid[] = [
  [7, -62, -40, 9, 20, 16],
  [8, -26, -44, 12, 14, 10],
  [30, -58, -66, 15, 18, 15],
  [9, -88, -14, 9, 5, 10],
];
const PHARYNX: Ellipsoid = [0, -18, -74, 13, 8, 16];
const EAR_CANAL: Ellipsoid = [70, 8, -40, 14, 3.5, 3.5];
const EYE_LENS: Ellipsoid = [31, -83, -36, 4.5, 2.2, 4.5];
const PETROUS: Ellipsoid = [42, 16, -42, 26, 13, 12];
const CLIVUS: Ellipsoid = [0, -12, -48, 13, 7, 20];
const SPHENOID_WING: Ellipsoid = [40, -34, -34, 14, 5, 18];
const JAW: Ellipsoid = [50, -8, -72, 5, 16, 24];

function airSpaces(voxel: Voxel, field: NoiseField, x: number, y: number, z: number, depth: number): boolean {
  const side = Math.abs(x);
  for (let i = 0; i < CELLS.length; i++) {
    const cell = CELLS[i]!;
    const d = ellipsoidDistance(side, y, z, cell);
    if (d > 2.4) continue;
    if (d > 1.2) return put(voxel, BONE);
    if (d > 0) return put(voxel, MUCOSA);
    if (side < 0.9 || Math.abs(field(x / 5, y / 5, z / 5)) < (i === 0 ? 0.13 : 0.02)) return put(voxel, MUCOSA);
    return put(voxel, AIR);
  }
  if (z < -48 && side < 16 && y < -44 && depth > 5) {
    // Nasal cavity: septum, and the shells on each side of it.
    if (side < 1.4) return put(voxel, MUCOSA);
    return put(voxel, Math.hypot(side - 8, ((z + 62) % 12) + 6) < 4.6 ? MUCOSA : AIR);
  }
  const pharynx = ellipsoidDistance(x, y, z, PHARYNX);
  if (pharynx < 0) return put(voxel, AIR);
  if (ellipsoidDistance(side, y, z, EAR_CANAL) < 0) return put(voxel, AIR);
  return false;
}

function skullBase(voxel: Voxel, field: NoiseField, side: number, y: number, z: number, cavity: number): boolean {
  // Petrous bone and mastoid cells; the clivus carries bright marrow.
  const petrous = ellipsoidDistance(side, y, z, PETROUS);
  if (petrous < 0) {
    const cellular = side > 44 && field(side / 4, y / 4, z / 4) > 0.05;
    return put(voxel, cellular ? AIR : petrous > -2.5 ? BONE : field(side / 6, y / 6, z / 6) > 0.25 ? MARROW : BONE);
  }
  const clivus = ellipsoidDistance(side, y, z, CLIVUS);
  if (clivus < 0) return put(voxel, clivus > -1.6 ? BONE : MARROW);
  const wing = ellipsoidDistance(side, y, z, SPHENOID_WING);
  if (wing < 0) return put(voxel, wing > -1.6 ? BONE : MARROW);
  const jaw = ellipsoidDistance(side, y, z, JAW);
  if (jaw < 0) return put(voxel, jaw > -1.5 ? BONE : MARROW);
  if (cavity > 7 && z < -30) return put(voxel, field(side / 11, y / 11, z / 16) > 0.28 ? FAT : MUSCLE);
  return false;
}
