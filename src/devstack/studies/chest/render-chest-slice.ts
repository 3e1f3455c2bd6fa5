// One axial slice of the chest in Hounsfield units: wall, ribs and lung in one pass over the pixels, then the
// organs painted over it, then vessels and nodules, then noise.
import { createNoiseField, createNoiseTile, type NoiseField, type NoiseTile } from '../drawing/noise-tile.ts';
import { createPolarGrid, DIRECTIONS, type PolarGrid } from '../drawing/polar.ts';
import { segmentsBySlice, SliceCanvas, type Segment } from '../drawing/slice-canvas.ts';
import { paintUpperAbdomen } from './abdomen.ts';
import {
  AORTA,
  ARCH_BRANCHES,
  AZYGOS,
  CAVAL_VEINS,
  MAIN_BRONCHI,
  OESOPHAGUS,
  PULMONARY_ARTERIES,
  PULMONARY_VEINS,
  TRACHEA,
} from './great-vessels.ts';
import { paintHeart } from './heart.ts';
import { growLungTrees, heightOverDiaphragm, liverVessels, type LungTrees } from './lungs.ts';
import { noduleDistance, type PlantedNodule } from './nodules.ts';
import { paintSkeleton } from './skeleton.ts';
import { angleFromBack, MEDIASTINUM, trunkLevel, TURN, type TrunkLevel } from './trunk.ts';

/** The patient: everything but the findings and the noise, which differ between two examinations. */
export type ChestPlan = {
  readonly seed: number;
  readonly columns: number;
  readonly rows: number;
  readonly spacingMm: number;
  readonly zs: readonly number[];
  /** Vessel targets per lung. */
  readonly density: number;
};

/** One examination of that patient. */
export type ChestScan = {
  readonly nodules: readonly PlantedNodule[];
  /** Standard deviation of the noise in the middle of the body. */
  readonly noiseHU: number;
  readonly noiseSeed: number;
};

export type ChestRenderer = {
  /** Draws the anatomy at `plan.zs[index]`, into one buffer; `scan` adds to it as often as there are examinations. */
  readonly drawSlice: (index: number) => Float32Array;
  readonly scan: (scan: ChestScan) => (index: number) => Int16Array<ArrayBuffer>;
};

export function createChestRenderer(plan: ChestPlan): ChestRenderer {
  const canvas = new SliceCanvas(plan.columns, plan.rows, plan.spacingMm);
  const wobble = createNoiseField(plan.seed);
  const trees = growLungTrees(plan.seed + 1, wobble, plan.density);
  const scene: Scene = {
    canvas,
    polar: createPolarGrid(canvas),
    muscle: muscleTexture(canvas, createNoiseField(plan.seed + 2)),
    fibres: createNoiseTile(plan.seed + 3, 256, 2),
    sway: canvas.xs.map((x) => 5 * Math.sin(x / 23)),
    couch: couchOf(plan),
  };
  const vessels = segmentsBySlice(trees.vessels, plan.zs, 1);
  const airways = segmentsBySlice(trees.airways, plan.zs, 3);
  const liver = segmentsBySlice(liverVessels(plan.seed + 4), plan.zs, 1);
  const drawSlice = (index: number): Float32Array => {
    const level = trunkLevel(plan.zs[index]!, wobble);
    canvas.bend(1.1, level.z / 29);
    paintWallAndLung(scene, level);
    for (const segment of liver[index]!) canvas.tube(segment, level.z, 168, 0, true);
    paintUpperAbdomen(canvas, level);
    paintMediastinum(canvas, level);
    paintSkeleton(canvas, level);
    paintTrees(canvas, level.z, { vessels: vessels[index]!, airways: airways[index]! });
    return canvas.values;
  };
  return { drawSlice, scan: (scan) => createScan(plan, scene, scan) };
}

/** Findings stay where they are said to be, so nothing here is bent. */
function createScan(plan: ChestPlan, scene: Scene, scan: ChestScan): (index: number) => Int16Array<ArrayBuffer> {
  const canvas = new SliceCanvas(plan.columns, plan.rows, plan.spacingMm);
  const grain = createNoiseTile(scan.noiseSeed, 512, 1);
  return (index) => {
    canvas.values.set(scene.canvas.values);
    for (const nodule of scan.nodules) paintNodule(canvas, plan.zs[index]!, nodule);
    return digitise(canvas, scene, grain, scan.noiseHU, index);
  };
}

type Scene = {
  readonly canvas: SliceCanvas;
  readonly polar: PolarGrid;
  readonly muscle: Float32Array;
  readonly fibres: NoiseTile;
  /** How far the fissures sway, by column. */
  readonly sway: Float32Array;
  /** The couch, the same in every slice: where the body is not, this is. */
  readonly couch: Float32Array;
};

const FAT = -104;
const AIR = -1000;
const clamp01 = (v: number): number => (v < 0 ? 0 : v > 1 ? 1 : v);

