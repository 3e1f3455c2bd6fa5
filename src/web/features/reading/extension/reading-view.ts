import { isImageSet } from '../../../services/dicomweb/index.ts';
import type { ReadingView, ViewedCell } from '../../../viewport/index.ts';
import { paintedOf, type Cell, type ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';

/** The study as others see it; reading stays its owner. */
export function readingViewOf(store: ReadingStore, reading: StudyReading): ReadingView {
  return {
    frames: reading.frames,
    subscribe: store.subscribe,
    cell(at) {
      const cell = store.getState().cells[at];
      return cell === undefined ? undefined : viewed(cell);
    },
    active: () => store.getState().active,
    series: () => store.getState().series,
    show(sopInstanceUID, frame) {
      const { cells, layout, active, series, put, scroll, setActive } = store.getState();
      const indexIn = (set: Cell['set']): number =>
        set === undefined || !isImageSet(set)
          ? -1
          : set.frames.findIndex((ref) => ref.sopInstanceUID === sopInstanceUID && ref.frame === frame);
      const visible = cells.slice(0, layout.rows * layout.columns);
      // The active viewport first: a person who goes from finding to finding looks there.
      const order = [active, ...visible.keys()];
      const shown = order.find((at) => indexIn(visible[at]?.set) >= 0);
      if (shown !== undefined) {
        setActive(shown);
        scroll(shown, indexIn(visible[shown]?.set));
        return true;
      }
      const set = series.flatMap((entry) => entry.sets).find((candidate) => indexIn(candidate) >= 0);
      if (set === undefined) return false;
      put(active, set, indexIn(set));
      return true;
    },
    reload: reading.reload,
  };
}

// The same cell gives the same answer, so that React does not draw again what has not changed.
const seen = new WeakMap<Cell, ViewedCell>();

function viewed(cell: Cell): ViewedCell {
  const before = seen.get(cell);
  if (before !== undefined) return before;
  const now: ViewedCell = {
    set: cell.set !== undefined && isImageSet(cell.set) ? cell.set : undefined,
    painted: paintedOf(cell),
    geometry: cell.geometry,
  };
  seen.set(cell, now);
  return now;
}
