import { z } from 'zod';

/** PS3.18 annex F, as far as searches need it. The PACS is not ours: everything is checked where it comes in. */
const elementSchema = z.object({ vr: z.string().optional(), Value: z.array(z.unknown()).optional() });
export const datasetSchema = z.record(z.string(), elementSchema);
export const datasetsSchema = z.array(datasetSchema);
export type DicomDataset = z.infer<typeof datasetSchema>;

/** PS3.6 tags of the attributes a search may return or be asked for. */
export const TAG = {
  StudyDate: '00080020',
  StudyTime: '00080030',
  AccessionNumber: '00080050',
  InstanceAvailability: '00080056',
  Modality: '00080060',
  ModalitiesInStudy: '00080061',
  ReferringPhysicianName: '00080090',
  InstitutionalDepartmentName: '00081040',
  StudyDescription: '00081030',
  SeriesDescription: '0008103E',
  SOPClassUID: '00080016',
  SOPInstanceUID: '00080018',
  PatientName: '00100010',
  PatientID: '00100020',
  IssuerOfPatientID: '00100021',
  PatientBirthDate: '00100030',
  PatientSex: '00100040',
  StudyInstanceUID: '0020000D',
  SeriesInstanceUID: '0020000E',
  StudyID: '00200010',
  SeriesNumber: '00200011',
  InstanceNumber: '00200013',
  NumberOfStudyRelatedSeries: '00201206',
  NumberOfStudyRelatedInstances: '00201208',
  NumberOfSeriesRelatedInstances: '00201209',
  NumberOfFrames: '00280008',
  Rows: '00280010',
  Columns: '00280011',
  ConfidentialityCode: '00401008',
  SpecificCharacterSet: '00080005',
  RetrieveURL: '00081190',
} as const;
export type Keyword = keyof typeof TAG;

/** All values as text; a person name gives its alphabetic group, or the first that is there. */
export function textsOf(dataset: DicomDataset, keyword: Keyword): string[] {
  return (dataset[TAG[keyword]]?.Value ?? []).flatMap((value) => {
    if (typeof value === 'string') return [value.trim()];
    if (typeof value === 'number') return [String(value)];
    return personName(value);
  });
}

export function textOf(dataset: DicomDataset, keyword: Keyword): string {
  return textsOf(dataset, keyword)[0] ?? '';
}

/** Null when the PACS does not say, or says something that is not a count. */
export function countOf(dataset: DicomDataset, keyword: Keyword): number | null {
  const text = textOf(dataset, keyword);
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const personNameSchema = z.object({
  Alphabetic: z.string().optional(),
  Ideographic: z.string().optional(),
  Phonetic: z.string().optional(),
});

function personName(value: unknown): string[] {
  const groups = personNameSchema.safeParse(value);
  if (!groups.success) return [];
  const name = groups.data.Alphabetic ?? groups.data.Ideographic ?? groups.data.Phonetic;
  return name === undefined ? [] : [name.trim()];
}
