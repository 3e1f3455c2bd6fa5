import { grantRequestSchema, type GrantAnswer, type HeartbeatAnswer } from '../../contract/index.ts';
import { decideByRole } from '../../core/access/index.ts';
import { endEmergency } from '../grants/emergency.ts';
import { expiryOf, openStudy, type Opened } from '../grants/open-study.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayApp, type GatewayContext } from '../request.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { stepUpResponse } from '../session/second-factor.ts';
import type { GrantRecord } from '../store/index.ts';

export function grantRoutes(app: GatewayApp, services: Services): void {
  // A second click while the first is being decided gets the first one's answer: one view, one event.
  const underWay = new Map<string, Promise<Opened>>();

  app.post('/api/grants', async (c) => {
    const { person } = await signedIn(services, c);
    const request = await jsonBody(c, grantRequestSchema);
    const studyInstanceUID = studyOf(services, person, request.study);
    const { purpose, justification, exportId, viewing } = request;
    const key = JSON.stringify([
      person.sub,
      person.sid,
      studyInstanceUID,
      purpose,
      justification,
      exportId,
      viewing,
      person.authenticatedAtMs,
    ]);
    const circumstances = circumstancesOf(c);
    const opening = { person, studyInstanceUID, purpose, justification, exportId, viewing, circumstances };
    const opened = underWay.get(key) ?? openStudy(services, opening).finally(() => underWay.delete(key));
    underWay.set(key, opened);
    return answer(services, c, person, await opened);
  });

  app.post('/api/grants/:grantId/heartbeat', async (c) => {
    const { person } = await signedIn(services, c);
    return c.json(await renew(services, c, person, await ownGrant(services, person, c.req.param('grantId'))));
  });

  app.delete('/api/grants/:grantId', async (c) => {
    const { person } = await signedIn(services, c);
    const grant = await ownGrant(services, person, c.req.param('grantId'));
    const ended = await services.endings.endGrants({ grantId: grant.grantId }, services.clock());
    if (ended.length > 0) {
      await services.recorder.record([{ ...viewOf(person, grant), action: 'view-ended' }], circumstancesOf(c));
    }
    return c.body(null, 204);
  });

  app.delete('/api/emergency/:emergencyId', async (c) => {
    const { person } = await signedIn(services, c);
    const open = await services.store.findOpenEmergencies(person, services.clock());
    const emergency = open.find((one) => one.emergencyId === c.req.param('emergencyId'));
    if (emergency === undefined) throw new Refusal('emergency-unknown');
    await endEmergency(services, emergency.emergencyId, 'ended-by-person', circumstancesOf(c));
    return c.body(null, 204);
  });
}

function studyOf(services: Services, person: Person, study: { handle: string } | { studyInstanceUID: string }): string {
  if ('studyInstanceUID' in study) return study.studyInstanceUID;
  const studyInstanceUID = services.handles.studyOf(person.sid, study.handle);
  if (studyInstanceUID === undefined) throw new Refusal('handle-unknown');
  return studyInstanceUID;
}

function answer(services: Services, c: GatewayContext, person: Person, opened: Opened): Response {
  const { breakGlass } = services.config;
  if (opened.kind === 'needsJustification') {
    const { reasons, minimumTextLength, maximumMinutes } = breakGlass;
    return c.json({ kind: opened.kind, reasons, minimumTextLength, maximumMinutes }, 403);
  }
  if (opened.kind === 'needsStepUp') return stepUpResponse(services);
  const { grant, emergency } = opened;
  const body: GrantAnswer = {
    kind: 'granted',
    grantId: grant.grantId,
    studyInstanceUID: grant.studyInstanceUID,
    handle: services.handles.handleOf(person.sid, grant.studyInstanceUID),
    purpose: grant.purpose,
    expiresAt: new Date(grant.expiresAtMs).toISOString(),
    renewAfterMs: renewAfter(services, grant.expiresAtMs),
    readOnly: grant.readOnly,
    receipt: grant.receipt,
    ...(emergency === undefined
      ? {}
      : { emergency: { emergencyId: emergency.emergencyId, endsAt: new Date(emergency.endsAtMs).toISOString() } }),
  };
  return c.json(body, 201);
}

/** Well before the end, so that one slow answer does not interrupt a reading. */
function renewAfter(services: Services, expiresAtMs: number): number {
  return Math.max(500, Math.floor((expiresAtMs - services.clock()) * 0.6));
}

/** Of this very login: anybody else's grant does not exist. */
async function ownGrant(services: Services, person: Person, grantId: string): Promise<GrantRecord> {
  const grant = await services.store.findGrant(grantId);
  if (grant === undefined || grant.sub !== person.sub || grant.sid !== person.sid) throw new Refusal('grant-unknown');
  return grant;
}

async function renew(
  services: Services,
  c: GatewayContext,
  person: Person,
  grant: GrantRecord,
): Promise<HeartbeatAnswer> {
  const now = services.clock();
  const verdict = decideByRole(person.roles, 'read', grant.purpose);
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  const over = grant.purpose === 'BTG' ? 'emergency-ended' : 'grant-expired';
  // Research asks again, and the export is looked at again: it may have ended meanwhile.
  if (grant.purpose === 'HRESCH') throw new Refusal(over);
  if (grant.endedAtMs !== undefined || grant.expiresAtMs <= now) throw new Refusal(over);
  const open = grant.emergencyId === undefined ? [] : await services.store.findOpenEmergencies(person, now);
  const emergency = open.find((one) => one.emergencyId === grant.emergencyId);
  if (grant.emergencyId !== undefined && emergency === undefined) throw new Refusal(over);
  const expiresAtMs = expiryOf(services, person, emergency, now);
  const [receipt] = await services.recorder.record(
    [{ ...viewOf(person, grant), action: 'view-renewed' }],
    circumstancesOf(c),
  );
  if (receipt === undefined) throw new Refusal('audit-unavailable');
  if (!(await services.store.renewGrant(grant.grantId, expiresAtMs))) throw new Refusal(over);
  const latest = Math.max(expiresAtMs, grant.expiresAtMs);
  return { expiresAt: new Date(latest).toISOString(), renewAfterMs: renewAfter(services, latest), receipt };
}

function viewOf(person: Person, grant: GrantRecord) {
  return {
    outcome: 'success',
    who: person,
    purpose: grant.purpose,
    patient: { key: grant.patientKey, sealed: grant.patientSealed },
    studyInstanceUID: grant.studyInstanceUID,
    grantId: grant.grantId,
    ...(grant.emergencyId === undefined ? {} : { emergencyId: grant.emergencyId }),
  } as const;
}
