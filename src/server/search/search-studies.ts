import { decideByRole, isMasked } from '../../core/access/index.ts';
import type { SortKey, StudyRow, StudySearch, StudySearchAnswer } from '../../contract/index.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { askStudies } from './ask.ts';
import { showsTerm } from './masked-description.ts';
import type { Page } from './page.ts';
import { pageSortedHere } from './sorted-here.ts';
import { SORT_KEYWORD, toRow } from './study-rows.ts';
import { studyQuery, type StudyQuery } from './terms.ts';

/** The worklist. Masks before anything leaves; never claims a total or an order it does not have. */
export async function searchStudies(
  services: Services,
  person: Person,
  search: StudySearch,
): Promise<Omit<StudySearchAnswer, 'receipt'>> {
  const masked = assertMaySearch(person);
  if (masked && usesIdentity(search)) throw new Refusal('identity-filter-not-allowed');
  const query = studyQuery(search.filters, services.pacs.capabilities);
  const { canSort, canCount } = services.pacs.capabilities;
  const isEasy = canSort && canCount && query.queries.length === 1 && !query.mustFilter;
  const { datasets, ...page } = isEasy
    ? await pageFromPacs(services, query, search)
    : await pageSortedHere(services, query, search);
  const rows = datasets.map((dataset) => toRow(services, person, dataset, masked));
  return { ...withoutHidden({ ...page, rows }, masked ? search.filters.studyDescription : undefined), masked };
}

/** Of a masked list only rows that show what was asked for; how many others there are is not told either. */
function withoutHidden<T extends { rows: StudyRow[]; total: number | null; hasMore: boolean }>(
  page: T,
  term: string | undefined,
): T {
  if (term === undefined) return page;
  const rows = page.rows.filter(({ studyDescription }) => showsTerm(studyDescription ?? '', term));
  const total = page.hasMore || page.total === null ? null : page.total - (page.rows.length - rows.length);
  return { ...page, rows, total };
}

/** Whether identity must be masked; throws when this person may not search at all. */
export function assertMaySearch(person: Person): boolean {
  const masked = isMasked(person.roles);
  const purpose = masked ? 'HRESCH' : 'TREAT';
  const verdict = decideByRole(person.roles, 'search', purpose);
  if (verdict.kind === 'deny') throw new Refusal(verdict.code);
  return masked;
}

/** Filtering or sorting by a hidden column would answer "is it this person?" all the same. */
function usesIdentity({ filters, sort }: StudySearch): boolean {
  const isIdentitySort = sort.key === 'patientName' || sort.key === 'patientID' || sort.key === 'accessionNumber';
  return (
    isIdentitySort ||
    filters.patientName !== undefined ||
    filters.patientID !== undefined ||
    filters.accessionNumber !== undefined
  );
}

async function pageFromPacs(services: Services, query: StudyQuery, search: StudySearch): Promise<Page> {
  const { sort, limit, offset } = search;
  const direction = sort.direction === 'ascending' ? 'asc' : 'desc';
  const { datasets, total } = await askStudies(services, query.queries[0] ?? [], [
    ['orderby', orderOf(sort.key, direction)],
    ['limit', String(limit)],
    ['offset', String(offset)],
  ]);
  // It said that it counts; one that does not after all is a fault worth seeing, not a guess worth making.
  if (total === undefined) throw new Refusal('pacs-failed');
  const page = datasets.slice(0, limit);
  return { datasets: page, total, hasMore: offset + page.length < total, sortedOverAll: true };
}

/** Equal keys follow by date, newest first, as in `sortDatasets`. */
function orderOf(key: SortKey, direction: 'asc' | 'desc'): string {
  if (key === 'studyDate') return `StudyDate:${direction},StudyTime:${direction}`;
  return `${SORT_KEYWORD[key]}:${direction},StudyDate:desc,StudyTime:desc`;
}
