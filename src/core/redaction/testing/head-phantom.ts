// A head of CT made of ellipsoids: brain and skin are known everywhere.
import type { SliceGeometry, Vector } from '../faces/slice-geometry.ts';
import type { Slice } from '../faces/slice-stack.ts';

type Ellipsoid = readonly [centre: Vector, radii: Vector];
export const BRAIN: Ellipsoid = [[0, 5, 30], [64, 82, 58]]; // prettier-ignore
const SKULL: Ellipsoid = [[0, 5, 30], [71, 89, 66]]; // prettier-ignore
const SKIN: readonly Ellipsoid[] = [
  [[0, 5, 28], [78, 97, 74]], // scalp
  [[0, -42, -45], [62, 52, 75]], // face down to the chin
  [[0, -92, -38], [14, 24, 16]], // nose
  [[0, 35, -90], [55, 58, 90]], // neck
]; // prettier-ignore
const SINUS: Ellipsoid = [[0, -62, -38], [16, 20, 18]]; // prettier-ignore
const JAW: Ellipsoid = [[0, -62, -92], [38, 24, 14]]; // prettier-ignore
export const BROW = -22;
export const CHIN = -105;

export const inside = ([centre, radii]: Ellipsoid, [x, y, z]: Vector): boolean =>
  ((x - centre[0]) / radii[0]) ** 2 + ((y - centre[1]) / radii[1]) ** 2 + ((z - centre[2]) / radii[2]) ** 2 <= 1;
const inCord = ([x, y, z]: Vector, radius: number): boolean => z < 0 && Math.hypot(x, y - 25) < radius;
export const isSkin = (at: Vector): boolean => SKIN.some((part) => inside(part, at));

function hounsfield(at: Vector): number {
  if (inside(BRAIN, at)) return 35;
  if (inCord(at, 9) && isSkin(at)) return 35;
  if (inside(SKULL, at)) return 900;
  if (inCord(at, 16) && isSkin(at)) return 500;
  if (inside(SINUS, at)) return -990;
  if (inside(JAW, at)) return 1100;
  return isSkin(at) ? 50 : -1000;
}

/** The head bowed by some degrees: places in the scanner to places in the head. */
export function bowed(degrees: number): (at: Vector) => Vector {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return ([x, y, z]) => [x, cos * y + sin * z, -sin * y + cos * z];
}

const SPACING = 2;
const made = new Map<number, Slice[]>();

export function slicesOfPhantom(degrees: number): Slice[] {
  const known = made.get(degrees);
  if (known !== undefined) return known;
  const toHead = bowed(degrees);
  const slices: Slice[] = [];
  for (let z = 112; z >= -140; z -= 3) {
    const geometry: SliceGeometry = { origin: [-110, -140, z], perColumn: [SPACING, 0, 0], perRow: [0, SPACING, 0] };
    const values = new Float32Array(110 * 130);
    for (let row = 0; row < 130; row++)
      for (let column = 0; column < 110; column++) {
        const noise = ((row * 7919 + column * 104_729 + z * 31) % 41) - 20;
        values[row * 110 + column] = hounsfield(toHead([-110 + column * SPACING, -140 + row * SPACING, z])) + noise;
      }
    slices.push({ geometry, rows: 130, columns: 110, values });
  }
  made.set(degrees, slices);
  return slices;
}
