import { InferenceError } from '../errors.ts';
import type { Decode } from '../manifest/imaging-task.ts';
import type { Tensor } from '../session.ts';
import { scoresOf } from './activation.ts';

/** In voxels of the piece, corner to corner: the outer edge of the first voxel is 0. Depth 0 to 1 for frames. */
export interface FoundBox {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
  readonly score: number;
  readonly classIndex: number;
}

type BoxRule = Extract<Decode, { kind: 'boxes' }>;

/** Boxes `[1, n, 4 or 6]` with scores `[1, n, classes]`, above the threshold, in the place of the piece. */
export function boxesOf(
  boxes: Tensor | undefined,
  scores: Tensor | undefined,
  rule: BoxRule,
  size: readonly [number, number, number],
): FoundBox[] {
  const [batch, count = 0, width] = boxes?.dimensions ?? [];
  const [scoreBatch, scored, classes = 0] = scores?.dimensions ?? [];
  if (
    boxes === undefined ||
    scores === undefined ||
    batch !== 1 ||
    scoreBatch !== 1 ||
    scored !== count ||
    (width !== 4 && width !== 6)
  )
    // prettier-ignore
    throw new InferenceError('bad-output', 'the model answered with another shape than its manifest promises');
  return Array.from({ length: count }, (_, at) => at).flatMap((at) => {
    const list = scoresOf([...scores.values.subarray(at * classes, (at + 1) * classes)], rule.activation);
    return rule.classes.flatMap(({ index }) => {
      const score = list[index] ?? 0;
      if (score < (rule.floor ?? rule.threshold)) return [];
      return [{ ...cornersOf([...boxes.values.subarray(at * width, (at + 1) * width)], rule, size), score, classIndex: index }]; // prettier-ignore
    });
  });
}

/** Numbers of a box come as x, y or as z, y, x: in two dimensions the order of common detectors is x before y. */
function cornersOf(numbers: readonly number[], { form, unit }: BoxRule, size: readonly [number, number, number]) {
  const half = numbers.length / 2;
  const isFlat = half === 2;
  const [a, b] = [numbers.slice(0, half), numbers.slice(half)];
  const from = form === 'corners' ? a : a.map((centre, axis) => centre - (b[axis] ?? 0) / 2);
  const to = form === 'corners' ? b : a.map((centre, axis) => centre + (b[axis] ?? 0) / 2);
  const ordered = (list: readonly number[], depth: number): number[] =>
    isFlat ? [depth, list[1] ?? 0, list[0] ?? 0] : [...list];
  const scaled = (list: readonly number[]): [number, number, number] =>
    list.map((value, axis) => (unit === 'share' && !(isFlat && axis === 0) ? value * (size[axis] ?? 1) : value)) as [number, number, number]; // prettier-ignore
  return { from: scaled(ordered(from, 0)), to: scaled(ordered(to, 1)) };
}

/** Non-maximum suppression within each class, the surest first. */
export function suppressed(boxes: readonly FoundBox[], overlap: number, most: number): FoundBox[] {
  const kept: FoundBox[] = [];
  for (const box of [...boxes].sort((a, b) => b.score - a.score)) {
    if (kept.length === most) break;
    if (kept.every((other) => other.classIndex !== box.classIndex || overlapOf(other, box) <= overlap)) kept.push(box);
  }
  return kept;
}

/** Intersection over union. */
export function overlapOf(a: FoundBox, b: FoundBox): number {
  const both = [0, 1, 2].reduce(
    (product, axis) =>
      product *
      Math.max(0, Math.min(a.to[axis] ?? 0, b.to[axis] ?? 0) - Math.max(a.from[axis] ?? 0, b.from[axis] ?? 0)),
    1,
  );
  const sizeOf = ({ from, to }: FoundBox): number =>
    [0, 1, 2].reduce((product, axis) => product * Math.max(0, (to[axis] ?? 0) - (from[axis] ?? 0)), 1);
  const union = sizeOf(a) + sizeOf(b) - both;
  return union <= 0 ? 0 : both / union;
}
