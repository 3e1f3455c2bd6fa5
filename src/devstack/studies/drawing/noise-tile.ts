// Noise that is made once and read many times: a tile that repeats without a seam, and a smooth field in 3D.
import { createRandom, gaussian } from './random.ts';

/** A square of noise with unit standard deviation whose edges meet. `size` is a power of two. */
export type NoiseTile = { readonly size: number; readonly values: Float32Array };

/** `grainPixels`: how far noise is correlated; reconstruction kernels of CT leave 1 to 2 pixels. */
export function createNoiseTile(seed: number, size: number, grainPixels: number): NoiseTile {
  const random = createRandom(seed);
  let values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) values[i] = gaussian(random);
  for (let pass = 0; pass < grainPixels; pass++) values = smoothOnce(values, size);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  const scale = 1 / Math.sqrt(squares / values.length);
  for (let i = 0; i < values.length; i++) values[i]! *= scale;
  return { size, values };
}

function smoothOnce(source: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer> {
  const mask = size - 1;
  const across = new Float32Array(source.length);
  const down = new Float32Array(source.length);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const row = y * size;
      across[row + x] = (source[row + ((x - 1) & mask)]! + 2 * source[row + x]! + source[row + ((x + 1) & mask)]!) / 4;
    }
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const above = across[((y - 1) & mask) * size + x]!;
      const below = across[((y + 1) & mask) * size + x]!;
      down[y * size + x] = (above + 2 * across[y * size + x]! + below) / 4;
    }
  return down;
}

/** Smooth noise in about [-1, 1] with one feature per unit of length, repeating every 32 units. */
export type NoiseField = (x: number, y: number, z: number) => number;

export function createNoiseField(seed: number): NoiseField {
  const random = createRandom(seed);
  const lattice = new Float32Array(32 * 32 * 32);
  for (let i = 0; i < lattice.length; i++) lattice[i] = random() * 2 - 1;
  const at = (x: number, y: number, z: number): number => lattice[((z & 31) << 10) | ((y & 31) << 5) | (x & 31)]!;
  return (x, y, z) => {
    const x0 = Math.floor(x);
    const y0 = Math.floor(y);
    const z0 = Math.floor(z);
    const fx = ease(x - x0);
    const fy = ease(y - y0);
    const fz = ease(z - z0);
    const near = mix(
      mix(at(x0, y0, z0), at(x0 + 1, y0, z0), fx),
      mix(at(x0, y0 + 1, z0), at(x0 + 1, y0 + 1, z0), fx),
      fy,
    );
    const far = mix(
      mix(at(x0, y0, z0 + 1), at(x0 + 1, y0, z0 + 1), fx),
      mix(at(x0, y0 + 1, z0 + 1), at(x0 + 1, y0 + 1, z0 + 1), fx),
      fy,
    );
    return mix(near, far, fz);
  };
}

const ease = (t: number): number => t * t * (3 - 2 * t);
const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
