// The attributes that the index knows by level (PS3.18 10.6.3.3 and what the worklist and the restriction policy need).
// A column makes an attribute searchable; the rest is only returned.

export type Level = 'study' | 'series' | 'instance';

/** How a value is matched: folded text, a person name, a code or UID (exact, lists), a date, a time, or a number. */
export type MatchKind = 'text' | 'name' | 'code' | 'date' | 'time' | 'number';

export interface IndexedAttribute {
  keyword: string;
  tag: string;
  level: Level;
  kind: MatchKind;
  /** Returned without being asked for. */
  byDefault: boolean;
  /** Searchable when set. */
  column?: string;
}

const study = (keyword: string, tag: string, kind: MatchKind, column?: string, byDefault = true): IndexedAttribute =>
  describe('study', keyword, tag, kind, column, byDefault);
const series = (keyword: string, tag: string, kind: MatchKind, column?: string, byDefault = true): IndexedAttribute =>
  describe('series', keyword, tag, kind, column, byDefault);
const instance = (keyword: string, tag: string, kind: MatchKind, column?: string, byDefault = true): IndexedAttribute =>
  describe('instance', keyword, tag, kind, column, byDefault);

function describe(
  level: Level,
  keyword: string,
  tag: string,
  kind: MatchKind,
  column: string | undefined,
  byDefault: boolean,
): IndexedAttribute {
  return { level, keyword, tag, kind, byDefault, ...(column === undefined ? {} : { column }) };
}

export const INDEXED: readonly IndexedAttribute[] = [
  study('StudyInstanceUID', '0020000D', 'code', 'study_uid'),
  study('PatientName', '00100010', 'name', 'patient_name'),
  study('PatientID', '00100020', 'text', 'patient_id'),
  study('IssuerOfPatientID', '00100021', 'text', 'issuer', false),
  study('PatientBirthDate', '00100030', 'date', 'birth_date'),
  study('PatientSex', '00100040', 'code', 'sex'),
  study('StudyDate', '00080020', 'date', 'study_date'),
  study('StudyTime', '00080030', 'time', 'study_time'),
  study('AccessionNumber', '00080050', 'text', 'accession'),
  study('StudyID', '00200010', 'text', 'study_label'),
  study('StudyDescription', '00081030', 'text', 'description'),
  study('ReferringPhysicianName', '00080090', 'name', 'referring'),
  study('TimezoneOffsetFromUTC', '00080201', 'text'),
  study('PatientAge', '00101010', 'text', undefined, false),
  study('PatientSize', '00101020', 'number', undefined, false),
  study('PatientWeight', '00101030', 'number', undefined, false),
  study('ConfidentialityCode', '00401008', 'text', undefined, false),
  study('InstitutionalDepartmentName', '00081040', 'text', undefined, false),
  series('SeriesInstanceUID', '0020000E', 'code', 'series_uid'),
  series('Modality', '00080060', 'code', 'modality'),
  series('SeriesNumber', '00200011', 'number', 'series_number'),
  series('SeriesDescription', '0008103E', 'text', 'description'),
  series('BodyPartExamined', '00180015', 'text', 'body_part', false),
  series('SeriesDate', '00080021', 'date', 'series_date', false),
  series('SeriesTime', '00080031', 'time', undefined, false),
  series('ProtocolName', '00181030', 'text', undefined, false),
  series('Laterality', '00200060', 'code', undefined, false),
  series('FrameOfReferenceUID', '00200052', 'code', undefined, false),
  series('PerformedProcedureStepStartDate', '00400244', 'date', 'performed_date'),
  series('PerformedProcedureStepStartTime', '00400245', 'time'),
  series('RequestAttributesSequence', '00400275', 'text'),
  instance('SOPClassUID', '00080016', 'code', 'class_uid'),
  instance('SOPInstanceUID', '00080018', 'code', 'sop_uid'),
  instance('InstanceNumber', '00200013', 'number', 'instance_number'),
  instance('Rows', '00280010', 'number', 'pixel_rows'),
  instance('Columns', '00280011', 'number', 'pixel_columns'),
  instance('BitsAllocated', '00280100', 'number'),
  instance('NumberOfFrames', '00280008', 'number', 'frame_count'),
  instance('ContentDate', '00080023', 'date', 'content_date', false),
  instance('AvailableTransferSyntaxUID', '00083002', 'code'),
];

/** Computed from what the study or series holds, PS3.18 table 10.6.3-3. */
export const COMPUTED = {
  ModalitiesInStudy: { tag: '00080061', vr: 'CS', level: 'study' },
  SOPClassesInStudy: { tag: '00080062', vr: 'UI', level: 'study' },
  NumberOfStudyRelatedSeries: { tag: '00201206', vr: 'IS', level: 'study' },
  NumberOfStudyRelatedInstances: { tag: '00201208', vr: 'IS', level: 'study' },
  NumberOfSeriesRelatedInstances: { tag: '00201209', vr: 'IS', level: 'series' },
  InstanceAvailability: { tag: '00080056', vr: 'CS', level: 'instance' },
  RetrieveURL: { tag: '00081190', vr: 'UR', level: 'instance' },
} as const satisfies Record<string, { tag: string; vr: string; level: Level }>;

export const attributesOf = (level: Level): readonly IndexedAttribute[] =>
  INDEXED.filter((each) => each.level === level);

const SQL_TYPE: Record<MatchKind, string> = {
  text: 'TEXT',
  name: 'TEXT',
  code: 'TEXT',
  date: 'TEXT',
  time: 'TEXT',
  number: 'REAL',
};

export interface Column {
  name: string;
  sqlType: string;
  attribute: IndexedAttribute;
}

export function columnsOf(level: Level): Column[] {
  return attributesOf(level).flatMap((attribute) =>
    attribute.column === undefined ? [] : [{ name: attribute.column, sqlType: SQL_TYPE[attribute.kind], attribute }],
  );
}
