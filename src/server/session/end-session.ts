import type { Circumstances, Draft } from '../audit/recorder.ts';
import { emergencyEnded } from '../grants/emergency-clock.ts';
import type { Services } from '../services.ts';
import type { Person } from './person.ts';

/** Longer than any refresh token lives, so that a revoked login cannot come back. */
const REMEMBER_MS = 7 * 24 * 60 * 60_000;

export interface Ending {
  readonly kind: 'sid' | 'sub';
  readonly key: string;
  readonly who: Person | null;
  readonly action: 'signed-out' | 'session-revoked';
}

/** Ends a login everywhere: its tokens, its grants, its emergency access; here even while nothing can be written. */
export async function endSession(services: Services, ending: Ending, circumstances: Circumstances): Promise<void> {
  const { endings, unwrittenEnds } = services;
  const atMs = services.clock();
  const { kind, key, who, action } = ending;
  const which = kind === 'sid' ? { sid: key } : { sub: key };
  // Kept from one try to the next: an emergency ends once, and its end must be told.
  const emergencies: Draft[] = [];
  await unwrittenEnds.end({ kind, key, atMs }, async () => {
    await endings.revoke({ kind, key, atMs, untilMs: atMs + REMEMBER_MS });
    await endings.endGrants(which, atMs);
    const ended = await endings.endEmergencies(which, atMs);
    emergencies.push(...ended.map((one) => ({ ...emergencyEnded(one, 'signed-out'), who })));
    await services.recorder.record([...emergencies, { action, outcome: 'success', who }], circumstances);
  });
}
