import type { Circumstances } from '../audit/recorder.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import { emergencyEnded } from '../grants/emergency-clock.ts';
import type { Person } from './person.ts';

/** Longer than any refresh token lives, so that a revoked login cannot come back. */
const REMEMBER_MS = 7 * 24 * 60 * 60_000;

export interface Ending {
  readonly kind: 'sid' | 'sub';
  readonly key: string;
  readonly who: Person | null;
  readonly action: 'signed-out' | 'session-revoked';
}

/**
 * Ends a login everywhere: its tokens, its grants, its emergency access. Ending must work even when nothing can be
 * recorded - the one case where the act goes before the record - so a failed record is told to the operator only.
 */
export async function endSession(services: Services, ending: Ending, circumstances: Circumstances): Promise<void> {
  const { endings } = services;
  const now = services.clock();
  const which = ending.kind === 'sid' ? { sid: ending.key } : { sub: ending.key };
  await endings.revoke({ kind: ending.kind, key: ending.key, atMs: now, untilMs: now + REMEMBER_MS });
  await endings.endGrants(which, now);
  const emergencies = await endings.endEmergencies(which, now);
  const ended = emergencies.map((one) => ({ ...emergencyEnded(one, 'signed-out'), who: ending.who }));
  const draft = { action: ending.action, outcome: 'success', who: ending.who } as const;
  try {
    await services.recorder.record([...ended, draft], circumstances);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { correlationId } = circumstances;
    services.log({ level: 'error', event: 'sign-out-not-recorded', correlationId, code: error.code });
  }
}
