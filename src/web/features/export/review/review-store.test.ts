import { describe, expect, it } from 'vitest';
import { framesToSee, subjectsOf, type FinishedInstance } from '../../../../core/export/index.ts';
import { FIRST, RULE, SEED } from '../../../../core/export/testing/batches.ts';
import { answerFor, finishedRun } from '../testing/finished-run.ts';
import type { PictureShelf } from './picture-shelf.ts';
import { progressOf } from './review-queue.ts';
import { createReviewStore } from './review-store.ts';
import { sampleArithmetic } from './sample-words.ts';

const shelf: PictureShelf = {
  finished: () => Promise.reject(new Error('nothing is drawn in this test')),
  original: () => Promise.reject(new Error('nothing is drawn in this test')),
  clear: () => undefined,
};

function desk() {
  const run = finishedRun();
  const told: string[] = [];
  const tell = (what: string) => async () => {
    told.push(what);
    return answerFor(run.batch);
  };
  const exports = { tellReview: tell('review'), approve: tell('approval') };
  const store = createReviewStore({ run, reviewer: FIRST, rule: RULE, seed: SEED, exports, shelf });
  const state = () => store.getState();
  const uid = (at: number): string => `2.25.3${at}`;
  const show = (instance: FinishedInstance, frames = framesToSee(instance)): void => {
    for (const frame of frames) state().shown({ sopInstanceUID: instance.sopInstanceUID, frame }, instance.sha256);
  };
  const instance = (at: number): FinishedInstance => {
    const found = state().review.batch.instances.find(({ sopInstanceUID }) => sopInstanceUID === uid(at));
    if (found === undefined) throw new Error('no such instance');
    return found;
  };
  const tiles = (one: FinishedInstance) =>
    framesToSee(one).map((frame) => ({ sopInstanceUID: one.sopInstanceUID, frame }));
  const acceptAll = (): void => {
    const { mustSee, sample } = subjectsOf(state().review);
    for (const one of [...mustSee, ...sample]) {
      show(one);
      state().accept(tiles(one));
    }
    for (const { studyInstanceUID } of run.studies) state().studyShown(studyInstanceUID);
  };
  return { run, store, state, told, show, instance, tiles, acceptAll, uid };
}

