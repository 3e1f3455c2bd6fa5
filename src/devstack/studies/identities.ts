// The people of the demo. Every one is invented; so are the hospital, the physicians and the numbers.

export type Patient = {
  /** As in PatientName: component groups divided by `=`, components by `^`. */
  readonly name: string;
  readonly patientID: string;
  readonly birthDate: string;
  readonly sex: 'F' | 'M' | 'O';
  readonly sizeMetres: number;
  readonly weightKg: number;
  /** Defined Terms of SpecificCharacterSet; absent where ASCII is enough. */
  readonly characterSet?: readonly string[];
};

export const HOSPITAL = 'Havnsund Regional Hospital';

export const CHEST_PATIENT: Patient = {
  name: 'Brandvik^Torbjørn^Elias',
  patientID: 'HRH-104423',
  birthDate: '19580314',
  sex: 'M',
  sizeMetres: 1.79,
  weightKg: 84,
  characterSet: ['ISO_IR 100'],
};

/** Alphabetic, ideographic and phonetic group in ISO 2022 escapes: what a viewer most often gets wrong. */
export const BRAIN_PATIENT: Patient = {
  name: 'Hoshikawa^Minato=星川^湊=ほしかわ^みなと',
  patientID: 'HRH-118807',
  birthDate: '19490722',
  sex: 'M',
  sizeMetres: 1.66,
  weightKg: 61,
  characterSet: ['', 'ISO 2022 IR 87'],
};

export const ECHO_PATIENT: Patient = {
  name: 'OKONJO-REYES^ADAEZE^MARISOL',
  patientID: 'HRH-120951',
  birthDate: '19710905',
  sex: 'F',
  sizeMetres: 1.68,
  weightKg: 72,
};

/** 62 characters: no layout may break on it. */
export const FILM_PATIENT: Patient = {
  name: 'Featherstonehay-Vandersteen^Maximiliana Theodora^Philippa^Dr^II',
  patientID: 'HRH-097315',
  birthDate: '19630228',
  sex: 'F',
  sizeMetres: 1.71,
  weightKg: 69,
};

export const HAND_PATIENT: Patient = {
  name: 'Quillfeather^Barnaby',
  patientID: 'HRH-131202',
  birthDate: '20080611',
  sex: 'M',
  sizeMetres: 1.74,
  weightKg: 63,
};

export const PET_PATIENT: Patient = {
  name: 'Lindholm-Moreau^Henriette',
  patientID: 'HRH-112088',
  birthDate: '19551130',
  sex: 'F',
  sizeMetres: 1.65,
  weightKg: 67.5,
};

export const HEART_PATIENT: Patient = {
  name: 'Castellanegra^Rafael^Ignacio',
  patientID: 'HRH-125640',
  birthDate: '19520419',
  sex: 'M',
  sizeMetres: 1.73,
  weightKg: 88,
};

/** Opening this one needs a reason and a second factor. */
export const RESTRICTED_PATIENT: Patient = {
  name: 'Vantreight^Saskia^Noor',
  patientID: 'HRH-900017',
  birthDate: '19840817',
  sex: 'F',
  sizeMetres: 1.7,
  weightKg: 64,
};

export const restrictedPatientIDs: readonly string[] = [RESTRICTED_PATIENT.patientID];
