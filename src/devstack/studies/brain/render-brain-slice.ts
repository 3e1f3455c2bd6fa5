// One axial slice of a head, in both weightings at once: tissue is decided once per voxel and mixed at its edges.
import { createNoiseField, createNoiseTile, type NoiseField, type NoiseTile } from '../drawing/noise-tile.ts';
import {
  BRAIN_STEM,
  CAUDATE,
  CEREBELLUM,
  CISTERN,
  ellipsoidDistance,
  FOURTH_VENTRICLE,
  hemisphereRadius,
  LATERAL_VENTRICLE,
  midlineDepth,
  PALLIDUM_PART,
  PUTAMEN,
  smooth,
  sylvianDistance,
  THALAMUS,
  THIRD_VENTRICLE,
  trunkDepth,
  tubesDistance,
  undersideZ,
  WHITE_MATTER_LESIONS,
} from './brain-shape.ts';
import { faceTissue, headDepth, headDirection, headLevel, type HeadLevel } from './face.ts';
import { createSulcusDistance, type SulcusDistance } from './gyri.ts';
import {
  BONE,
  CSF,
  DEEP_GREY,
  FAT,
  GREY,
  LESION,
  MARROW,
  MUSCLE,
  PALLIDUM,
  SKIN,
  VESSEL,
  WHITE,
  type Tissue,
} from './tissues.ts';

export type BrainPlan = {
  readonly seed: number;
  readonly columns: number;
  readonly rows: number;
  readonly spacingMm: number;
  readonly zs: readonly number[];
};

export type BrainSlice = { readonly t1: Uint16Array<ArrayBuffer>; readonly t2: Uint16Array<ArrayBuffer> };

type Voxel = { t1: number; t2: number };

type Head = {
  readonly sulci: SulcusDistance;
  readonly field: NoiseField;
  readonly voxel: Voxel;
};

export function createBrainRenderer(plan: BrainPlan): (index: number) => BrainSlice {
  const head: Head = {
    sulci: createSulcusDistance(plan.seed),
    field: createNoiseField(plan.seed + 1),
    voxel: { t1: 0, t2: 0 },
  };
  const noise = createNoiseTile(plan.seed + 2, 256, 1);
  const place = placesOf(plan);
  const directions = new Uint8Array(plan.columns * plan.rows);
  for (let at = 0; at < directions.length; at++)
    directions[at] = headDirection(place.x(at % plan.columns), place.y(Math.floor(at / plan.columns)));
  return (index) => {
    const level = headLevel(plan.zs[index]!);
    const count = plan.columns * plan.rows;
    const slice = { t1: new Uint16Array(count), t2: new Uint16Array(count) };
    for (let j = 0, at = 0; j < plan.rows; j++) {
      const y = place.y(j);
      for (let i = 0; i < plan.columns; i++, at++) {
        const x = place.x(i);
        paintVoxel(head, x, y, directions[at]!, level);
        const coil = 1 + 0.16 * ((x * x + y * y) / 9000) - 0.0012 * y;
        slice.t1[at] = magnitude(head.voxel.t1 * coil, noise, index, i, j, 0);
        slice.t2[at] = magnitude(head.voxel.t2 * coil, noise, index, i, j, 91);
      }
    }
    return slice;
  };
}

/** Columns and rows to millimetres; the picture sits a little behind the middle of the brain. */
function placesOf(plan: BrainPlan): { x: (column: number) => number; y: (row: number) => number } {
  return {
    x: (column) => (column - plan.columns / 2 + 0.5) * plan.spacingMm,
    y: (row) => (row - plan.rows / 2) * plan.spacingMm + 2,
  };
}

/** The magnitude of a signal with noise in both channels: never negative, grainy where there is nothing. */
function magnitude(signal: number, noise: NoiseTile, index: number, i: number, j: number, shift: number): number {
  const row = j + index * 31;
  const column = i + index * 57 + shift;
  const real = signal + 0.017 * noise.values[((row & 255) << 8) | (column & 255)]!;
  const imaginary = 0.017 * noise.values[(((row + 77) & 255) << 8) | ((column + 128) & 255)]!;
  return Math.sqrt(real * real + imaginary * imaginary) * 1400;
}

