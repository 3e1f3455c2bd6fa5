import { useEffect, useRef } from 'react';
import { fitCanvas } from '../../viewport/index.ts';
import { createPlanePainter } from '../../viewport/planes/index.ts';
import { paintedOf, type ReadingStore } from './reading-store.ts';
import type { StudyReading } from './study-reading.ts';
import styles from './plane-layer.module.css';

export interface PlaneLayerProps {
  readonly at: number;
  readonly store: ReadingStore;
  readonly reading: StudyReading;
}

/** The overlay planes of the image that is on the screen, in the same moment as the image. */
export function PlaneLayer({ at, store, reading }: PlaneLayerProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    return element === null ? undefined : keepPainted(element, at, store, reading);
  }, [at, store, reading]);
  return <canvas ref={canvas} className={styles.canvas} data-testid={`planes-${at + 1}`} />;
}

function keepPainted(canvas: HTMLCanvasElement, at: number, store: ReadingStore, { planes }: StudyReading): () => void {
  const paintPlanes = createPlanePainter(canvas);
  let last: readonly unknown[] = [];

  function paint(): void {
    const { cells, arePlanesVisible } = store.getState();
    const cell = cells[at];
    const ref = cell === undefined ? undefined : paintedOf(cell);
    const found = ref === undefined || !arePlanesVisible ? undefined : planes.state(ref);
    const now = [found, cell?.geometry, canvas.clientWidth, canvas.clientHeight];
    if (now.every((part, index) => part === last[index])) return;
    last = now;
    const ratio = fitCanvas(canvas);
    const drawn = cell?.geometry === undefined ? [] : (found?.ready ?? []);
    paintPlanes(drawn, cell?.geometry?.toScreen ?? [1, 0, 0, 1, 0, 0], ratio);
    canvas.dataset['planes'] = String(drawn.length);
  }

  const watcher = new ResizeObserver(paint);
  watcher.observe(canvas);
  const stops = [store.subscribe(paint), planes.subscribe(paint)];
  paint();
  return () => {
    watcher.disconnect();
    for (const stop of stops) stop();
  };
}
