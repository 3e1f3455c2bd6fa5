import { z } from 'zod';

/**
 * Which patients need a reason before they are opened. The site keeps it as a file; a study is restricted as soon as
 * one line fits.
 */
export const restrictionPolicySchema = z.strictObject({
  /** Patient IDs; with `issuer` only where Issuer of Patient ID is the same. */
  patients: z.array(z.strictObject({ patientID: z.string().min(1), issuerOfPatientID: z.string().min(1).optional() })),
  /** Values of Confidentiality Code (0040,1008), as HL7 writes them: R, V, ... */
  confidentialityCodes: z.array(z.string().min(1)),
  /** Institutional Department Name (0008,1040), compared without regard to case. */
  departments: z.array(z.string().min(1)),
});
export type RestrictionPolicy = z.infer<typeof restrictionPolicySchema>;

/** What the PACS says about a study, as far as the policy asks. */
export interface RestrictionFacts {
  readonly patientID: string;
  readonly issuerOfPatientID: string;
  readonly confidentialityCodes: readonly string[];
  readonly departments: readonly string[];
}

export function isRestricted(policy: RestrictionPolicy, facts: RestrictionFacts): boolean {
  const same = (a: string, b: string): boolean => a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
  return (
    policy.patients.some(
      (patient) =>
        same(patient.patientID, facts.patientID) &&
        // A PACS that leaves the issuer out must not lift the restriction.
        (patient.issuerOfPatientID === undefined ||
          facts.issuerOfPatientID === '' ||
          same(patient.issuerOfPatientID, facts.issuerOfPatientID)),
    ) ||
    policy.confidentialityCodes.some((code) => facts.confidentialityCodes.some((found) => same(code, found))) ||
    policy.departments.some((department) => facts.departments.some((found) => same(department, found)))
  );
}
