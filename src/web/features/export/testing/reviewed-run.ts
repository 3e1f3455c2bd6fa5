import { finishReview, framesToSee, subjectsOf } from '../../../../core/export/index.ts';
import { FIRST, RULE, SEED } from '../../../../core/export/testing/batches.ts';
import type { FinishedReview, Recheck } from '../hand-over.ts';
import { createReviewStore } from '../review/review-store.ts';
import { answerFor, finishedRun } from './finished-run.ts';

/** The run of `finishedRun`, looked at and accepted as a person does it. */
export function reviewedRun(change: Partial<Recheck> = {}): FinishedReview {
  const run = finishedRun(change);
  const shelf = {
    finished: () => Promise.reject(new Error()),
    original: () => Promise.reject(new Error()),
    clear: () => undefined,
  };
  const tell = async () => answerFor(run.batch);
  const exports = { tellReview: tell, approve: tell };
  const state = () => store.getState();
  const store = createReviewStore({ run, reviewer: FIRST, rule: RULE, seed: SEED, exports, shelf });
  const { mustSee, sample } = subjectsOf(state().review);
  for (const one of [...mustSee, ...sample]) {
    const tiles = framesToSee(one).map((frame) => ({ sopInstanceUID: one.sopInstanceUID, frame }));
    for (const tile of tiles) state().shown(tile, one.sha256);
    state().accept(tiles);
  }
  for (const { studyInstanceUID } of run.studies) state().studyShown(studyInstanceUID);
  const finished = finishReview(state().review);
  if (finished.kind !== 'reviewed') throw new Error('the fixture is not reviewed');
  return { run, reviewed: finished.reviewed };
}
