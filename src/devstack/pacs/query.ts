// Reads a QIDO-RS query (PS3.18 8.3.4, 10.6.1) into SQL. What is not understood is refused: a misspelt filter that is
// ignored would return everybody.
import { COMPUTED, INDEXED, type IndexedAttribute, type Level } from './attributes.ts';
import { conditionFor, type Condition } from './match.ts';
import { PacsError } from './pacs-error.ts';

export interface Search {
  conditions: Condition[];
  /** Tags to return beside the defaults. */
  include: 'all' | ReadonlySet<string>;
  orderBy: string;
  limit: number;
  offset: number;
  /** PS3.18 8.3.4.2: we match literally, and say so. */
  askedForFuzzyMatching: boolean;
}

/** The most results of one answer; what is left is said in a Warning. */
const MAX_RESULTS: Record<Level, number> = { study: 1000, series: 5000, instance: 20_000 };

const ALIAS: Record<Level, string> = { study: 'st', series: 'se', instance: 'i' };
const DEPTH: Record<Level, number> = { study: 0, series: 1, instance: 2 };
const KEYWORD_TAGS = new Map(
  [...INDEXED, ...Object.entries(COMPUTED).map(([keyword, { tag }]) => ({ keyword, tag }))].map(
    ({ keyword, tag }) => [keyword, tag] as const,
  ),
);
const BY_TAG = new Map(INDEXED.map((attribute) => [attribute.tag, attribute]));

const refuse = (message: string) => new PacsError('bad-query', 400, message);

export interface KeywordLookup {
  /** Eight hexadecimal digits of any keyword of PS3.6; undefined when there is none. */
  tagOf(keyword: string): string | undefined;
}

function tagFor(name: string, lookup: KeywordLookup): string | undefined {
  if (/^[0-9a-f]{8}$/i.test(name)) return name.toUpperCase();
  return KEYWORD_TAGS.get(name) ?? lookup.tagOf(name);
}

function isVisible(attribute: IndexedAttribute, level: Level): boolean {
  return DEPTH[attribute.level] <= DEPTH[level];
}

const quoted = (attribute: IndexedAttribute, column: string) => `${ALIAS[attribute.level]}.${column}`;

/** Lists kept per study. */
function studyListCondition(tag: string, value: string): Condition | undefined {
  if (tag === COMPUTED.ModalitiesInStudy.tag) {
    const inner = conditionFor('m.modality', 'code', value);
    return (
      inner && {
        sql: `EXISTS (SELECT 1 FROM series m WHERE m.study_id = st.id AND ${inner.sql})`,
        values: inner.values,
      }
    );
  }
  const inner = conditionFor('c.class_uid', 'code', value);
  return (
    inner && {
      sql: `EXISTS (SELECT 1 FROM instances c JOIN series d ON d.id = c.series_id WHERE d.study_id = st.id AND ${inner.sql})`,
      values: inner.values,
    }
  );
}

function matching(name: string, value: string, level: Level, lookup: KeywordLookup): Condition | undefined {
  const tag = tagFor(name, lookup);
  if (tag === undefined) throw refuse('A query key is neither a keyword nor a tag of the standard.');
  if (tag === COMPUTED.ModalitiesInStudy.tag || tag === COMPUTED.SOPClassesInStudy.tag)
    return studyListCondition(tag, value);
  const attribute = BY_TAG.get(tag);
  if (attribute?.column === undefined || !isVisible(attribute, level))
    throw refuse(`The attribute ${tag} cannot be searched at this level.`);
  return conditionFor(quoted(attribute, attribute.column), attribute.kind, value);
}

function count(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw refuse(`${name} is not a number.`);
  return Number(text);
}

const DEFAULT_ORDER: Record<Level, string> = {
  study: 'st.study_date DESC, st.study_time DESC, st.id',
  series: 'st.study_date DESC, st.id, se.series_number IS NULL, se.series_number, se.id',
  instance:
    'st.id, se.series_number IS NULL, se.series_number, se.id, i.instance_number IS NULL, i.instance_number, i.id',
};

const SORTABLE_COMPUTED: Record<string, string> = {
  [COMPUTED.ModalitiesInStudy.tag]: 'st.modalities',
  [COMPUTED.NumberOfStudyRelatedSeries.tag]: 'st.series_count',
  [COMPUTED.NumberOfStudyRelatedInstances.tag]: 'st.instance_count',
  [COMPUTED.NumberOfSeriesRelatedInstances.tag]: 'se.instance_count',
};

/** Extension: `orderby=StudyDate:desc,PatientName`. Rows without a value come last either way. */
function orderBy(text: string, level: Level, lookup: KeywordLookup): string {
  const terms = text.split(',').map((term) => {
    const match = /^(\w+)(?::(asc|desc))?$/.exec(term.trim());
    const tag = match?.[1] === undefined ? undefined : tagFor(match[1], lookup);
    const attribute = tag === undefined ? undefined : BY_TAG.get(tag);
    const column =
      attribute?.column !== undefined && isVisible(attribute, level)
        ? quoted(attribute, attribute.column)
        : tag === COMPUTED.NumberOfSeriesRelatedInstances.tag && level === 'study'
          ? undefined
          : SORTABLE_COMPUTED[tag ?? ''];
    if (column === undefined) throw refuse('orderby names something that cannot be sorted by at this level.');
    return `(${column} IS NULL OR ${column} = ''), ${column} ${match?.[2] === 'desc' ? 'DESC' : 'ASC'}`;
  });
  return [...terms, `${ALIAS[level]}.id`].join(', ');
}

function included(values: readonly string[], lookup: KeywordLookup): 'all' | Set<string> {
  const names = values.flatMap((value) => value.split(',')).filter((name) => name !== '');
  if (names.includes('all')) return 'all';
  return new Set(
    names.map((name) => {
      const tag = tagFor(name, lookup);
      if (tag === undefined) throw refuse('includefield names neither a keyword nor a tag of the standard.');
      return tag;
    }),
  );
}

const CONTROLS = new Set(['includefield', 'limit', 'offset', 'orderby', 'fuzzymatching']);

export function parseSearch(query: URLSearchParams, level: Level, lookup: KeywordLookup): Search {
  const include = included(query.getAll('includefield'), lookup);
  const conditions: Condition[] = [];
  for (const [name, value] of query) {
    if (CONTROLS.has(name)) continue;
    const condition = matching(name, value, level, lookup);
    if (condition !== undefined) conditions.push(condition);
    // A key that is asked for is returned, PS3.18 10.6.3.3.
    if (include !== 'all') include.add(tagFor(name, lookup) ?? '');
  }
  const order = query.get('orderby');
  return {
    conditions,
    include,
    orderBy: order === null ? DEFAULT_ORDER[level] : orderBy(order, level, lookup),
    limit: Math.min(count(query.get('limit') ?? String(MAX_RESULTS[level]), 'limit'), MAX_RESULTS[level]),
    offset: count(query.get('offset') ?? '0', 'offset'),
    askedForFuzzyMatching: query.get('fuzzymatching') === 'true',
  };
}
