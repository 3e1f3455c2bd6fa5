import { useEffect, useRef, type RefObject } from 'react';
import { isImageSet } from '../../services/dicomweb/index.ts';
import {
  createFrameCanvas,
  displaySpacing,
  fitCanvas,
  type DecodedFrame,
  type FrameStore,
  type Stage,
} from '../../viewport/index.ts';
import { keepEarlyHands, type EarlyHands } from './early-hands.ts';
import { frontOf, type Cell, type ReadingStore } from './reading-store.ts';
import type { ViewportControls } from './viewport-controls.ts';
import styles from './viewport-cell.module.css';

export interface CellPictureProps {
  readonly at: number;
  readonly store: ReadingStore;
  readonly frames: FrameStore;
  readonly stage: Stage | undefined;
  /** The controls of the viewport once Cornerstone draws it. */
  readonly viewport: RefObject<ViewportControls | undefined>;
  readonly isHidden: boolean;
}

/** The picture of one cell: a plain canvas until Cornerstone is there, then Cornerstone's, in the same place. */
export function CellPicture({ at, store, frames, stage, viewport, isHidden }: CellPictureProps) {
  const light = useRef<HTMLCanvasElement>(null);
  const element = useRef<HTMLDivElement>(null);
  const early = useRef<EarlyHands>(undefined);

  useEffect(() => {
    const [canvas, host] = [light.current, element.current];
    if (canvas === null || host === null || stage !== undefined) return;
    early.current ??= keepEarlyHands(host);
    hand(viewport, early.current.controls);
    return paintLightly(canvas, at, store, frames);
  }, [at, store, frames, stage, viewport]);

  useEffect(() => () => early.current?.stop(), []);

  useEffect(() => {
    const host = element.current;
    if (host === null || stage === undefined) return;
    early.current?.handOver();
    const joined = joinStage(host, at, store, stage, () => {
      light.current?.remove();
      // After the first paint has come to its end: the picture is fitted then.
      setTimeout(() => {
        hand(viewport, joined.controls);
        early.current?.replay(host, joined.controls);
      });
    });
    return () => {
      hand(viewport, undefined);
      joined.leave();
    };
  }, [at, store, stage, viewport]);

  return (
    <div className={styles.picture} data-hidden={isHidden}>
      <div ref={element} className={styles.stage} />
      <canvas ref={light} className={styles.light} />
    </div>
  );
}

function hand(to: RefObject<ViewportControls | undefined>, controls: ViewportControls | undefined): void {
  to.current = controls;
}

/** Paints the wanted image, fitted, whenever it or the way it is looked at changes. */
function paintLightly(canvas: HTMLCanvasElement, at: number, store: ReadingStore, frames: FrameStore): () => void {
  const pictureOf = createFrameCanvas();
  function paint(): void {
    const cell = store.getState().cells[at];
    const front = cell === undefined ? undefined : frontOf(cell);
    const state = front === undefined ? undefined : frames.state(front);
    if (cell?.mapping === undefined || front === undefined || state?.kind !== 'ready') return;
    const picture = pictureOf(state.frame, cell.mapping);
    const geometry = drawFitted(canvas, picture, state.frame, displaySpacing(front));
    store.getState().painted(at, cell.occupant, cell.index);
    store.getState().patch(at, { geometry });
  }
  const stops = [
    store.subscribe((now, before) => {
      const [cell, was] = [now.cells[at], before.cells[at]];
      if (cell?.set !== was?.set || cell?.index !== was?.index || cell?.mapping !== was?.mapping) paint();
    }),
    frames.subscribe(() => {
      const cell = store.getState().cells[at];
      if (cell?.painted !== cell?.index) paint();
    }),
  ];
  const watcher = new ResizeObserver(paint);
  watcher.observe(canvas);
  paint();
  return () => {
    watcher.disconnect();
    for (const stop of stops) stop();
  };
}

