import { studyFiltersSchema, type SortKey, type StudyFilters, type StudySearch } from '../../../contract/index.ts';

export const PAGE_SIZE = 50;

export type DatePreset = 'any' | 'today' | 'yesterday' | 'week' | 'month' | 'year' | 'range';

/** What stands in the filter fields, as typed. */
export interface SearchForm {
  readonly patientName: string;
  readonly patientID: string;
  readonly accessionNumber: string;
  readonly studyDescription: string;
  readonly modalities: readonly string[];
  readonly date: DatePreset;
  /** `YYYY-MM-DD`, as a date field gives it; used with `range`. */
  readonly dateFrom: string;
  readonly dateTo: string;
}

export const EMPTY_FORM: SearchForm = {
  patientName: '',
  patientID: '',
  accessionNumber: '',
  studyDescription: '',
  modalities: [],
  date: 'any',
  dateFrom: '',
  dateTo: '',
};

export type Sort = StudySearch['sort'];

/** The newest first is what a worklist is for. */
export const FIRST_SORT: Sort = { key: 'studyDate', direction: 'descending' };

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far back each preset reaches, in days before today. */
const PRESET_DAYS: Record<Exclude<DatePreset, 'any' | 'range'>, readonly [from: number, to: number]> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
  year: [364, 0],
};

export function isEmptyForm(form: SearchForm): boolean {
  return Object.keys(filtersOf(form, new Date(0))).length === 0;
}

/** Only the filters that say something. `today` is the day in this machine's zone: the reading room's day. */
export function filtersOf(form: SearchForm, today: Date): StudyFilters {
  const terms = {
    patientName: form.patientName,
    patientID: form.patientID,
    accessionNumber: form.accessionNumber,
    studyDescription: form.studyDescription,
  };
  const typed = Object.fromEntries(
    Object.entries(terms)
      .map(([key, value]) => [key, value.trim()] as const)
      .filter(([, value]) => value !== ''),
  );
  const modalities = form.modalities.length === 0 ? {} : { modalities: [...form.modalities] };
  return studyFiltersSchema.parse({ ...typed, ...modalities, ...datesOf(form, today) });
}

function datesOf(form: SearchForm, today: Date): Pick<StudyFilters, 'dateFrom' | 'dateTo'> {
  if (form.date === 'any') return {};
  if (form.date === 'range') {
    const [from, to] = [form.dateFrom.replaceAll('-', ''), form.dateTo.replaceAll('-', '')];
    return { ...(from === '' ? {} : { dateFrom: from }), ...(to === '' ? {} : { dateTo: to }) };
  }
  const [from, to] = PRESET_DAYS[form.date];
  return { dateFrom: daysBefore(today, from), dateTo: daysBefore(today, to) };
}

function daysBefore(today: Date, days: number): string {
  // Noon, so that a change of the clocks in between does not move the day.
  const day = new Date(new Date(today.getFullYear(), today.getMonth(), today.getDate(), 12).getTime() - days * DAY_MS);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('');
}

/** A range typed the wrong way round finds nothing and says nothing; it is told instead. */
export function formFault(form: SearchForm): string | undefined {
  if (form.date !== 'range' || form.dateFrom === '' || form.dateTo === '') return undefined;
  return form.dateFrom > form.dateTo ? 'The first day is after the last.' : undefined;
}

export function nextSort(sort: Sort, key: SortKey): Sort {
  if (sort.key !== key) return { key, direction: key === 'studyDate' ? 'descending' : 'ascending' };
  return { key, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
