import type { Reason } from '../../../../core/redaction/index.ts';
import type { SeeReason } from '../../../../core/export/index.ts';
import type { FoundBox, HeaderDifference } from '../hand-over.ts';
import type { TileStanding } from './review-queue.ts';
import type { Trouble } from './review-store.ts';

export const REASON_WORDS: Record<Reason, string> = {
  model: 'taken for text',
  'model-border': 'taken for text, near the border',
  'outside-ultrasound-regions': 'outside the ultrasound image',
  'device-rule': 'this machine writes here',
  'constant-over-frames': 'stays while the clip moves',
  'series-vote': 'at the same place in other images',
  reviewer: 'drawn by a person',
};

export function boxWords({ reasons, score, verdict, frame }: FoundBox): string {
  const why = reasons.map((reason) => REASON_WORDS[reason]).join(', ');
  const where = frame === 'all' ? 'every frame' : `frame ${frame}`;
  const sure = reasons.some((reason) => reason.startsWith('model')) ? `, score ${score.toFixed(2)}` : '';
  return `${verdict === 'released' ? 'Left visible' : 'Covered'}: ${why}${sure}; ${where}`;
}

export const SEE_WORDS: Record<SeeReason, string> = {
  'pixels-changed': 'pixels changed',
  'low-confidence': 'low confidence',
  'doubtful-words': 'doubtful words',
  face: 'face',
  'not-examined': 'not examined',
  'not-an-image': 'not an image',
};

export const STANDING_WORDS: Record<TileStanding, string> = {
  unopened: 'not opened',
  undecided: 'opened',
  seen: 'opened',
  accepted: 'accepted',
  refused: 'refused',
  edited: 'being made anew',
  withheld: 'refused with its study',
};

export const CHANGE_WORDS: Record<HeaderDifference['change'], string> = {
  removed: 'Removed',
  emptied: 'Emptied',
  changed: 'Replaced',
  cleaned: 'Cleaned',
  kept: 'Kept',
  doubtful: 'Doubtful',
};

/** What failed, what is safe, what to do. */
export function troubleWords({ about, code }: Trouble): string {
  if (about === 'picture')
    return 'This image could not be shown as it would leave, so it cannot be accepted. Refuse it, or refuse its study.';
  if (about === 'refused')
    return 'The image was made anew and checked again, and the engine refuses it: it does not leave. The others are as they were.';
  if (about === 'correction' && code === 'text-left')
    return 'The image was made anew, but a value of its header can still be read in it. Draw a larger box, or refuse the image.';
  if (about === 'correction')
    return 'The image could not be made anew. It counts as undecided: try again, or refuse it. Nothing was released.';
  return 'The gateway did not take this. What you decided is kept in this window; try again.';
}