describe('a review', () => {
  it('goes through each study: its header, what the engines point at, then the sample', () => {
    const { state } = desk();
    const { items } = state().queue;
    expect(items.map(({ kind }) => kind)).toContain('images');
    expect(items[0]?.kind).toBe('study');
    const seen = items.flatMap((item) => (item.kind === 'images' ? item.tiles : []));
    // One frame, two marked frames of a cine, and 25 % of eight clean images.
    expect(seen).toHaveLength(1 + 2 + 2);
  });

  it('accepts nothing that was not drawn, however often it is asked', () => {
    const { state, instance, tiles, show } = desk();
    const cine = instance(1);
    state().accept(tiles(cine));
    expect(progressOf(state().queue, state().review).decided).toBe(0);
    show(cine, [1]);
    state().accept(tiles(cine));
    expect(progressOf(state().queue, state().review).decided).toBe(1);
    state().refuseInstance({ sopInstanceUID: instance(0).sopInstanceUID, frame: 1 });
    expect(progressOf(state().queue, state().review).decided).toBe(1);
  });

  it('takes a picture of other bytes for no evidence, and says so', () => {
    const { state, instance } = desk();
    state().shown({ sopInstanceUID: instance(0).sopInstanceUID, frame: 1 }, 'f'.repeat(64));
    expect(state().trouble).toMatchObject({ about: 'picture', code: 'not-these-bytes' });
    expect(state().review.seen.size).toBe(0);
  });

  it('makes an image anew for a box: new bytes, a new table, and it has to be opened again', async () => {
    const { state, instance, show, acceptAll, told, run } = desk();
    acceptAll();
    const before = instance(0);
    await state().addBox(
      { sopInstanceUID: before.sopInstanceUID, frame: 1 },
      { x: 5, y: 50, width: 20, height: 8 },
      'image',
    );
    const after = instance(0);
    expect(after.sha256).not.toBe(before.sha256);
    expect(await state().approve()).toBeUndefined();
    expect(progressOf(state().queue, state().review)).toMatchObject({ decided: 4, toDecide: 5, studiesOpen: 1 });
    show(after);
    state().accept([{ sopInstanceUID: after.sopInstanceUID, frame: 1 }]);
    for (const { studyInstanceUID } of run.studies) state().studyShown(studyInstanceUID);
    const done = await state().approve();
    expect(done?.reviewed.released).toHaveLength(10);
    expect(told).toEqual(['review', 'approval']);
  });

  it('covers a box in all images of a series of the same size', async () => {
    const { state, instance, show } = desk();
    const before = instance(2).sha256;
    show(instance(0));
    await state().addBox(
      { sopInstanceUID: instance(0).sopInstanceUID, frame: 1 },
      { x: 0, y: 0, width: 9, height: 9 },
      'series',
    );
    expect(instance(2).sha256).not.toBe(before);
    expect(instance(4).sha256).not.toBe(before);
  });

  it('turns a doubtful word for the whole export and back: another batch, and only images with the word are looked at again', async () => {
    const { state, instance, acceptAll } = desk();
    acceptAll();
    const before = state().review;
    await state().turnWord('Zorblat');
    expect(state().run.exceptions).toEqual(['zorblat']);
    expect(instance(0).sha256).not.toBe(before.batch.instances[0]?.sha256);
    expect(state().review.batch.sha256).not.toBe(before.batch.sha256);
    expect(state().review.verdicts.get('2.25.30')).toBeUndefined();
    expect(state().review.verdicts.get('2.25.31')).toEqual(before.verdicts.get('2.25.31'));
    await state().turnWord('ZORBLAT');
    expect(state().run.exceptions).toEqual([]);
    await state().undo();
    expect(state().run.exceptions).toEqual(['zorblat']);
    await state().undo();
    expect(state().review.batch.sha256).toBe(before.batch.sha256);
    expect(state().review.verdicts.get('2.25.30')).toEqual(before.verdicts.get('2.25.30'));
  });

  it('takes a box back by making the image once more, with the same bytes as before and the verdict they had', async () => {
    const { state, instance, acceptAll } = desk();
    acceptAll();
    const before = instance(0);
    await state().addBox(
      { sopInstanceUID: before.sopInstanceUID, frame: 1 },
      { x: 5, y: 50, width: 20, height: 8 },
      'image',
    );
    await state().undo();
    expect(instance(0).sha256).toBe(before.sha256);
    expect(progressOf(state().queue, state().review)).toMatchObject({ decided: 5, studiesOpen: 2 });
  });

  it('counts an image as undecided while its new bytes are not there', async () => {
    const { state, instance, show, acceptAll, store } = desk();
    acceptAll();
    const failing = {
      ...state().run,
      correct: () => Promise.reject(Object.assign(new Error('x'), { code: 'text-left' })),
    };
    store.setState({ run: failing });
    show(instance(0));
    await state().addBox(
      { sopInstanceUID: instance(0).sopInstanceUID, frame: 1 },
      { x: 1, y: 1, width: 9, height: 9 },
      'image',
    );
    expect(state().trouble).toMatchObject({ about: 'correction', code: 'text-left' });
    expect(await state().approve()).toBeUndefined();
    state().refuseInstance({ sopInstanceUID: instance(0).sopInstanceUID, frame: 1 });
    expect((await state().approve())?.reviewed.withheld).toHaveLength(1);
  });

  it('undoes a slip of the finger without forgetting what was looked at', async () => {
    const { state, instance, show } = desk();
    const [clean] = subjectsOf(state().review).sample;
    if (clean === undefined) throw new Error('the sample is empty');
    show(clean);
    state().refuseInstance({ sopInstanceUID: clean.sopInstanceUID, frame: 1 });
    expect(sampleArithmetic(state().review).failures).toBe(1);
    show(instance(0));
    await state().undo();
    expect(sampleArithmetic(state().review).failures).toBe(0);
    expect(state().review.seen.has(instance(0).sha256)).toBe(true);
    expect(state().review.seen.has(clean.sha256)).toBe(true);
  });

  it('refuses a study as a whole once its header was seen, and then asks for none of its images', () => {
    const { state, run } = desk();
    const study = run.studies[0]?.studyInstanceUID ?? '';
    state().go('sample of another');
    state().refuseStudy(study);
    expect(state().itemKey).toBe(`study ${study}`);
    expect(state().review.verdicts.size).toBe(0);
    state().studyShown(study);
    state().refuseStudy(study);
    const left = state().queue.items.filter(
      (item) => item.studyInstanceUID === study && item.kind === 'images' && item.why === 'sample',
    );
    expect(left).toEqual([]);
  });

  it('opens more than the site asks for, never less', () => {
    const { state } = desk();
    expect(sampleArithmetic(state().review)).toMatchObject({ population: 8, required: 2, opened: 0 });
    state().setRate(1);
    expect(sampleArithmetic(state().review).required).toBe(8);
    state().setRate(0.01);
    expect(sampleArithmetic(state().review).required).toBe(8);
  });
});