/** Muscle is laid in sheets with fat between: where the field is near zero there is fat. */
function muscleTexture(canvas: SliceCanvas, field: NoiseField): Float32Array {
  const texture = new Float32Array(canvas.columns * canvas.rows);
  for (let j = 0; j < canvas.rows; j++)
    for (let i = 0; i < canvas.columns; i++) {
      const x = canvas.xs[i]!;
      const y = canvas.ys[j]!;
      const sheet = Math.abs(field(x / 26 + 40, y / 26 + 40, 3) + 0.3 * field(x / 11 + 40, y / 11 + 40, 9));
      texture[j * canvas.columns + i] = 58 - 105 * clamp01(1.15 - sheet / 0.055);
    }
  return texture;
}

/** Per direction: where ribs are at this level. Ribs slope down from back to front. */
function ribTable(z: number): { dz: Float32Array; front: Float32Array; muscleShift: number } {
  const dz = new Float32Array(DIRECTIONS);
  const front = new Float32Array(DIRECTIONS);
  for (let i = 0; i < DIRECTIONS; i++) {
    const back = angleFromBack(((i + 0.5) / DIRECTIONS) * TURN);
    const drop = 96 * ((1 - Math.cos(Math.min(back, 2.5))) / 2) - 30 * Math.max(0, back - 2.5);
    const ladder = (286 - z - drop) / 24.5;
    const number = Math.min(12, Math.max(1, Math.round(ladder)));
    const floating = number > 10 && back > 1.7 - (number - 11) * 0.5;
    dz[i] = back < 0.3 || back > 2.86 || floating ? 99 : (ladder - number) * 24.5;
    front[i] = clamp01((back - 2.35 + (number > 7 ? 0.25 : 0)) / 0.08);
  }
  // Muscle sheets lean: what is read moves sideways with height.
  return { dz, front, muscleShift: Math.round((z + 60) * 0.45) };
}

function paintWallAndLung(scene: Scene, level: TrunkLevel): void {
  const { canvas, polar, fibres, couch, sway } = scene;
  const { z } = level;
  const values = canvas.values;
  const soft = 1 / canvas.spacingMm;
  const ribs = ribTable(z);
  const shift = Math.round(z * 0.6);
  for (let j = 0, at = 0; j < canvas.rows; j++) {
    const y = canvas.ys[j]!;
    for (let i = 0; i < canvas.columns; i++, at++) {
      const r = polar.radius[at]!;
      const d = polar.direction[at]!;
      const depth = level.skin[d]! - r;
      if (depth < -1) {
        values[at] = couch[at]!;
        continue;
      }
      const inCavity = (level.cavity[d]! - r) * soft + 0.5;
      let value: number;
      if (inCavity >= 1)
        value = cavityValue(
          canvas.xs[i]!,
          y,
          z,
          sway[i]!,
          soft,
          fibres.values[((j & 255) << 8) | ((i + shift) & 255)]!,
        );
      else {
        value = wallValue(scene, level, ribs, at, d, r, depth);
        if (inCavity > 0) value += (cavityValue(canvas.xs[i]!, y, z, sway[i]!, soft, 0) - value) * inCavity;
      }
      const edge = depth * soft + 0.5;
      values[at] = edge >= 1 ? value : couch[at]! + (value - couch[at]!) * clamp01(edge);
    }
  }
}

function wallValue(
  scene: Scene,
  level: TrunkLevel,
  ribs: ReturnType<typeof ribTable>,
  at: number,
  d: number,
  r: number,
  depth: number,
): number {
  if (depth < 1.8) return 20;
  const soft = 1 / scene.canvas.spacingMm;
  const muscular = (level.muscle[d]! - r) * soft + 0.5;
  const grain = scene.fibres.values[at & 65535]!;
  if (muscular <= 0) return FAT + 5 * grain;
  const over = r - level.cavity[d]!;
  let value =
    over > 11 ? scene.muscle[(at + ribs.muscleShift) % scene.muscle.length]! : over > 9.6 ? -50 : over < 1.4 ? -20 : 40;
  const dz = ribs.dz[d]!;
  const across = (over - 5.4) / 4.2;
  const rib = dz > 9 || dz < -9 ? 9 : Math.sqrt((dz * dz) / 43.6 + across * across);
  if (rib < 1.15) {
    const front = ribs.front[d]!;
    const cortex = 640 * clamp01((rib - 0.5) / 0.22) + 210 * (1 - clamp01((rib - 0.5) / 0.22));
    const hard = cortex + (120 - cortex) * front;
    value += (hard - value) * clamp01((1.12 - rib) / 0.18);
  }
  return muscular >= 1 ? value : FAT + (value - FAT) * muscular;
}

function cavityValue(x: number, y: number, z: number, sway: number, soft: number, grain: number): number {
  const height = heightOverDiaphragm(x, y, z);
  if (height > -1 / soft) {
    const lung = lungValue(x, y, z, sway) + 9 * grain;
    const air = clamp01(height * soft + 0.5);
    return air >= 1 ? lung : 72 + (lung - 72) * air;
  }
  if (height > -2) return 72;
  const liverEdge = 24 - 0.75 * y - Math.max(0, -z) * 0.4 - x;
  const liver =
    clamp01(liverEdge * 0.4 * soft + 0.5) *
    clamp01((66 - y - 0.0035 * (x + 75) * (x + 75)) * soft) *
    clamp01((-height - 1.4) * soft);
  return FAT + 6 * grain + (112 - FAT) * liver;
}

