import { useStore } from 'zustand';
import { classes } from '../../../ui/index.ts';
import type { FoundBox } from '../hand-over.ts';
import { boxesIn } from './box-scope.ts';
import { tileStanding, type Tile } from './review-queue.ts';
import type { ReviewStore } from './review-store.ts';
import { boxWords, SEE_WORDS, STANDING_WORDS } from './review-words.ts';
import styles from './image-facts.module.css';

export interface ImageFactsProps {
  readonly store: ReviewStore;
  readonly tile: Tile;
  readonly chosen: FoundBox | undefined;
  readonly onChoose: (box: FoundBox) => void;
}

/** Of one frame: why it is shown, what was covered and for which reason. */
export function ImageFacts({ store, tile, chosen, onChoose }: ImageFactsProps) {
  const { run, review, queue } = useStore(store);
  const instance = run.instances.get(tile.sopInstanceUID);
  const finished = queue.instances.get(tile.sopInstanceUID);
  if (instance === undefined || finished === undefined) return null;
  const reasons = [
    ...new Set(finished.mustSee.filter(({ frame }) => frame === tile.frame).map(({ reason }) => reason)),
  ];
  const boxes = boxesIn(instance, tile.frame);
  return (
    <section className={styles.facts} aria-label="This image">
      <h2 className={styles.title}>
        {instance.seriesLabel}
        {finished.frames > 1 ? `, frame ${tile.frame} of ${finished.frames}` : ''}
      </h2>
      <p>
        <span className={styles.standing} data-testid="standing">
          {STANDING_WORDS[tileStanding(review, finished, tile.frame)]}
        </span>
        {reasons.length === 0
          ? ' · looks clean, drawn by lot'
          : ` · ${reasons.map((one) => SEE_WORDS[one]).join(', ')}`}
      </p>
      {instance.warnings.length === 0 ? null : <p className={styles.warning}>{instance.warnings.join(', ')}</p>}
      {instance.pixels.kind === 'redacted' && instance.pixels.facesRemoved ? <p>The face was cut.</p> : null}
      {instance.pixels.kind === 'unexamined' ? (
        <p className={styles.warning}>Nothing spoke for text, so nobody looked.</p>
      ) : null}
      {boxes.length === 0 ? null : (
        <ol className={styles.boxes} aria-label="Boxes">
          {boxes.map((box, at) => (
            <li key={at}>
              <button
                type="button"
                className={classes(styles.box, box === chosen && styles.chosen)}
                aria-pressed={box === chosen}
                onClick={() => onChoose(box)}
              >
                {at + 1}. {boxWords(box)}
              </button>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
