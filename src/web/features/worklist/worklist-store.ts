import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SortKey, StudySearch } from '../../../contract/index.ts';
import {
  EMPTY_FORM,
  filtersOf,
  FIRST_SORT,
  formFault,
  nextSort,
  PAGE_SIZE,
  type SearchForm,
  type Sort,
} from './search-form.ts';

export interface WorklistState {
  readonly form: SearchForm;
  readonly sort: Sort;
  readonly offset: number;
  /** What was asked of the gateway last; the list shows its answer. */
  readonly search: StudySearch;
  /** The row to come back to. */
  readonly focusedHandle: string | undefined;
}

export interface WorklistActions {
  readonly edit: (change: Partial<SearchForm>) => void;
  /** Asks with what stands in the fields, from the first page. */
  readonly submit: () => void;
  readonly clear: () => void;
  readonly sortBy: (key: SortKey) => void;
  readonly page: (step: 1 | -1) => void;
  readonly focus: (handle: string | undefined) => void;
  /** Forgets the fields too: a typed name is a patient's name. */
  readonly wipe: () => void;
}

export type WorklistStore = StoreApi<WorklistState & WorklistActions>;

function first(): WorklistState {
  return {
    form: EMPTY_FORM,
    sort: FIRST_SORT,
    offset: 0,
    search: { filters: {}, sort: FIRST_SORT, offset: 0, limit: PAGE_SIZE },
    focusedHandle: undefined,
  };
}

/** What the person is looking for. Lives as long as the page: back from a study, the list is as it was left. */
export function createWorklistStore(now: () => Date): WorklistStore {
  return createStore((set, get) => {
    function ask(change: Partial<WorklistState>): void {
      const { form, sort, offset } = { ...get(), ...change };
      if (formFault(form) !== undefined) {
        set(change);
        return;
      }
      const search = { filters: filtersOf(form, now()), sort, offset, limit: PAGE_SIZE };
      set({ ...change, search, focusedHandle: undefined });
    }
    return {
      ...first(),
      edit: (change) => set({ form: { ...get().form, ...change } }),
      submit: () => ask({ offset: 0 }),
      clear: () => ask({ form: EMPTY_FORM, offset: 0 }),
      sortBy: (key) => ask({ sort: nextSort(get().sort, key), offset: 0 }),
      page: (step) => ask({ offset: Math.max(0, get().offset + step * PAGE_SIZE) }),
      focus: (handle) => set({ focusedHandle: handle }),
      wipe: () => set(first()),
    };
  });
}
