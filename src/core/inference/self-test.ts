// The same small input through two backends: a GPU whose driver errs is found out before it looks at a patient.
import { InferenceError } from './errors.ts';
import type { Manifest } from './manifest/manifest.ts';
import type { InferenceSession, Tensor } from './session.ts';

/** Along a dimension that may vary: wide enough that every kernel sees more than border. */
const SIDE = 32;
/** A net of fixed size that is larger would take as long to test as to use. */
const MOST_VALUES = 2 ** 21;

/** Outputs for a fixed input. Undefined where the model takes nothing small enough to be tested with. */
export async function runSelfTest(
  session: InferenceSession,
  manifest: Pick<Manifest, 'inputs' | 'task'>,
): Promise<Readonly<Record<string, Tensor>> | undefined> {
  const inputs: Record<string, Tensor> = {};
  for (const { name, dimensions } of manifest.inputs) {
    const sizes = dimensions.map((one, axis) => (typeof one === 'number' ? one : axis === 0 ? 1 : SIDE));
    const count = sizes.reduce((a, b) => a * b, 1);
    if (count > MOST_VALUES) return undefined;
    inputs[name] = { dimensions: sizes, values: pattern(count, sizes.at(-1) ?? 1, rangeOf(manifest)) };
  }
  return session.run(inputs);
}

/** Between the values of two answers; Infinity where they are not even of one shape. */
export function largestDifference(
  one: Readonly<Record<string, Tensor>>,
  other: Readonly<Record<string, Tensor>>,
): number {
  let largest = 0;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  if (names.size === 0) throw new InferenceError('bad-output', 'the model answered nothing');
  for (const name of names) {
    const [a, b] = [one[name], other[name]];
    if (a === undefined || b === undefined || a.values.length !== b.values.length) return Infinity;
    for (let at = 0; at < a.values.length; at++) {
      const difference = Math.abs((a.values[at] ?? 0) - (b.values[at] ?? 0));
      // What is no number is no agreement.
      if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
    }
  }
  return largest;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What the tensor holds when a patient is looked at. */
function rangeOf({ task }: Pick<Manifest, 'task'>): Range {
  if (task.kind !== 'imaging') return { from: 0, to: 1 };
  const { values } = task.prepare;
  if (values.kind === 'clip') return { from: values.from, to: values.to };
  return values.kind === 'z-score' || values.kind === 'mean-deviation' ? { from: -2, to: 2 } : { from: 0, to: 1 };
}

/** Ramps, edges and a little noise, without chance. */
function pattern(count: number, width: number, { from, to }: Range): Float32Array {
  const values = new Float32Array(count);
  let seed = 1;
  for (let at = 0; at < count; at++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    const ramp = (at % width) / width;
    const edge = Math.floor(at / width) % 16 < 6 ? 0.4 : 0;
    values[at] = from + (to - from) * Math.min(1, 0.5 * ramp + edge + (0.1 * seed) / 2 ** 32);
  }
  return values;
}
