import { TAG, type Keyword, type QidoParameters } from '../pacs/index.ts';
import { Refusal } from '../problems.ts';

export type Level = 'study' | 'series' | 'instance';

// Only what does not name a patient: what stands in an address ends up in logs, histories and proxies.
const MATCH_KEYS: Record<Level, readonly Keyword[]> = {
  study: ['StudyInstanceUID', 'StudyDate', 'StudyTime', 'ModalitiesInStudy'],
  series: ['SeriesInstanceUID', 'Modality', 'SeriesNumber'],
  instance: ['SOPInstanceUID', 'SOPClassUID', 'InstanceNumber'],
};
const IDENTIFYING_KEYS: readonly Keyword[] = [
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'AccessionNumber',
  'StudyID',
  'StudyDescription',
  'ReferringPhysicianName',
];
const STUDY_FIELDS: readonly Keyword[] = [
  'StudyDate',
  'StudyTime',
  'AccessionNumber',
  'InstanceAvailability',
  'ModalitiesInStudy',
  'ReferringPhysicianName',
  'StudyDescription',
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'StudyInstanceUID',
  'StudyID',
  'NumberOfStudyRelatedSeries',
  'NumberOfStudyRelatedInstances',
];
/** What may be asked for and what may come back: everything else a PACS adds is cut off. */
export const RELEASED_FIELDS: Record<Level, readonly Keyword[]> = {
  study: STUDY_FIELDS,
  series: [
    ...STUDY_FIELDS,
    'Modality',
    'SeriesDescription',
    'SeriesInstanceUID',
    'SeriesNumber',
    'NumberOfSeriesRelatedInstances',
  ],
  instance: [
    ...STUDY_FIELDS,
    'Modality',
    'SeriesInstanceUID',
    'SeriesNumber',
    'SOPClassUID',
    'SOPInstanceUID',
    'InstanceNumber',
    'NumberOfFrames',
    'Rows',
    'Columns',
  ],
};

const KEYWORD_BY_TAG: ReadonlyMap<string, Keyword> = new Map(
  Object.entries(TAG).map(([keyword, tag]) => [tag, keyword as Keyword]),
);
const MOST_ROWS = 1000;

export interface AskedFor {
  readonly match: QidoParameters;
  readonly fields: readonly Keyword[];
  readonly limit: number;
  readonly offset: number;
  /** The names of the keys, for the record. */
  readonly keys: readonly string[];
}

/** Reads a query by the list. Throws `Refusal`; an origin would silently ignore a misspelt key and return everything. */
export function readParameters(level: Level, query: string | undefined): AskedFor {
  const match: [string, string][] = [];
  const fields: Keyword[] = [];
  const paging = { limit: MOST_ROWS, offset: 0 };
  for (const [name, value] of new URLSearchParams(query ?? '')) {
    if (name === 'limit' || name === 'offset') {
      if (!/^\d{1,7}$/.test(value)) throw new Refusal('request-malformed');
      paging[name] = Number(value);
    } else if (name === 'includefield') {
      fields.push(...value.split(',').flatMap((field) => fieldsNamed(level, field)));
    } else {
      match.push([matchKey(level, name), matchValue(value)]);
    }
  }
  const keys = [...new Set(match.map(([key]) => key))].sort();
  return { match, fields, keys, limit: Math.min(paging.limit, MOST_ROWS), offset: paging.offset };
}

function keywordOf(name: string): Keyword | undefined {
  if (Object.hasOwn(TAG, name)) return name as Keyword;
  return KEYWORD_BY_TAG.get(name.toUpperCase());
}

function matchKey(level: Level, name: string): Keyword {
  const keyword = keywordOf(name);
  if (keyword !== undefined && MATCH_KEYS[level].includes(keyword)) return keyword;
  if (keyword !== undefined && IDENTIFYING_KEYS.includes(keyword)) throw new Refusal('search-by-post');
  throw new Refusal('query-key-not-allowed');
}

/** UIDs, dates, times, numbers and code strings, as ranges, lists or wildcards. */
function matchValue(value: string): string {
  if (value === '' || value.length > 512 || !/^[A-Za-z0-9.*?\\,_ -]+$/.test(value))
    throw new Refusal('request-malformed');
  return value;
}

function fieldsNamed(level: Level, name: string): readonly Keyword[] {
  if (name === 'all') return RELEASED_FIELDS[level];
  const keyword = keywordOf(name);
  if (keyword === undefined || !RELEASED_FIELDS[level].includes(keyword)) throw new Refusal('field-not-allowed');
  return [keyword];
}
