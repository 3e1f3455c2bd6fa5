// A review as a pure step: state and event give the next state, or the reason why not. What this module promises:
// there is no event that decides more than one finding, no finding is decided unseen, nothing is decided by leaving.
import type { CodedConcept } from '../concept/coded-concept.ts';
import { FindingError } from '../errors.ts';
import type { Finding } from '../finding.ts';
import type { Instant, PersonObserver } from '../observer.ts';
import type { MadeDecision, ReviewedFinding } from './decision.ts';
import { aboveThreshold, checkResultSet, type ModelResultSet } from './result-set.ts';

/** `second-reader`: the results stay hidden until the first read is marked done. */
export type ReadingMode = 'second-reader' | 'concurrent' | 'triage';

export type StaleReason = 'new-images' | 'model-changed' | 'model-disabled';

export interface ReviewState {
  readonly resultSet: ModelResultSet;
  readonly mode: ReadingMode;
  readonly firstReadDoneAt: Instant | undefined;
  /** When the results came into sight; undefined while they are hidden. */
  readonly revealedAt: Instant | undefined;
  readonly findings: readonly ReviewedFinding[];
  /** Tracking UIDs whose place was on the screen. */
  readonly located: ReadonlySet<string>;
  /** The operating threshold now; marks below it are not drawn unless asked for. */
  readonly threshold: number | undefined;
  readonly stale: StaleReason | undefined;
  readonly isSigned: boolean;
  /** Findings before each change that can be undone, the latest last. */
  readonly past: readonly (readonly ReviewedFinding[])[];
}

interface By {
  readonly trackingUID: string;
  readonly by: PersonObserver;
  readonly at: Instant;
}

export type ReviewEvent =
  | { readonly kind: 'first-read-done'; readonly at: Instant }
  | { readonly kind: 'reveal'; readonly at: Instant }
  | { readonly kind: 'locate'; readonly trackingUID: string }
  | ({ readonly kind: 'accept' } & By)
  | ({ readonly kind: 'reject'; readonly reason?: CodedConcept } & By)
  /** Geometry, label or site as the person wants them; the tracking UID stays. */
  | ({ readonly kind: 'edit'; readonly finding: Finding } & By)
  | { readonly kind: 'draw'; readonly finding: Finding; readonly by: PersonObserver; readonly at: Instant }
  | { readonly kind: 'undo' }
  | { readonly kind: 'set-threshold'; readonly threshold: number }
  | { readonly kind: 'outdate'; readonly reason: StaleReason }
  | { readonly kind: 'sign' };

export type ReviewRefusal =
  | 'first-read-not-done'
  | 'not-revealed'
  | 'not-located' // its place was not looked at
  | 'stale'
  | 'signed'
  | 'nothing-to-undo'
  | 'undecided'
  | 'tracking-uid-changed';

export type ReviewOutcome =
  | { readonly kind: 'changed'; readonly state: ReviewState }
  | { readonly kind: 'refused'; readonly reason: ReviewRefusal };

export function startReview(resultSet: ModelResultSet, mode: ReadingMode, at: Instant): ReviewState {
  checkResultSet(resultSet);
  return {
    resultSet,
    mode,
    firstReadDoneAt: undefined,
    revealedAt: mode === 'second-reader' ? undefined : at,
    findings: resultSet.findings.map((finding) => ({ finding, decision: { kind: 'undecided' } })),
    located: new Set(),
    threshold: resultSet.source.threshold,
    stale: undefined,
    isSigned: false,
    past: [],
  };
}

