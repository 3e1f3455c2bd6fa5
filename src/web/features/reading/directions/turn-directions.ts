// One stack in three directions, beside each other, and back.
import { isImageSet, type DisplaySet, type ImageSet } from '../../../services/dicomweb/index.ts';
import type { Layout } from '../layout.ts';
import type { Cell, ReadingStore } from '../reading-store.ts';
import type { StudyReading } from '../study-reading.ts';

interface Before {
  readonly layout: Layout;
  readonly cells: readonly { readonly set: DisplaySet | undefined; readonly index: number }[];
}

/** How the viewports hung before; goes with the reading it belongs to. */
const before = new WeakMap<ReadingStore, Before>();

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
  const { reformatsOf, ReformatRefused } = await import('../../../viewport/reformat/index.ts');
  try {
    const { sets, cutOf } = reformatsOf(source, reading.maxBytes);
    for (const made of sets) if (made !== source) reading.frames.make(made.frames, cutOf);
    const { layout, setLayout, put, setMapping, setActive } = store.getState();
    before.set(store, { layout, cells: visible(store).map(({ set, index }) => ({ set, index })) });
    store.setState({ notice: undefined });
    setLayout(THREE);
    sets.forEach((set, at) => put(at, set, set === source ? cell.index : set.frames.length >> 1));
    if (cell.mapping !== undefined) setMapping(sets.indexOf(source), cell.mapping);
    setActive(sets.indexOf(source));
  } catch (thrown) {
    if (!(thrown instanceof ReformatRefused)) throw thrown;
    store.setState({ notice: `No other directions: ${thrown.message} (${thrown.code})` });
  }
}

function takeBack(store: ReadingStore): void {
  const { cells, active, setLayout, put, setActive, clear } = store.getState();
  const now = cells[active];
  const hung = before.get(store);
  before.delete(store);
  setLayout(hung?.layout ?? { rows: 1, columns: 1 });
  const shown = hung?.cells ?? [];
  for (const at of cells.keys()) {
    const { set, index } = shown[at] ?? { set: undefined, index: 0 };
    if (set !== undefined) put(at, set, index);
    else if (isCut(store.getState().cells[at])) clear(at);
  }
  // Whoever scrolled the stack itself meanwhile stays where they are.
  if (now?.set !== undefined && isImageSet(now.set) && now.set.source === undefined) {
    const at = shown.findIndex(({ set }) => set === now.set);
    if (at >= 0) store.getState().setIndex(at, now.index);
  }
  setActive(Math.max(0, shown.findIndex(({ set }) => set !== undefined && isImageSet(set)))); // prettier-ignore
  store.getState().fillEmptyCells();
}

const isCut = (cell: Cell | undefined): boolean => cell?.set !== undefined && isImageSet(cell.set) && cell.set.source !== undefined; // prettier-ignore

function visible(store: ReadingStore): readonly Cell[] {
  const { cells, layout } = store.getState();
  return cells.slice(0, layout.rows * layout.columns);
}
