import { assertGenuine, looksClean, studiesOf, type DeidentifiedBatch, type FinishedInstance } from './batch.ts';
import { sha256OfJSON } from './hashing.ts';
import type { ApprovalFacts, Login, ReviewFacts } from './record/index.ts';
import { isStudyOpen, reviewFactsOf, standingOf, subjectsOf, type ReviewState } from './review.ts';

// Review -> reviewed -> approved. Each needs the one before it as a value; none can be written down by hand.

/** What one person decided, in a form two people can compare: new UIDs and hashes, nothing original. */
export interface Outcome {
  readonly batchSha256: string;
  readonly withheld: readonly string[];
}

class ReviewedOf {
  readonly #made = true;
  readonly batch: DeidentifiedBatch;
  readonly reviewer: Login;
  readonly released: readonly FinishedInstance[];
  readonly withheld: readonly FinishedInstance[];
  readonly facts: ReviewFacts;
  readonly outcomeSha256: string;
  constructor(state: ReviewState, withheld: readonly FinishedInstance[]) {
    this.batch = state.batch;
    this.reviewer = Object.freeze({ ...state.reviewer });
    this.withheld = Object.freeze([...withheld]);
    this.released = Object.freeze(state.batch.instances.filter((one) => !withheld.includes(one)));
    this.facts = reviewFactsOf(state);
    this.outcomeSha256 = outcomeSha256({ batchSha256: state.batch.sha256, withheld: uidsOf(withheld) });
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
/** Everything that had to be opened was, by this person, as it is now; and decided. */
export type ReviewedBatch = ReviewedOf;

export type Missing =
  | { readonly kind: 'study'; readonly studyInstanceUID: string }
  | {
      readonly kind: 'instance';
      readonly sopInstanceUID: string;
      readonly standing: 'unopened' | 'undecided' | 'edited';
    };

export type Finished =
  | { readonly kind: 'reviewed'; readonly reviewed: ReviewedBatch }
  | { readonly kind: 'unfinished'; readonly missing: readonly Missing[] };

export function finishReview(state: ReviewState): Finished {
  const { mustSee, sample } = subjectsOf(state);
  const missing: Missing[] = [...studiesOf(state.batch)]
    .filter((studyInstanceUID) => !isStudyOpen(state, studyInstanceUID))
    .map((studyInstanceUID) => ({ kind: 'study', studyInstanceUID }));
  for (const one of [...mustSee, ...sample]) {
    const standing = standingOf(state, one);
    if (standing === 'unopened' || standing === 'undecided' || standing === 'edited')
      missing.push({ kind: 'instance', sopInstanceUID: one.sopInstanceUID, standing });
  }
  // An edit anywhere, also outside the sample, waits for its new bytes.
  for (const one of state.batch.instances.filter(looksClean)) {
    const isCounted = missing.some((each) => each.kind === 'instance' && each.sopInstanceUID === one.sopInstanceUID);
    if (!isCounted && standingOf(state, one) === 'edited')
      missing.push({ kind: 'instance', sopInstanceUID: one.sopInstanceUID, standing: 'edited' });
  }
  if (missing.length > 0) return { kind: 'unfinished', missing };
  const withheld = state.batch.instances.filter((one) => ['refused', 'withheld'].includes(standingOf(state, one)));
  return { kind: 'reviewed', reviewed: new ReviewedOf(state, withheld) };
}

function outcomeSha256({ batchSha256, withheld }: Outcome): string {
  return sha256OfJSON(['collimator-outcome-1', batchSha256, [...withheld].sort()]);
}

function uidsOf(instances: readonly FinishedInstance[]): string[] {
  return instances.map(({ sopInstanceUID }) => sopInstanceUID);
}

export function outcomeOf(reviewed: ReviewedBatch): Outcome {
  return { batchSha256: reviewed.batch.sha256, withheld: uidsOf(reviewed.withheld) };
}

export function approvalFactsOf(reviewed: ReviewedBatch): ApprovalFacts {
  assertGenuine(ReviewedOf.is(reviewed));
  return {
    batchSha256: reviewed.batch.sha256,
    outcomeSha256: reviewed.outcomeSha256,
    released: reviewed.released.length,
    withheld: reviewed.withheld.length,
  };
}

/** What another person handed over is not what they approved, or is about another batch. */
export class OutcomeForged extends Error {
  readonly code = 'outcome-forged';
  constructor() {
    super('this outcome is not the one that was approved');
  }
}

/** For adjudication: the images about which two people differ. `approved` is the hash the server has of the other's. */
export function differencesOf(mine: ReviewedBatch, other: Outcome, approved: string): FinishedInstance[] {
  assertGenuine(ReviewedOf.is(mine));
  if (outcomeSha256(other) !== approved || other.batchSha256 !== mine.batch.sha256) throw new OutcomeForged();
  const [withheld, theirs] = [new Set(uidsOf(mine.withheld)), new Set(other.withheld)];
  return mine.batch.instances.filter(({ sopInstanceUID: uid }) => withheld.has(uid) !== theirs.has(uid));
}

/** What the server says about approvals: the part of `ExportAnswer` that counts here. */
export interface ApprovalWord {
  readonly state: string;
  readonly approvals: readonly { readonly name: string; readonly outcomeSha256: string }[];
  readonly approvalsNeeded: number;
}

/** The server has not (or not enough) approvals of just this outcome. */
export class NotApproved extends Error {
  readonly code = 'not-approved';
  constructor() {
    super('this outcome is not approved');
  }
}

class ApprovedOf {
  readonly #made = true;
  readonly reviewed: ReviewedBatch;
  readonly approvers: readonly string[];
  constructor(reviewed: ReviewedBatch, approvers: readonly string[]) {
    this.reviewed = reviewed;
    this.approvers = Object.freeze([...approvers]);
    Object.freeze(this);
  }
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #made in value && value.#made;
  }
}
/** Reviewed here by this person, and approved by as many as the site asks for. */
export type ApprovedExport = ApprovedOf;

export function approvedExport(reviewed: ReviewedBatch, word: ApprovalWord): ApprovedExport {
  assertGenuine(ReviewedOf.is(reviewed));
  const agreeing = word.approvals.filter((one) => one.outcomeSha256 === reviewed.outcomeSha256);
  const isEnough = word.state === 'approved' && agreeing.length >= Math.max(1, word.approvalsNeeded);
  if (!isEnough || reviewed.released.length === 0) throw new NotApproved();
  return new ApprovedOf(
    reviewed,
    agreeing.map(({ name }) => name),
  );
}

export function isApproved(value: unknown): value is ApprovedExport {
  return ApprovedOf.is(value);
}
