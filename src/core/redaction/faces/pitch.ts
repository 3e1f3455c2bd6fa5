// Heads lie bowed or stretched in the scanner. The brain is longest from front to back: that axis says where the face looks.
import type { Plane } from './face-cut.ts';
import type { HeadParts } from './head-parts.ts';
import type { Vector } from './slice-geometry.ts';
import { type Cells, GRID, type Volume } from './volume.ts';

export interface Pitch {
  /** Of the long axis of the brain to the horizontal; positive when the face looks up. */
  readonly radians: number;
  /** The head turns about this place. */
  readonly centre: Vector;
}

/** More is no way to lie in a scanner: then the axis is not that of a brain. */
const MOST = (35 * Math.PI) / 180;

export function pitchOf(brain: Cells, { nx, ny, origin }: Volume): Pitch {
  const sums = { count: 0, x: 0, y: 0, z: 0, yy: 0, zz: 0, yz: 0 };
  for (let at = 0; at < brain.length; at++) {
    if (brain[at] === 0) continue;
    const [y, z] = [Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
    sums.count++;
    sums.x += at % nx;
    sums.y += y;
    sums.z += z;
    sums.yy += y * y;
    sums.zz += z * z;
    sums.yz += y * z;
  }
  const { count } = sums;
  const [x, y, z] = [sums.x / count, sums.y / count, sums.z / count];
  const [yy, zz, yz] = [sums.yy / count - y * y, sums.zz / count - z * z, sums.yz / count - y * z];
  // The angle of the larger axis of the ellipse that has these moments.
  const angle = 0.5 * Math.atan2(2 * yz, yy - zz);
  const centre: Vector = [origin[0] + x * GRID, origin[1] + y * GRID, origin[2] + z * GRID];
  return { radians: Math.max(-MOST, Math.min(MOST, -angle)), centre };
}

/** The same parts as if the head lay straight. What comes from outside the volume is empty. */
export function straightened(volume: Volume, { head, brain }: HeadParts, pitch: Pitch): HeadParts {
  return { head: turned(head, volume, pitch), brain: turned(brain, volume, pitch) };
}

function turned(cells: Cells, { nx, ny, nz, origin }: Volume, { radians, centre }: Pitch): Cells {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const middle = { y: (centre[1] - origin[1]) / GRID, z: (centre[2] - origin[2]) / GRID };
  const out = new Uint8Array(cells.length);
  for (let z = 0; z < nz; z++)
    for (let y = 0; y < ny; y++) {
      const fromY = Math.round(middle.y + cos * (y - middle.y) + sin * (z - middle.z));
      const fromZ = Math.round(middle.z - sin * (y - middle.y) + cos * (z - middle.z));
      if (fromY < 0 || fromZ < 0 || fromY >= ny || fromZ >= nz) continue;
      const from = (fromZ * ny + fromY) * nx;
      out.set(cells.subarray(from, from + nx), (z * ny + y) * nx);
    }
  return out;
}

/** A plane found in the straightened head, in the axes of the scanner. */
export function asScanned({ normal, distance }: Plane, { radians, centre }: Pitch): Plane {
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  const back: Vector = [normal[0], cos * normal[1] + sin * normal[2], -sin * normal[1] + cos * normal[2]];
  const toCentre = normal[1] * centre[1] + normal[2] * centre[2] - (back[1] * centre[1] + back[2] * centre[2]);
  return { normal: back, distance: distance - toCentre };
}