export function review(state: ReviewState, event: ReviewEvent): ReviewOutcome {
  if (state.isSigned) return refused('signed');
  switch (event.kind) {
    case 'first-read-done':
      return changed(state, { firstReadDoneAt: event.at, revealedAt: state.revealedAt ?? event.at });
    case 'reveal':
      if (state.mode === 'second-reader' && state.firstReadDoneAt === undefined) return refused('first-read-not-done');
      return changed(state, { revealedAt: state.revealedAt ?? event.at });
    case 'locate':
      if (state.revealedAt === undefined) return refused('not-revealed');
      find(state, event.trackingUID);
      return changed(state, { located: new Set([...state.located, event.trackingUID]) });
    case 'accept':
      return decide(state, event.trackingUID, { kind: 'accepted', by: event.by, at: event.at });
    case 'reject': {
      const { by, at, reason } = event;
      return decide(state, event.trackingUID, {
        kind: 'rejected',
        by,
        at,
        ...(reason === undefined ? {} : { reason }),
      });
    }
    case 'edit':
      if (event.finding.trackingUID !== event.trackingUID) return refused('tracking-uid-changed');
      return decide(state, event.trackingUID, { kind: 'edited', by: event.by, at: event.at }, event.finding);
    case 'draw':
      return draw(state, event);
    case 'undo': {
      const before = state.past.at(-1);
      if (before === undefined) return refused('nothing-to-undo');
      return changed(state, { findings: before, past: state.past.slice(0, -1) });
    }
    case 'set-threshold':
      return changed(state, { threshold: event.threshold });
    case 'outdate':
      return changed(state, { stale: event.reason });
    case 'sign':
      if (state.stale !== undefined) return refused('stale');
      if (inQuestion(state).some(({ decision }) => decision.kind === 'undecided')) return refused('undecided');
      return changed(state, { isSigned: true, past: [] });
  }
}

/**
 * What has to be decided, and is signed: everything at the threshold of now or above, and below it whatever somebody has decided.
 * What a person drew always counts.
 */
export function inQuestion({
  findings,
  threshold,
}: Pick<ReviewState, 'findings' | 'threshold'>): readonly ReviewedFinding[] {
  const above = new Set(aboveThreshold(findings.map(({ finding }) => finding), threshold)); // prettier-ignore
  return findings.filter(({ finding, decision }) => decision.kind !== 'undecided' || above.has(finding));
}

function decide(state: ReviewState, trackingUID: string, decision: MadeDecision, edited?: Finding): ReviewOutcome {
  const before = find(state, trackingUID);
  if (before.decision.kind === 'drawn') return redraw(state, before, decision, edited);
  if (state.revealedAt === undefined) return refused('not-revealed');
  // An outdated result can still be thrown away, never taken over.
  if (state.stale !== undefined && decision.kind !== 'rejected') return refused('stale');
  if (!state.located.has(trackingUID)) return refused('not-located');
  const proposed = state.resultSet.findings.find((finding) => finding.trackingUID === trackingUID);
  // Accepting what one has changed is still a change of what the model said.
  const isChanged = edited !== undefined || (decision.kind === 'accepted' && before.proposed !== undefined);
  const after: ReviewedFinding = {
    finding: isChanged ? (edited ?? before.finding) : (proposed ?? before.finding),
    decision: isChanged && decision.kind === 'accepted' ? { ...decision, kind: 'edited' } : decision,
    ...(isChanged && proposed !== undefined ? { proposed } : {}),
  };
  return replaced(state, before, after);
}

/** What a person drew is theirs: edited it stays drawn, rejected it is gone. */
function redraw(
  state: ReviewState,
  before: ReviewedFinding,
  decision: MadeDecision,
  edited: Finding | undefined,
): ReviewOutcome {
  if (decision.kind === 'rejected') return replaced(state, before, undefined);
  const { by, at } = decision;
  return replaced(state, before, { finding: edited ?? before.finding, decision: { kind: 'drawn', by, at } });
}

function replaced(state: ReviewState, before: ReviewedFinding, after: ReviewedFinding | undefined): ReviewOutcome {
  return changed(state, {
    findings: state.findings.flatMap((other) => (other !== before ? [other] : after === undefined ? [] : [after])),
    past: [...state.past, state.findings],
  });
}

function draw(state: ReviewState, event: Extract<ReviewEvent, { kind: 'draw' }>): ReviewOutcome {
  const { finding, by, at } = event;
  if (state.findings.some((other) => other.finding.trackingUID === finding.trackingUID))
    throw new FindingError('duplicate-finding', 'a finding with this tracking UID is in the review');
  return changed(state, {
    findings: [...state.findings, { finding, decision: { kind: 'drawn', by, at } }],
    past: [...state.past, state.findings],
  });
}

function find(state: ReviewState, trackingUID: string): ReviewedFinding {
  const found = state.findings.find(({ finding }) => finding.trackingUID === trackingUID);
  if (found === undefined) throw new FindingError('unknown-finding', 'no finding of this review has this tracking UID');
  return found;
}

function changed(state: ReviewState, change: Partial<ReviewState>): ReviewOutcome {
  return { kind: 'changed', state: { ...state, ...change } };
}

function refused(reason: ReviewRefusal): ReviewOutcome {
  return { kind: 'refused', reason };
}
