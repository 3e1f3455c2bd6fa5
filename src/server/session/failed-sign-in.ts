import type { Circumstances } from '../audit/recorder.ts';
import { Refusal, type ProblemCode } from '../problems.ts';
import type { Services } from '../services.ts';

/** A token that ran out, a login that was just ended, or no token at all is everyday life; one that nobody issued is not. */
const WORTH_RECORDING: ReadonlySet<ProblemCode> = new Set(['token-invalid']);

/**
 * Records a sign-in that was refused (ASVS 16.3.1), once in a while per address and code. Best effort: the answer is 401
 * with or without the record, so a full log cannot be used to find out which tokens are good.
 */
export async function recordFailedSignIn(
  services: Services,
  reason: ProblemCode,
  circumstances: Circumstances,
): Promise<void> {
  if (!WORTH_RECORDING.has(reason)) return;
  try {
    const draft = { action: 'access-refused', outcome: 'denied', reason, who: null } as const;
    await services.recorder.recordRefusal(draft, circumstances);
  } catch (error) {
    // The recorder has told the operator; whoever shows a bad token need not hear of it.
    if (!(error instanceof Refusal)) throw error;
  }
}
