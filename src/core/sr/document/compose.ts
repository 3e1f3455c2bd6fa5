// One data set of our own attributes and the patient and study of the source, in one character set.
import { type Attributes, buildDataset, convertCharacterSet, Dataset, DicomError, texts } from '../../dicom/index.ts'; // prettier-ignore
import { LOCAL_SCHEME } from '../content/concepts.ts';
import { SrError } from '../errors.ts';
import { patientAndStudyOf } from './patient-study.ts';

// Type 2 of PS3.3 C.7.1.1 and C.7.2.1: present, even where the source lacks them.
const EMPTY: Attributes = {
  PatientName: null, PatientID: null, PatientBirthDate: null, PatientSex: null,
  StudyDate: null, StudyTime: null, ReferringPhysicianName: null, StudyID: null, AccessionNumber: null,
}; // prettier-ignore

/**
 * The character set stays that of the source. Only when a text of our own does not fit into it, all is written in UTF-8,
 * which changes the bytes of a name and not one letter of it.
 */
export function composeDataset(own: Attributes, source: Dataset): Dataset {
  const terms = texts(source, 'SpecificCharacterSet');
  try {
    return joined(buildDataset({ ...EMPTY, ...own }, terms.length === 0 ? {} : { characterSet: terms }), source);
  } catch (error) {
    const isForeignToCharacterSet =
      error instanceof DicomError &&
      (error.code === 'character-not-encodable' || error.code === 'unknown-character-set');
    if (!isForeignToCharacterSet) throw error;
    const copied = patientAndStudyOf(source);
    convertCharacterSet(copied, ['ISO_IR 192']);
    return joined(buildDataset({ ...EMPTY, ...own }, { characterSet: 'ISO_IR 192' }), copied);
  }
}

function joined(dataset: Dataset, source: Dataset): Dataset {
  for (const element of patientAndStudyOf(source)) dataset.set(element);
  return dataset;
}

/** Schemes of our own that codes of these attributes come from, PS3.3 C.12.1 Coding Scheme Identification Sequence. */
export function codingSchemes(attributes: Attributes): Attributes[] {
  const designators = new Set<string>();
  collectSchemes(attributes, designators);
  return [...designators].sort().map((designator) => ({
    CodingSchemeDesignator: designator,
    CodingSchemeName: designator === LOCAL_SCHEME ? 'Collimator local codes' : 'Local codes',
    ...(designator === LOCAL_SCHEME ? { CodingSchemeResponsibleOrganization: 'Collimator project' } : {}),
  }));
}

function collectSchemes(value: unknown, into: Set<string>): void {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object') collectSchemes(inner, into);
    else if (key === 'CodingSchemeDesignator' && typeof inner === 'string' && inner.startsWith('99')) into.add(inner);
  }
}

/** Throws `bad-value` when a text is empty or longer than its attribute holds. */
export function checkText(value: string, most: number): string {
  if (value.trim() === '' || value.length > most)
    throw new SrError('bad-value', 'a text is empty or longer than its attribute');
  return value;
}
