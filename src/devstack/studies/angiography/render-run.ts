// Frames of a coronary run: ribs, spine and diaphragm behind, the heart beating, contrast entering and washing out.
import { createNoiseField, createNoiseTile } from '../drawing/noise-tile.ts';
import { growCoronaryTree, SIZE, type CoronaryTree } from './coronary-tree.ts';

export const FRAMES = 40;
const FRAMES_PER_BEAT = 14;

export function createRunRenderer(seed: number): (frame: number) => Uint8Array<ArrayBuffer> {
  const tree = growCoronaryTree(seed);
  const behind = background(seed + 1);
  const noise = createNoiseTile(seed + 2, 512, 1);
  const moved = new Float32Array(SIZE * SIZE);
  return (frame) => {
    const squeeze = Math.sin(Math.PI * Math.min(1, (frame % FRAMES_PER_BEAT) / (FRAMES_PER_BEAT * 0.75))) ** 2;
    fillAndMove(tree, frame, squeeze, moved);
    const pixels = new Uint8Array(SIZE * SIZE);
    for (let j = 0, at = 0; j < SIZE; j++)
      for (let i = 0; i < SIZE; i++, at++) {
        const light = behind[at]! * Math.exp(-moved[at]!);
        const grain = noise.values[(((j + frame * 83) & 511) << 9) | ((i + frame * 151) & 511)]!;
        const value = light + grain * (1.6 + 0.022 * light);
        pixels[at] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    shutter(pixels);
    return pixels;
  };
}

/** Contrast travels along the vessels, then blood pushes it out; the heart draws everything towards its middle. */
function fillAndMove(tree: CoronaryTree, frame: number, squeeze: number, out: Float32Array): void {
  const front = (frame - 5) * 26;
  const late = Math.max(0, frame - 29) / 9;
  const blush = 0.05 * Math.max(0, Math.min(1, (frame - 16) / 14));
  for (let j = 0, at = 0; j < SIZE; j++)
    for (let i = 0; i < SIZE; i++, at++) {
      const dx = i - 250;
      const dy = j - 260;
      const near = 1 - Math.min(1, (dx * dx + dy * dy) / 52000);
      const x = Math.round(i + squeeze * near * (7 + 0.06 * dx));
      const y = Math.round(j + squeeze * near * (13 + 0.05 * dy));
      out[at] = 0;
      if (x < 0 || y < 0 || x >= SIZE || y >= SIZE) continue;
      const source = y * SIZE + x;
      const thick = tree.depth[source]!;
      if (thick > 0) {
        const reached = Math.max(0, Math.min(1, (front - tree.arrival[source]!) / 46));
        const washed = Math.exp(-Math.max(0, late - tree.arrival[source]! / 420));
        out[at] = 0.135 * thick * reached * washed;
      }
      out[at]! += blush * near * near;
    }
}

/** The catheter comes down from the arch and hooks into the left main. */
function catheter(x: number, y: number): number {
  if (y > 142 || x < 120 || x > 240) return 0;
  const middle = y < 96 ? 168 + 0.0035 * (96 - y) ** 2 : 168 + ((y - 96) / 44) ** 2 * 62;
  const slope = y < 96 ? 0.007 * (96 - y) : ((y - 96) / 44) * 2.8;
  const d = Math.abs(x - middle) / Math.sqrt(1 + slope * slope);
  return d < 3.4 ? 0.34 - 0.16 * (d < 1.6 ? 1 : 0) : 0;
}

function background(seed: number): Float32Array {
  const field = createNoiseField(seed);
  const light = new Float32Array(SIZE * SIZE);
  for (let j = 0; j < SIZE; j++)
    for (let i = 0; i < SIZE; i++) {
      const spine = Math.exp(-(((i - 118 - 0.05 * j) / 46) ** 2));
      const disc = 0.5 + 0.5 * Math.tanh((Math.sin((j + 0.1 * i) / 13.5) - 0.75) * 6);
      const heart = 1 / (1 + Math.exp((Math.hypot((i - 262) / 190, (j - 280) / 205) - 1) * 11));
      const dome = 1 / (1 + Math.exp(-(j - 438 + 0.0011 * (i - 300) ** 2) / 7));
      const ribs = ribShade(i, j);
      const cloud = field(i / 70, j / 70, 0) + 0.5 * field(i / 26, j / 26, 4);
      const sum = 0.16 + 0.34 * spine * (1 - 0.3 * disc) + 0.36 * heart + 0.42 * dome + 0.085 * ribs + 0.06 * cloud;
      light[j * SIZE + i] = 245 * Math.exp(-sum * 1.15 - catheter(i, j));
    }
  return light;
}

/** Back ribs run down to the outside, edges denser than their middle. */
function ribShade(i: number, j: number): number {
  const along = (j - 0.34 * (i - 118) - 0.0006 * (i - 118) ** 2 + 400) % 84;
  const off = Math.abs(along - 42);
  return off > 15 ? 0 : 0.55 + 0.45 * Math.exp(-(((off - 13) / 2.4) ** 2));
}

/** The collimator leaves rounded black corners. */
function shutter(pixels: Uint8Array): void {
  for (let j = 0; j < SIZE; j++)
    for (let i = 0; i < SIZE; i++) {
      const dx = Math.max(0, Math.abs(i - 255.5) - 176);
      const dy = Math.max(0, Math.abs(j - 255.5) - 176);
      if (dx * dx + dy * dy > 76 * 76) pixels[j * SIZE + i] = 0;
    }
}
