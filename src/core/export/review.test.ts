import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advanceReview,
  approvalFactsOf,
  differencesOf,
  finishReview,
  NotGenuine,
  NotOpened,
  NotTheseBytes,
  openedInstance,
  openedStudy,
  OutcomeForged,
  outcomeOf,
  reviewFactsOf,
  reviewFactsSchema,
  standingOf,
  startReview,
  subjectsOf,
} from './index.ts';
import type { Verdict } from './index.ts';
import { FIRST, RULE, SEED, twelveInputs } from './testing/batches.ts';
import { SECOND, started, look, decide, openStudies, all, reviewedBy } from './testing/steps.ts';

describe('a review', () => {
  it('is not finished before every study, every marked frame and the sample were opened and decided', () => {
    const state = started();
    const { mustSee, sample } = subjectsOf(state);
    expect([mustSee.length, sample.length]).toEqual([2, 2]);
    const finished = finishReview(state);
    expect(finished).toMatchObject({ kind: 'unfinished' });
    expect(finished.kind === 'unfinished' ? finished.missing.length : 0).toBe(6);
    expect(finishReview(all(state)).kind).toBe('reviewed');
  });

  it('takes no decision about what was not opened', () => {
    const state = started();
    const [, cine] = twelveInputs().instances;
    if (cine === undefined) throw new Error('no cine');
    expect(() => decide(state, cine, 'accept')).toThrow(NotOpened);
    // One of its two marked frames is not enough.
    expect(() => decide(look(state, cine, [1]), cine, 'accept')).toThrow(NotOpened);
    expect(() => decide(look(state, cine, [2]), cine, 'accept')).toThrow(NotOpened);
    expect(standingOf(decide(look(look(state, cine, [3]), cine, [1]), cine, 'accept'), cine)).toBe('accepted');
    expect(() => advanceReview(state, { kind: 'study-refused', studyInstanceUID: '2.25.10' })).toThrow(NotOpened);
  });

  it('counts only what was drawn from the very bytes, frames that exist, and the eyes of this person', () => {
    const { batch } = started();
    const [one] = batch.instances;
    if (one === undefined) throw new Error('empty');
    const shown = { sopInstanceUID: one.sopInstanceUID, sha256: one.sha256, frames: [1] };
    for (const wrong of [
      { sha256: 'd'.repeat(64) },
      { frames: [] },
      { frames: [2] },
      { frames: [0] },
      { sopInstanceUID: '2.25.9' },
    ])
      expect(() => openedInstance(batch, FIRST, { ...shown, ...wrong })).toThrow(NotTheseBytes);
    expect(() => openedStudy(batch, FIRST, '2.25.404')).toThrow(NotTheseBytes);
    const mine = openedInstance(batch, FIRST, shown);
    const theirs = startReview(batch, SECOND, { seed: SEED, rule: RULE });
    expect(() => advanceReview(theirs, { kind: 'instance-opened', view: mine })).toThrow(NotGenuine);
    expect(() =>
      advanceReview(started(), { kind: 'instance-opened', view: Object.assign({}, mine) as typeof mine }),
    ).toThrow(NotGenuine);
  });

  it('keeps what has the same bytes when a box was drawn, and wants the rest looked at again', () => {
    const before = all(started(), (one) => (one.input === 0 ? 'edit' : 'accept'));
    expect(finishReview(before)).toMatchObject({ missing: [{ sopInstanceUID: '2.25.30', standing: 'edited' }] });
    expect(reviewFactsOf(before).decided).toEqual({ accepted: 3, refused: 0, edited: 1 });
    const corrected = twelveInputs((list) =>
      list.map((one) => (one.input === 0 ? { ...one, sha256: 'd'.repeat(64) } : one)),
    );
    const after = advanceReview(before, { kind: 'corrected', batch: corrected });
    // Its study's table is another now, too.
    expect(finishReview(after)).toMatchObject({
      missing: [
        { kind: 'study', studyInstanceUID: '2.25.10' },
        { sopInstanceUID: '2.25.30', standing: 'unopened' },
      ],
    });
    expect(finishReview(all(after)).kind).toBe('reviewed');
  });

  it('asks for more when something was missed in the sample, and correcting it does not take that back', () => {
    const rule = { ...RULE, maximumResidualRate: 0.4 };
    const state = startReview(twelveInputs(), FIRST, { seed: SEED, rule });
    const { sample } = subjectsOf(state);
    const [missed] = sample;
    if (missed === undefined) throw new Error('no sample');
    const edited = decide(look(state, missed), missed, 'edit');
    expect(subjectsOf(edited).sample.length).toBeGreaterThan(sample.length);
    const corrected = twelveInputs((list) =>
      list.map((one) => (one.sopInstanceUID === missed.sopInstanceUID ? { ...one, sha256: 'd'.repeat(64) } : one)),
    );
    const done = all(advanceReview(edited, { kind: 'corrected', batch: corrected }));
    expect(finishReview(done).kind).toBe('reviewed');
    expect(reviewFactsOf(done).sampleFailures).toBe(1);
    expect(subjectsOf(done).sample).toContainEqual({ ...missed, sha256: 'd'.repeat(64) });
  });

  it('withholds a study without a look at its images, and lets them prove nothing', () => {
    const opened = openStudies(started());
    const state = all(advanceReview(opened, { kind: 'study-refused', studyInstanceUID: '2.25.11' }));
    const facts = reviewFactsSchema.parse(reviewFactsOf(state));
    expect(facts).toMatchObject({
      withheldUnseen: { mustSee: 1, looksClean: 4 },
      opened: { studies: 2, mustSee: 1, sampled: 1 },
    });
    const reviewed = reviewedBy(state);
    expect(approvalFactsOf(reviewed)).toMatchObject({ released: 5, withheld: 5 });
    expect(reviewed.released.every((one) => one.studyInstanceUID === '2.25.10')).toBe(true);
  });

  it('is the same for two people who decide the same, and tells where they differ', () => {
    const mine = reviewedBy(all(started()));
    const same = reviewedBy(all(started(twelveInputs(), SECOND)));
    const other = reviewedBy(all(started(twelveInputs(), SECOND), (one) => (one.input === 1 ? 'refuse' : 'accept')));
    expect(same.outcomeSha256).toBe(mine.outcomeSha256);
    expect(other.outcomeSha256).not.toBe(mine.outcomeSha256);
    expect(differencesOf(mine, outcomeOf(other), other.outcomeSha256).map(({ input }) => input)).toEqual([1]);
    expect(() => differencesOf(mine, outcomeOf(mine), other.outcomeSha256)).toThrow(OutcomeForged);
  });

  it('finishes never before each of its subjects has evidence and a verdict, whatever is clicked', () => {
    const click = fc.record({ at: fc.nat(9), what: fc.constantFrom('look', 'accept', 'refuse', 'edit', 'study') });
    const property = fc.property(fc.array(click, { maxLength: 40 }), (clicks) => {
      let state = started();
      const seen = new Set<number>();
      for (const { at, what } of clicks) {
        const one = state.batch.instances[at];
        if (one === undefined) continue;
        if (what === 'look') {
          state = look(state, one);
          seen.add(at);
        } else if (what === 'study') state = openStudies(state);
        else if (seen.has(at)) state = decide(state, one, what as Verdict);
        else expect(() => decide(state, one, what as Verdict)).toThrow(NotOpened);
      }
      const { mustSee, sample } = subjectsOf(state);
      const isDone = [...mustSee, ...sample].every((one) => ['accepted', 'refused'].includes(standingOf(state, one)));
      if (finishReview(state).kind === 'reviewed') expect(isDone).toBe(true);
      expect(reviewFactsSchema.safeParse(reviewFactsOf(state)).success).toBe(true);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