function set(voxel: Voxel, tissue: Tissue): void {
  voxel.t1 = tissue.t1;
  voxel.t2 = tissue.t2;
}

/** Lays `tissue` over what is there; `amount` from 0 to 1. */
function over(voxel: Voxel, tissue: Tissue, amount: number): void {
  if (amount <= 0) return;
  voxel.t1 += (tissue.t1 - voxel.t1) * amount;
  voxel.t2 += (tissue.t2 - voxel.t2) * amount;
}

/** How much of a voxel lies inside, from the distance to the edge (negative inside). */
const cover = (distance: number): number => 1 - smooth(-0.75, 0.75, distance);

function paintVoxel(head: Head, x: number, y: number, direction: number, level: HeadLevel): void {
  const { voxel } = head;
  const { z } = level;
  let depth = headDepth(x, y, direction, level);
  if (depth < -1) {
    voxel.t1 = voxel.t2 = 0.004;
    return;
  }
  const radius = hemisphereRadius(x, y, z);
  const over0 = (1 - radius) * 68;
  const floor = (z - undersideZ(x, y)) * 0.85;
  const hull = over0 < floor ? over0 : floor;
  const low = z < 6;
  const cerebellum = low ? ellipsoidDistance(x, y, z, CEREBELLUM) : 99;
  const stem = low && x > -30 && x < 30 ? tubesDistance(x, y, z, BRAIN_STEM) : 99;
  // The skull's inner face: a little outside whatever brain is nearest.
  const cistern = z < 0 && z > -30 ? ellipsoidDistance(x, y, z, CISTERN) + 2 : 99;
  const cavity = Math.min(-hull, cerebellum, stem, cistern) - 2;
  // Over the vault the scalp follows the skull.
  if (z > 0) depth = Math.min(depth, 14.2 - cavity);
  if (cavity > 0.8) {
    paintOutside(head, x, y, z, depth, cavity);
    return;
  }
  set(voxel, CSF);
  if (stem < 1) over(voxel, WHITE_STEM, cover(stem));
  if (cerebellum < 1) paintCerebellum(head, x, y, z, cerebellum);
  if (hull > -1) paintCerebrum(head, x, y, z, radius, Math.min(over0, floor + trunkDepth(x, y)));
  if (stem < 12 || cerebellum < 0) over(voxel, CSF, cover(ellipsoidDistance(x, y, z, FOURTH_VENTRICLE)));
  if (cavity > -0.8) {
    const { t1, t2 } = voxel;
    paintOutside(head, x, y, z, depth, 0.1);
    const inside = cover(cavity);
    voxel.t1 += (t1 - voxel.t1) * inside;
    voxel.t2 += (t2 - voxel.t2) * inside;
  }
}

const WHITE_STEM: Tissue = { t1: 0.71, t2: 0.39 };

function paintCerebrum(head: Head, x: number, y: number, z: number, radius: number, hull: number): void {
  const { voxel } = head;
  // Sulci run inwards, so the field is read nearer to the surface than the voxel is.
  const pull = 1 + 0.6 * (1 / Math.max(0.66, radius) - 1);
  const bend = head.field(x / 14, y / 14, z / 14) * 2.2;
  const depth = Math.min(hull, midlineDepth(x + 0.4 * bend, y, z), sylvianDistance(x, y + bend, z + bend));
  const sulcus = head.sulci(x * pull + bend, y * pull - bend, z * pull + bend);
  const reach = 15 + 7 * head.field(x / 22 + 9, y / 22, z / 22);
  const below = Math.max(0, depth - reach);
  const width = 0.1 + 0.85 * (1 - smooth(0, reach, depth));
  const cleft = Math.sqrt(sulcus * sulcus + below * below) - width;
  const cortex = Math.min(depth, cleft);
  if (cortex > -1) {
    over(voxel, GREY, smooth(-0.7, 0.7, cortex));
    const thickness = 2.5 + 0.5 * head.field(x / 6, y / 6, z / 6 + 5);
    over(voxel, WHITE, smooth(thickness - 0.9, thickness + 0.9, cortex));
  }
  if (radius < 0.75) paintDeepStructures(voxel, Math.abs(x), x, y, z);
}

