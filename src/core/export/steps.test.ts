import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  approvalFactsOf,
  approvedExport,
  checkExport,
  deidentifiedBatch,
  NotGenuine,
  NotPermitted,
  permitRelease,
  planRelease,
  startReview,
} from './index.ts';
import type { DeidentifiedBatch, PassedChecks, ReviewedBatch } from './index.ts';
import { CONTEXT, FIRST, RULE, SEED, twelveInputs } from './testing/batches.ts';
import {
  started,
  all,
  reviewedBy,
  wordFor,
  approvedOf,
  found,
  passedOf,
  plannedOf,
  wordOf,
  filesOf,
} from './testing/steps.ts';

describe('what does not compile, and does not run either', () => {
  it('a step without the one before it', () => {
    const batch = twelveInputs();
    // @ts-expect-error a batch is not reviewed
    expect(() => approvalFactsOf(batch)).toThrow(NotGenuine);
    // @ts-expect-error a review that is not finished is not reviewed
    expect(() => approvedExport(started(), wordFor(reviewedBy(all(started()))))).toThrow(NotGenuine);
    const reviewed = reviewedBy(all(started()));
    // @ts-expect-error reviewed is not approved
    expect(() => checkExport(reviewed, found(approvedOf()), false)).toThrow(NotGenuine);
    const approved = approvedOf();
    // @ts-expect-error approved is not checked
    expect(() => planRelease(approved, CONTEXT)).toThrow(NotGenuine);
    const passed = passedOf();
    // @ts-expect-error checked is not planned
    expect(() => permitRelease(passed, wordOf(plannedOf()))).toThrow(NotGenuine);
    expect(() =>
      // @ts-expect-error a cohort is a thing, not a number
      deidentifiedBatch(12, { profile: CONTEXT.terms.profile, modelSha256: [], instances: [], refused: [] }),
    ).toThrow(NotGenuine);
  });

  it('a planned release that nobody permitted', async () => {
    const planned = plannedOf();
    // @ts-expect-error planned is not permitted
    await expect(filesOf(planned)).rejects.toBeInstanceOf(NotPermitted);
    // @ts-expect-error a look-alike has the shape and not the origin
    await expect(filesOf({ planned, releaseId: 'r'.repeat(32) })).rejects.toBeInstanceOf(NotPermitted);
  });

  it('copies, spreads and casts of the real thing', () => {
    const [batch, reviewed, approved, passed] = [twelveInputs(), reviewedBy(all(started())), approvedOf(), passedOf()];
    const copy = <T extends object>(value: T): T => Object.assign({}, value);
    expect(() => startReview(copy(batch), FIRST, { seed: SEED, rule: RULE })).toThrow(NotGenuine);
    expect(() =>
      approvedExport(Object.assign({}, reviewed, { withheld: [] }) as ReviewedBatch, wordFor(reviewed)),
    ).toThrow(NotGenuine);
    expect(() => checkExport(copy(approved), found(approved), false)).toThrow(NotGenuine);
    expect(() => planRelease(Object.create(passed) as PassedChecks, CONTEXT)).toThrow(NotGenuine);
    expectTypeOf<DeidentifiedBatch>().not.toEqualTypeOf<ReviewedBatch>();
  });
});
