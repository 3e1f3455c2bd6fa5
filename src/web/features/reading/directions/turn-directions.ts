// One stack in three directions, beside each other, and back.
import { isImageSet, type ImageSet } from '../../../services/dicomweb/index.ts';
import type { Layout } from '../layout.ts';
import type { Cell, ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';

// Of what may be kept of pixels: thumbnails and neighbours take their part first.
const SHARE = 0.8;
const THREE: Layout = { rows: 1, columns: 3 };

/** Shows the stack of the active viewport axial, coronal and sagittal; with them on the screen, takes them away again. */
export async function turnDirections(store: ReadingStore, reading: StudyReading): Promise<void> {
  const { cells, active } = store.getState();
  const now = cells[active];
  if (now?.set === undefined || !isImageSet(now.set)) return;
  if (visible(store).some(({ set }) => set !== undefined && isImageSet(set) && set.source !== undefined))
    takeBack(store);
  else await lay(store, reading, now, now.set);
}

async function lay(store: ReadingStore, reading: StudyReading, cell: Cell, source: ImageSet): Promise<void> {
  const reformat = await import('../../../viewport/reformat/index.ts').catch(() => undefined);
  if (reformat === undefined) {
    store.setState({ notice: 'No other directions: a part of the viewer could not be fetched (part-missing)' });
    return;
  }
  // The study may have been closed, or another series put here, meanwhile.
  if (!visible(store).some(({ set }) => set === source)) return;
  try {
    const { sets, cutOf } = reformat.reformatsOf(source, reading.maxBytes * SHARE);
    for (const made of sets) if (made !== source) reading.frames.make(made.frames, cutOf);
    hang(store, cell, sets, sets.indexOf(source));
  } catch (thrown) {
    if (!(thrown instanceof reformat.ReformatRefused)) throw thrown;
    store.setState({ notice: `No other directions: ${thrown.message} (${thrown.code})` });
  }
}

function hang(store: ReadingStore, cell: Cell, sets: readonly ImageSet[], at: number): void {
  const { layout, setLayout, put, setActive } = store.getState();
  const hungBefore = { layout, cells: visible(store).map(({ set, index }) => ({ set, index })) };
  store.setState({ notice: undefined, hungBefore });
  setLayout(THREE);
  sets.forEach((set, index) => put(index, set, index === at ? cell.index : set.frames.length >> 1));
  keepWindow(store, at, cell);
  setActive(at);
}

function takeBack(store: ReadingStore): void {
  const { cells, hungBefore, setLayout, put, setActive, clear } = store.getState();
  store.setState({ hungBefore: undefined });
  setLayout(hungBefore?.layout ?? { rows: 1, columns: 1 });
  const hung = hungBefore?.cells ?? [];
  for (const at of cells.keys()) {
    const { set, index } = hung[at] ?? { set: undefined, index: 0 };
    // The stack itself stays at the image and in the window in which it was looked at last.
    const now = cells.find((cell) => cell.set === set);
    if (set !== undefined) put(at, set, now?.index ?? index);
    else if (isCut(store.getState().cells[at])) clear(at);
    if (set !== undefined && now !== undefined) keepWindow(store, at, now);
  }
  setActive(Math.max(0, hung.findIndex(({ set }) => set !== undefined && isImageSet(set)))); // prettier-ignore
  store.getState().fillEmptyCells();
}

function keepWindow(store: ReadingStore, at: number, { initialMapping, mapping }: Cell): void {
  const { setMapping } = store.getState();
  if (initialMapping !== undefined) setMapping(at, initialMapping);
  if (mapping !== undefined) setMapping(at, mapping);
}

const isCut = (cell: Cell | undefined): boolean => cell?.set !== undefined && isImageSet(cell.set) && cell.set.source !== undefined; // prettier-ignore

function visible(store: ReadingStore): readonly Cell[] {
  const { cells, layout } = store.getState();
  return cells.slice(0, layout.rows * layout.columns);
}
