import type { Volume } from '../../../core/redaction/index.ts';
import type { DrawnSurface } from './protocol.ts';

// The skin of a head as a relief: whether a face can still be made out is a question for eyes, and this is what they need.

const SIZE = 320;
/** Part of the width that a head takes. */
const FILLS = 0.92;

type Vector = readonly [number, number, number];

/** `turnDegrees` 0 is from the front, 90 from the patient's left; `tiltDegrees` above 0 looks down from above. */
export function drawSurface(
  volume: Volume,
  threshold: number,
  { turnDegrees, tiltDegrees }: { readonly turnDegrees: number; readonly tiltDegrees: number },
): DrawnSurface {
  const { nx, ny, nz } = volume;
  const view = viewFrom(turnDegrees, tiltDegrees);
  const centre: Vector = [(nx - 1) / 2, (ny - 1) / 2, (nz - 1) / 2];
  const reach = Math.hypot(nx, ny, nz) / 2;
  const scale = (Math.max(nx, ny, nz) / SIZE) * (1 / FILLS);
  const rgba = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let row = 0; row < SIZE; row++)
    for (let column = 0; column < SIZE; column++) {
      const across = (column - SIZE / 2) * scale;
      const up = (SIZE / 2 - row) * scale;
      const start: Vector = [0, 1, 2].map(
        (axis) =>
          (centre[axis] ?? 0) +
          across * (view.right[axis] ?? 0) +
          up * (view.up[axis] ?? 0) -
          reach * (view.into[axis] ?? 0),
      ) as unknown as Vector; // three axes in, three out
      const light = lightAt(volume, threshold, start, view.into, reach * 2);
      const at = (row * SIZE + column) * 4;
      rgba[at] = rgba[at + 1] = rgba[at + 2] = light;
      rgba[at + 3] = 255;
    }
  return { width: SIZE, height: SIZE, rgba };
}

function viewFrom(turnDegrees: number, tiltDegrees: number): { right: Vector; up: Vector; into: Vector } {
  const [turn, tilt] = [(turnDegrees * Math.PI) / 180, (tiltDegrees * Math.PI) / 180];
  const [ct, st, cu, su] = [Math.cos(turn), Math.sin(turn), Math.cos(tilt), Math.sin(tilt)];
  // x to the patient's left, y to the back, z to the top: from the front the patient's left is on the viewer's right.
  return {
    right: [ct, st, 0],
    up: [-st * su, ct * su, cu],
    into: [-st * cu, ct * cu, -su],
  };
}

/** 0 where the ray meets nothing; else how much the skin there faces the viewer, darker with depth. */
function lightAt(
  { values, nx, ny, nz }: Volume,
  threshold: number,
  start: Vector,
  into: Vector,
  length: number,
): number {
  const value = (x: number, y: number, z: number): number =>
    x < 0 || y < 0 || z < 0 || x >= nx || y >= ny || z >= nz
      ? Number.NaN
      : (values[(z * ny + y) * nx + x] ?? Number.NaN);
  for (let step = 0; step < length; step += 0.5) {
    const [x, y, z] = [0, 1, 2].map((axis) => Math.round((start[axis] ?? 0) + step * (into[axis] ?? 0)));
    if (x === undefined || y === undefined || z === undefined || !(value(x, y, z) > threshold)) continue;
    const slope = (dx: number, dy: number, dz: number): number => {
      const [a, b] = [value(x + dx, y + dy, z + dz), value(x - dx, y - dy, z - dz)];
      return (Number.isFinite(a) ? a : threshold - 1) - (Number.isFinite(b) ? b : threshold - 1);
    };
    const gradient: Vector = [slope(1, 0, 0), slope(0, 1, 0), slope(0, 0, 1)];
    const size = Math.hypot(...gradient) || 1;
    const facing = (gradient[0] * into[0] + gradient[1] * into[1] + gradient[2] * into[2]) / size;
    return 40 + 200 * Math.max(0, facing) * (1 - (0.35 * step) / length);
  }
  return 0;
}