/** Blood sinks: the back of the lung is denser. The great fissures show as fine lines. */
function lungValue(x: number, y: number, z: number, sway: number): number {
  const tilt = x < 0 ? 1.5 : 1.35;
  const fissure = (z - 108 - tilt * y - sway) / 2.6;
  const line = fissure > -1 && fissure < 1 ? 85 * (1 - fissure * fissure) : 0;
  return -872 + 0.32 * (y + 30) + line;
}

function paintMediastinum(canvas: SliceCanvas, level: TrunkLevel): void {
  const { z, spineY } = level;
  for (const [x, y, cz, rx, ry, rz] of MEDIASTINUM) {
    const shrink = Math.sqrt(1 - ((z - cz) / rz) ** 2);
    if (shrink > 0) canvas.ellipse({ x, y, rx: rx * shrink, ry: ry * shrink }, FAT + 8);
  }
  canvas.ellipse({ x: 0, y: spineY + 16, rx: 27, ry: 34 }, FAT + 10);
  for (const side of [-1, 1]) {
    canvas.ellipse({ x: side * 27, y: spineY + 36, rx: 24, ry: 15, angleRadians: side * -0.25 }, 56);
    canvas.ellipse({ x: side * 12, y: spineY + 37, rx: 9, ry: 13 }, 50);
  }
  paintHeart(canvas, z);
  const tubes = (segments: readonly Segment[], value: number, grow = 0): void =>
    segments.forEach((s) => canvas.tube(s, z, value, grow));
  tubes(OESOPHAGUS, 44);
  tubes(OESOPHAGUS, -300, -5.6);
  tubes(AZYGOS, 130);
  for (const [vessels, blood] of [
    [PULMONARY_VEINS, 232],
    [CAVAL_VEINS, 215],
    [PULMONARY_ARTERIES, 262],
    [AORTA, 246],
    [ARCH_BRANCHES, 244],
  ] as const) {
    tubes(vessels, 60, 1.1);
    tubes(vessels, blood);
  }
  if (z > 262) for (const side of [-1, 1]) canvas.ellipse({ x: side * 17, y: -2, rx: 8, ry: 11 }, 150);
  tubes(TRACHEA, 40, 1.8);
  tubes(MAIN_BRONCHI, 30, 1.5);
  tubes(TRACHEA, AIR + 8);
  tubes(MAIN_BRONCHI, AIR + 8);
}

function paintTrees(canvas: SliceCanvas, z: number, trees: LungTrees): void {
  for (const s of trees.airways) canvas.tube(s, z, -150, 0.3 + 0.14 * s.fromRadiusMm, true);
  for (const s of trees.vessels) canvas.tube(s, z, s.fromRadiusMm > 2.2 ? 190 : 60, 0, true);
  for (const s of trees.airways) canvas.tube(s, z, -985);
}

function paintNodule(canvas: SliceCanvas, z: number, nodule: PlantedNodule): void {
  const [cx, cy, cz] = nodule.centreMm;
  const radius = nodule.diameterMm / 2;
  const dz = z - cz;
  if (Math.abs(dz) > radius * 2.2) return;
  const reach = radius * 2.4;
  const value = { solid: 38, spiculated: 46, 'ground glass': -520, calcified: 520 }[nodule.kind];
  canvas.shape(canvas.box(cx - reach, cx + reach, cy - reach, cy + reach), value, (x, y) =>
    noduleDistance(nodule, x - cx, y - cy, dz),
  );
}

/** A carbon couch: two thin shells and foam, below the patient. */
function couchOf(plan: ChestPlan): Float32Array {
  const canvas = new SliceCanvas(plan.columns, plan.rows, plan.spacingMm);
  canvas.values.fill(AIR);
  const box = canvas.box(-200, 200, 90, 200);
  const top = (x: number): number => 114 - 0.00058 * x * x;
  const bottom = (x: number): number => 146 - 0.00125 * x * x;
  canvas.shape(box, -900, (x, y) => Math.max(top(x) - y, y - bottom(x)));
  for (const face of [top, bottom]) canvas.shape(box, -330, (x, y) => Math.abs(y - face(x)) - 0.8);
  return canvas.values;
}

function digitise(
  canvas: SliceCanvas,
  scene: Scene,
  grain: NoiseTile,
  noiseHU: number,
  index: number,
): Int16Array<ArrayBuffer> {
  const { values, columns, rows } = canvas;
  const tile = grain.values;
  const radius = scene.polar.radius;
  const pixels = new Int16Array(columns * rows);
  const ox = (index * 197) & 511;
  const oy = (index * 311) & 511;
  for (let j = 0, at = 0; j < rows; j++) {
    const line = ((j + oy) & 511) << 9;
    for (let i = 0; i < columns; i++, at++) {
      const strength = noiseHU * (1.15 - 0.00225 * radius[at]!);
      const value = values[at]! + tile[line | ((i + ox) & 511)]! * strength;
      pixels[at] = value < -1024 ? -1024 : value;
    }
  }
  return pixels;
}
