// Carries out the steps of the manifest on a label map, one after the other, in place.
import type { LabelStep } from '../manifest/label-steps.ts';
import type { Grid } from '../volume/grid.ts';
import { placeOf } from '../volume/grid.ts';
import { lengthOf } from '../volume/vector.ts';
import { bySize, componentsOf } from './components.ts';
import type { Lattice } from './distance.ts';
import { maskOf, maskOfKept } from './mask.ts';
import { closed, forFaces, grown, holesOf, opened, separated } from './morphology.ts';

/** What a step could not do, said beside the result. */
export type StepNotice = 'parts-not-separated';

export function takeSteps(labels: Uint8Array, grid: Grid, steps: readonly LabelStep[]): StepNotice[] {
  const lattice: Lattice = { size: grid.size, spacingMm: grid.steps.map(lengthOf) as [number, number, number] };
  const notices: StepNotice[] = [];
  let parts: Parts | undefined;
  for (const step of steps) {
    const done = takeStep(labels, grid, lattice, step, parts?.label === step.label ? parts : undefined);
    notices.push(...done.notices);
    ({ parts } = done);
  }
  return notices;
}

/** What `separate` cut: parts that were taken apart may still touch, and are told apart by their numbers only. */
interface Parts {
  readonly label: number;
  readonly numbers: Uint8Array;
}

interface Done {
  readonly notices: readonly StepNotice[];
  /** For the step that follows at once; any change of the labels in between ends them. */
  readonly parts?: Parts;
}

const DONE: Done = { notices: [] };

function takeStep(labels: Uint8Array, grid: Grid, lattice: Lattice, step: LabelStep, parts: Parts | undefined): Done {
  const mask = maskOf(labels, step.label);
  switch (step.do) {
    case 'drop-touching':
      replace(labels, step.label, withoutTouching(mask, lattice, step));
      return DONE;
    case 'largest':
      replace(labels, step.label, largest(mask, lattice, step));
      return DONE;
    case 'separate': {
      const result = separated(mask, lattice, step);
      replace(labels, step.label, result.mask);
      return {
        notices: result.isSeparated ? [] : ['parts-not-separated'],
        parts: { label: step.label, numbers: result.parts },
      };
    }
    case 'close':
      add(labels, step.label, closed(mask, lattice, step.radiusMm));
      return DONE;
    case 'grow':
      add(labels, step.label, grown(mask, lattice, step.radiusMm));
      return DONE;
    case 'open':
      replace(labels, step.label, opened(mask, lattice, step.radiusMm));
      return DONE;
    case 'fill-holes':
      add(labels, step.label, holesOf(mask, lattice, step.per));
      return DONE;
    case 'sides':
      intoSides(labels, parts === undefined ? componentsOf(mask, grid, 26) : piecesOf(parts.numbers), grid, step);
      return DONE;
  }
}

function replace(labels: Uint8Array, label: number, mask: Uint8Array): void {
  for (let at = 0; at < labels.length; at++)
    if (labels[at] === label && mask[at] === 0) labels[at] = 0;
    else if (labels[at] === 0 && mask[at] !== 0) labels[at] = label;
}

/** Never over another label. */
function add(labels: Uint8Array, label: number, mask: Uint8Array): void {
  for (let at = 0; at < labels.length; at++) if (labels[at] === 0 && mask[at] !== 0) labels[at] = label;
}

function withoutTouching(
  mask: Uint8Array,
  lattice: Lattice,
  { faces, connectivity }: Extract<LabelStep, { do: 'drop-touching' }>,
): Uint8Array {
  // prettier-ignore
  const { pieces, voxels } = componentsOf(mask, lattice, connectivity);
  const isKept = new Uint8Array(voxels.length).fill(1, 1);
  forFaces(lattice.size, faces, (at) => {
    isKept[pieces[at] ?? 0] = 0;
  });
  return maskOfKept(pieces, isKept);
}

function largest(mask: Uint8Array, lattice: Lattice, rule: Extract<LabelStep, { do: 'largest' }>): Uint8Array {
  const found = componentsOf(mask, lattice, rule.connectivity);
  const order = bySize(found);
  const voxelMl = lattice.spacingMm.reduce((product, mm) => product * mm, 1) / 1000;
  const most = found.voxels[order[0] ?? 0] ?? 0;
  const kept = new Uint8Array(found.voxels.length);
  for (const piece of order.slice(0, rule.most)) {
    const size = found.voxels[piece] ?? 0;
    if (size * voxelMl >= rule.leastMl && size >= rule.leastShare * most) kept[piece] = 1;
  }
  return maskOfKept(found.pieces, kept);
}

interface PartsCounted {
  readonly pieces: Int32Array | Uint8Array;
  readonly voxels: Float64Array;
}

function piecesOf(numbers: Uint8Array): PartsCounted {
  const voxels = new Float64Array(256);
  for (let at = 0; at < numbers.length; at++) {
    const part = numbers[at] as number; // inside the array
    if (part !== 0) voxels[part] = (voxels[part] as number) + 1;
  }
  const count = voxels.findLastIndex((of) => of > 0) + 1;
  return { pieces: numbers, voxels: voxels.subarray(0, Math.max(1, count)) };
}

/**
 * By the middle of each piece in the patient: against the middle of all pieces, or where there is one piece only, against
 * the middle of the images.
 */
function intoSides(
  labels: Uint8Array,
  { pieces, voxels }: PartsCounted,
  grid: Grid,
  { right, left }: Extract<LabelStep, { do: 'sides' }>,
): void {
  // prettier-ignore
  const sums = Array.from(voxels, (): [number, number, number] => [0, 0, 0]);
  const [depth, height, width] = grid.size;
  let at = 0;
  for (let d = 0; d < depth; d++)
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++, at++) {
        const piece = pieces[at] as number; // inside the array
        const sum = piece === 0 ? undefined : sums[piece];
        if (sum === undefined) continue;
        sum[0] += d;
        sum[1] += h;
        sum[2] += w;
      }
  const leftOf = (middle: readonly [number, number, number]): number => placeOf(grid, middle)[0];
  const middles = sums.map((sum, piece) => leftOf(sum.map((total) => total / (voxels[piece] ?? 1)) as [number, number, number])); // prettier-ignore
  const order = bySize({ voxels });
  const [first, second] = order;
  const border =
    first !== undefined && second !== undefined
      ? ((middles[first] ?? 0) + (middles[second] ?? 0)) / 2
      : leftOf([(depth - 1) / 2, (height - 1) / 2, (width - 1) / 2]);
  for (let voxel = 0; voxel < labels.length; voxel++) {
    const piece = pieces[voxel] as number; // inside the array
    // The patient's left has the greater x, PS3.3 C.7.6.2.1.1.
    if (piece !== 0) labels[voxel] = (middles[piece] ?? 0) > border ? left : right;
  }
}
