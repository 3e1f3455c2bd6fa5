import { describe, expect, it } from 'vitest';
import { finishReview, framesToSee, subjectsOf } from '../../../../core/export/index.ts';
import { FIRST, RULE, SEED } from '../../../../core/export/testing/batches.ts';
import { answerFor, finishedRun } from '../testing/finished-run.ts';
import { journalOf, restoredFrom } from './journal.ts';
import { progressOf, queueOf } from './review-queue.ts';
import { createReviewStore } from './review-store.ts';

const sampling = { seed: SEED, rule: RULE };

function halfReviewed() {
  const run = finishedRun();
  const never = () => Promise.reject(new Error('nothing is drawn in this test'));
  const shelf = { finished: never, original: never, clear: () => undefined };
  const tell = async () => answerFor(run.batch);
  const exports = { tellReview: tell, approve: tell };
  const store = createReviewStore({ run, reviewer: FIRST, rule: RULE, seed: SEED, exports, shelf });
  const state = store.getState();
  const { mustSee, sample } = subjectsOf(state.review);
  for (const one of mustSee) {
    const tiles = framesToSee(one).map((frame) => ({ sopInstanceUID: one.sopInstanceUID, frame }));
    for (const tile of tiles) state.shown(tile, one.sha256);
    state.accept(tiles);
  }
  const [clean] = sample;
  if (clean === undefined) throw new Error('the sample is empty');
  state.shown({ sopInstanceUID: clean.sopInstanceUID, frame: 1 }, clean.sha256);
  state.refuseInstance({ sopInstanceUID: clean.sopInstanceUID, frame: 1 });
  state.studyShown(run.studies[0]?.studyInstanceUID ?? '');
  state.note('a', 'look again');
  return { run, store };
}

const overTheDisk = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('what is kept of a review', () => {
  it('brings back what was seen, decided, found wrong and noted, of the same bytes', () => {
    const { run, store } = halfReviewed();
    const now = store.getState();
    const back = restoredFrom(overTheDisk(journalOf(now)), run, FIRST, sampling);
    if (back === undefined) throw new Error('nothing came back');
    expect(progressOf(queueOf(run, back.review), back.review)).toEqual(progressOf(now.queue, now.review));
    expect(back.review.failures).toEqual(now.review.failures);
    expect(back.notes).toEqual(new Map([['a', 'look again']]));
    expect(finishReview(back.review)).toEqual(finishReview(now.review));
  });

  it('brings back nothing of another batch, and nothing that is not of its form', () => {
    const { run, store } = halfReviewed();
    const journal = journalOf(store.getState());
    expect(restoredFrom({ ...journal, batchSha256: 'f'.repeat(64) }, run, FIRST, sampling)).toBeUndefined();
    expect(restoredFrom({ ...journal, more: true }, run, FIRST, sampling)).toBeUndefined();
    expect(restoredFrom(undefined, run, FIRST, sampling)).toBeUndefined();
  });

  it('makes no evidence of bytes that are not in the batch', () => {
    const { run, store } = halfReviewed();
    const journal = journalOf(store.getState());
    const forged = {
      ...journal,
      seen: [['e'.repeat(64), [1]]],
      verdicts: [['2.25.35', 'e'.repeat(64), [[1, 'accept']]]],
    };
    const back = restoredFrom(overTheDisk(forged), run, FIRST, sampling);
    expect(back?.review.seen.size).toBe(0);
    expect(back?.review.verdicts.size).toBe(0);
  });
});
