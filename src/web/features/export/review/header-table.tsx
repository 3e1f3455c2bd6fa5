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
export function HeaderTable({ store, study, mayKnowIdentity }: HeaderTableProps) {
  const { review } = useStore(store);
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
        <p className={styles.note}>Original values and doubtful words are shown to roles that may see identity only.</p>
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
}: {
  readonly row: HeaderDifference;
  readonly mayKnowIdentity: boolean;
}) {
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
          <DoubtfulWords count={doubtfulWords} doubtful={mayKnowIdentity ? doubtful : []} />
        )}
      </td>
      <td className={styles.number}>{presentCount(instances)}</td>
      <td className={styles.rule}>{rule}</td>
    </tr>
  );
}

function DoubtfulWords({
  count,
  doubtful,
}: {
  readonly count: number;
  readonly doubtful: HeaderDifference['doubtful'];
}) {
  const words = count === 1 ? '1 doubtful word' : `${count} doubtful words`;
  return (
    <div className={styles.doubtful}>
      {words}
      {doubtful.map(({ words: found, removed }, at) => (
        <span key={at}>
          {' '}
          {found.map((word) => `“${word}”`).join(', ')} {removed ? 'removed' : 'kept'}
        </span>
      ))}
    </div>
  );
}
