import {
  canonicalPatientId,
  compileProfile,
  createKeyed,
  patientKeyFrom,
  type LinkageRow,
} from '../../../../core/deid/index.ts';
import { withPseudonyms } from '../../../workers/export/pseudonyms.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import type { Entry } from './run-entries.ts';

/** Who is who: for the encrypted linkage file only, made when it is asked for and kept nowhere. */
export function linkageOf(plan: ExportPlan, entries: readonly Entry[]): LinkageRow[] {
  const keyed = withPseudonyms(createKeyed(plan.key), plan);
  const { dates } = compileProfile(plan.profile);
  const taken = entries.flatMap(({ taken: one }) => (one === undefined || one.patientID === '' ? [] : [one]));
  const issuers = new Map<string, Set<string>>();
  for (const { patientID, issuer } of taken) {
    const canonical = canonicalPatientId(patientID);
    issuers.set(canonical, (issuers.get(canonical) ?? new Set()).add(issuer));
  }
  const rows = new Map<string, LinkageRow>();
  for (const { patientID, issuer } of taken) {
    const patient = patientKeyFrom(patientID, issuer, issuers);
    const dateShiftDays = dates.kind === 'shift' ? keyed.shiftDays(patient, dates.span) : 0;
    if (plan.crosswalk !== undefined && !plan.crosswalk.has(canonicalPatientId(patientID))) continue;
    const pseudonym = keyed.pseudonym(patient);
    if (!rows.has(pseudonym)) rows.set(pseudonym, { pseudonym, patientID, issuer, dateShiftDays });
  }
  return [...rows.values()].sort((a, b) => (a.pseudonym < b.pseudonym ? -1 : 1));
}
