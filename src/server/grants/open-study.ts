import { randomBytes } from 'node:crypto';
import { decide, readableLength, type Question, type Verdict } from '../../core/access/index.ts';
import type { PatientRef } from '../../core/audit/index.ts';
import type { Justification } from '../../contract/index.ts';
import type { Circumstances, Draft } from '../audit/recorder.ts';
import { lookUpStudy } from '../pacs/index.ts';
import { RecordedRefusal, Refusal, type ProblemCode } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import type { EmergencyRecord, GrantRecord, NewGrant } from '../store/index.ts';
import { hasFreshSecondFactor, isFirstUseOfSecondFactor } from '../session/second-factor.ts';
import { belongsToOpenExport, isForDeidentifiedViewing } from '../exports/cohort.ts';
import { endEmergency, newEmergency } from './emergency.ts';

export interface Opening {
  readonly person: Person;
  readonly studyInstanceUID: string;
  readonly purpose: Question['purpose'];
  readonly justification: Justification | undefined;
  /** The export for which a researcher asks. */
  readonly exportId?: string | undefined;
  /** A researcher asks, to look at it de-identified. */
  readonly viewing?: 'deidentified' | undefined;
  readonly circumstances: Circumstances;
}

export type Opened =
  | { readonly kind: 'granted'; readonly grant: GrantRecord; readonly emergency: EmergencyRecord | undefined }
  | { readonly kind: 'needsJustification' }
  | { readonly kind: 'needsStepUp' };

/** A second request for the same view within this time is a double click, not a second view. */
const DOUBLE_CLICK_MS = 5000;

/** Decides, records, and only then grants. Whatever is refused is recorded too. */
export async function openStudy(services: Services, opening: Opening): Promise<Opened> {
  const { person, studyInstanceUID } = opening;
  const draft: Draft = {
    action: 'study-opened',
    outcome: 'denied',
    who: person,
    purpose: opening.purpose,
    studyInstanceUID,
  };
  const research = {
    isOfOpenExport: await belongsToOpenExport(services, opening),
    isForDeidentifiedViewing: isForDeidentifiedViewing(services, opening),
  };
  // As if restricted, so that nobody is told the difference; but for research, where that alone would refuse everything.
  const before = { isRestricted: opening.purpose !== 'HRESCH', hasOpenEmergency: false, ...research };
  const early = decide(questionOf(services, opening, before));
  // Whose role excludes it is not told whether the archive has the study.
  if (early.kind === 'deny') return refuse(services, opening, draft, early.code);
  const study = await lookUpStudy(services.pacs, services.policy, studyInstanceUID);
  if (study === undefined) return refuse(services, opening, draft, 'study-unknown');
  const patient = services.patients.refOf(study, studyInstanceUID);
  const now = services.clock();
  const open = await services.store.findOpenEmergencies(person, now);
  const emergency = study.isRestricted ? open.find((one) => one.patientKey === patient.key) : undefined;
  const facts = { isRestricted: study.isRestricted, hasOpenEmergency: emergency !== undefined, ...research };
  const verdict = decide(questionOf(services, opening, facts));
  if (verdict.kind !== 'allow') return turnAway(services, opening, { ...draft, patient }, verdict);
  const isNew = verdict.purpose === 'BTG' && emergency === undefined;
  if (isNew && !(await isFirstUseOfSecondFactor(services, person)))
    return turnAway(services, opening, { ...draft, patient }, { kind: 'needsStepUp' });
  const under = isNew ? newEmergency(services, person, patient) : emergency;
  return grant(services, opening, { verdict, patient, under, isNew });
}

function questionOf(
  services: Services,
  { person, purpose, justification }: Opening,
  facts: Pick<Question, 'isRestricted' | 'hasOpenEmergency' | 'isOfOpenExport' | 'isForDeidentifiedViewing'>,
): Question {
  const { breakGlass } = services.config;
  return {
    ...facts,
    roles: person.roles,
    activity: 'open',
    purpose,
    isJustified:
      justification !== undefined &&
      breakGlass.reasons.some((reason) => reason.code === justification.reasonCode) &&
      readableLength(justification.text) >= breakGlass.minimumTextLength,
    hasFreshSecondFactor: hasFreshSecondFactor(services, person),
  };
}

async function refuse(services: Services, opening: Opening, draft: Draft, code: ProblemCode): Promise<never> {
  await services.recorder.recordRefusal({ ...draft, reason: code }, opening.circumstances);
  throw new RecordedRefusal(code);
}

