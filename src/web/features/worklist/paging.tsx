import { useStore } from 'zustand';
import type { StudySearchAnswer } from '../../../contract/index.ts';
import { Button } from '../../ui/index.ts';
import { resultLine } from './result-line.ts';
import type { WorklistStore } from './worklist-store.ts';
import styles from './worklist.module.css';

export interface PagingProps {
  readonly answer: StudySearchAnswer | undefined;
  readonly failed: boolean;
  readonly store: WorklistStore;
}

/** How many there are and which of them are shown. */
export function Paging({ answer, failed, store }: PagingProps) {
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
