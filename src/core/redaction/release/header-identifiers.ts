// What of a header identifies somebody and may stand in the pixels too: for release and for the check afterwards.
import { type Dataset, entryOf, text, texts } from '../../dicom/index.ts';
import { allowedKindOf } from './grammar.ts';
import type { Identifiers } from './near-identifier.ts';

/** Besides every person's name and the whole of the patient's group. */
const TEXTS = [
  'AccessionNumber', 'StudyID', 'InstitutionName', 'InstitutionAddress', 'InstitutionalDepartmentName', 'StationName',
  'RequestingService', 'DeviceSerialNumber', 'OtherPatientIDs',
] as const; // prettier-ignore
/** Machines write a part of the body into them, too: then it is no number of anybody. */
const NUMBERS: ReadonlySet<string> = new Set(['AccessionNumber', 'StudyID']);
const PATIENT_GROUP = 0x0010;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** `release`: for the question whether a line of the closed list may stay. Then initials of people count, too. */
export function identifiersOf(dataset: Dataset, purpose?: 'release'): Identifiers {
  const found = new Set<string>();
  const add = (value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') found.add(value.trim());
  };
  for (const element of dataset.elements) {
    const isPatient = element.tag >>> 16 === PATIENT_GROUP;
    if (element.vr === 'PN') {
      texts(dataset, element.tag).forEach(add);
      if (purpose === 'release') texts(dataset, element.tag).flatMap(initialsOf).forEach(add);
    }
    if (element.vr === 'DA' || element.vr === 'DT')
      texts(dataset, element.tag).forEach((value) => spellingsOf(value).forEach(add));
    else if (isPatient && /^(LO|SH|LT|ST|UC)$/.test(element.vr) && !isCommon(element.tag))
      texts(dataset, element.tag).forEach(add);
  }
  for (const key of TEXTS) {
    const value = text(dataset, key);
    if (!(purpose === 'release' && NUMBERS.has(key) && isWordOfList(value))) add(value);
  }
  return found;
}

function isWordOfList(value: string | undefined): boolean {
  return allowedKindOf(value ?? '') === 'preset or part of the body';
}

/** As machines and people write them: both ways round. */
function initialsOf(name: string): string[] {
  const letters = (name.split('=')[0] ?? '').split(/[\^\s,-]+/).filter((part) => part !== '').map((part) => part.slice(0, 1));
  return letters.length < 2 ? [] : [letters.join(''), letters.toReversed().join(''), [...letters.slice(1), letters[0]].join('')];
} // prettier-ignore

/** Ethnic group, occupation and the like say what thousands have in common. */
function isCommon(tag: number): boolean {
  return /EthnicGroup|Sex|Pregnancy|Smoking|Size|Weight/.test(entryOf(tag)?.keyword ?? '');
}

/** A date as machines write it, without what stands between its parts: readings are compared so. */
export function spellingsOf(date: string): string[] {
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})/.exec(date) ?? [];
  if (y === undefined || m === undefined || d === undefined) return [];
  const month = MONTHS[Number(m) - 1];
  const short = y.slice(2);
  const numbers = [
    `${y}${m}${d}`,
    `${d}${m}${y}`,
    `${m}${d}${y}`,
    `${d}${m}${short}`,
    `${m}${d}${short}`,
    `${short}${m}${d}`,
  ];
  return month === undefined
    ? numbers
    : [...numbers, `${d}${month}${y}`, `${d}${month}${short}`, `${month}${d}${y}`, `${y}${month}${d}`];
}
