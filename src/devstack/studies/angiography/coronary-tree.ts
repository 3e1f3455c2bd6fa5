// A left coronary artery in projection: for each pixel how much contrast can lie there and when it arrives.
import { createRandom, type Random } from '../drawing/random.ts';

export const SIZE = 512;

export type CoronaryTree = {
  /** Thickness of the vessel in pixels. */
  readonly depth: Float32Array;
  /** Length of vessel from the ostium, pixels. */
  readonly arrival: Float32Array;
};

type Station = { readonly x: number; readonly y: number; readonly radius: number; readonly arrival: number };

const LEFT_MAIN = [
  [232, 138],
  [252, 146],
  [276, 158],
] as const;
const LAD = [
  [276, 158],
  [312, 176],
  [344, 214],
  [362, 262],
  [368, 312],
  [358, 360],
  [338, 402],
  [318, 428],
] as const;
const CIRCUMFLEX = [
  [276, 158],
  [268, 190],
  [246, 222],
  [222, 262],
  [206, 310],
  [204, 352],
] as const;

/** The narrowing that was put into the middle of the LAD: pixel column and row. */
export const STENOSIS = { x: 357, y: 246 } as const;

export function growCoronaryTree(seed: number): CoronaryTree {
  const random = createRandom(seed);
  const tree: CoronaryTree = { depth: new Float32Array(SIZE * SIZE), arrival: new Float32Array(SIZE * SIZE).fill(1e6) };
  const main = course(LEFT_MAIN, 5.2, 4.9, 0);
  stamp(tree, main);
  for (const [points, side] of [
    [LAD, 1],
    [CIRCUMFLEX, -1],
  ] as const) {
    const stations = course(points, 4.3, 1.3, main.at(-1)!.arrival);
    stamp(tree, stations);
    sprout(tree, random, stations, side, 0);
  }
  return tree;
}

/** A smooth course through the points, tapering. */
function course(points: readonly (readonly [number, number])[], from: number, to: number, start: number): Station[] {
  const stations: Station[] = [];
  const steps = (points.length - 1) * 30;
  let arrival = start;
  for (let k = 0; k <= steps; k++) {
    const t = (k / steps) * (points.length - 1);
    const i = Math.min(points.length - 2, Math.floor(t));
    const [x, y] = [0, 1].map((axis) => spline(points, i, t - i, axis as 0 | 1)) as [number, number]; // two axes in, two out
    const previous = stations.at(-1);
    if (previous !== undefined) arrival += Math.hypot(x - previous.x, y - previous.y);
    const pinch = 1 - 0.68 * Math.exp(-((x - STENOSIS.x) ** 2 + (y - STENOSIS.y) ** 2) / 60);
    stations.push({ x, y, radius: (from + (to - from) * (k / steps) ** 0.8) * pinch, arrival });
  }
  return stations;
}

function spline(points: readonly (readonly [number, number])[], i: number, t: number, axis: 0 | 1): number {
  const at = (k: number): number => points[Math.max(0, Math.min(points.length - 1, k))]![axis];
  const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** Branches leave a vessel at acute angles, bend towards the apex and branch again. */
function sprout(tree: CoronaryTree, random: Random, parent: readonly Station[], side: number, depth: number): void {
  const count = depth === 0 ? 9 : 3;
  for (let n = 1; n <= count; n++) {
    const index = Math.round((parent.length - 1) * ((n - 0.4 + 0.5 * random()) / (count + 0.6)));
    const from = parent[index]!;
    const next = parent[Math.min(parent.length - 1, index + 4)]!;
    const heading = Math.atan2(next.y - from.y, next.x - from.x);
    const turn = (n % 2 === 0 ? -1 : 1) * side * (0.55 + 0.35 * random());
    const length = (depth === 0 ? 95 : 42) * (0.5 + 0.8 * random()) * (1 - 0.45 * (index / parent.length));
    const points: [number, number][] = [];
    for (let k = 0; k <= 5; k++) {
      const along = (length * k) / 5;
      const angle = heading + turn * (1 - 0.4 * (k / 5)) + 0.16 * Math.sin(k * 1.7 + n);
      points.push([from.x + Math.cos(angle) * along, from.y + Math.sin(angle) * along]);
    }
    const radius = Math.max(0.75, from.radius * (0.5 + 0.22 * random()));
    const stations = course(points, radius, 0.55, from.arrival);
    stamp(tree, stations);
    if (depth < 2 && radius > 0.9) sprout(tree, random, stations, random() < 0.5 ? 1 : -1, depth + 1);
  }
}

function stamp(tree: CoronaryTree, stations: readonly Station[]): void {
  for (const { x, y, radius, arrival } of stations) {
    const reach = Math.ceil(radius + 1);
    for (let j = Math.floor(y) - reach; j <= y + reach; j++)
      for (let i = Math.floor(x) - reach; i <= x + reach; i++) {
        if (i < 0 || j < 0 || i >= SIZE || j >= SIZE) continue;
        const d = Math.hypot(i - x, j - y);
        const thick = d < radius ? 2 * Math.sqrt(radius * radius - d * d) : Math.max(0, 0.9 * (radius + 0.6 - d));
        const at = j * SIZE + i;
        if (thick <= 0) continue;
        if (thick > tree.depth[at]!) tree.depth[at] = thick;
        if (arrival < tree.arrival[at]!) tree.arrival[at] = arrival;
      }
  }
}
