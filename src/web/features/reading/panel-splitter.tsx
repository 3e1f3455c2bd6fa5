import { useState, useSyncExternalStore, type KeyboardEvent, type PointerEvent } from 'react';
import type { Preferences, PreferencesStore } from '../../services/index.ts';
import styles from './panel-splitter.module.css';

export interface PanelWidth {
  readonly width: number;
  /** While it is dragged: shown, not remembered. */
  show: (width: number) => void;
  keep: (width: number) => void;
}

/** How wide a panel beside the images is, remembered in this browser. */
export function usePanelWidth(
  preferences: PreferencesStore,
  panel: keyof Pick<Preferences, 'seriesWidth' | 'sideWidth'>,
  otherwise: number,
): PanelWidth {
  const kept = useSyncExternalStore(preferences.subscribe, () => preferences.get()[panel]) ?? otherwise;
  const [dragged, setDragged] = useState<number>();
  return {
    width: dragged ?? kept,
    show: setDragged,
    keep(width) {
      setDragged(undefined);
      preferences.set({ [panel]: Math.round(width) });
    },
  };
}

export interface PanelSplitterProps {
  /** "Width of the series list". */
  readonly label: string;
  /** Where the panel lies, seen from the line. */
  readonly panel: 'left' | 'right';
  readonly least: number;
  readonly most: number;
  readonly width: PanelWidth;
}

const STEP_PX = 16;

/** The line between a panel and the images. The hand drags it, or the arrow keys move it. */
export function PanelSplitter({ label, panel, least, most, width }: PanelSplitterProps) {
  const [start, setStart] = useState<{ readonly x: number; readonly width: number }>();
  const bounded = (wanted: number) => Math.min(most, Math.max(least, wanted));
  const outwards = panel === 'left' ? 1 : -1;
  const dragged = ({ clientX }: PointerEvent) =>
    start === undefined ? width.width : bounded(start.width + outwards * (clientX - start.x));

  function press(event: KeyboardEvent): void {
    const wanted = { ArrowRight: width.width + outwards * STEP_PX, ArrowLeft: width.width - outwards * STEP_PX, Home: least, End: most }[event.key]; // prettier-ignore
    if (wanted === undefined) return;
    event.preventDefault();
    width.keep(bounded(wanted));
  }

  return (
    // A separator that can be moved is a widget and takes the focus, WAI-ARIA 1.2; HTML has no element for it.
    <div
      role="separator"
      tabIndex={0}
      className={styles.splitter}
      data-own-keys
      aria-label={label}
      aria-orientation="vertical"
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={Math.round(width.width)}
      aria-valuetext={`${Math.round(width.width)} pixels`}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const { currentTarget, clientX, pointerId } = event;
        const middle = currentTarget.parentElement;
        const beside = panel === 'left' ? middle?.previousElementSibling : middle?.nextElementSibling;
        currentTarget.setPointerCapture(pointerId);
        // What is on the screen: a narrow window may leave the panel less than was asked for.
        setStart({ x: clientX, width: beside?.getBoundingClientRect().width ?? width.width });
      }}
      onPointerMove={(event) => start !== undefined && width.show(dragged(event))}
      onPointerUp={(event) => {
        if (start !== undefined) width.keep(dragged(event));
        setStart(undefined);
      }}
      onPointerCancel={() => {
        setStart(undefined);
        width.keep(start?.width ?? width.width);
      }}
    />
  );
}
