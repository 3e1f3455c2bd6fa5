import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StudyRow, StudySearchAnswer } from '../../../contract/index.ts';
import { AppError, type AppServices, type PreferencesStore } from '../../services/index.ts';
import { Button, Message, presentClock, StatusLine } from '../../ui/index.ts';
import { FilterBar } from './filter-bar.tsx';
import { KeySheet } from './key-sheet.tsx';
import { resultLine } from './result-line.ts';
import { SavedFilters } from './saved-filters.tsx';
import { isEmptyForm, type SearchForm } from './search-form.ts';
import { StudyTable } from './study-table.tsx';
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
          onSubmit={() => {
            ask.cancel();
            state.submit();
          }}
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

interface ResultsProps {
  readonly answer: StudySearchAnswer | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly store: WorklistStore;
  readonly takeFocus: boolean;
  readonly onOpen: (row: StudyRow) => void;
  readonly onRetry: () => void;
}

function Results({ answer, error, isFetching, store, takeFocus, onOpen, onRetry }: ResultsProps) {
  const state = useStore(store);
  if (error !== null) return <Failure error={error} onRetry={onRetry} />;
  if (answer === undefined) return <Message title="Asking the server for studies" />;
  if (answer.rows.length === 0) return <Nothing form={state.form} onClear={state.clear} isFetching={isFetching} />;
  return (
    <StudyTable
      rows={answer.rows}
      sort={state.search.sort}
      busy={isFetching}
      masked={answer.masked}
      focusedHandle={state.focusedHandle}
      takeFocus={takeFocus}
      onSort={state.sortBy}
      onFocus={state.focus}
      onOpen={onOpen}
    />
  );
}

function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const known = error instanceof AppError ? error : undefined;
  const code = [known?.code ?? 'unexpected', known?.correlationId].filter((part) => part !== undefined).join(' / ');
  return (
    <Message
      role="alert"
      title={known?.code === 'unreachable' ? 'The server cannot be reached' : 'The list could not be fetched'}
      code={code}
      actions={
        <Button shortcut="R" onClick={onRetry}>
          Ask again
        </Button>
      }
    >
      {known?.message ?? 'The app failed here. Nothing was changed.'} No list is shown, so that an old one is not
      mistaken for the answer.
    </Message>
  );
}

interface NothingProps {
  readonly form: SearchForm;
  readonly isFetching: boolean;
  readonly onClear: () => void;
}

function Nothing({ form, isFetching, onClear }: NothingProps) {
  if (isFetching) return <Message title="Asking the server for studies" />;
  if (isEmptyForm(form))
    return <Message title="The archive has no studies">Or none that your role may list. No filter is set.</Message>;
  return (
    <Message title="No study matches these filters" actions={<Button onClick={onClear}>Clear all filters</Button>}>
      The server looked at all studies that your role may list.
    </Message>
  );
}

interface PagingProps {
  readonly answer: StudySearchAnswer | undefined;
  readonly failed: boolean;
  readonly store: WorklistStore;
}

function Paging({ answer, failed, store }: PagingProps) {
  const state = useStore(store);
  if (answer === undefined || failed) return null;
  return (
    <nav className={styles.paging} aria-label="Pages">
      <output>{resultLine(answer, state.search.offset)}</output>
      <span className={styles.note}>
        {answer.sortedOverAll
          ? 'counted and sorted by the server'
          : 'sorted among the first matches only; narrow the search to sort them all'}
        {answer.masked ? '; identity is hidden in your role' : ''}
      </span>
      <span className={styles.pages}>
        <Button shortcut="[" disabled={state.offset === 0} onClick={() => state.page(-1)}>
          Previous page
        </Button>
        <Button shortcut="]" disabled={!answer.hasMore} onClick={() => state.page(1)}>
          Next page
        </Button>
      </span>
    </nav>
  );
}
