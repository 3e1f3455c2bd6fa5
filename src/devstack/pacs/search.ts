// Runs a search and builds its answer, PS3.18 10.6.3.
import type { DatabaseSync } from 'node:sqlite';
import { json, type PacsAnswer } from './answer.ts';
import { attributesOf, COMPUTED, type Level } from './attributes.ts';
import { pick, type JsonAttribute, type JsonDataset } from './dicom-json.ts';
import type { Condition } from './match.ts';
import type { Search } from './query.ts';

/** Which studies or series the path already names. */
export interface Scope {
  studyInstanceUID?: string;
  seriesInstanceUID?: string;
}

const FROM: Record<Level, string> = {
  study: 'studies st',
  series: 'series se JOIN studies st ON st.id = se.study_id',
  instance: 'instances i JOIN series se ON se.id = i.series_id JOIN studies st ON st.id = se.study_id',
};

const STUDY_COLUMNS =
  'st.study_uid, st.attributes AS study, st.modalities, st.sop_classes, st.series_count, st.instance_count AS study_instances';
const SERIES_COLUMNS = 'se.series_uid, se.attributes AS series, se.instance_count AS series_instances';
const SELECT: Record<Level, string> = {
  study: STUDY_COLUMNS,
  series: `${STUDY_COLUMNS}, ${SERIES_COLUMNS}`,
  instance: `${STUDY_COLUMNS}, ${SERIES_COLUMNS}, i.sop_uid, i.attributes AS instance, i.id AS instance_id`,
};

interface Row {
  study_uid: string;
  study: string;
  modalities: string;
  sop_classes: string;
  series_count: number;
  study_instances: number;
  series_uid?: string;
  series?: string;
  series_instances?: number;
  sop_uid?: string;
  instance?: string;
  instance_id?: number;
}

export interface SearchDeps {
  database: DatabaseSync;
  /** The whole metadata of an instance, for what the index does not hold. */
  metadataOf: (instanceId: number) => JsonDataset;
}

const list = (vr: string, values: readonly unknown[]): JsonAttribute =>
  values.length === 0 ? { vr } : { vr, Value: values };
const split = (text: string) => (text === '' ? [] : text.split('\\'));

function computedOf(row: Row): JsonDataset {
  const url = ['/dicom-web/studies', row.study_uid];
  if (row.series_uid !== undefined) url.push('series', row.series_uid);
  if (row.sop_uid !== undefined) url.push('instances', row.sop_uid);
  const { ModalitiesInStudy, SOPClassesInStudy, NumberOfStudyRelatedSeries, NumberOfStudyRelatedInstances } = COMPUTED;
  return {
    [COMPUTED.InstanceAvailability.tag]: list('CS', ['ONLINE']),
    [COMPUTED.RetrieveURL.tag]: list('UR', [url.join('/')]),
    [ModalitiesInStudy.tag]: list('CS', split(row.modalities)),
    [SOPClassesInStudy.tag]: list('UI', split(row.sop_classes)),
    [NumberOfStudyRelatedSeries.tag]: list('IS', [row.series_count]),
    [NumberOfStudyRelatedInstances.tag]: list('IS', [row.study_instances]),
    ...(row.series_instances === undefined
      ? {}
      : { [COMPUTED.NumberOfSeriesRelatedInstances.tag]: list('IS', [row.series_instances]) }),
  };
}

/** Tags of each level that come without being asked for; of levels that the path names only the UIDs. */
function defaultTags(level: Level, scope: Scope): Set<string> {
  const tags = new Set<string>([COMPUTED.InstanceAvailability.tag, COMPUTED.RetrieveURL.tag]);
  const add = (of: Level, isNamed: boolean) => {
    for (const { tag, byDefault, keyword } of attributesOf(of))
      if (byDefault && (!isNamed || /^(Study|Series)InstanceUID$/.test(keyword))) tags.add(tag);
    for (const computed of Object.values(COMPUTED))
      if (computed.level === of && !isNamed && computed.tag !== COMPUTED.SOPClassesInStudy.tag) tags.add(computed.tag);
  };
  add('study', level !== 'study' && scope.studyInstanceUID !== undefined);
  if (level !== 'study') add('series', level === 'instance' && scope.seriesInstanceUID !== undefined);
  if (level === 'instance') add('instance', false);
  return tags;
}

function parsed(text: string | undefined): JsonDataset {
  return text === undefined ? {} : (JSON.parse(text) as JsonDataset); // written by the index itself
}

function resultOf(row: Row, search: Search, defaults: ReadonlySet<string>, deps: SearchDeps): JsonDataset {
  const known = { ...parsed(row.study), ...parsed(row.series), ...parsed(row.instance), ...computedOf(row) };
  if (search.include === 'all') return known;
  const asked = [...search.include];
  const isMissing = row.instance_id !== undefined && asked.some((tag) => known[tag] === undefined);
  const whole = isMissing ? { ...deps.metadataOf(row.instance_id ?? 0), ...known } : known;
  const result = pick(whole, [...defaults, ...asked]);
  return Object.fromEntries(Object.entries(result).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function scopeConditions({ studyInstanceUID, seriesInstanceUID }: Scope): Condition[] {
  return [
    ...(studyInstanceUID === undefined ? [] : [{ sql: 'st.study_uid = ?', values: [studyInstanceUID] }]),
    ...(seriesInstanceUID === undefined ? [] : [{ sql: 'se.series_uid = ?', values: [seriesInstanceUID] }]),
  ];
}

export function runSearch(deps: SearchDeps, level: Level, scope: Scope, search: Search): PacsAnswer {
  const conditions = [...scopeConditions(scope), ...search.conditions];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
  const values = conditions.flatMap((condition) => condition.values);
  const from = `FROM ${FROM[level]} ${where}`;
  const { total } = deps.database.prepare(`SELECT count(*) AS total ${from}`).get(...values) as { total: number };
  const rows = deps.database
    .prepare(`SELECT ${SELECT[level]} ${from} ORDER BY ${search.orderBy} LIMIT ? OFFSET ?`)
    .all(...values, search.limit, search.offset) as unknown as Row[];
  const defaults = defaultTags(level, scope);
  const results = rows.map((row) => resultOf(row, search, defaults, deps));
  return json(200, results, headersFor(total - search.offset - rows.length, total, search));
}

function headersFor(remaining: number, total: number, search: Search): Record<string, string> {
  // Both sentences are the standard's own, PS3.18 8.3.4.2 and 8.3.4.4.
  const warnings = [
    ...(remaining > 0 ? [`299 collimator "There are ${remaining} additional results that can be requested"`] : []),
    ...(search.askedForFuzzyMatching
      ? ['299 collimator "The fuzzymatching parameter is not supported. Only literal matching has been performed."']
      : []),
  ];
  return {
    'X-Total-Count': String(total),
    'Cache-Control': 'no-store',
    ...(warnings.length === 0 ? {} : { Warning: warnings.join(', ') }),
  };
}
