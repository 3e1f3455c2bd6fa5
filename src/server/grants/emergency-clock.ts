import { randomUUID } from 'node:crypto';
import type { Draft } from '../audit/recorder.ts';
import { describeError } from '../log.ts';
import type { Services } from '../services.ts';
import type { EmergencyRecord } from '../store/index.ts';

const EVERY_MS = 5000;
const PURGE_EVERY_MS = 10 * 60_000;

/**
 * Writes down the end of emergency accesses that ran out (PS3.15 A.5.3.12, Emergency Override Stopped). The cut itself
 * does not wait for this clock: grants end with the emergency by their own time.
 */
export function startEmergencyClock(services: Services): { stop(): void } {
  let purgedAtMs = services.clock();
  const tick = async (): Promise<void> => {
    const now = services.clock();
    const circumstances = { remoteAddress: null, correlationId: randomUUID() };
    const ended = await services.endings.endEmergencies({ dueAtMs: now }, now);
    if (ended.length > 0) {
      await services.recorder.record(
        ended.map((one) => emergencyEnded(one, 'time-ran-out')),
        circumstances,
      );
    }
    if (now - purgedAtMs < PURGE_EVERY_MS) return;
    purgedAtMs = now;
    await services.store.purge(now);
  };
  const timer = setInterval(() => {
    // Detached: what fails here is tried again with the next tick.
    tick().catch((error: unknown) => {
      services.log({ level: 'error', event: 'emergency-clock-failed', ...describeError(error) });
    });
  }, EVERY_MS).unref();
  return { stop: () => clearInterval(timer) };
}

export function emergencyEnded(emergency: EmergencyRecord, reason: string): Draft {
  return {
    action: 'emergency-ended',
    outcome: 'success',
    reason,
    who: null,
    purpose: 'BTG',
    emergencyId: emergency.emergencyId,
    endsAt: new Date(emergency.endsAtMs).toISOString(),
  };
}
