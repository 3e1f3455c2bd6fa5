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
      const start: Vector = [
        centre[0] + across * view.right[0] + up * view.up[0] - reach * view.into[0],
        centre[1] + across * view.right[1] + up * view.up[1] - reach * view.into[1],
        centre[2] + across * view.right[2] + up * view.up[2] - reach * view.into[2],
      ];
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

/** 0 where the ray meets nothing; else how much the skin there faces the viewer, darker with depth. Plain numbers: it runs a million times. */
function lightAt(volume: Volume, threshold: number, start: Vector, into: Vector, length: number): number {
  const { values, nx, ny, nz } = volume;
  for (let step = 0; step < length; step += 0.5) {
    const x = Math.round(start[0] + step * into[0]);
    const y = Math.round(start[1] + step * into[1]);
    const z = Math.round(start[2] + step * into[2]);
    if (x < 0 || y < 0 || z < 0 || x >= nx || y >= ny || z >= nz) continue;
    if (!((values[(z * ny + y) * nx + x] ?? Number.NaN) > threshold)) continue;
    const air = threshold - 1;
    const gx = valueAt(volume, x + 1, y, z, air) - valueAt(volume, x - 1, y, z, air);
    const gy = valueAt(volume, x, y + 1, z, air) - valueAt(volume, x, y - 1, z, air);
    const gz = valueAt(volume, x, y, z + 1, air) - valueAt(volume, x, y, z - 1, air);
    const facing = (gx * into[0] + gy * into[1] + gz * into[2]) / (Math.hypot(gx, gy, gz) || 1);
    return 40 + 200 * Math.max(0, facing) * (1 - (0.35 * step) / length);
  }
  return 0;
}

function valueAt({ values, nx, ny, nz }: Volume, x: number, y: number, z: number, outside: number): number {
  if (x < 0 || y < 0 || z < 0 || x >= nx || y >= ny || z >= nz) return outside;
  const value = values[(z * ny + y) * nx + x];
  return value === undefined || Number.isNaN(value) ? outside : value;
}
