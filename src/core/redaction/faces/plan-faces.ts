// The plan for one space: from the slices of a head to the plane that takes its face.
import { type FaceCut, faceCutOf, LEAST_MOVED } from './face-cut.ts';
import { headPartsOf } from './head-parts.ts';
import { asScanned, pitchOf, straightened } from './pitch.ts';
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
  // Seen along the axes of the scanner, and along those of the brain: one of them looks the person in the face.
  const pitch = pitchOf(parts.brain, volume);
  const bowed = faceCutOf(volume, straightened(volume, parts, pitch));
  const seen = [faceCutOf(volume, parts), bowed && { ...bowed, plane: asScanned(bowed.plane, pitch) }];
  const cuts = seen.filter((cut) => cut !== undefined).sort((a, b) => b.faceMoved - a.faceMoved);
  const [best] = cuts;
  if (best === undefined) return 'no-face';
  return best.faceMoved >= LEAST_MOVED ? best : 'face-not-taken';
}
