// The answer of a model for one piece as labels of the whole tensor.
import { InferenceError } from '../errors.ts';
import type { LabelMapDecode } from '../manifest/imaging-task.ts';
import type { MapRun } from '../volume/run-pieces.ts';
import { scoreOf } from './activation.ts';

type Size = readonly [number, number, number];

export function labelPiece(
  run: MapRun,
  rule: LabelMapDecode,
  labels: Uint8Array,
  [, height, width]: Size,
  known: ReadonlySet<number>,
): void {
  // prettier-ignore
  const { values, channels, offset } = run.map(rule.output);
  if (channels > 256) throw new InferenceError('bad-output', 'the model gives more classes than labels can hold');
  const { coreFrom, coreSize } = run.piece;
  const isKnown = Uint8Array.from({ length: 256 }, (_, label) => (known.has(label) ? 1 : 0));
  const { by } = rule;
  const decide = by.kind === 'greatest' ? greatest : above(by);
  // One map of shares is the common case, and 13 million voxels are a common chest: no list, no call for each.
  const limit = by.kind === 'threshold' && by.activation === 'none' && channels === 1 ? by.threshold : undefined;
  for (let d = 0; d < coreSize[0]; d++)
    for (let h = 0; h < coreSize[1]; h++) {
      const starts = Array.from({ length: channels }, (_, channel) => offset(channel, d, h));
      const into = ((coreFrom[0] + d) * height + coreFrom[1] + h) * width + coreFrom[2];
      if (limit !== undefined) {
        const start = starts[0] ?? 0;
        // Shares are held between 0 and 1 before they are compared, which changes nothing but for a threshold at an end.
        for (let w = 0; w < coreSize[2]; w++)
          if (Math.min(1, Math.max(0, values[start + w] as number)) >= limit) labels[into + w] = isKnown[1] as number; // inside the answer
        continue;
      }
      for (let w = 0; w < coreSize[2]; w++) {
        const label = decide(values, starts, w);
        // Classes that no finding is made of are background.
        labels[into + w] = isKnown[label] === 1 ? label : 0;
      }
    }
}

function greatest(values: Float32Array, starts: readonly number[], w: number): number {
  let best = 0;
  let most = -Infinity;
  for (let channel = 0; channel < starts.length; channel++) {
    const value = values[(starts[channel] as number) + w] as number; // inside the answer
    if (value > most) [best, most] = [channel, value];
  }
  return best;
}

/** One channel: label 1 above the threshold. Several: the last one is label 1, as in models of two classes. */
function above({ activation, threshold }: Extract<LabelMapDecode['by'], { kind: 'threshold' }>) {
  return (values: Float32Array, starts: readonly number[], w: number): number => {
    const found = starts.map((start) => values[start + w] ?? 0);
    return scoreOf(found, found.length - 1, activation) >= threshold ? 1 : 0;
  };
}
