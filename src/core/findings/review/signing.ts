// No document says that a person stands for it unless a person does. `SignedFindings` can only be made here, from
// findings that are all decided, after an attestation that named each of them; the SR writer takes nothing else.
import type { Instant, PersonObserver } from '../observer.ts';
import { type DecidedFinding, isDecided } from './decision.ts';
import { inQuestion, type ReviewState } from './review.ts';

/** What the person is shown before signing: every decision, one by one. */
export interface Attestation {
  readonly findings: readonly DecidedFinding[];
  readonly accepted: number;
  readonly edited: number;
  readonly rejected: number;
  readonly drawn: number;
}

export type AttestationOutcome =
  | { readonly kind: 'ready'; readonly attestation: Attestation }
  | { readonly kind: 'undecided'; readonly trackingUIDs: readonly string[] }
  | { readonly kind: 'stale' };

/** The list to put before the person, or what has to be done first. */
export function attestationOf(state: Pick<ReviewState, 'findings' | 'threshold' | 'stale'>): AttestationOutcome {
  if (state.stale !== undefined) return { kind: 'stale' };
  const asked = inQuestion(state);
  const undecided = asked.filter((reviewed) => !isDecided(reviewed));
  if (undecided.length > 0)
    return { kind: 'undecided', trackingUIDs: undecided.map(({ finding }) => finding.trackingUID) };
  const findings = asked.filter(isDecided);
  const count = (kind: DecidedFinding['decision']['kind']): number =>
    findings.filter(({ decision }) => decision.kind === kind).length;
  return {
    kind: 'ready',
    attestation: {
      findings,
      accepted: count('accepted'),
      edited: count('edited'),
      rejected: count('rejected'),
      drawn: count('drawn'),
    },
  };
}

declare const signed: unique symbol;

/** Findings that a named person stands for. Nothing outside this file can make one. */
export interface SignedFindings {
  readonly [signed]: true;
  readonly findings: readonly DecidedFinding[];
  readonly by: PersonObserver;
  readonly at: Instant;
}

/**
 * The person confirmed the attestation. `authenticatedAt` is when they last proved who they are, and `maxAgeSeconds`
 * how long ago the site lets that be: undefined comes back when it is longer, and they have to do it again.
 */
export function sign(
  attestation: Attestation,
  by: PersonObserver,
  at: Instant,
  authentication: { readonly authenticatedAt: Instant; readonly maxAgeSeconds: number },
): SignedFindings | undefined {
  const age = (Date.parse(at) - Date.parse(authentication.authenticatedAt)) / 1000;
  // A proof from the future is none; NaN compares false.
  if (!(age >= 0 && age <= authentication.maxAgeSeconds)) return undefined;
  // The symbol exists for the compiler only: the one place that may claim it.
  return { findings: attestation.findings, by, at } as SignedFindings;
}
