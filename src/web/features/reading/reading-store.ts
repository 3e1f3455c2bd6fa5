import { createStore, type StoreApi } from 'zustand/vanilla';
import { isImageSet, type DisplaySet, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts';
import {
  startIndex,
  EMPTY,
  nextViewportState,
  type GreyMapping,
  type ToolName,
  type Trouble,
  type Turn,
  type ViewGeometry,
  type ViewportEvent,
  type ViewportState,
} from '../../viewport/index.ts';
import { fillers, MAX_CELLS, type Layout } from './layout.ts';
import { alignedTo, linkedStart } from './linked-scroll.ts';

export interface SeriesEntry {
  seriesInstanceUID: string;
  seriesNumber: number | undefined;
  description: string;
  modality: string;
  /** As the archive counts; undefined where it does not. */
  instances: number | undefined;
  status: 'waiting' | 'loading' | 'ready' | 'failed';
  trouble?: Trouble;
  sets: readonly DisplaySet[];
}

export interface Cell {
  /** Counts up whenever another display set is put here, so that late news of the one before is told apart. */
  occupant: number;
  set: DisplaySet | undefined;
  /** The image the person wants to see, and the one that is on the screen. */
  index: number;
  painted: number | undefined;
  /** How far the image lies from the place it is linked to, where the stack has none there. */
  linkGapMm: number | undefined;
  mapping: GreyMapping | undefined;
  initialMapping: GreyMapping | undefined;
  turn: Turn;
  state: ViewportState;
  geometry: ViewGeometry | undefined;
  isPlaying: boolean;
  framesPerSecond: number;
}

export interface ReadingState {
  phase: 'opening' | 'open' | 'failed';
  trouble: Trouble | undefined;
  series: readonly SeriesEntry[];
  layout: Layout;
  cells: readonly Cell[];
  active: number;
  tool: ToolName;
  /** Whether scrolling takes the other viewports to the same place in the patient. */
  isLinked: boolean;
  isSmooth: boolean;
  /** Overlay planes of the images themselves, PS3.3 C.9.2. */
  arePlanesVisible: boolean;
  /** Where the images of the other viewports cut this one. */
  areLinesVisible: boolean;
  /** What the viewports showed before one stack took them in its three directions. */
  hungBefore: { layout: Layout; cells: readonly Pick<Cell, 'set' | 'index'>[] } | undefined;
  viewed: ReadonlySet<string>;
  notice: string | undefined;
  isStageReady: boolean;
}

export interface ReadingActions {
  setActive: (cell: number) => void;
  setLayout: (layout: Layout) => void;
  setTool: (tool: ToolName) => void;
  put: (cell: number, set: DisplaySet, index?: number) => void;
  clear: (cell: number) => void;
  /** Of this viewport alone. */
  setIndex: (cell: number, index: number) => void;
  /** What a person does: linked viewports follow. */
  scroll: (cell: number, index: number) => void;
  setLinked: (isLinked: boolean) => void;
  painted: (cell: number, occupant: number, index: number) => void;
  setMapping: (cell: number, mapping: GreyMapping) => void;
  /** Back to the window the series came with. */
  resetMapping: (cell: number) => void;
  setTurn: (cell: number, turn: Turn) => void;
  patch: (cell: number, patch: Partial<Pick<Cell, 'geometry' | 'isPlaying' | 'framesPerSecond'>>) => void;
  tell: (cell: number, event: ViewportEvent) => void;
  fillEmptyCells: () => void;
  /** Lets go of every header: screens and tools may live a little longer than their study. */
  forget: () => void;
}

export type ReadingStore = StoreApi<ReadingState & ReadingActions>;

const UPRIGHT: Turn = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false };
// Where the header says nothing; what most ultrasound clips are shown at.
const DEFAULT_FRAMES_PER_SECOND = 15;

const emptyCell = (occupant: number): Cell => ({
  occupant,
  set: undefined,
  index: 0,
  painted: undefined,
  linkGapMm: undefined,
  mapping: undefined,
  initialMapping: undefined,
  turn: UPRIGHT,
  state: EMPTY,
  geometry: undefined,
  isPlaying: false,
  framesPerSecond: DEFAULT_FRAMES_PER_SECOND,
});

/** The same place at which the first look opened the first series. */
function startOf(set: DisplaySet): number {
  return isImageSet(set) && set.kind !== 'cine' ? startIndex(set.modality, set.frames.length) : 0;
}

