import type { CodedConcept } from '../concept/coded-concept.ts';
import type { Finding, ProposedFinding } from '../finding.ts';
import type { Instant, PersonObserver } from '../observer.ts';

interface Act {
  readonly by: PersonObserver;
  readonly at: Instant;
}

export type Undecided = { readonly kind: 'undecided' };

/** What a person said about what a model said, or that a person made it. */
export type MadeDecision =
  | ({ readonly kind: 'accepted' } & Act)
  | ({ readonly kind: 'edited' } & Act)
  | ({ readonly kind: 'rejected'; readonly reason?: CodedConcept } & Act)
  | ({ readonly kind: 'drawn' } & Act);

export type Decision = Undecided | MadeDecision;

/** A finding and what was decided about it. */
export interface ReviewedFinding<D extends Decision = Decision> {
  readonly finding: Finding;
  readonly decision: D;
  /** What the model had said, once it was edited. */
  readonly proposed?: ProposedFinding;
}

export type DecidedFinding = ReviewedFinding<MadeDecision>;

export function isDecided(reviewed: ReviewedFinding): reviewed is DecidedFinding {
  return reviewed.decision.kind !== 'undecided';
}
