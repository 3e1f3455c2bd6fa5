import { text } from '../../dicom/index.ts';
import type { Dataset } from '../../dicom/index.ts';

const PATIENT_ID = 0x00100020;
const ISSUER = 0x00100021;
const PATIENT_NAME = 0x00100010;
const BIRTH_DATE = 0x00100030;
const STUDY_INSTANCE_UID = 0x0020000d;

/** `00123`, `123 ` and `１２３` are one patient: systems pad and cut numbers as they please. */
export function canonicalPatientId(id: string): string {
  const plain = id.normalize('NFKC').trim().replace(/\s+/g, ' ').toUpperCase();
  return /^\d+$/.test(plain) ? plain.replace(/^0+(?=\d)/, '') : plain;
}

/**
 * What pseudonym and date shift hang on: number and issuer; where there is no number, name and date of birth; where there
 * is nothing, the study. An instance that does not name the issuer takes it from the batch, if the number has only one.
 */
export function patientKeyOf(dataset: Dataset, issuers: ReadonlyMap<string, ReadonlySet<string>>): string {
  const id = text(dataset, PATIENT_ID);
  if (id !== undefined && canonicalPatientId(id) !== '') return patientKeyFrom(id, issuerOf(dataset), issuers);
  const name = text(dataset, PATIENT_NAME)?.normalize('NFKC').trim().toUpperCase().replace(/\^+$/, '') ?? '';
  if (name !== '') return `name ${name}\n${text(dataset, BIRTH_DATE) ?? ''}`;
  return `study ${text(dataset, STUDY_INSTANCE_UID) ?? ''}`;
}

export function patientKeyFrom(
  patientID: string,
  issuer: string,
  issuers: ReadonlyMap<string, ReadonlySet<string>>,
): string {
  const canonical = canonicalPatientId(patientID);
  const known = [...(issuers.get(canonical) ?? [])].filter((other) => other !== '');
  return `id ${canonical}\n${issuer || (known.length === 1 ? known[0] : '')}`;
}

export const issuerOf = (dataset: Dataset): string =>
  (text(dataset, ISSUER) ?? '').normalize('NFKC').trim().toUpperCase();

export const patientIdOf = (dataset: Dataset): string | undefined => text(dataset, PATIENT_ID);