function paintDeepStructures(voxel: Voxel, side: number, x: number, y: number, z: number): void {
  if (side < 34 && Math.abs(z) < 18) {
    over(voxel, DEEP_GREY, cover(ellipsoidDistance(side, y, z, THALAMUS)));
    over(voxel, GREY, cover(ellipsoidDistance(side, y, z, CAUDATE)));
    over(voxel, GREY, cover(ellipsoidDistance(side, y, z, PUTAMEN)));
    over(voxel, PALLIDUM, cover(ellipsoidDistance(side, y, z, PALLIDUM_PART)));
  }
  over(voxel, CSF, cover(ellipsoidDistance(x, y, z, THIRD_VENTRICLE)));
  if (side < 45 && side > 0.7) over(voxel, CSF, cover(tubesDistance(side, y, z, LATERAL_VENTRICLE)));
  for (const [lx, ly, lz, radius] of WHITE_MATTER_LESIONS)
    if (Math.abs(z - lz) < 6) over(voxel, LESION, cover(Math.hypot(x - lx, y - ly, z - lz) - radius) * 0.85);
}

/** Leaves lie in shells that follow the surface; between them thin lines of CSF. */
function paintCerebellum(head: Head, x: number, y: number, z: number, distance: number): void {
  const { voxel } = head;
  const vermis = 0.7 * Math.exp((-x * x) / 50);
  const wave = head.field(x / 9, y / 9, z / 9) * 1.6;
  const leaf = Math.abs(((((y - 20) * 0.75 - z * 0.9 - Math.abs(x) * 0.28 + wave) / 4.6) % 1) + 1) % 1;
  const cleft = Math.abs(leaf - 0.5) * 4.6;
  const depth = -distance;
  over(voxel, GREY, cover(distance));
  const core = smooth(9, 14, depth + vermis * 6 + head.field(x / 7, y / 7, z / 7 + 3) * 3);
  over(voxel, WHITE, Math.max(core, 0.55 * smooth(1.2, 2.1, cleft) * smooth(2, 4, depth)));
  over(voxel, CSF, 0.75 * (1 - smooth(0.1, 0.8, cleft)) * (1 - smooth(6, 12, depth)));
}

function paintOutside(head: Head, x: number, y: number, z: number, depth: number, cavity: number): void {
  const { voxel } = head;
  if (depth < 2) set(voxel, SKIN);
  else if (z >= -16 || !faceTissue(voxel, head.field, x, y, z, depth, cavity)) paintVault(head, x, y, z, depth, cavity);
  if (depth < 0.5) over(voxel, OUTSIDE, depth < -0.5 ? 1 : 0.5 - depth);
}

const OUTSIDE: Tissue = { t1: 0.004, t2: 0.004 };

/** Bone with marrow between its two tables, then scalp: fat, a thin sheet of muscle, temporal muscle at the sides. */
function paintVault(head: Head, x: number, y: number, z: number, depth: number, cavity: number): void {
  const { voxel, field } = head;
  const thick = 6.5 + 1.6 * field(x / 30, y / 30, z / 30);
  const side = x < 0 ? -x : x;
  if (cavity < thick) {
    set(voxel, BONE);
    over(voxel, MARROW, 0.8 * (1 - smooth(thick * 0.16, thick * 0.3, Math.abs(cavity - thick * 0.5))));
    // The superior sagittal sinus: flow leaves no signal.
    if (side < 4 && z > 0 && cavity < 2) over(voxel, VESSEL, 0.6);
    return;
  }
  const spread = (y + 14) / 42;
  const temporal =
    side > 40 && z < 26 && depth > 3.5 + 9 * spread * spread + 0.004 * (z + 20) * (z + 20) - (z < -20 ? 2 : 0);
  const deep = z < (y > 40 ? -46 : -22) && depth > 9;
  set(voxel, temporal || deep ? MUSCLE : depth > 8 ? BONE : FAT);
  if (!temporal && !deep && cavity < thick + 1.4) over(voxel, MUSCLE, 0.7);
}
