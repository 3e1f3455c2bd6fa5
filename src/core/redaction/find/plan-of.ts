import type { Dataset } from '../../dicom/index.ts';
import type { Box } from '../geometry/box.ts';
import { embeddedBits } from '../pixels/overlay-planes.ts';
import type { RedactionPlan } from '../redact/plan.ts';
import type { FoundText } from './find-text.ts';

/** Covers everything that was found, in all frames, and what a person drew besides. Overlays in pixel words go as a whole. */
export function planOf(found: FoundText, dataset: Dataset, drawn: readonly Box[] = []): RedactionPlan {
  return {
    allFrames: [...found.everywhere.map(({ box }) => box), ...found.outside.map(({ box }) => box), ...drawn],
    overlays: [...found.overlays.map(({ box }) => box), ...drawn],
    clearBits: embeddedBits(dataset),
  };
}
