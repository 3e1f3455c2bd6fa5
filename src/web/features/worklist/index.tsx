import { hashKey, keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StudyRow, StudySearchAnswer } from '../../../contract/index.ts';
import type { AppServices, PreferencesStore } from '../../services/index.ts';
import { Button, presentClock, StatusLine } from '../../ui/index.ts';
import { FilterBar } from './filter-bar.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Paging } from './paging.tsx';
import { Results } from './results.tsx';
import { SavedFilters } from './saved-filters.tsx';
import type { SearchForm } from './search-form.ts';
import { useWorklistKeys } from './use-worklist-keys.ts';
import type { WorklistStore } from './worklist-store.ts';
import styles from './worklist.module.css';

export { createWorklistStore, type WorklistStore } from './worklist-store.ts';

export interface WorklistProps {
  readonly services: Pick<AppServices, 'api'>;
  readonly store: WorklistStore;
  readonly preferences: PreferencesStore;
  readonly masked: boolean;
  /** Product, site and account; the worklist gives them their place. */
  readonly header: ReactNode;
  readonly statusEnd?: ReactNode;
  readonly onOpen: (row: StudyRow) => void;
  readonly onLock: () => void;
}

/** After a pause in typing this long, the search is made: long enough to finish a name, short enough to feel immediate. */
const PAUSE_MS = 450;

export function Worklist({ services, store, preferences, masked, header, statusEnd, onOpen, onLock }: WorklistProps) {
  const state = useStore(store);
  const [sheet, setSheet] = useState(false);
  const firstField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const enterList = () => list.current?.querySelector<HTMLElement>('tbody a[tabindex="0"]')?.focus();
  const [cameBack] = useState(state.focusedHandle !== undefined);
  const { search } = state;
  const result = useQuery({
    queryKey: ['studies', search],
    queryFn: ({ signal }) => services.api.searchStudies(search, { signal }),
    placeholderData: keepPreviousData,
  });
  const ask = useTypedSearch(store);
  useWorklistKeys({
    '/': () => firstField.current?.focus(),
    '?': () => setSheet(true),
    '[': () => state.offset > 0 && state.page(-1),
    ']': () => result.data?.hasMore === true && state.page(1),
    r: () => void result.refetch(),
    l: onLock,
    ArrowDown: enterList,
    ArrowUp: enterList,
  });

  function choose(change: Partial<SearchForm>): void {
    ask.cancel();
    state.edit(change);
    state.submit();
  }

  function submit(): void {
    ask.cancel();
    state.submit();
    const { search: wanted } = store.getState();
    // The same question is asked again: whoever presses Search wants to know what there is now. Not while it is being asked.
    if (wanted !== search && hashKey([wanted]) === hashKey([search])) void result.refetch({ cancelRefetch: false });
  }

  return (
    <div className={styles.page}>
      <header className={styles.header}>{header}</header>
      <main className={styles.main}>
        <h1 className={styles.title}>Worklist</h1>
        <FilterBar
          form={state.form}
          masked={masked}
          firstField={firstField}
          onEdit={(change) => {
            state.edit(change);
            ask.soon();
          }}
          onChoose={choose}
          onSubmit={submit}
          onDown={enterList}
          onClear={() => {
            ask.cancel();
            state.clear();
          }}
        />
        <SavedFilters form={state.form} preferences={preferences} onApply={choose} />
        <div ref={list} className={styles.list} tabIndex={-1}>
          <Results
            answer={result.data}
            error={result.error}
            isFetching={result.isFetching}
            store={store}
            takeFocus={cameBack}
            onOpen={onOpen}
            onRetry={() => void result.refetch()}
          />
        </div>
        <Paging answer={result.data} failed={result.error !== null} store={store} />
      </main>
      <StatusLine end={statusEnd}>
        <output>{result.isFetching ? 'Asking the server' : recordedLine(result.data, result.error)}</output>
        <Button kind="quiet" shortcut="?" className={styles.small ?? ''} onClick={() => setSheet(true)}>
          Keys
        </Button>
      </StatusLine>
      {sheet ? <KeySheet onClose={() => setSheet(false)} /> : null}
    </div>
  );
}

function recordedLine(answer: StudySearchAnswer | undefined, error: Error | null): string {
  if (error !== null || answer === undefined) return '';
  const { recordedAt, leafHash } = answer.receipt;
  return `Search recorded ${presentClock(recordedAt)}, receipt ${leafHash.slice(0, 4)}`;
}

/** Searches after a pause in typing, unless Enter came first. */
function useTypedSearch(store: WorklistStore) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cancel = () => clearTimeout(timer.current);
  useEffect(() => cancel, []);
  return {
    cancel,
    soon() {
      cancel();
      timer.current = setTimeout(() => store.getState().submit(), PAUSE_MS);
    },
  };
}
