// Grows a tree of tubes that fills a region the way vessels and airways do: split the targets in two, walk
// towards the middle of each half, give each branch a radius by the cube law (Murray), repeat.
import type { Point, Segment } from './slice-canvas.ts';
import { gaussian, type Random } from './random.ts';

export type TreePlan = {
  readonly root: Point;
  readonly rootRadiusMm: number;
  readonly targets: readonly Point[];
  /** Branches thinner than this are not drawn. */
  readonly leastRadiusMm: number;
  readonly random: Random;
};

export function growTree(plan: TreePlan): Segment[] {
  const segments: Segment[] = [];
  const radiusFor = (count: number): number => plan.rootRadiusMm * Math.cbrt(count / plan.targets.length);
  const grow = (from: Point, targets: readonly Point[], radius: number): void => {
    if (targets.length === 0 || radius < plan.leastRadiusMm) return;
    const middle = meanOf(targets);
    const reach = targets.length === 1 ? 1 : 0.42;
    const wobble = targets.length === 1 ? 0 : 0.06 * distance(from, middle);
    const to: Point = [
      from[0] + (middle[0] - from[0]) * reach + gaussian(plan.random) * wobble,
      from[1] + (middle[1] - from[1]) * reach + gaussian(plan.random) * wobble,
      from[2] + (middle[2] - from[2]) * reach + gaussian(plan.random) * wobble,
    ];
    const halves = targets.length === 1 ? [] : splitInTwo(targets, plan.random);
    const radii = halves.map((half) => radiusFor(half.length));
    segments.push({ from, to, fromRadiusMm: radius, toRadiusMm: Math.max(...radii, radius * 0.7) });
    halves.forEach((half, index) => grow(to, half, radii[index]!));
  };
  grow(plan.root, plan.targets, plan.rootRadiusMm);
  return segments;
}

/** Cuts across the longest extent, off the middle now and then so that the tree is not a textbook one. */
function splitInTwo(points: readonly Point[], random: Random): [Point[], Point[]] {
  const middle = meanOf(points);
  const spread = [0, 1, 2].map((axis) => points.reduce((sum, p) => sum + (p[axis]! - middle[axis]!) ** 2, 0));
  const normal = spread
    .map((s) => Math.sqrt(s) + 1e-3)
    .map((s) => s * (0.6 + 0.8 * random()) * (random() < 0.5 ? -1 : 1));
  const axis = spread.indexOf(Math.max(...spread));
  const tilt = normal.map((n, i) => (i === axis ? n : n * 0.35));
  const along = (p: Point): number => p[0] * tilt[0]! + p[1] * tilt[1]! + p[2] * tilt[2]!;
  const sorted = [...points].sort((a, b) => along(a) - along(b));
  const cut = Math.max(1, Math.min(sorted.length - 1, Math.round(sorted.length * (0.3 + 0.4 * random()))));
  return [sorted.slice(0, cut), sorted.slice(cut)];
}

function meanOf(points: readonly Point[]): Point {
  const sum = [0, 0, 0];
  for (const p of points) {
    sum[0]! += p[0];
    sum[1]! += p[1];
    sum[2]! += p[2];
  }
  return [sum[0]! / points.length, sum[1]! / points.length, sum[2]! / points.length];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
