import type { Dataset } from '../../dicom/index.ts';
import type { Box } from '../geometry/box.ts';
import { embeddedBits } from '../pixels/overlay-planes.ts';
import type { RedactionPlan } from '../redact/plan.ts';
import type { FoundText } from './find-text.ts';

/** Covers everything that was found, what passed in its frames and the rest in all, and what a person drew besides. Overlays in pixel words go as a whole. */
export function planOf(found: FoundText, dataset: Dataset, drawn: readonly Box[] = []): RedactionPlan {
  return {
    allFrames: [...found.everywhere.map(({ box }) => box), ...found.outside.map(({ box }) => box), ...drawn],
    frames: new Map([...found.passing].map(([frame, regions]) => [frame, regions.map(({ box }) => box)])),
    overlays: [...found.overlays.map(({ box }) => box), ...drawn],
    clearBits: embeddedBits(dataset),
  };
}
