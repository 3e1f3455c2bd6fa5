import { studyFiltersSchema, type StudyFilters, type StudyRow } from '../../../../contract/index.ts';
import type { Api } from '../../../services/index.ts';

/** What stands in the fields, as typed. */
export interface CohortForm {
  readonly patientName: string;
  readonly patientID: string;
  readonly accessionNumber: string;
  readonly studyDescription: string;
  readonly modality: string;
  /** `YYYY-MM-DD`, as a date field gives it. */
  readonly dateFrom: string;
  readonly dateTo: string;
}

export const EMPTY_FORM: CohortForm = {
  patientName: '',
  patientID: '',
  accessionNumber: '',
  studyDescription: '',
  modality: '',
  dateFrom: '',
  dateTo: '',
};

const MODALITY = /^[A-Z]{2,16}$/;

export function filtersOf(form: CohortForm): StudyFilters {
  const { modality, dateFrom, dateTo, ...terms } = form;
  const typed = Object.fromEntries(
    Object.entries(terms)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const modalities = modality
    .toUpperCase()
    .split(/[\s,]+/)
    .filter((one) => MODALITY.test(one));
  return studyFiltersSchema.parse({
    ...typed,
    ...(modalities.length === 0 ? {} : { modalities }),
    ...(dateFrom === '' ? {} : { dateFrom: dateFrom.replaceAll('-', '') }),
    ...(dateTo === '' ? {} : { dateTo: dateTo.replaceAll('-', '') }),
  });
}

/** As many as the gateway gives in one answer. */
const PAGE = 200;
/** A cohort is chosen, not "everything": beyond this a person should ask for less. */
export const MOST_MATCHES = 5000;

export interface Matches {
  readonly rows: readonly StudyRow[];
  readonly total: number | undefined;
  /** There are more than were fetched. */
  readonly hasMore: boolean;
}

/** The first page; every page of it is a search that is recorded, so the rest is asked for only when it is wanted. */
export async function searchCohort(
  api: Pick<Api, 'searchStudies'>,
  filters: StudyFilters,
  most: number,
  signal?: AbortSignal,
): Promise<Matches> {
  const rows: StudyRow[] = [];
  const sort = { key: 'studyDate', direction: 'descending' } as const;
  for (;;) {
    const search = { filters, sort, offset: rows.length, limit: Math.min(PAGE, most - rows.length) };
    const answer = await api.searchStudies(search, signal === undefined ? {} : { signal });
    rows.push(...answer.rows);
    const isEnough = rows.length >= most || !answer.hasMore || answer.rows.length === 0;
    if (isEnough) return { rows, total: answer.total ?? undefined, hasMore: answer.hasMore };
  }
}
