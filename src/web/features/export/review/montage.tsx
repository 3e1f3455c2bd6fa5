import type { CSSProperties } from 'react';
import { useStore } from 'zustand';
import { classes } from '../../../ui/index.ts';
import { boxesIn } from './box-scope.ts';
import { BoxMarks } from './box-marks.tsx';
import { FrameView } from './frame-view.tsx';
import type { PictureShelf } from './picture-shelf.ts';
import { tileStanding, type QueueItem, type Tile } from './review-queue.ts';
import type { ReviewStore } from './review-store.ts';
import { SEE_WORDS, STANDING_WORDS } from './review-words.ts';
import { LEAST_TILE, type PageSize } from './use-page-size.ts';
import styles from './montage.module.css';

export interface MontageProps {
  readonly store: ReviewStore;
  readonly shelf: PictureShelf;
  readonly item: QueueItem & { kind: 'images' };
  readonly size: PageSize;
  readonly look: number;
}

/** The frames of the page on which the one in focus stands. */
export function pageOf(item: QueueItem & { kind: 'images' }, tileAt: number, { columns, rows }: PageSize) {
  const start = Math.floor(tileAt / (columns * rows)) * columns * rows;
  return { start, tiles: item.tiles.slice(start, start + columns * rows) };
}

/** As many frames of a series as fit, each large enough to count. */
export function Montage({ store, shelf, item, size, look }: MontageProps) {
  const { tileAt } = useStore(store);
  const { start, tiles } = pageOf(item, tileAt, size);
  return (
    <div
      className={styles.montage}
      style={{ '--columns': size.columns, '--rows': size.rows } as CSSProperties}
      role="group"
      aria-label={`Frames ${start + 1} to ${start + tiles.length} of ${item.tiles.length}`}
    >
      {tiles.map((tile, at) => (
        <MontageTile
          key={`${tile.sopInstanceUID} ${tile.frame}`}
          store={store}
          shelf={shelf}
          tile={tile}
          nth={start + at + 1}
          look={look}
          isFocused={start + at === tileAt}
          onFocus={() => store.getState().focusTile(start + at)}
          onOpen={() => {
            store.getState().focusTile(start + at);
            store.getState().setPair(true);
          }}
        />
      ))}
    </div>
  );
}

interface MontageTileProps {
  readonly store: ReviewStore;
  readonly shelf: PictureShelf;
  readonly tile: Tile;
  /** Among those of this item: slices of a series are told apart by it. */
  readonly nth: number;
  readonly look: number;
  readonly isFocused: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

function MontageTile({ store, shelf, tile, nth, look, isFocused, onFocus, onOpen }: MontageTileProps) {
  const { run, review, queue } = useStore(store);
  const instance = run.instances.get(tile.sopInstanceUID);
  const finished = queue.instances.get(tile.sopInstanceUID);
  if (instance === undefined || finished === undefined) return null;
  const standing = tileStanding(review, finished, tile.frame);
  const boxes = boxesIn(instance, tile.frame);
  const reasons = [
    ...new Set(finished.mustSee.filter(({ frame }) => frame === tile.frame).map(({ reason }) => reason)),
  ];
  const why = reasons.map((reason) => SEE_WORDS[reason]).join(', ');
  const name = instance.finished.frames > 1 ? `Frame ${tile.frame}` : `Image ${nth}`;
  return (
    <div className={classes(styles.tile, isFocused && styles.focused)} data-standing={standing}>
      <button
        type="button"
        className={styles.open}
        aria-label={`Open ${name}, ${STANDING_WORDS[standing]}`}
        onFocus={onFocus}
        onClick={onOpen}
      />
      <FrameView
        instance={instance}
        frame={tile.frame}
        open={(use) => shelf.finished(instance, use)}
        bytesKey={finished.sha256}
        look={look}
        widest={2 * LEAST_TILE}
        label={`${name} as it would leave`}
        onShown={(sha256) => store.getState().shown(tile, sha256)}
        onTrouble={(code) => store.getState().tell({ about: 'picture', code })}
      >
        <BoxMarks boxes={boxes} />
      </FrameView>
      <div className={styles.caption}>
        <span>{name}</span>
        <span className={styles.why}>{why === '' ? 'looks clean' : why}</span>
        <span className={styles.standing}>{STANDING_WORDS[standing]}</span>
      </div>
    </div>
  );
}
