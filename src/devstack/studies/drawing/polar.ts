// Outlines of a body given as a radius for each direction from the middle: quick to look up, any smooth shape.
import type { SliceCanvas } from './slice-canvas.ts';

/** 2048 directions put neighbours 0.6 mm apart at 200 mm, under a pixel. */
export const DIRECTIONS = 2048;
export type Outline = Float32Array;

/** Direction and distance from the middle for each pixel of a canvas. */
export type PolarGrid = { readonly direction: Uint16Array; readonly radius: Float32Array };

/** Direction 0 looks to the patient's left, a quarter turn on is the back. */
export function directionOf(x: number, y: number): number {
  const turn = Math.atan2(y, x) / (2 * Math.PI);
  return Math.floor((turn < 0 ? turn + 1 : turn) * DIRECTIONS) & (DIRECTIONS - 1);
}

export function createPolarGrid(canvas: SliceCanvas): PolarGrid {
  const count = canvas.columns * canvas.rows;
  const grid = { direction: new Uint16Array(count), radius: new Float32Array(count) };
  for (let j = 0; j < canvas.rows; j++)
    for (let i = 0; i < canvas.columns; i++) {
      const x = canvas.xs[i]!;
      const y = canvas.ys[j]!;
      grid.direction[j * canvas.columns + i] = directionOf(x, y);
      grid.radius[j * canvas.columns + i] = Math.hypot(x, y);
    }
  return grid;
}

/** `radiusAt` is smooth: asked at every eighth direction, the ones between are interpolated. */
export function outline(radiusAt: (radians: number) => number): Outline {
  const stations = DIRECTIONS / 8;
  const coarse = new Float32Array(stations + 1);
  for (let i = 0; i < stations; i++) coarse[i] = radiusAt((i / stations) * 2 * Math.PI);
  coarse[stations] = coarse[0]!;
  const fine = new Float32Array(DIRECTIONS);
  for (let i = 0; i < DIRECTIONS; i++) {
    const from = coarse[i >> 3]!;
    fine[i] = from + (coarse[(i >> 3) + 1]! - from) * ((i & 7) / 8);
  }
  return fine;
}

/** An ellipse squared off by `power` above 2, as trunks are. */
export function superellipse(radians: number, a: number, b: number, power: number): number {
  const c = Math.abs(Math.cos(radians)) / a;
  const s = Math.abs(Math.sin(radians)) / b;
  return 1 / Math.pow(Math.pow(c, power) + Math.pow(s, power), 1 / power);
}

/** A value that follows given points smoothly: [[position, value], ...] in rising order. */
export function along(points: readonly (readonly [number, number])[], position: number): number {
  const next = points.findIndex(([p]) => p >= position);
  if (next === -1) return points.at(-1)![1];
  if (next === 0) return points[0]![1];
  const [p0, v0] = points[next - 1]!;
  const [p1, v1] = points[next]!;
  const t = (position - p0) / (p1 - p0);
  return v0 + (v1 - v0) * t * t * (3 - 2 * t);
}
