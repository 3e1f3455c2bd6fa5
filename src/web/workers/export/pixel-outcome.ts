import type { PixelVerdict } from '../../../core/deid/index.ts';
import type { Looked } from '../../../core/deid/pixels/index.ts';
import type { Region } from '../../../core/redaction/index.ts';
import type { DrawnBoxes, FoundBox, PixelOutcome } from './protocol.ts';

/** Regions below this are covered like all others, and shown to a person as unsure: twice the detector's own threshold. */
const SURE = 0.5;

export function pixelOutcomeOf(
  hasPixels: boolean,
  verdict: PixelVerdict | undefined,
  looked: Looked | undefined,
  drawn: DrawnBoxes | undefined,
): PixelOutcome {
  if (!hasPixels) return { kind: 'no-pixels' };
  if (verdict === undefined || verdict.kind === 'unexamined') return { kind: 'unexamined' };
  const boxes = [...boxesOf(looked), ...(drawn === undefined ? [] : drawnBoxes(drawn))];
  const released = verdict.released ?? [];
  return verdict.kind === 'clean'
    ? { kind: 'clean', boxes, released }
    : { kind: 'redacted', boxes, released, facesRemoved: verdict.facesRemoved };
}

function boxesOf(looked: Looked | undefined): FoundBox[] {
  const found = looked?.found;
  if (found === undefined) return [];
  const covered =
    (frame: FoundBox['frame']) =>
    ({ box, score, reasons }: Region): FoundBox => ({ frame, box, score, reasons, verdict: 'covered' });
  const passing = [...found.passing].flatMap(([frame, regions]) => regions.map(covered(frame + 1)));
  const released = found.frames.flatMap(({ frame, released: texts }) =>
    texts.map(({ region: { box, score, reasons } }): FoundBox => ({
      frame: frame + 1,
      box,
      score,
      reasons,
      verdict: 'released',
    })),
  );
  return [...[...found.everywhere, ...found.outside, ...found.overlays].map(covered('all')), ...passing, ...released];
}

function drawnBoxes({ add }: DrawnBoxes): FoundBox[] {
  return add.map(({ frame, box }) => ({ frame, box, score: 1, reasons: ['reviewer'], verdict: 'covered' }));
}

/** Frames, from 1, in which something was taken for text without much conviction. */
export function doubtfulFramesOf(looked: Looked | undefined): number[] {
  return (looked?.found?.frames ?? [])
    .filter(({ regions }) => regions.some(({ score }) => score < SURE))
    .map(({ frame }) => frame + 1);
}
