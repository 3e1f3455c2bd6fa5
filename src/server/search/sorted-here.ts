import type { StudyFilters, StudySearch } from '../../contract/index.ts';
import type { Services } from '../services.ts';
import { askStudies, fetchMatches } from './ask.ts';
import { pageNewestFirst } from './newest-first.ts';
import type { Page } from './page.ts';
import { sortDatasets } from './study-rows.ts';
import type { StudyQuery } from './terms.ts';

/** As many matches as are fetched from a PACS that cannot sort; beyond, the order is said not to cover everything. */
const MOST_SORTED = 1000;
/** So few are fetched at once, whatever the order: a small archive gets its exact total. */
const FEW = 200;

/** A page from a PACS that neither sorts nor counts. */
export async function pageSortedHere(
  services: Services,
  queryOf: (filters: StudyFilters) => StudyQuery,
  search: StudySearch,
): Promise<Page> {
  const query = queryOf(search.filters);
  const few = await fetchMatches(services, query, FEW);
  if (few.isAll) return pageOf(few.datasets, search);
  if (search.sort.key === 'studyDate' && search.sort.direction === 'descending') {
    const newest = await pageNewestFirst(services, queryOf, search, MOST_SORTED);
    if (newest !== undefined) return newest;
  }
  const { datasets, isAll } = await fetchMatches(services, query, MOST_SORTED);
  if (isAll) return pageOf(datasets, search);
  if (search.offset >= MOST_SORTED && query.queries.length === 1) return pageUnsorted(services, query, search);
  return { ...pageOf(datasets, search), total: null, hasMore: true, sortedOverAll: false };
}

function pageOf(found: Page['datasets'], { sort, offset, limit }: StudySearch): Page {
  const datasets = sortDatasets(found, sort).slice(offset, offset + limit);
  return { datasets, total: found.length, hasMore: offset + limit < found.length, sortedOverAll: true };
}

/** Beyond what is sorted: every row once, in the archive's own order. */
async function pageUnsorted(services: Services, query: StudyQuery, { limit, offset }: StudySearch): Promise<Page> {
  const { datasets } = await askStudies(services, query.queries[0] ?? [], [
    ['limit', String(limit + 1)],
    ['offset', String(offset)],
  ]);
  const page = datasets.slice(0, limit).filter(query.matches);
  const hasMore = datasets.length > limit;
  const total = hasMore || query.mustFilter ? null : offset + page.length;
  return { datasets: page, total, hasMore, sortedOverAll: false };
}
