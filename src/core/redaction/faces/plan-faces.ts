// The plan for one space: from the slices of a head to the plane that takes its face.
import { type FaceCut, faceCutOf, LEAST_MOVED } from './face-cut.ts';
import { headPartsOf } from './head-parts.ts';
import type { SliceStack } from './slice-stack.ts';
import type { Cells, Volume } from './volume.ts';

/** Why no plane is given: the images stay where they are. */
export type NoFaceCut =
  | 'no-volume' // too few slices, too far apart, or without places
  | 'no-brain' // nothing that a brain could be
  | 'no-face' // no front of a head below it
  | 'face-not-taken'; // the best plane leaves too much of the face

export interface FaceOptions {
  /** In place of thresholds and shapes: the brain in the cells of the volume, from a model that is installed. */
  readonly brainOf?: ((volume: Volume) => Promise<Cells>) | undefined;
}

export async function planFaces(
  stack: SliceStack,
  modality: string,
  { brainOf }: FaceOptions = {},
): Promise<FaceCut | NoFaceCut> {
  const volume = stack.volume();
  if (volume === undefined) return 'no-volume';
  const found = headPartsOf(volume, modality);
  if (found === undefined) return 'no-brain';
  const parts = brainOf === undefined ? found : { ...found, brain: await brainOf(volume) };
  const cut = faceCutOf(volume, parts);
  if (cut === undefined) return 'no-face';
  return cut.faceMoved >= LEAST_MOVED ? cut : 'face-not-taken';
}
