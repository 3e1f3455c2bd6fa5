// Steps from a batch to a release, for tests that begin in the middle.
import {
  advanceReview,
  approvedExport,
  studiesOf,
  checkExport,
  finishReview,
  framesToSee,
  openedInstance,
  openedStudy,
  planRelease,
  releaseFiles,
  standingOf,
  startReview,
  subjectsOf,
} from '../index.ts';
import type {
  ApprovedExport,
  DeidentifiedBatch,
  FinalChecks,
  FinishedInstance,
  PassedChecks,
  PlannedRelease,
  ReleasePermit,
  ReleaseSource,
  ReleaseWord,
  ReviewedBatch,
  ReviewState,
  Verdict,
} from '../index.ts';
import { bytesOf, CONTEXT, FIRST, RULE, SEED, twelveInputs } from './batches.ts';

export const SECOND = { sub: 'u2', sid: 's2', name: 'Dr. Second' };

export const started = (batch: DeidentifiedBatch = twelveInputs(), reviewer = FIRST): ReviewState =>
  startReview(batch, reviewer, { seed: SEED, rule: RULE });

export function look(state: ReviewState, one: FinishedInstance, frames = framesToSee(one)): ReviewState {
  const shown = { sopInstanceUID: one.sopInstanceUID, sha256: one.sha256, frames };
  return advanceReview(state, { kind: 'instance-opened', view: openedInstance(state.batch, state.reviewer, shown) });
}

export function decide(state: ReviewState, one: FinishedInstance, verdict: Verdict): ReviewState {
  return advanceReview(state, { kind: 'decided', sopInstanceUID: one.sopInstanceUID, frames: 'all', verdict });
}

export function openStudies(state: ReviewState): ReviewState {
  return [...studiesOf(state.batch)].reduce(
    (next, uid) => advanceReview(next, { kind: 'study-opened', view: openedStudy(state.batch, state.reviewer, uid) }),
    state,
  );
}

/** Opens and accepts everything that must be, but for what `other` says. */
export function all(state: ReviewState, other: (one: FinishedInstance) => Verdict = () => 'accept'): ReviewState {
  let next = openStudies(state);
  for (;;) {
    const { mustSee, sample } = subjectsOf(next);
    const open = [...mustSee, ...sample].filter((one) => ['unopened', 'undecided'].includes(standingOf(next, one)));
    if (open.length === 0) return next;
    for (const one of open) next = decide(look(next, one), one, other(one));
  }
}

export function reviewedBy(state: ReviewState): ReviewedBatch {
  const finished = finishReview(state);
  if (finished.kind === 'unfinished') throw new Error(JSON.stringify(finished.missing));
  return finished.reviewed;
}

export const wordFor = (reviewed: ReviewedBatch, state = 'approved') => ({
  state,
  approvalsNeeded: 2,
  approvals: [FIRST, SECOND].map(({ name }) => ({ name, outcomeSha256: reviewed.outcomeSha256 })),
});

export const approvedOf = (state = all(started())): ApprovedExport => {
  const reviewed = reviewedBy(state);
  return approvedExport(reviewed, wordFor(reviewed));
};

export function found(approved: ApprovedExport, change: Partial<FinalChecks> = {}): FinalChecks {
  const checked = new Map(approved.reviewed.released.map((one) => [one.sopInstanceUID, one.sha256]));
  const closure = { resolvedBefore: 0, resolvedAfter: 0, broken: [] };
  return { checked, residual: [], damaged: [], closure, k: 5, rare: [], ...change };
}

export function passedOf(approved: ApprovedExport = approvedOf()): PassedChecks {
  const checked = checkExport(approved, found(approved), false);
  if (checked.kind !== 'passed') throw new Error(checked.kind);
  return checked.checks;
}

export const plannedOf = (): PlannedRelease => planRelease(passedOf(), CONTEXT);

export function wordOf(planned: PlannedRelease, change: Partial<ReleaseWord> = {}): ReleaseWord {
  const { manifestSha256 } = planned;
  const receipt = { index: 7, leafHash: '0'.repeat(64) };
  return {
    kind: 'permitted',
    exportId: CONTEXT.exportId,
    releaseId: 'r'.repeat(32),
    manifestSha256,
    receipt,
    ...change,
  };
}

export const source: ReleaseSource = { read: async (one) => bytesOf(`${one.input}`) };

export async function filesOf(permit: ReleasePermit, from = source): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for await (const { path, bytes } of releaseFiles(permit, from)) files.set(path, bytes);
  return files;
}
