import type { FinishedInstance } from '../../../../core/export/index.ts';
import type { WrittenInstance } from '../../../workers/export/protocol.ts';

type MustSee = FinishedInstance['mustSee'][number];

/**
 * Which frames a person must look at, and why. What a person drew does not count: an image stays in the stratum it came
 * from, or finding a fault would make the sample look better than it was.
 */
export function mustSeeOf(written: WrittenInstance): MustSee[] {
  const { pixels, frames, doubtful, doubtfulFrames, mayShowFace } = written;
  const all = Array.from({ length: frames }, (_, at) => at + 1);
  if (pixels.kind === 'no-pixels') return [{ frame: 1, reason: 'not-an-image' }];
  const found: MustSee[] = [];
  const add = (list: readonly number[], reason: MustSee['reason']): void => {
    for (const frame of list) found.push({ frame, reason });
  };
  if (pixels.kind === 'redacted') {
    const isFound = pixels.boxes.some(({ reasons }) => !reasons.every((reason) => reason === 'reviewer'));
    if (isFound || pixels.facesRemoved) add(all, 'pixels-changed');
  }
  // Text that stays visible because somebody switched that on is looked at in each frame it was read in.
  if (pixels.kind === 'clean' || pixels.kind === 'redacted') {
    const released = pixels.boxes.flatMap(({ frame, verdict }) => (verdict === 'released' ? [frame] : []));
    add(
      [...new Set([...released.flatMap((frame) => (frame === 'all' ? all : [frame])), ...doubtfulFrames])],
      'low-confidence',
    );
  }
  if (mayShowFace) add(all, 'face');
  // A word that a person has decided to keep was looked at as a word.
  if (doubtful.some(({ removed, decided }) => !removed && !decided)) add([1], 'doubtful-words');
  return found.sort((a, b) => a.frame - b.frame);
}