/** Exactly where Cornerstone's stack viewport puts it: centred, as large as fits, pixels in their true shape. */
function drawFitted(
  canvas: HTMLCanvasElement,
  picture: HTMLCanvasElement,
  frame: DecodedFrame,
  { columnSize, rowSize }: { columnSize: number; rowSize: number },
): Cell['geometry'] {
  const ratio = fitCanvas(canvas);
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const smaller = Math.min(columnSize, rowSize);
  const [wide, high] = [columnSize / smaller, rowSize / smaller];
  const scale = Math.min(width / (frame.columns * wide), height / (frame.rows * high));
  context?.setTransform(1, 0, 0, 1, 0, 0);
  context?.clearRect(0, 0, width, height);
  context?.setTransform(scale * wide, 0, 0, scale * high, width / 2, height / 2);
  if (context !== null) context.imageSmoothingQuality = 'high';
  context?.drawImage(picture, -frame.columns / 2, -frame.rows / 2);
  return {
    zoomColumn: (scale * wide) / ratio,
    zoomRow: (scale * high) / ratio,
    right: undefined,
    down: undefined,
    centre: [frame.columns / 2, frame.rows / 2],
    toScreen: [
      (scale * wide) / ratio,
      0,
      0,
      (scale * high) / ratio,
      (width - scale * wide * frame.columns) / 2 / ratio,
      (height - scale * high * frame.rows) / 2 / ratio,
    ],
  };
}

// A drag across the whole viewport changes the window by this many times its width.
const WINDOW_DRAG = 2;

/** Hands the cell to Cornerstone and keeps the two in step. */
function joinStage(
  host: HTMLDivElement,
  at: number,
  store: ReadingStore,
  stage: Stage,
  firstPaint: () => void,
): { controls: ViewportControls; leave: () => void } {
  let shown: Cell | undefined;
  const drag = { scrolled: 0 };
  const viewport = stage.addViewport(host, {
    onPainted(index) {
      if (shown !== undefined) store.getState().painted(at, shown.occupant, index);
      firstPaint();
    },
    onGeometry: (geometry) => store.getState().patch(at, { geometry }),
    onWindowDrag(dx, dy) {
      const cell = store.getState().cells[at];
      if (cell?.mapping === undefined) return;
      const { mapping } = cell;
      const width = Math.max(mapping.shape === 'LINEAR' ? 1 : 0.001, mapping.width * 2 ** (dx * WINDOW_DRAG));
      const centre = mapping.centre + dy * mapping.width * WINDOW_DRAG;
      const shape = mapping.shape === 'LUT' ? 'LINEAR' : mapping.shape;
      store.getState().setMapping(at, { isInverted: mapping.isInverted, shape, centre, width });
    },
    onScrollDrag(dy) {
      const cell = store.getState().cells[at];
      if (cell?.set === undefined || !isImageSet(cell.set)) return;
      drag.scrolled += dy * Math.max(20, cell.set.frames.length);
      const steps = Math.trunc(drag.scrolled);
      drag.scrolled -= steps;
      if (steps !== 0) store.getState().scroll(at, cell.index + steps);
    },
  });

  function follow(): void {
    const cell = store.getState().cells[at];
    if (cell === undefined || cell === shown) return;
    const before = shown;
    shown = cell;
    if (cell.set === undefined || !isImageSet(cell.set)) {
      if (before?.set !== undefined) viewport.clear();
      return;
    }
    if (cell.mapping === undefined) {
      // Until the window is known nothing is drawn: a picture in a wrong window is worse than a moment of black.
      shown = { ...cell, set: undefined };
      return;
    }
    if (before?.set !== cell.set) viewport.show(cell.set, cell.index, cell.mapping);
    else if (before.index !== cell.index) viewport.setIndex(cell.index);
    if (before?.set === cell.set && before.mapping !== cell.mapping) viewport.setMapping(cell.mapping);
    if (before?.turn !== cell.turn) viewport.setTurn(cell.turn);
  }
  const stop = store.subscribe(follow);
  follow();
  return {
    controls: viewport,
    leave() {
      stop();
      viewport.destroy();
    },
  };
}
