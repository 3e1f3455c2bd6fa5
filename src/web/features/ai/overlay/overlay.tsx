import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { AiResults } from '../../../services/ai-results/index.ts';
import { fitCanvas, type ReadingView } from '../../../viewport/index.ts';
import { createOverlayPainter } from '../../../viewport/overlay/index.ts';
import { sceneOf } from './scene-of.ts';
import styles from './overlay.module.css';

export interface OverlayProps {
  readonly at: number;
  readonly view: ReadingView;
  readonly results: AiResults;
}

/** What models say about the image of one viewport, drawn in the same moment as the image itself. */
export function Overlay({ at, view, results }: OverlayProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    return keepPainted(element, at, view, results);
  }, [at, view, results]);

  return (
    <>
      <canvas ref={canvas} className={styles.canvas} data-testid={`ai-overlay-${at + 1}`} />
      <Words at={at} view={view} results={results} />
    </>
  );
}

function keepPainted(canvas: HTMLCanvasElement, at: number, view: ReadingView, results: AiResults): () => void {
  const painter = createOverlayPainter(canvas);
  let last: unknown[] = [];
  let frame: number | undefined;

  function paint(): void {
    const cell = view.cell(at);
    const state = results.getState();
    const now = [cell?.painted, cell?.geometry, state, canvas.clientWidth, canvas.clientHeight];
    if (now.every((part, index) => part === last[index])) return;
    last = now;
    const ratio = fitCanvas(canvas);
    const ref = cell?.painted;
    const scene = ref === undefined || cell?.geometry === undefined ? undefined : sceneOf(ref, state);
    if (!painter.paint(scene, cell?.geometry?.toScreen ?? [1, 0, 0, 1, 0, 0], ratio)) {
      last = [];
      inNextFrame();
    }
    canvas.dataset['marks'] = String(scene === undefined ? 0 : scene.marks.length + scene.labels.reduce((sum, { segments }) => sum + segments.size, 0)); // prettier-ignore
    for (const { runUID, trackingUID } of scene?.placed ?? []) {
      const review = state.runs.find(({ run }) => run.runUID === runUID)?.review;
      // Its place is on the screen: from now on the person may decide about it.
      if (review?.revealedAt !== undefined && !review.located.has(trackingUID) && !review.isSigned)
        state.act(runUID, { kind: 'locate', trackingUID });
    }
  }

  /** What changes beside the images may come a frame later; what goes with the image comes with it. */
  function inNextFrame(): void {
    frame ??= requestAnimationFrame(() => {
      frame = undefined;
      paint();
    });
  }

  const watcher = new ResizeObserver(paint);
  watcher.observe(canvas);
  const stops = [view.subscribe(paint), results.subscribe(inNextFrame)];
  paint();
  return () => {
    watcher.disconnect();
    if (frame !== undefined) cancelAnimationFrame(frame);
    for (const stop of stops) stop();
  };
}

/** Which model, which version, and that nobody stands for it: never without it, never by colour alone. */
function Words({ at, view, results }: OverlayProps) {
  const ref = useSyncExternalStore(view.subscribe, () => view.cell(at)?.painted);
  const state = useStore(results);
  const scene = ref === undefined ? undefined : sceneOf(ref, state);
  if (scene === undefined) return null;
  const revealed = scene.runs.filter(({ review }) => review.revealedAt !== undefined);
  if (revealed.length === 0) return null;
  if (!state.isVisible)
    return (
      <p className={styles.words} data-testid={`ai-words-${at + 1}`}>
        <span>AI marks are hidden (A)</span>
      </p>
    );
  return (
    <p className={styles.words} data-testid={`ai-words-${at + 1}`}>
      {revealed
        .filter(({ isVisible }) => isVisible)
        .map(({ run, review }) => (
          <span key={run.runUID}>
            {review.isSigned ? 'AI – signed' : 'AI – not verified'}: {run.model.name} {run.model.version}
            {review.stale === undefined ? '' : ' – outdated'}
          </span>
        ))}
      {scene.labels.flatMap(({ segments }) =>
        [...segments].map(([number, { label, colour }]) => (
          <span key={`${label} ${number}`}>
            <i style={{ background: `rgb(${colour.join(' ')})` }} /> {label}
          </span>
        )),
      )}
    </p>
  );
}