export function createReadingStore(): ReadingStore {
  let occupants = 0;
  return createStore((set, get) => {
    const change = (at: number, with_: (cell: Cell) => Cell) =>
      set(({ cells }) => ({ cells: cells.map((cell, index) => (index === at ? with_(cell) : cell)) }));

    return {
      phase: 'opening',
      trouble: undefined,
      series: [],
      layout: { rows: 1, columns: 1 },
      cells: Array.from({ length: MAX_CELLS }, () => emptyCell(0)),
      active: 0,
      tool: 'window',
      isLinked: true,
      isSmooth: true,
      arePlanesVisible: true,
      areLinesVisible: true,
      hungBefore: undefined,
      viewed: new Set<string>(),
      notice: undefined,
      isStageReady: false,

      setActive: (active) => set({ active }),
      setTool: (tool) => set({ tool }),
      setLayout(layout) {
        const visible = layout.rows * layout.columns;
        set(({ active }) => ({ layout, active: Math.min(active, visible - 1) }));
        get().fillEmptyCells();
      },
      put(at, displaySet, index = linkedStart(get(), at, displaySet) ?? startOf(displaySet)) {
        change(at, (cell) => occupied(cell, displaySet, index, ++occupants));
        set(({ viewed }) => ({ viewed: new Set(viewed).add(displaySet.id) }));
      },
      clear: (at) => change(at, () => emptyCell(++occupants)),
      setIndex: (at, index) => change(at, (cell) => turnedTo(cell, index)),
      scroll(at, index) {
        set((now) => {
          const cells = now.cells.map((cell, other) => (other === at ? turnedTo(cell, index) : cell));
          return { cells: now.isLinked ? alignedTo(at, { ...now, cells }) : cells };
        });
      },
      setLinked(isLinked) {
        set((now) => ({
          isLinked,
          cells: isLinked
            ? alignedTo(now.active, now)
            : now.cells.map((cell) => (cell.linkGapMm === undefined ? cell : { ...cell, linkGapMm: undefined })),
        }));
      },
      painted(at, occupant, index) {
        const cell = get().cells[at];
        if (cell?.occupant === occupant && cell.painted !== index) change(at, (now) => ({ ...now, painted: index }));
      },
      setMapping(at, mapping) {
        const of = get().cells[at];
        // The directions of one volume are one picture: they are looked at through one window.
        set(({ cells }) => ({
          cells: cells.map((cell, index) =>
            index === at || (of !== undefined && areCutFromOne(cell, of))
              ? { ...cell, mapping, initialMapping: cell.initialMapping ?? mapping }
              : cell,
          ),
        }));
      },
      resetMapping(at) {
        const initial = get().cells[at]?.initialMapping;
        if (initial !== undefined) get().setMapping(at, initial);
      },
      setTurn: (at, turn) => change(at, (cell) => ({ ...cell, turn })),
      patch: (at, patch) => change(at, (cell) => ({ ...cell, ...patch })),
      tell(at, event) {
        const cell = get().cells[at];
        if (cell === undefined) return;
        const state = nextViewportState(cell.state, event);
        if (!sameState(state, cell.state)) change(at, (now) => ({ ...now, state }));
      },
      forget() {
        set(({ cells }) => ({
          series: [],
          cells: cells.map(() => emptyCell(++occupants)),
          hungBefore: undefined,
          viewed: new Set<string>(),
          trouble: undefined,
        }));
      },
      fillEmptyCells() {
        const { cells, layout, series, put } = get();
        const visible = layout.rows * layout.columns;
        const shown = cells.slice(0, visible).map((cell) => cell.set?.id);
        const waiting = fillers(
          series.flatMap((entry) => entry.sets),
          shown,
        );
        for (let at = 0; at < visible; at++) {
          if (cells[at]?.set !== undefined) continue;
          const next = waiting.shift();
          if (next !== undefined) put(at, next);
        }
      },
    };
  });
}

/** Inside the stack, and at no place but its own. */
function turnedTo(cell: Cell, index: number): Cell {
  const count = cell.set !== undefined && isImageSet(cell.set) ? cell.set.frames.length : 0;
  const next = Math.max(0, Math.min(count - 1, Math.round(index)));
  return next === cell.index && cell.linkGapMm === undefined ? cell : { ...cell, index: next, linkGapMm: undefined };
}

/** The same picture under a fuller set (the series' header came after its first image) keeps how it is looked at. */
function occupied(cell: Cell, set: DisplaySet, index: number, occupant: number): Cell {
  const fresh: Cell = { ...emptyCell(occupant), set, index };
  if (set.kind === 'report') return { ...fresh, state: nextViewportState(EMPTY, { kind: 'assigned', total: 1 }) };
  if (!isImageSet(set))
    return { ...fresh, state: nextViewportState(EMPTY, { kind: 'assigned-object', what: set.what, why: set.why }) };
  const state = nextViewportState(EMPTY, { kind: 'assigned', total: set.frames.length });
  const framesPerSecond = set.framesPerSecond ?? DEFAULT_FRAMES_PER_SECOND;
  if (!isSamePicture(cell, set, index)) return { ...fresh, state, framesPerSecond };
  return {
    ...cell,
    set,
    index,
    occupant,
    state,
    framesPerSecond,
    painted: cell.painted === undefined ? undefined : index,
  };
}

function isSamePicture(cell: Cell, set: ImageSet, index: number): boolean {
  const before = frontOf(cell);
  const after = set.frames[index];
  return before !== undefined && before.sopInstanceUID === after?.sopInstanceUID && before.frame === after.frame;
}

/** Whether both show the same volume and at least one of them in another direction than it was taken. */
function areCutFromOne({ set: a }: Cell, { set: b }: Cell): boolean {
  if (a === undefined || b === undefined || !isImageSet(a) || !isImageSet(b)) return false;
  return (a.source ?? a) === (b.source ?? b) && (a.source ?? b.source) !== undefined;
}

/** The image a cell wants to show. */
export function frontOf(cell: Cell): FrameRef | undefined {
  return cell.set !== undefined && isImageSet(cell.set) ? cell.set.frames[cell.index] : undefined;
}

/** The image that is on the screen: what every overlay speaks about. */
export function paintedOf(cell: Cell): FrameRef | undefined {
  if (cell.set === undefined || !isImageSet(cell.set) || cell.painted === undefined) return undefined;
  return cell.set.frames[cell.painted];
}

function sameState(a: ViewportState, b: ViewportState): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
