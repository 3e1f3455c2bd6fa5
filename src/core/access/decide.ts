import { ACCESS_TABLE, EXCLUDED_BY_ROLE, ROLES, type Activity, type Purpose, type Role } from './access-table.ts';

export type DenialCode =
  | 'no-role'
  | 'role-not-allowed'
  | 'purpose-not-allowed'
  | 'deidentified-viewing-required'
  | 'patient-not-restricted'
  | 'emergency-read-only';

export type Verdict =
  | { readonly kind: 'allow'; readonly role: Role; readonly purpose: Purpose; readonly readOnly: boolean }
  | { readonly kind: 'deny'; readonly code: DenialCode }
  | { readonly kind: 'needsJustification' }
  | { readonly kind: 'needsStepUp' };

/** Everything a decision depends on. Facts come from the verified token, the PACS and the store, never from the client. */
export interface Question {
  readonly roles: readonly Role[];
  readonly activity: Activity;
  readonly purpose: Purpose;
  /** The patient stands under the site's restriction policy. Only `open` and `store` look at it. */
  readonly isRestricted: boolean;
  /** This login already has emergency access to this very patient, and it has not ended. */
  readonly hasOpenEmergency: boolean;
  /** A reason from the list and enough text came with the request. */
  readonly isJustified: boolean;
  /** The required second factor was used recently enough. */
  readonly hasFreshSecondFactor: boolean;
  /** The study belongs to an export that is open in this login, and that this person may work on. Absent: it does not. */
  readonly isOfOpenExport?: boolean | undefined;
  /** It is asked for to be looked at de-identified, and the site allows that. Absent: it is not. */
  readonly isForDeidentifiedViewing?: boolean | undefined;
}

/** Tokens carry any words; only ours become roles. */
export function rolesFrom(claims: readonly string[]): Role[] {
  return ROLES.filter((role) => claims.includes(role));
}

/** The whole policy. Denies whatever it does not allow. */
export function decide(question: Question): Verdict {
  const { roles, activity, purpose } = question;
  if (roles.length === 0) return { kind: 'deny', code: 'no-role' };
  if (roles.some((role) => EXCLUDED_BY_ROLE[role]?.includes(activity)))
    return { kind: 'deny', code: 'role-not-allowed' };
  const able = roles.filter((role) => ACCESS_TABLE[role][activity] !== undefined);
  if (able.length === 0) return { kind: 'deny', code: denialFor(roles, activity) };
  const role = able.find((candidate) => ACCESS_TABLE[candidate][activity]?.includes(purpose));
  if (role === undefined) return { kind: 'deny', code: purposeDenialFor(able, activity) };
  // Research takes original pixels from the archive for one reason only: to make de-identified ones of them.
  if (isForPixels(activity) && purpose === 'HRESCH' && !isToBeDeidentified(question))
    return { kind: 'deny', code: purposeDenialFor(able, activity) };
  if (activity === 'open') return decideOpening(question, role);
  // An emergency opens one patient for reading; writing into a restricted record is not part of it.
  if (activity === 'store' && question.isRestricted) return { kind: 'deny', code: 'emergency-read-only' };
  if (activity === 'export-release' && !question.hasFreshSecondFactor) return { kind: 'needsStepUp' };
  return { kind: 'allow', role, purpose, readOnly: purpose === 'BTG' };
}

/** For activities that depend on nothing but the person. A grant's own conditions were checked when it was given. */
export function decideByRole(
  roles: readonly Role[],
  activity: Exclude<Activity, 'open' | 'export-release'>,
  purpose: Purpose,
): Verdict {
  const facts = { isRestricted: false, hasOpenEmergency: false, isJustified: false, hasFreshSecondFactor: false };
  return decide({ ...facts, isOfOpenExport: true, roles, activity, purpose });
}

function denialFor(roles: readonly Role[], activity: Activity): DenialCode {
  return isForPixels(activity) && roles.includes('researcher') ? 'deidentified-viewing-required' : 'role-not-allowed';
}

function purposeDenialFor(able: readonly Role[], activity: Activity): DenialCode {
  const isResearchOnly = able.every((role) => role === 'researcher');
  return isForPixels(activity) && isResearchOnly ? 'deidentified-viewing-required' : 'purpose-not-allowed';
}

/** A radiologist reads for research only what an export is made of: anything else is opened for treatment, under that name. */
function isToBeDeidentified({ isOfOpenExport, isForDeidentifiedViewing, roles }: Question): boolean {
  return isOfOpenExport === true || (isForDeidentifiedViewing === true && roles.includes('researcher'));
}

function isForPixels(activity: Activity): boolean {
  return activity === 'open' || activity === 'read';
}

function decideOpening(question: Question, role: Role): Verdict {
  // Nobody is looked at under emergency access for research.
  if (question.isRestricted && question.purpose === 'HRESCH') return { kind: 'deny', code: 'role-not-allowed' };
  if (!question.isRestricted) {
    // Break-glass on an open record would only teach people to break glass.
    return question.purpose === 'BTG'
      ? { kind: 'deny', code: 'patient-not-restricted' }
      : { kind: 'allow', role, purpose: question.purpose, readOnly: !mayStore(question.roles) };
  }
  const mayBreakGlass = ACCESS_TABLE[role].open?.includes('BTG') === true;
  if (!mayBreakGlass) return { kind: 'deny', code: 'role-not-allowed' };
  // Whatever purpose was asked for, what happens is emergency access and is recorded as that.
  if (question.hasOpenEmergency) return { kind: 'allow', role, purpose: 'BTG', readOnly: true };
  if (question.purpose !== 'BTG' || !question.isJustified) return { kind: 'needsJustification' };
  if (!question.hasFreshSecondFactor) return { kind: 'needsStepUp' };
  return { kind: 'allow', role, purpose: 'BTG', readOnly: true };
}

function mayStore(roles: readonly Role[]): boolean {
  return roles.some((role) => ACCESS_TABLE[role].store !== undefined);
}

/** True when no role of this person may see who the patient is. */
export function isMasked(roles: readonly Role[]): boolean {
  return decideByRole(roles, 'identity', 'TREAT').kind !== 'allow';
}
