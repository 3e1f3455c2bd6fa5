import { memo, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import {
  isImageSet,
  TAG,
  text,
  type Dataset,
  type DisplaySet,
  type FrameRef,
  type ImageSet,
} from '../../services/dicomweb/index.ts';
import { createFrameCanvas, initialWindow, isInvertedAtFirst, type FrameState } from '../../viewport/index.ts';
import { Button, classes } from '../../ui/index.ts';
import { dayOf } from './dates.ts';
import { DRAG_TYPE } from './drag-type.ts';
import { thumbnailIndex } from './load-plan.ts';
import type { ReadingStore, SeriesEntry } from './reading-store.ts';
import { superseded } from './report/report-links.ts';
import type { StudyReading } from './study-reading.ts';
import styles from './thumbnails.module.css';

export interface ThumbnailsProps {
  readonly store: ReadingStore;
  readonly reading: StudyReading;
}

/** Every series of the study, and what it was split into. Press one, or drag it, to put it into a viewport. */
export function Thumbnails({ store, reading }: ThumbnailsProps) {
  const series = useStore(store, (state) => state.series);
  const older = useMemo(() => superseded(series.flatMap((entry) => entry.sets)), [series]);
  return (
    <nav className={styles.list} aria-label="Series">
      <ol>
        {series.map((entry) =>
          entry.sets.length === 0 ? (
            <Waiting key={entry.seriesInstanceUID} entry={entry} onRetry={reading.retry} />
          ) : (
            entry.sets.map((set) => (
              <Thumbnail
                key={set.id}
                set={set}
                isOlder={!isImageSet(set) && older.has(set.sopInstanceUID)}
                store={store}
                reading={reading}
              />
            ))
          ),
        )}
      </ol>
    </nav>
  );
}

function Waiting({ entry, onRetry }: { entry: SeriesEntry; onRetry: () => void }) {
  const isFailed = entry.status === 'failed';
  return (
    <li className={styles.item} data-series-state={entry.status}>
      <div className={styles.box}>{entry.modality || '?'}</div>
      <div className={styles.words}>
        <span className={styles.title}>{titleOf(entry)}</span>
        <span role={isFailed ? 'alert' : undefined}>
          {isFailed ? `Failed: ${entry.trouble?.sentence ?? ''} (${entry.trouble?.code ?? ''})` : 'Header is coming'}
        </span>
        {isFailed ? <Button onClick={onRetry}>Try again</Button> : null}
      </div>
    </li>
  );
}

const Thumbnail = memo(function Thumbnail({
  set,
  isOlder,
  store,
  reading,
}: { set: DisplaySet; isOlder: boolean } & ThumbnailsProps) {
  const isShown = useStore(store, ({ cells, layout }) =>
    cells.slice(0, layout.rows * layout.columns).some((cell) => cell.set?.id === set.id),
  );
  const isActive = useStore(store, ({ cells, active }) => cells[active]?.set?.id === set.id);
  const isViewed = useStore(store, ({ viewed }) => viewed.has(set.id));
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={classes(styles.thumbnail, isActive && styles.active)}
        draggable
        aria-pressed={isShown}
        onClick={() => store.getState().put(store.getState().active, set)}
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAG_TYPE, set.id);
          event.dataTransfer.effectAllowed = 'copy';
        }}
      >
        {isImageSet(set) ? (
          <Picture refToShow={set.frames[thumbnailIndex(set)]} reading={reading} />
        ) : (
          <span className={styles.box}>{set.modality}</span>
        )}
        <span className={styles.words}>
          <span className={styles.title}>{titleOf(set)}</span>
          <span>{isImageSet(set) ? countOf(set.frames.length, set.kind) : otherWords(set)}</span>
          {isOlder ? <span>Earlier version</span> : null}
          <span className={styles.state}>
            {isViewed ? isShown ? 'in view' : '' : <span className={styles.unviewed}>not viewed</span>}
          </span>
        </span>
      </button>
    </li>
  );
});

function otherWords({ kind, what, dataset }: Exclude<DisplaySet, ImageSet>): string {
  return kind === 'report' ? [what, writtenAt(dataset)].filter(Boolean).join(', ') : `${what}, not displayed`;
}

function writtenAt(dataset: Dataset): string {
  const time = /^(\d\d)(\d\d)/.exec(text(dataset, TAG.ContentTime) ?? '');
  return [dayOf(text(dataset, TAG.ContentDate)), time === null ? '' : `${time[1]}:${time[2]}`]
    .filter(Boolean)
    .join(' ');
}

function titleOf(entry: { seriesNumber: number | undefined; description: string; modality: string }): string {
  const number = entry.seriesNumber === undefined ? '' : `${entry.seriesNumber}`;
  return [number, entry.modality, entry.description].filter((part) => part !== '').join(' ');
}

function countOf(count: number, kind: 'stack' | 'cine'): string {
  const word = kind === 'cine' ? 'frame' : 'image';
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function Picture({ refToShow, reading }: { refToShow: FrameRef | undefined; reading: StudyReading }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const state: FrameState | undefined = useSyncExternalStore(reading.frames.subscribe, () =>
    refToShow === undefined ? undefined : reading.frames.state(refToShow),
  );
  useEffect(() => {
    const target = canvas.current;
    if (target === null || refToShow === undefined || state?.kind !== 'ready') return;
    const { frame } = state;
    const isInverted = isInvertedAtFirst(refToShow) && !frame.isColour;
    const picture = createFrameCanvas()(frame, { ...initialWindow(refToShow, frame), isInverted });
    const scale = Math.min(target.width / frame.columns, target.height / frame.rows);
    const context = target.getContext('2d');
    if (context === null) return;
    context.clearRect(0, 0, target.width, target.height);
    context.imageSmoothingQuality = 'high';
    const [width, height] = [frame.columns * scale, frame.rows * scale];
    context.drawImage(picture, (target.width - width) / 2, (target.height - height) / 2, width, height);
  }, [refToShow, state]);
  return <canvas ref={canvas} className={styles.picture} width={144} height={144} aria-hidden="true" />;
}
