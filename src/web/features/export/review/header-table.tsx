import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { Button, presentCount } from '../../../ui/index.ts';
import type { HeaderDifference, RunStudy } from '../hand-over.ts';
import type { ReviewStore } from './review-store.ts';
import { CHANGE_WORDS } from './review-words.ts';
import styles from './header-table.module.css';

export interface HeaderTableProps {
  readonly store: ReviewStore;
  readonly study: RunStudy;
  readonly mayKnowIdentity: boolean;
  /** Naming another batch is its owner's. */
  readonly mayCorrect: boolean;
}

/** What a person must judge comes first. */
const ORDER = [
  'doubtful',
  'kept',
  'cleaned',
  'changed',
  'emptied',
  'removed',
] as const satisfies readonly HeaderDifference['change'][];

/** Of one study: what happened to which attribute, in how many of its instances. */
export function HeaderTable({ store, study, mayKnowIdentity, mayCorrect }: HeaderTableProps) {
  const { review, work } = useStore(store);
  const turn = mayCorrect ? (word: string): void => void store.getState().turnWord(word) : undefined;
  const [shown, setShown] = useState<HeaderDifference['change'] | 'all'>('all');
  const groups = ORDER.map((change) => ({ change, rows: study.differences.filter((one) => one.change === change) }));
  const { studyInstanceUID } = study;
  // The table depends on all bytes of the study: after a correction it is another one, and has to be seen again.
  const { batch } = review;
  useEffect(() => {
    let isCurrent = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        if (isCurrent && document.visibilityState === 'visible') store.getState().studyShown(studyInstanceUID);
      }),
    );
    return () => {
      isCurrent = false;
    };
  }, [store, studyInstanceUID, batch]);

  return (
    <section className={styles.whole} aria-label="Header differences">
      <div className={styles.filters} role="group" aria-label="Which differences are shown">
        <Button kind="quiet" aria-pressed={shown === 'all'} onClick={() => setShown('all')}>
          All {presentCount(study.differences.length)}
        </Button>
        {groups.map(({ change, rows }) => (
          <Button
            key={change}
            kind="quiet"
            aria-pressed={shown === change}
            disabled={rows.length === 0}
            onClick={() => setShown(change)}
          >
            {CHANGE_WORDS[change]} {presentCount(rows.length)}
          </Button>
        ))}
      </div>
      {mayKnowIdentity ? null : (
        <p className={styles.note}>
          Original values, and doubtful words that were removed, are shown to roles that may see identity only.
        </p>
      )}
      <div className={styles.scroll} tabIndex={0} role="region" aria-label="Table of header differences">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What happened</th>
              <th scope="col">Attribute</th>
              {mayKnowIdentity ? <th scope="col">Before</th> : null}
              <th scope="col">After</th>
              <th scope="col">Instances</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          {groups
            .filter(({ change, rows }) => rows.length > 0 && (shown === 'all' || shown === change))
            .map(({ change, rows }) => (
              <tbody key={change}>
                {rows.map((row) => (
                  <DifferenceRow
                    key={`${row.path} ${row.action} ${row.rule}`}
                    row={row}
                    mayKnowIdentity={mayKnowIdentity}
                    turn={turn}
                    isBusy={work !== undefined}
                  />
                ))}
              </tbody>
            ))}
        </table>
      </div>
    </section>
  );
}

function DifferenceRow({
  row,
  mayKnowIdentity,
  turn,
  isBusy,
}: {
  readonly row: HeaderDifference;
  readonly mayKnowIdentity: boolean;
} & Turning) {
  const { change, keyword, path, before, after, instances, rule, doubtful, doubtfulWords } = row;
  return (
    <tr data-change={change}>
      <td>{CHANGE_WORDS[change]}</td>
      <td>
        <span>{keyword ?? 'private'}</span> <code className={styles.path}>{path}</code>
      </td>
      {mayKnowIdentity ? <td className={styles.value}>{before ?? ''}</td> : null}
      <td className={styles.value}>
        {after ?? ''}
        {doubtfulWords === 0 ? null : (
          <DoubtfulWords count={doubtfulWords} doubtful={doubtful} turn={turn} isBusy={isBusy} />
        )}
      </td>
      <td className={styles.number}>{presentCount(instances)}</td>
      <td className={styles.rule}>{rule}</td>
    </tr>
  );
}

interface Turning {
  /** Undefined for who may only look. */
  readonly turn: ((word: string) => void) | undefined;
  readonly isBusy: boolean;
}

interface DoubtfulWordsProps extends Turning {
  readonly count: number;
  readonly doubtful: HeaderDifference['doubtful'];
}

/** Each word by itself, and the one thing that can be done about it: for all of the export, since it means the same everywhere. */
function DoubtfulWords({ count, doubtful, turn, isBusy }: DoubtfulWordsProps) {
  const words = count === 1 ? '1 doubtful word' : `${count} doubtful words`;
  return (
    <div className={styles.doubtful}>
      {words}
      {doubtful.flatMap(({ words: found, removed, decided }) =>
        found.map((word) => (
          <span key={word} className={styles.word}>
            “{word}” {removed ? 'removed' : 'kept'}
            {decided ? ', decided' : ''}
            {turn === undefined ? null : (
              <Button kind="quiet" disabled={isBusy} onClick={() => turn(word)}>
                {removed ? 'Keep' : 'Remove'} “{word}” everywhere
              </Button>
            )}
          </span>
        )),
      )}
    </div>
  );
}
