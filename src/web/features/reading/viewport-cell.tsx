import { memo, useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { useStore } from 'zustand';
import { isImageSet, TAG, text, type OtherObject } from '../../services/dicomweb/index.ts';
import { stateWords, type Stage, type ViewportState } from '../../viewport/index.ts';
import type { PlanesState } from '../../viewport/planes/index.ts';
import { Button } from '../../ui/index.ts';
import { CellOverlays, sliceWords } from './cell-overlays.tsx';
import { CellPicture } from './cell-picture.tsx';
import { pointEverywhere } from './directions/point-everywhere.ts';
import { ReferenceLines } from './directions/reference-lines.tsx';
import { dayOf, personName } from './dates.ts';
import { DRAG_TYPE } from './drag-type.ts';
import type { Extension } from './extension/use-extension.ts';
import { PlaneLayer } from './plane-layer.tsx';
import { ReportCell } from './report/report-cell.tsx';
import { frontOf, paintedOf, type Cell, type ReadingStore } from './reading-store.ts';
import { SliceBar } from './slice-bar.tsx';
import type { StudyReading } from './study-reading.ts';
import type { ViewportControls } from './viewport-controls.ts';
import styles from './viewport-cell.module.css';

export interface ViewportCellProps {
  readonly at: number;
  readonly store: ReadingStore;
  readonly reading: StudyReading;
  readonly stage: Stage | undefined;
  readonly controls: RefObject<ViewportControls | undefined>;
  readonly extension: Extension | undefined;
}

/** One viewport: its picture, what is said about it, its state in words. */
export const ViewportCell = memo(function ViewportCell(props: ViewportCellProps) {
  const { at, store, reading, stage, controls, extension } = props;
  const cell = useStore(store, (state) => state.cells[at]);
  const isActive = useStore(store, (state) => state.active === at);
  const root = useRef<HTMLElement>(null);
  // Frames come and go without the store: this cell looks again when one of its own two changes.
  useSyncExternalStore(reading.frames.subscribe, () => (cell === undefined ? '' : framesKey(cell, reading)));
  useWheel(root, at, store, controls);
  usePointing(root, at, store);
  const arePlanesVisible = useStore(store, (now) => now.arePlanesVisible);
  const planesShown = cell === undefined ? undefined : paintedOf(cell);
  const shownPlanes = useSyncExternalStore(reading.planes.subscribe, () =>
    planesShown === undefined ? undefined : reading.planes.state(planesShown),
  );
  if (cell === undefined) return null;
  const { state, set } = cell;
  const images = set !== undefined && isImageSet(set) ? set : undefined;
  const front = frontOf(cell);
  const shown = paintedOf(cell) ?? front;
  const frontState = front === undefined ? undefined : reading.frames.state(front);
  const isFrontFailed = frontState?.kind === 'failed';
  return (
    // A viewport takes focus, drops and the wheel: HTML has no element for it, so a section with a name stands in.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys and pointer belong to the viewport
    <section
      ref={root}
      className={styles.cell}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
      tabIndex={0}
      aria-label={`Viewport ${at + 1}: ${describe(cell)}`}
      aria-current={isActive}
      data-state={state.kind}
      data-active={isActive}
      data-testid={`viewport-${at + 1}`}
      data-index={cell.painted}
      onFocus={() => store.getState().setActive(at)}
      onPointerDown={() => store.getState().setActive(at)}
      onContextMenu={(event) => event.preventDefault()}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const id = event.dataTransfer.getData(DRAG_TYPE);
        const dropped = store
          .getState()
          .series.flatMap((entry) => entry.sets)
          .find((candidate) => candidate.id === id);
        if (dropped === undefined) return;
        store.getState().setActive(at);
        store.getState().put(at, dropped);
      }}
    >
      <CellPicture
        at={at}
        store={store}
        frames={reading.frames}
        stage={stage}
        viewport={controls}
        isHidden={images === undefined || isFrontFailed || state.kind === 'failed' || state.kind === 'unsupported'}
      />
      {shownPlanes === undefined || isFrontFailed ? null : (
        <div className={styles.over}>
          <PlaneLayer at={at} store={store} reading={reading} />
        </div>
      )}
      {images === undefined || isFrontFailed ? null : (
        <div className={styles.over}>
          <ReferenceLines at={at} store={store} />
        </div>
      )}
      {images !== undefined && extension?.loaded !== undefined && !isFrontFailed ? (
        <div className={styles.over}>
          <extension.loaded.Overlay at={at} />
        </div>
      ) : null}
      {images !== undefined && shown !== undefined && frontState !== undefined ? (
        <CellOverlays
          cell={cell}
          set={images}
          shown={shown}
          frameState={reading.frames.state(shown)}
          planes={planeWords(shownPlanes, arePlanesVisible)}
        />
      ) : null}
      {set !== undefined && !isImageSet(set) ? <NoImage at={at} object={set} store={store} state={state} /> : null}
      {images === undefined ? null : <SliceBar at={at} cell={cell} set={images} store={store} reading={reading} />}
      <StateFrame cell={cell} isFrontFailed={isFrontFailed} onRetry={reading.retry} />
    </section>
  );
});

/** What a person must know of overlays that are there and not, or not wholly, on the screen. */
function planeWords(planes: PlanesState | undefined, areVisible: boolean): readonly string[] {
  if (planes === undefined) return [];
  const count = planes.ready.length;
  return [
    count === 0
      ? ''
      : `${count === 1 ? 'overlay' : `${count} overlays`} ${areVisible ? '(J hides)' : 'hidden (J shows)'}`,
    planes.failed === 0 ? '' : `overlays that could not be read: ${planes.failed}`,
    planes.inPixelBits === 0 ? '' : `overlays in unused pixel bits, not drawn: ${planes.inPixelBits}`,
  ].filter((words) => words !== '');
}

