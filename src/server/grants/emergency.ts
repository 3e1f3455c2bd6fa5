import { randomUUID } from 'node:crypto';
import type { PatientRef } from '../../core/audit/index.ts';
import type { Circumstances } from '../audit/recorder.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import type { EmergencyRecord } from '../store/index.ts';
import { emergencyEnded } from './emergency-clock.ts';

export function newEmergency(services: Services, person: Person, patient: PatientRef): EmergencyRecord {
  const { maximumMinutes, maximumSeconds } = services.config.breakGlass;
  const now = services.clock();
  return {
    emergencyId: randomUUID(),
    sub: person.sub,
    sid: person.sid,
    patientKey: patient.key,
    startedAtMs: now,
    endsAtMs: now + Math.min(maximumMinutes * 60_000, (maximumSeconds ?? Infinity) * 1000),
    endedAtMs: undefined,
  };
}

/** Ends it and every grant made under it, at once in every copy of the gateway. */
export async function endEmergency(
  services: Services,
  emergencyId: string,
  reason: string,
  circumstances: Circumstances,
): Promise<void> {
  const now = services.clock();
  await services.endings.endGrants({ emergencyId }, now);
  const ended = await services.endings.endEmergencies({ emergencyId }, now);
  if (ended.length > 0) {
    await services.recorder.record(
      ended.map((one) => emergencyEnded(one, reason)),
      circumstances,
    );
  }
}
