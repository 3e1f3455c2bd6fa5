// The proportions of the chest, level by level: z is millimetres upwards from a little under the lung bases.
// x points to the patient's left, y to the back (LPS); the middle of the body is x = y = 0.
import { along, outline, superellipse, type Outline } from '../drawing/polar.ts';
import type { NoiseField } from '../drawing/noise-tile.ts';

export const SPINE_Y = [
  [-40, 38],
  [60, 46],
  [140, 50],
  [220, 44],
  [300, 22],
] as const;
const BODY_WIDTH = [
  [-40, 158],
  [60, 164],
  [130, 170],
  [200, 174],
  [250, 180],
  [285, 184],
  [302, 140],
  [322, 76],
  [345, 62],
] as const;
const BODY_DEPTH = [
  [-40, 106],
  [60, 108],
  [150, 104],
  [220, 94],
  [270, 80],
  [300, 72],
] as const;
const CAVITY_WIDTH = [
  [-40, 136],
  [50, 138],
  [110, 134],
  [170, 123],
  [215, 105],
  [250, 78],
  [278, 42],
  [292, 8],
] as const;
const CAVITY_DEPTH = [
  [-40, 80],
  [60, 86],
  [130, 84],
  [180, 77],
  [220, 66],
  [255, 50],
  [280, 30],
  [292, 6],
] as const;

/** Front of the rib cage in the midline, as a positive depth. */
export const CAVITY_FRONT = CAVITY_DEPTH;

/** Domes of the diaphragm: lung lies above them. */
export const DOMES = [
  { x: -72, y: -10, top: 72, wide: 96, deep: 88, drop: 78 },
  { x: 70, y: -10, top: 58, wide: 90, deep: 86, drop: 74 },
  { x: 0, y: -24, top: 36, wide: 70, deep: 66, drop: 60 },
] as const;

/** Mediastinal fat: ellipsoids [x, y, z, rx, ry, rz] that push the lungs apart. */
export const MEDIASTINUM = [
  [0, -2, 235, 36, 54, 96],
  [2, 2, 165, 42, 46, 46],
  [40, 14, 168, 16, 20, 26],
  [-40, 12, 158, 15, 20, 28],
  [8, 26, 60, 28, 28, 112],
  [0, -64, 130, 4, 26, 128],
  [16, -60, 80, 42, 23, 46],
  [0, 30, 250, 22, 30, 60],
] as const;

export type TrunkLevel = {
  readonly z: number;
  readonly spineY: number;
  readonly skin: Outline;
  /** Outer face of the muscle under the fat. */
  readonly muscle: Outline;
  /** Inner face of the rib cage. */
  readonly cavity: Outline;
};

export const TURN = 2 * Math.PI;
const BACK = Math.PI / 2;

/** Angle away from the middle of the back, 0 to pi, the same on both sides. */
export function angleFromBack(radians: number): number {
  const turn = Math.abs((((radians - BACK) % TURN) + TURN) % TURN);
  return turn > Math.PI ? TURN - turn : turn;
}

const bump = (value: number, middle: number, width: number): number => Math.exp(-(((value - middle) / width) ** 2));

export function trunkLevel(z: number, wobble: NoiseField): TrunkLevel {
  const width = along(BODY_WIDTH, z);
  const depth = along(BODY_DEPTH, z);
  const cavityWidth = along(CAVITY_WIDTH, z);
  const cavityDepth = along(CAVITY_DEPTH, z);
  const pectoral = 15 * bump(z, 190, 60);
  const shoulder = 1 / (1 + Math.exp(-(z - 228) / 12));
  const organic = (radians: number, size: number): number =>
    size * wobble(2.2 * Math.cos(radians) + 7, 2.2 * Math.sin(radians) + 7, z / 55);
  const cavity = outline((a) => superellipse(a, cavityWidth, cavityDepth, 2.25) + organic(a, 2.5));
  const skin = outline((a) => {
    const back = angleFromBack(a);
    return (
      superellipse(a, width, depth, 2.45) + organic(a + 3, 3) - 5 * bump(back, 0, 0.1) - 3 * bump(back, Math.PI, 0.12)
    );
  });
  const muscle = outline((a) => {
    const back = angleFromBack(a);
    const at = Math.min(cavity.length - 1, Math.floor((a / TURN) * cavity.length));
    const thick =
      14 + pectoral * bump(back, 2.35, 0.45) + 9 * bump(back, 0.35, 0.5) + 8 * bump(back, 1.25, 0.5) * bump(z, 170, 90);
    const room = skin[at]! - 5 - 9 * bump(back, 1.9, 0.9);
    const onRibs = Math.min(cavity[at]! + thick, room);
    return onRibs + (room - onRibs) * shoulder;
  });
  return { z, spineY: along(SPINE_Y, z), skin, muscle, cavity };
}