function framesKey(cell: Cell, { frames }: StudyReading): string {
  return [frontOf(cell), paintedOf(cell)].map((ref) => (ref === undefined ? '' : frames.state(ref).kind)).join(' ');
}

function describe(cell: Cell): string {
  const { set, state } = cell;
  if (set === undefined) return stateWords(state);
  const series = `${set.modality} ${set.description || 'series'} ${set.seriesNumber ?? ''}`.trim();
  return isImageSet(set)
    ? `${series}, ${sliceWords(cell, set)}, ${stateWords(state)}`
    : `${series}, ${stateWords(state)}`;
}

/** The state, always in words: a line at the edge of a picture, a message where there is no picture. */
function StateFrame({ cell, isFrontFailed, onRetry }: { cell: Cell; isFrontFailed: boolean; onRetry: () => void }) {
  const { state } = cell;
  const isMessage = state.kind === 'failed' || state.kind === 'unsupported' || state.kind === 'empty' || isFrontFailed;
  return (
    <div className={isMessage ? styles.message : styles.line} data-testid="viewport-state" role={roleOf(state)}>
      <StateWords state={state} isFrontFailed={isFrontFailed} />
      {(state.kind === 'failed' || state.kind === 'partly-shown') && state.trouble.canRetry ? (
        <Button className={styles.retry ?? ''} onClick={onRetry}>
          {state.kind === 'failed' ? 'Try again' : `Try the ${state.failed} missing again`}
        </Button>
      ) : null}
    </div>
  );
}

function roleOf(state: ViewportState): 'alert' | undefined {
  return state.kind === 'failed' || state.kind === 'partly-shown' ? 'alert' : undefined;
}

function StateWords({ state, isFrontFailed }: { state: ViewportState; isFrontFailed: boolean }) {
  if (state.kind === 'failed')
    return (
      <>
        <b>Not shown.</b> {state.trouble.sentence}
        <small>Code to quote: {state.trouble.code}</small>
      </>
    );
  if (state.kind === 'unsupported')
    return (
      <>
        <b>{state.what} – not displayed.</b> {state.why}
        <small>Code to quote: {state.code}</small>
      </>
    );
  if (isFrontFailed && state.kind === 'partly-shown')
    return (
      <>
        <b>This image is not shown.</b> {stateWords(state)}
      </>
    );
  return <>{stateWords(state)}</>;
}

/** What is no image: a report is read where it stands, everything else says what it is. */
function NoImage({
  at,
  object,
  store,
  state,
}: {
  at: number;
  object: OtherObject;
  store: ReadingStore;
  state: ViewportState;
}) {
  if (object.kind === 'report' && state.kind !== 'failed')
    return <ReportCell at={at} object={object} store={store} isWaiting={state.kind === 'loading'} />;
  return <ObjectFacts object={object} />;
}

function ObjectFacts({ object }: { object: OtherObject }) {
  const { dataset } = object;
  const day = dayOf(object.date);
  const facts: (readonly [string, string])[] = [
    [
      'Patient',
      [personName(text(dataset, TAG.PatientName)), text(dataset, TAG.PatientID)].filter(Boolean).join(', ID '),
    ],
    [
      'Series',
      [object.seriesNumber, object.description].filter((part) => part !== undefined && part !== '').join(', '),
    ],
    ['Date', day],
    ...object.facts,
  ];
  return (
    <dl className={styles.facts}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** With Shift the hand points at a place in the patient, and the other viewports go there. */
function usePointing(root: RefObject<HTMLElement | null>, at: number, store: ReadingStore): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    const point = (event: MouseEvent) => {
      if (!event.shiftKey || (event.buttons & 1) === 0) return;
      // Before Cornerstone, whose tool would draw or drag.
      event.stopPropagation();
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      pointEverywhere(store, at, [event.clientX - left, event.clientY - top]);
    };
    const kinds = ['mousedown', 'mousemove'] as const;
    for (const kind of kinds) element.addEventListener(kind, point, { capture: true });
    return () => {
      for (const kind of kinds) element.removeEventListener(kind, point, { capture: true });
    };
  }, [root, at, store]);
}

// One notch of a wheel is about a hundred pixels; a touchpad sends many small ones.
const PIXELS_PER_IMAGE = 50;
const ZOOM_PER_NOTCH = 1.15;

/** The wheel scrolls through the images; with Ctrl (or a pinch) it zooms. Not passive, so that the page stays put. */
function useWheel(
  root: RefObject<HTMLElement | null>,
  at: number,
  store: ReadingStore,
  controls: RefObject<ViewportControls | undefined>,
): void {
  useEffect(() => {
    const element = root.current;
    if (element === null) return;
    let collected = 0;
    const turn = (event: WheelEvent) => {
      // A report scrolls by itself.
      if (event.target instanceof Element && event.target.closest('[data-own-keys]') !== null) return;
      event.preventDefault();
      const { cells, scroll, setActive } = store.getState();
      const cell = cells[at];
      if (cell?.set === undefined) return;
      setActive(at);
      if (event.ctrlKey) {
        controls.current?.zoomBy(ZOOM_PER_NOTCH ** (-event.deltaY / 100));
        return;
      }
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 33 : event.deltaY;
      collected +=
        Math.abs(pixels) >= 100 ? Math.sign(pixels) * PIXELS_PER_IMAGE * Math.round(Math.abs(pixels) / 100) : pixels;
      const steps = Math.trunc(collected / PIXELS_PER_IMAGE);
      collected -= steps * PIXELS_PER_IMAGE;
      if (steps !== 0) scroll(at, cell.index + steps);
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [root, at, store, controls]);
}
