// Whether a series is one that the model was made for. What is not is refused before anything is run.
import type { Takes } from '../manifest/imaging-task.ts';
import type { SliceHeader } from '../volume/slice-header.ts';
import type { VolumePlan } from '../volume/plan-volume.ts';
import { lengthOf } from '../volume/vector.ts';
import { SeriesRefused, type SeriesReason } from './refused.ts';

/** What headers say. Throws `SeriesRefused` with all reasons at once. */
export function checkHeaders(headers: readonly SliceHeader[], takes: Takes): void {
  const every = (fits: (header: SliceHeader) => boolean): boolean => headers.every(fits);
  const reasons: SeriesReason[] = [];
  const demand = (isMet: boolean, reason: SeriesReason): void => void (isMet || reasons.push(reason));
  demand(
    every(({ modality }) => modality !== undefined && takes.modality.includes(modality)),
    'modality',
  );
  demand(
    every(({ bodyPart }) => isNamed(bodyPart, takes.bodyPart, takes.mayBeAbsent?.includes('bodyPart'))),
    'body-part',
  );
  demand(
    every(({ view }) => isNamed(view, takes.view, takes.mayBeAbsent?.includes('view'))),
    'view',
  );
  demand(
    every(({ bitsStored }) => isWithin(bitsStored, takes.bitsStored)),
    'bits-stored',
  );
  demand(
    every(({ isColour }) => !isColour),
    'colour',
  );
  demand(every(({ plane }) => (plane?.spacingMm ?? [undefined]).every((mm) => isWithin(mm, takes.pixelSpacingMm))), 'pixel-spacing'); // prettier-ignore
  demand(!headers.some(({ imageType }) => takes.notImageType?.some((word) => imageType.includes(word))), 'image-type');
  demand(
    !headers.some(({ described }) => takes.notDescribedAs?.some((word) => described.includes(word))),
    'description',
  );
  refuse(reasons);
}

/** What the volume is like as a whole. */
export function checkPlan({ grid, slices, orientation }: VolumePlan, takes: Takes): void {
  const spacing = lengthOf(grid.steps[0]);
  const reasons: SeriesReason[] = [];
  if (!isWithin(slices.length, takes.slices)) reasons.push('slice-count');
  if (slices.length > 1 && !isWithin(spacing, takes.sliceSpacingMm)) reasons.push('slice-spacing');
  if (!isWithin(spacing * (slices.length - 1), takes.extentMm)) reasons.push('extent');
  if (takes.orientation !== undefined && !takes.orientation.includes(orientation)) reasons.push('orientation');
  refuse(reasons);
}

function refuse([first, ...others]: readonly SeriesReason[]): void {
  if (first === undefined) return;
  throw new SeriesRefused([first, ...others], `the model does not take this series: ${[first, ...others].join(', ')}`);
}

function isNamed(value: string | undefined, names: readonly string[] | undefined, mayBeAbsent = false): boolean {
  if (names === undefined) return true;
  return value === undefined ? mayBeAbsent : names.includes(value);
}

function isWithin(value: number | undefined, range: Takes['slices']): boolean {
  if (range === undefined) return true;
  if (value === undefined) return false;
  // Spacings are written with few digits.
  const dust = 1e-6 * Math.abs(value);
  return value >= (range.least ?? -Infinity) - dust && value <= (range.most ?? Infinity) + dust;
}
