import { PROBLEMS } from '../../src/server/problems.ts';

export interface GateProblem {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

/** What the gate can answer through nginx. It is asked about images only: the gateway itself answers for exports and models. */
export const GATE_PROBLEMS: readonly GateProblem[] = Object.entries(PROBLEMS)
  .map(([code, [status, message]]) => ({ code, status, message }))
  .filter(({ code, status }) => [400, 401, 403, 503].includes(status) && !/^(export|model|ai)-/.test(code));
