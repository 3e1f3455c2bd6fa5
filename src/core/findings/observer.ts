import type { CodedConcept } from './concept/coded-concept.ts';

/** A moment as ISO 8601 with an offset: `2026-11-22T14:05:00.25+01:00`, or `Z`. */
export type Instant = string;

/** A person who acts on findings, TID 1003. */
export interface PersonObserver {
  /** As DICOM writes a Person Name: `Family^Given^Middle^Prefix^Suffix`. */
  readonly name: string;
  /** The name that the person signed in with. */
  readonly login: string;
  readonly organisation: string;
  /** What the person does in the procedure: one of CID 7453, see `PROCEDURE_ROLE`. */
  readonly role?: CodedConcept;
}

/** What made the document or found the findings, TID 1004. */
export interface DeviceObserver {
  /** Of this installation of this version of the model: another version has another UID. */
  readonly uid: string;
  readonly name: string;
  readonly manufacturer?: string;
  /** The algorithm. */
  readonly modelName?: string;
  /** The beginning of the SHA-256 of the model. */
  readonly serialNumber?: string;
}
