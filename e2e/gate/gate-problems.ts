import { PROBLEMS } from '../../src/server/problems.ts';

export interface GateProblem {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/**
 * What the gate may answer through nginx: every refusal that has one of its statuses. It is asked about images only, so some of
 * these it never gives; which ones is spread over roles, grants and tokens, and a list of them would be wrong at the next rule.
 */
export const GATE_PROBLEMS: readonly GateProblem[] = Object.entries(PROBLEMS)
  .map(([code, [status, message]]) => ({ code, status, message }))
  .filter(({ status }) => [400, 401, 403, 503].includes(status));
