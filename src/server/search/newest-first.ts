import type { StudyFilters, StudySearch } from '../../contract/index.ts';
import type { Services } from '../services.ts';
import { fetchMatches } from './ask.ts';
import type { Page } from './page.ts';
import { sortDatasets } from './study-rows.ts';
import type { StudyQuery } from './terms.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Each window is about four times the one before, so that what is asked twice stays a small part. */
const WINDOW_DAYS = [7, 30, 120, 500, 2000];

/**
 * The worklist opens with the newest studies, and an archive that cannot sort would have to hand over everything to find
 * them (1,000 studies take Orthanc seconds). Asked by date instead, a few days are enough: the order is then true over
 * every match, though their number stays unknown. Undefined when no window gives the page.
 */
export async function pageNewestFirst(
  services: Services,
  queryOf: (filters: StudyFilters) => StudyQuery,
  search: StudySearch,
  most: number,
): Promise<Page | undefined> {
  const { filters, offset, limit } = search;
  for (const days of WINDOW_DAYS) {
    const window = windowOf(filters, days, services.clock());
    // As wide as the filter itself: the plain way answers that, with a total.
    if (window === undefined) return undefined;
    const { datasets, isAll } = await fetchMatches(services, queryOf(window), most);
    if (!isAll) return undefined;
    if (datasets.length > offset + limit) {
      const page = sortDatasets(datasets, search.sort).slice(offset, offset + limit);
      return { datasets: page, total: null, hasMore: true, sortedOverAll: true };
    }
  }
  return undefined;
}

/** From some days back, and open to the future, where some modalities' clocks live. */
function windowOf(filters: StudyFilters, days: number, nowMs: number): StudyFilters | undefined {
  const end = filters.dateTo === undefined ? nowMs : timeOf(filters.dateTo);
  const dateFrom = new Date(end - days * DAY_MS).toISOString().slice(0, 10).replaceAll('-', '');
  return filters.dateFrom !== undefined && filters.dateFrom >= dateFrom ? undefined : { ...filters, dateFrom };
}

function timeOf(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
}
