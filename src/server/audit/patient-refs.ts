import type { PatientRef } from '../../core/audit/index.ts';
import { deriveKey, hmac, seal, unseal } from '../secrets.ts';

export interface PatientIdentity {
  readonly patientID: string;
  readonly issuerOfPatientID: string;
}

/** Patients in the log: countable by everybody who may read it, nameable only through the gateway. */
export interface PatientRefs {
  /** A study without a Patient ID is a patient of its own: two unknown people must never count as one. */
  refOf(identity: PatientIdentity, studyInstanceUID: string): PatientRef;
  open(ref: PatientRef): PatientIdentity | undefined;
  sealText(text: string): string;
  openText(sealed: string): string | undefined;
}

export function createPatientRefs(masterKey: Uint8Array): PatientRefs {
  const countKey = deriveKey(masterKey, 'audit:patient-key');
  const sealKey = deriveKey(masterKey, 'audit:sealed');
  const sealText = (text: string): string => seal(sealKey, Buffer.from(text, 'utf8')).toString('base64url');
  const openText = (sealed: string): string | undefined =>
    unseal(sealKey, Buffer.from(sealed, 'base64url'))?.toString('utf8');
  return {
    refOf(identity, studyInstanceUID) {
      const patientID = identity.patientID.trim();
      const issuerOfPatientID = identity.issuerOfPatientID.trim();
      // JSON keeps the parts apart: no ID and issuer run together into another pair.
      const named = JSON.stringify(
        patientID === '' ? ['study', studyInstanceUID] : ['patient', issuerOfPatientID, patientID],
      );
      return {
        key: hmac(countKey, named).toString('hex'),
        sealed: sealText(JSON.stringify({ patientID, issuerOfPatientID })),
      };
    },
    open(ref) {
      const text = openText(ref.sealed);
      // Sealed by refOf and authenticated, so it has the form refOf gave it.
      return text === undefined ? undefined : (JSON.parse(text) as PatientIdentity);
    },
    sealText,
    openText,
  };
}
