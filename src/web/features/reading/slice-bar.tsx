import { useEffect, useEffectEvent, useRef, useSyncExternalStore } from 'react';
import type { ImageSet } from '../../services/dicomweb/index.ts';
import type { Cell, ReadingStore } from './reading-store.ts';
import type { StudyReading } from './study-reading.ts';
import styles from './viewport-cell.module.css';

export interface SliceBarProps {
  readonly at: number;
  readonly cell: Cell;
  readonly set: ImageSet;
  readonly store: ReadingStore;
  readonly reading: StudyReading;
}

/** The scrollbar of a stack; dots beside it tell which images are here. */
export function SliceBar({ at, cell, set, store, reading }: SliceBarProps) {
  const count = set.frames.length;
  if (count < 2) return null;
  return (
    <div className={styles.sliceBar}>
      <Dots set={set} reading={reading} />
      <input
        type="range"
        className={styles.scroll}
        min={1}
        max={count}
        step={1}
        value={cell.index + 1}
        aria-label={`Image of viewport ${at + 1}`}
        aria-valuetext={`${cell.index + 1} of ${count}`}
        onChange={(event) => store.getState().scroll(at, Number(event.target.value) - 1)}
      />
    </div>
  );
}

/** One dot for each image, or for as many images as share a pixel. */
function Dots({ set, reading }: { set: ImageSet; reading: StudyReading }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const version = useSyncExternalStore(reading.frames.subscribe, reading.frames.version);
  const draw = useEffectEvent(() => {
    if (canvas.current !== null) drawDots(canvas.current, set, reading);
  });
  useEffect(() => {
    draw();
  }, [set, reading, version]);
  useEffect(() => {
    if (canvas.current === null) return;
    const watcher = new ResizeObserver(() => draw());
    watcher.observe(canvas.current);
    return () => watcher.disconnect();
  }, []);
  return <canvas ref={canvas} className={styles.dots} aria-hidden="true" />;
}

// The canvas behind images is black in every theme, so these do not follow it.
const HERE = '#57c4ea';
const FAILED = '#f2b63c';

function drawDots(canvas: HTMLCanvasElement, set: ImageSet, reading: StudyReading): void {
  const ratio = window.devicePixelRatio || 1;
  const height = Math.max(1, Math.round(canvas.clientHeight * ratio));
  const width = Math.max(1, Math.round(canvas.clientWidth * ratio));
  if (canvas.height !== height || canvas.width !== width) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.clearRect(0, 0, width, height);
  const count = set.frames.length;
  const step = height / count;
  const dot = Math.max(1, Math.min(step * 0.6, 3 * ratio));
  set.frames.forEach((ref, index) => {
    const { kind } = reading.frames.state(ref);
    if (kind !== 'ready' && kind !== 'failed') return;
    context.fillStyle = kind === 'ready' ? HERE : FAILED;
    // A failed image is a bar across, so that it does not differ by colour alone.
    context.fillRect(kind === 'ready' ? width / 4 : 0, index * step, kind === 'ready' ? width / 2 : width, dot);
  });
}
