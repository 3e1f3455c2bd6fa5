import { decideByRole, isMasked } from '../../core/access/index.ts';
import type { SortKey, StudyFilters, StudySearch, StudySearchAnswer } from '../../contract/index.ts';
import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import type { Person } from '../session/index.ts';
import { askStudies } from './ask.ts';
import type { Page } from './page.ts';
import { pageSortedHere } from './sorted-here.ts';
import { descriptionOf, SORT_KEYWORD, toRow } from './study-rows.ts';
import { patternOf, studyQuery, type StudyQuery } from './terms.ts';
import { matchesWildcard } from './wildcard.ts';

/** The worklist. Masks before anything leaves; never claims a total or an order it does not have. */
export async function searchStudies(
  services: Services,
  person: Person,
  search: StudySearch,
): Promise<Omit<StudySearchAnswer, 'receipt'>> {
  const masked = assertMaySearch(person);
  if (masked && usesIdentity(search)) throw new Refusal('identity-filter-not-allowed');
  const queryOf = (filters: StudyFilters): StudyQuery => {
    const query = studyQuery(filters, services.pacs.capabilities);
    return masked ? withoutHidden(services, query, filters.studyDescription) : query;
  };
  const query = queryOf(search.filters);
  const { canSort, canCount } = services.pacs.capabilities;
  const isEasy = canSort && canCount && query.queries.length === 1 && !query.mustFilter;
  const { datasets, ...page } = isEasy
    ? await pageFromPacs(services, query, search)
    : await pageSortedHere(services, queryOf, search);
  return { ...page, masked, rows: datasets.map((dataset) => toRow(services, person, dataset, masked)) };
}

/**
 * Of a masked list only rows that show what was asked for. Before it is cut into pages, so that neither a total nor a page
 * that could be tells how many others there are.
 */
function withoutHidden(services: Services, query: StudyQuery, term: string | undefined): StudyQuery {
  if (term === undefined) return query;
  return {
    ...query,
    mustFilter: true,
    matches: (dataset) =>
      query.matches(dataset) && matchesWildcard(descriptionOf(services, dataset, true) ?? '', patternOf(term)),
  };
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