async function turnAway(
  services: Services,
  opening: Opening,
  draft: Draft,
  verdict: Exclude<Verdict, { kind: 'allow' }>,
): Promise<Opened> {
  if (verdict.kind === 'deny') return refuse(services, opening, draft, verdict.code);
  const reason = verdict.kind === 'needsStepUp' ? 'second-factor-required' : 'justification-required';
  await services.recorder.record([{ ...draft, reason }], opening.circumstances);
  return verdict;
}

interface Terms {
  readonly verdict: Extract<Verdict, { kind: 'allow' }>;
  readonly patient: PatientRef;
  readonly under: EmergencyRecord | undefined;
  readonly isNew: boolean;
}

async function grant(services: Services, opening: Opening, terms: Terms): Promise<Opened> {
  const { person, studyInstanceUID, circumstances } = opening;
  const { verdict, patient, under } = terms;
  const now = services.clock();
  const recent = await recentGrant(services, opening, verdict.purpose, now);
  if (recent !== undefined && !terms.isNew) return { kind: 'granted', grant: recent, emergency: under };
  const grantId = randomBytes(24).toString('base64url');
  const about = {
    who: person,
    purpose: verdict.purpose,
    patient,
    studyInstanceUID,
    ...emergencyOf(under),
    ...(opening.exportId === undefined ? {} : { export: { exportId: opening.exportId } }),
    // So that an auditor tells a look from an export.
    ...(opening.viewing === undefined ? {} : { reason: 'deidentified-viewing' }),
  } as const;
  const started: Draft[] =
    terms.isNew && under !== undefined
      ? [{ ...about, action: 'emergency-started', outcome: 'success', ...justificationOf(services, opening) }]
      : [];
  const opened: Draft = { ...about, action: 'study-opened', outcome: 'success', grantId };
  const fresh: NewGrant['grant'] = {
    grantId,
    sub: person.sub,
    sid: person.sid,
    studyInstanceUID,
    purpose: verdict.purpose,
    readOnly: verdict.readOnly,
    patientKey: patient.key,
    patientSealed: patient.sealed,
    emergencyId: under?.emergencyId,
    createdAtMs: now,
    expiresAtMs: expiryOf(services, person, under, now),
    endedAtMs: undefined,
  };
  const emergency = terms.isNew ? under : undefined;
  const receipts = await services.recorder.recordChange([...started, opened], circumstances, (events) =>
    services.store.openGrant({ grant: fresh, emergency }, events),
  );
  const receipt = receipts?.at(-1);
  if (receipt === undefined) throw new Refusal('audit-unavailable');
  if (emergency !== undefined) await endOthers(services, person, emergency, circumstances);
  const made: GrantRecord = { ...fresh, receipt };
  return { kind: 'granted', grant: made, emergency: under };
}

/** One patient at a time. Asked after it was opened, so that of two at the same moment neither overlooks the other. */
async function endOthers(
  services: Services,
  person: Person,
  { emergencyId }: EmergencyRecord,
  circumstances: Circumstances,
): Promise<void> {
  const open = await services.store.findOpenEmergencies(person, services.clock());
  for (const other of open)
    if (other.emergencyId !== emergencyId) await endEmergency(services, other.emergencyId, 'superseded', circumstances);
}

function emergencyOf(under: EmergencyRecord | undefined): Partial<Draft> {
  return under === undefined ? {} : { emergencyId: under.emergencyId, endsAt: new Date(under.endsAtMs).toISOString() };
}

function justificationOf(services: Services, { justification }: Opening): Partial<Draft> {
  if (justification === undefined) return {};
  const { reasonCode, text } = justification;
  return { justification: { reasonCode, sealedText: services.patients.sealText(text) } };
}

/** Never longer than the configured time, than the token, than the emergency. */
export function expiryOf(
  services: Services,
  person: Person,
  under: { endsAtMs: number } | undefined,
  nowMs: number,
): number {
  const lifetimeMs = services.config.grants.lifetimeSeconds * 1000;
  return Math.min(nowMs + lifetimeMs, person.tokenExpiresAtMs, under?.endsAtMs ?? Infinity);
}

async function recentGrant(
  services: Services,
  { person, studyInstanceUID }: Opening,
  purpose: GrantRecord['purpose'],
  nowMs: number,
): Promise<GrantRecord | undefined> {
  // A grant does not tell an export from a look, or from another export: the log must.
  if (purpose === 'HRESCH') return undefined;
  const { grants } = await services.store.standing({ sub: person.sub, sid: person.sid, studyInstanceUID });
  return grants.find(
    (one) =>
      one.purpose === purpose &&
      one.endedAtMs === undefined &&
      one.expiresAtMs > nowMs &&
      nowMs - one.createdAtMs < DOUBLE_CLICK_MS,
  );
}
