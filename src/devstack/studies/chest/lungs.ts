// Where lung is, and the trees that grow in it: arteries, veins, airways.
import { between, createRandom, type Random } from '../drawing/random.ts';
import type { Point, Segment } from '../drawing/slice-canvas.ts';
import { growTree } from '../drawing/branching.ts';
import { along, directionOf } from '../drawing/polar.ts';
import { heartDepth } from './heart.ts';
import { DOMES, MEDIASTINUM, SPINE_Y, trunkLevel, type TrunkLevel } from './trunk.ts';
import type { NoiseField } from '../drawing/noise-tile.ts';

export type LungTrees = {
  readonly vessels: readonly Segment[];
  readonly airways: readonly Segment[];
};

const [RIGHT_DOME, LEFT_DOME, MIDDLE_DOME] = DOMES;

/** Millimetres above the nearest dome of the diaphragm; negative below it. Written out: it runs for every lung pixel. */
export function heightOverDiaphragm(x: number, y: number, z: number): number {
  const right = overDome(RIGHT_DOME, x, y, z);
  const left = overDome(LEFT_DOME, x, y, z);
  const middle = overDome(MIDDLE_DOME, x, y, z);
  return right < left ? (right < middle ? right : middle) : left < middle ? left : middle;
}

function overDome(dome: (typeof DOMES)[number], x: number, y: number, z: number): number {
  const u = (x - dome.x) / dome.wide;
  const v = (y - dome.y) / dome.deep;
  return z - dome.top + dome.drop * (u * u + v * v);
}

function inMediastinum(x: number, y: number, z: number, margin: number): boolean {
  const spineY = along(SPINE_Y, z);
  if ((x / (27 + margin)) ** 2 + ((y - spineY - 16) / (34 + margin)) ** 2 < 1) return true;
  if (heartDepth(x, y, z) < 1 + margin / 45) return true;
  return MEDIASTINUM.some(
    ([cx, cy, cz, rx, ry, rz]) =>
      ((x - cx) / (rx + margin)) ** 2 + ((y - cy) / (ry + margin)) ** 2 + ((z - cz) / (rz + margin)) ** 2 < 1,
  );
}

/** Is a point lung, at least `margin` millimetres from its edge? */
export function createLungTest(wobble: NoiseField): (point: Point, margin: number) => boolean {
  const levels = new Map<number, TrunkLevel>();
  return ([x, y, z], margin) => {
    const step = Math.round(z / 5) * 5;
    const level = levels.get(step) ?? trunkLevel(step, wobble);
    levels.set(step, level);
    if (Math.hypot(x, y) > level.cavity[directionOf(x, y)]! - margin) return false;
    return heightOverDiaphragm(x, y, z) > margin && !inMediastinum(x, y, z, margin);
  };
}

const HILA = {
  right: {
    side: -1,
    artery: [-38, 9, 163],
    upperVein: [-46, 0, 156],
    lowerVein: [-46, 26, 116],
    bronchus: [-34, 16, 162],
  },
  left: { side: 1, artery: [46, 20, 171], upperVein: [48, 0, 160], lowerVein: [50, 28, 116], bronchus: [42, 20, 158] },
} as const;

/** `density`: targets per lung; half as many branches still look right at half the resolution. */
export function growLungTrees(seed: number, wobble: NoiseField, density: number): LungTrees {
  const random = createRandom(seed);
  const isLung = createLungTest(wobble);
  const vessels: Segment[] = [];
  const airways: Segment[] = [];
  for (const hilum of [HILA.right, HILA.left]) {
    const points = (count: number, margin: number, keep: (p: Point) => boolean): Point[] =>
      scatter(random, hilum.side, count, (p) => isLung(p, margin) && keep(p));
    const everywhere = (): boolean => true;
    vessels.push(
      ...growTree({
        root: hilum.artery,
        rootRadiusMm: 8,
        targets: points(density, 4, everywhere),
        leastRadiusMm: 0.38,
        random,
      }),
      ...growTree({
        root: hilum.upperVein,
        rootRadiusMm: 5,
        targets: points(density * 0.4, 5, (p) => p[2] > 120),
        leastRadiusMm: 0.38,
        random,
      }),
      ...growTree({
        root: hilum.lowerVein,
        rootRadiusMm: 5.5,
        targets: points(density * 0.4, 5, (p) => p[2] < 150),
        leastRadiusMm: 0.38,
        random,
      }),
    );
    airways.push(
      ...growTree({
        root: hilum.bronchus,
        rootRadiusMm: 5.2,
        targets: points(density * 0.05, 16, everywhere),
        leastRadiusMm: 0.9,
        random,
      }),
    );
  }
  return { vessels, airways };
}

function scatter(random: Random, side: number, count: number, keep: (point: Point) => boolean): Point[] {
  const points: Point[] = [];
  while (points.length < count) {
    const point: Point = [side * between(random, 8, 140), between(random, -90, 90), between(random, -20, 290)];
    if (keep(point)) points.push(point);
  }
  return points;
}

/** Portal and hepatic veins, brighter than the liver around them. */
export function liverVessels(seed: number): Segment[] {
  const random = createRandom(seed);
  const targets: Point[] = [];
  while (targets.length < 160) {
    const point: Point = [between(random, -125, 10), between(random, -65, 50), between(random, -45, 62)];
    const inLiver = Math.hypot(point[0] / 128, point[1] / 72) < 0.92 && heightOverDiaphragm(...point) < -9;
    if (inLiver && point[0] < 18 - 0.7 * point[1]) targets.push(point);
  }
  return [
    ...growTree({ root: [-24, 0, 30], rootRadiusMm: 7, targets: targets.slice(0, 80), leastRadiusMm: 0.9, random }),
    ...growTree({ root: [-30, 2, -45], rootRadiusMm: 7, targets: targets.slice(80), leastRadiusMm: 0.9, random }),
  ];
}
