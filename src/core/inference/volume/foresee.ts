// How long one large piece will take: a model that cannot be given its volume in tiles says nothing until it is done.
import type { Prepare } from '../manifest/imaging-task.ts';
import type { UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession } from '../session.ts';
import { piecesOf } from './pieces.ts';

/** Voxels along each side of what is tried. */
const SIDE = 48;
/** With less, or in several pieces, progress is seen soon enough. */
const LEAST_VOXELS = 40 * SIDE ** 3;

interface Tensor {
  readonly values: Float32Array;
  readonly size: readonly [number, number, number];
  readonly channels: number;
}

/** Undefined where there is no need to know, or no way to try. The time grows with the voxels: nets of convolutions do. */
export async function foreseenMs(
  session: InferenceSession,
  { inputs }: Pick<UnsignedManifest, 'inputs'>,
  tile: Prepare['tile'],
  { values, size, channels }: Tensor,
  now: () => number,
): Promise<number | undefined> {
  const [depth, height, width] = size;
  const voxels = depth * height * width;
  const [input] = inputs;
  const isFree = input?.dimensions.slice(-3).every((one) => typeof one === 'string') === true;
  if (voxels < LEAST_VOXELS || piecesOf(size, tile).length > 1 || !isFree || Math.min(...size) < SIDE) return undefined;
  const side = Math.ceil(SIDE / tile.multiple) * tile.multiple;
  const count = side ** 3;
  // From the middle, where there is something.
  const from = Math.max(0, Math.floor(voxels / 2) - count);
  const some = new Float32Array(count * channels);
  for (let channel = 0; channel < channels; channel++) some.set(values.subarray(from, from + count), channel * count);
  const start = now();
  await session.run({ [input.name]: { dimensions: [1, channels, side, side, side], values: some } });
  return ((now() - start) * voxels) / count;
}
