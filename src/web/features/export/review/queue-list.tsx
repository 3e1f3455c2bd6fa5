import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { classes } from '../../../ui/index.ts';
import { isDecided, isDone, tileStanding, type QueueItem } from './review-queue.ts';
import type { ReviewModel, ReviewStore } from './review-store.ts';
import styles from './queue-list.module.css';

/** Everything there is to look at, and how far it is. */
export function QueueList({ store }: { readonly store: ReviewStore }) {
  const model = useStore(store);
  const { queue, review, itemKey, run } = model;
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    // New browsers answer with a promise, which is no way to clean up.
    current.current?.scrollIntoView?.({ block: 'nearest' });
  }, [itemKey]);
  const pseudonyms = new Map(run.studies.map((study) => [study.studyInstanceUID, study]));
  return (
    <nav className={styles.list} aria-label="What to look at">
      <ol>
        {queue.items.map((item) => {
          const study = pseudonyms.get(item.studyInstanceUID);
          const done = isDone(queue, review, item);
          return (
            <li key={item.key} className={item.kind === 'study' ? styles.study : styles.images}>
              <button
                type="button"
                ref={item.key === itemKey ? current : null}
                className={classes(styles.item, done && styles.done)}
                aria-current={item.key === itemKey ? 'true' : undefined}
                onClick={() => store.getState().go(item.key)}
              >
                <span className={styles.name}>
                  {item.kind === 'study'
                    ? `${study?.pseudonym ?? ''} ${study?.modalities.join(', ') ?? ''}`
                    : seriesWords(model, item)}
                </span>
                <span className={styles.state}>{done ? 'done' : stateWords(model, item)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function seriesWords({ run }: ReviewModel, item: QueueItem & { kind: 'images' }): string {
  const [first] = item.tiles;
  const label = first === undefined ? '' : (run.instances.get(first.sopInstanceUID)?.seriesLabel ?? '');
  return item.why === 'sample' ? `${label} · sample of the clean` : label;
}

function stateWords({ queue, review }: ReviewModel, item: QueueItem): string {
  if (item.kind === 'study') return 'header';
  const decided = item.tiles.filter(({ sopInstanceUID, frame }) => {
    const instance = queue.instances.get(sopInstanceUID);
    return instance !== undefined && isDecided(tileStanding(review, instance, frame));
  });
  return `${decided.length} of ${item.tiles.length}`;
}
