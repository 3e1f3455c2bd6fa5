// A volume through a model piece by piece. Memory is that of one piece, and of what the caller keeps of each answer.
import { type Budget, createWatch } from '../budget.ts';
import { InferenceError } from '../errors.ts';
import type { Prepare } from '../manifest/imaging-task.ts';
import type { UnsignedManifest } from '../manifest/manifest.ts';
import type { InferenceSession, Tensor } from '../session.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** The part of an output that counts: channel after channel, each of the size of the core. */
export interface Answer {
  readonly channels: number;
  /** Index of a voxel of the core in channel `c`: `offset(c, d, h) + w`. */
  readonly offset: (channel: number, d: number, h: number) => number;
  readonly values: Float32Array;
}

export interface MapRun {
  readonly piece: Piece;
  /** Throws `bad-output` when the model gave no map of this name with the size of its input. */
  map(output: string): Answer;
  tensor(output: string): Tensor | undefined;
}

type Size = readonly [number, number, number];

/** `values` are those of the whole tensor, scaled. Frames have depth 1 and go in without it. */
export async function runPieces(
  session: InferenceSession,
  manifest: Pick<UnsignedManifest, 'inputs'>,
  tile: Prepare['tile'],
  isFlat: boolean,
  { values, size, channels }: { readonly values: Float32Array; readonly size: Size; readonly channels: number },
  onAnswer: (run: MapRun) => void,
  budget: Budget = {},
): Promise<void> {
  const watch = createWatch(budget);
  const pieces = piecesOf(size, tile);
  const input = manifest.inputs[0]?.name ?? '';
  for (const [index, piece] of pieces.entries()) {
    watch();
    const padded = piece.size.map((n, axis) => (isFlat && axis === 0 ? n : Math.ceil(n / tile.multiple) * tile.multiple)) as [number, number, number]; // prettier-ignore
    const dimensions = [1, channels, ...(isFlat ? padded.slice(1) : padded)];
    const outputs = await session.run({ [input]: { dimensions, values: cut(values, size, piece, padded, channels) } });
    watch();
    onAnswer({ piece, map: (name) => answerOf(outputs[name], piece, padded, isFlat), tensor: (name) => outputs[name] });
    budget.onProgress?.(index + 1, pieces.length);
  }
}

function cut(values: Float32Array, [nd, nh, nw]: Size, { from, size }: Piece, padded: Size, channels: number) {
  const isWhole = size.every((n, axis) => n === [nd, nh, nw][axis] && n === padded[axis]);
  if (isWhole && channels === 1) return values;
  const [depth, height, width] = padded;
  const out = new Float32Array(depth * height * width * channels);
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++) {
      const z = from[0] + Math.min(d, size[0] - 1);
      const y = from[1] + Math.min(h, size[1] - 1);
      const start = (z * nh + y) * nw + from[2];
      const at = (d * height + h) * width;
      out.set(values.subarray(start, start + size[2]), at);
      if (width > size[2]) out.fill(out[at + size[2] - 1] ?? 0, at + size[2], at + width);
    }
  // Models that were trained on colour get the grey in every channel.
  for (let c = 1; c < channels; c++) out.copyWithin(c * depth * height * width, 0, depth * height * width);
  return out;
}

function answerOf(tensor: Tensor | undefined, { from, coreFrom }: Piece, padded: Size, isFlat: boolean): Answer {
  const [batch, channels = 0, ...spatial] = tensor?.dimensions ?? [];
  const expected = isFlat ? padded.slice(1) : padded;
  if (
    tensor === undefined ||
    batch !== 1 ||
    channels < 1 ||
    spatial.length !== expected.length ||
    spatial.some((n, axis) => n !== expected[axis])
  )
    // prettier-ignore
    throw new InferenceError('bad-output', 'the model answered with another shape than its manifest promises');
  const [depth, height, width] = padded;
  const [d0, h0, w0] = [coreFrom[0] - from[0], coreFrom[1] - from[1], coreFrom[2] - from[2]];
  return {
    channels,
    values: tensor.values,
    offset: (c, d, h) => ((c * depth + d0 + d) * height + h0 + h) * width + w0,
  };
}
