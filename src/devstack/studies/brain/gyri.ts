// The folds of the cortex. Sulci are where a band-limited random field is zero: such a set winds like the real ones,
// never ends inside the brain and keeps an even distance to its neighbours, which is what makes folds look folded.
import { createRandom } from '../drawing/random.ts';

const STEP_MM = 2;
const SIZE = [84, 104, 92] as const;
/** Millimetres of blur before the Laplacian; sets the width of a gyrus to about 14 mm. */
const BLUR_VOXELS = 2.9;

/** The field between two sulci is about half a wave: this is how long, and how high in units of its slope. */
const GYRUS_MM = 14;
const CREST = GYRUS_MM / Math.PI;

/** Distance in mm to the nearest sulcus, near enough; brain coordinates in mm. */
export type SulcusDistance = (x: number, y: number, z: number) => number;

export function createSulcusDistance(seed: number): SulcusDistance {
  const [nx, ny, nz] = SIZE;
  const random = createRandom(seed);
  const field = new Float32Array(nx * ny * nz);
  for (let i = 0; i < field.length; i++) field[i] = random() - 0.5;
  // Three box blurs make a good Gaussian; the box of width 2r+1 has variance r(r+1)/3.
  const radius = Math.round((Math.sqrt(1 + 4 * BLUR_VOXELS * BLUR_VOXELS) - 1) / 2);
  for (let pass = 0; pass < 3; pass++) {
    blurAxis(field, 1, nx, ny * nz, nx, radius);
    blurAxisOf(field, radius, 'y');
    blurAxisOf(field, radius, 'z');
  }
  const waves = laplacian(field);
  const scale = meanSlope(waves);
  return (x, y, z) => {
    const value = sample(waves, x / STEP_MM + nx / 2, y / STEP_MM + ny / 2, z / STEP_MM + nz / 2);
    const rise = Math.abs(value) / scale / CREST;
    return rise >= 1 ? GYRUS_MM / 2 : (GYRUS_MM / Math.PI) * Math.asin(rise);
  };
}

function blurAxisOf(field: Float32Array, radius: number, axis: 'y' | 'z'): void {
  const [nx, ny, nz] = SIZE;
  if (axis === 'y')
    for (let z = 0; z < nz; z++) for (let x = 0; x < nx; x++) blurLine(field, z * nx * ny + x, nx, ny, radius);
  else for (let at = 0; at < nx * ny; at++) blurLine(field, at, nx * ny, nz, radius);
}

function blurAxis(
  field: Float32Array,
  stride: number,
  length: number,
  lines: number,
  lineStride: number,
  radius: number,
): void {
  for (let line = 0; line < lines; line++) blurLine(field, line * lineStride, stride, length, radius);
}

const line = new Float32Array(128);

/** Running mean along one line that wraps around. */
function blurLine(field: Float32Array, start: number, stride: number, length: number, radius: number): void {
  for (let i = 0; i < length; i++) line[i] = field[start + i * stride]!;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += line[(i + length) % length]!;
  const width = 2 * radius + 1;
  for (let i = 0; i < length; i++) {
    field[start + i * stride] = sum / width;
    sum += line[(i + radius + 1) % length]! - line[(i - radius + length) % length]!;
  }
}

function laplacian(field: Float32Array): Float32Array {
  const [nx, ny, nz] = SIZE;
  const out = new Float32Array(field.length);
  const slab = nx * ny;
  for (let z = 1; z < nz - 1; z++)
    for (let y = 1; y < ny - 1; y++)
      for (let x = 1; x < nx - 1; x++) {
        const i = z * slab + y * nx + x;
        out[i] =
          field[i - 1]! +
          field[i + 1]! +
          field[i - nx]! +
          field[i + nx]! +
          field[i - slab]! +
          field[i + slab]! -
          6 * field[i]!;
      }
  return out;
}

/** Mean slope per mm where the field crosses zero: turns a value into a distance. */
function meanSlope(waves: Float32Array): number {
  const [nx, ny, nz] = SIZE;
  const slab = nx * ny;
  let sum = 0;
  let count = 0;
  for (let z = 8; z < nz - 8; z += 3)
    for (let y = 8; y < ny - 8; y++)
      for (let x = 8; x < nx - 8; x++) {
        const i = z * slab + y * nx + x;
        if (waves[i]! * waves[i + 1]! > 0) continue;
        sum += Math.hypot(waves[i + 1]! - waves[i]!, waves[i + nx]! - waves[i]!, waves[i + slab]! - waves[i]!);
        count++;
      }
  return sum / count / STEP_MM;
}

function sample(field: Float32Array, x: number, y: number, z: number): number {
  const [nx, ny, nz] = SIZE;
  const x0 = Math.max(0, Math.min(nx - 2, Math.floor(x)));
  const y0 = Math.max(0, Math.min(ny - 2, Math.floor(y)));
  const z0 = Math.max(0, Math.min(nz - 2, Math.floor(z)));
  const fx = x - x0;
  const fy = y - y0;
  const fz = z - z0;
  const i = (z0 * ny + y0) * nx + x0;
  const slab = nx * ny;
  const a = field[i]! + (field[i + 1]! - field[i]!) * fx;
  const b = field[i + nx]! + (field[i + nx + 1]! - field[i + nx]!) * fx;
  const c = field[i + slab]! + (field[i + slab + 1]! - field[i + slab]!) * fx;
  const d = field[i + slab + nx]! + (field[i + slab + nx + 1]! - field[i + slab + nx]!) * fx;
  const low = a + (b - a) * fy;
  return low + (c + (d - c) * fy - low) * fz;
}
