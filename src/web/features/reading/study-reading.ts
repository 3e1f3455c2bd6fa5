import {
  displaySetsOf,
  isImageSet,
  items,
  number,
  TAG,
  text,
  type Dataset,
  type DicomwebClient,
  type FrameRef,
  type ImageSet,
} from '../../services/dicomweb/index.ts';
import type { Grant } from '../../services/index.ts';
import {
  createDecoder,
  createFrameStore,
  frameKey,
  initialWindow,
  isInvertedAtFirst,
  readTable,
  takeFirstLook,
  windowPresets,
  withReformats,
  type DecodedFrame,
  type FrameStore,
  type GreyMapping,
  type LookupTable,
  type ReformatFrames,
  type WindowPreset,
} from '../../viewport/index.ts';
import { createPlaneStore, type PlaneStore } from '../../viewport/planes/index.ts';
import { firstDocument, initialLayout } from './layout.ts';
import { planLoading, type LoadPlan } from './load-plan.ts';
import { frontOf, type Cell, type ReadingStore, type SeriesEntry } from './reading-store.ts';
import { NO_SERIES, troubleOf } from './trouble.ts';

export interface StudyReading {
  readonly frames: ReformatFrames;
  /** The overlay planes of images. */
  readonly planes: PlaneStore;
  /** Bytes of pixels kept at most. */
  readonly maxBytes: number;
  presets: (cell: Cell) => WindowPreset[];
  /** Asks again for everything that failed. */
  retry: () => void;
  /** Fetches the header of a series that is new, or has grown. */
  reload: (seriesInstanceUID: string) => void;
  /** Resolves when the first image is on the screen or is known not to come: the time to bring in the heavy half. */
  readonly firstImage: Promise<void>;
  close: () => void;
}

const MIB = 1024 * 1024;
// A quarter of the machine's memory, but enough for one large CT and never so much that a browser tab is killed.
const MIN_BYTES = 512 * MIB;
const MAX_BYTES = 2048 * MIB;
// Two headers at a time: they are slow for the archive to write and the images need the connections.
const SERIES_AT_ONCE = 2;

export function openStudy(dicomweb: DicomwebClient, grant: Grant, store: ReadingStore): StudyReading {
  const abort = new AbortController();
  const decoder = createDecoder();
  const maxBytes = memoryBudget();
  const frames = withReformats(createFrameStore({ dicomweb, grant, decoder, maxBytes, concurrency: requestsAtOnce }));
  const planes = createPlaneStore(dicomweb, grant);
  const tables = new Map<string, LookupTable[]>();
  let plan: LoadPlan = { order: [], wanted: new Map() };
  let isPlanned = false;
  let firstImageIs: () => void = () => undefined;
  const firstImage = new Promise<void>((resolve) => (firstImageIs = resolve));

  async function open(): Promise<void> {
    try {
      store.setState({ phase: 'opening', trouble: undefined });
      const look = await takeFirstLook(dicomweb, grant, abort.signal);
      if (look.series.length === 0) {
        store.setState({ phase: 'failed', trouble: NO_SERIES });
        return;
      }
      store.setState({ phase: 'open', series: look.series.map(seriesEntry), layout: initialLayout(look.series) });
      await look.image?.then(showFirst).catch(firstLookFailed);
      firstImageIs();
      await loadHeaders(look.seriesInstanceUID);
    } catch (thrown) {
      if (!abort.signal.aborted) store.setState({ phase: 'failed', trouble: troubleOf(thrown) });
    } finally {
      firstImageIs();
    }
  }

  async function showFirst({ ref, encoded }: { ref: FrameRef; encoded: Parameters<FrameStore['put']>[1] }) {
    const [set] = displaySetsOf([ref.dataset]);
    if (set === undefined) return;
    const front = isImageSet(set) ? set.frames[0] : undefined;
    // A frame that cannot be decoded is told by the frame store when its viewport looks.
    const frame = front === undefined ? undefined : await frames.put(front, encoded).catch(() => undefined);
    const mapping = front === undefined || frame === undefined ? undefined : await mappingOf(front, frame);
    // Both in one go: the picture is painted by the second call, before React draws the words around it.
    store.getState().put(0, set);
    if (mapping === undefined) return;
    store.getState().setMapping(0, mapping);
    await nextPaint();
  }

  /** The quick way failed; the ordinary one (header of the series, then frames) tells what is wrong if it fails too. */
  function firstLookFailed(thrown: unknown): void {
    if (abort.signal.aborted) throw thrown;
  }

  async function loadHeaders(first: string | undefined): Promise<void> {
    const waiting = store
      .getState()
      .series.filter((entry) => entry.status === 'waiting')
      // Reports wait until the images can be shown.
      .sort((a, b) => Number(isDocument(a)) - Number(isDocument(b)))
      .map((entry) => entry.seriesInstanceUID)
      .sort((a, b) => Number(b === first) - Number(a === first));
    const next = async (): Promise<void> => {
      const uid = waiting.shift();
      if (uid === undefined || abort.signal.aborted) return;
      await loadHeader(uid);
      return next();
    };
    if (first !== undefined && waiting[0] === first) await loadHeader(waiting.shift() ?? first);
    await Promise.all(Array.from({ length: SERIES_AT_ONCE }, next));
    store.getState().fillEmptyCells();
    showDocument();
  }

  /** Nobody opens a study to see an empty viewport. */
  function showDocument(): void {
    const { cells, series, put } = store.getState();
    const first = cells[0]?.state.kind === 'empty' ? firstDocument(series.flatMap((entry) => entry.sets)) : undefined;
    if (first !== undefined && !abort.signal.aborted) put(0, first);
  }

  async function loadHeader(seriesInstanceUID: string): Promise<void> {
    patchSeries(seriesInstanceUID, { status: 'loading' });
    try {
      const instances = await dicomweb.seriesMetadata(grant, seriesInstanceUID, abort.signal);
      patchSeries(seriesInstanceUID, { status: 'ready', sets: displaySetsOf(instances) });
      fulfil(seriesInstanceUID);
    } catch (thrown) {
      if (abort.signal.aborted) return;
      patchSeries(seriesInstanceUID, { status: 'failed', trouble: troubleOf(thrown) });
      headerFailed(seriesInstanceUID, thrown);
    }
  }

  /** A series that was stored into the study a moment ago, or has one more instance now. */
  async function refresh(seriesInstanceUID: string): Promise<void> {
    const isKnown = store.getState().series.some((entry) => entry.seriesInstanceUID === seriesInstanceUID);
    if (!isKnown) {
      const found = await dicomweb.searchSeries(grant, abort.signal).catch((): Dataset[] => []);
      const entry = found.map(seriesEntry).find((one) => one.seriesInstanceUID === seriesInstanceUID);
      // Not listed yet: it will be there when the study is opened next.
      if (entry === undefined || abort.signal.aborted) return;
      store.setState(({ series }) => ({ series: [...series, entry].sort(compareEntries) }));
    }
    await loadHeader(seriesInstanceUID);
  }

  /** Cells that show a stand-in of this series get the whole of it; an empty first cell gets the first images that come. */
  function fulfil(seriesInstanceUID: string): void {
    const { cells, series, put } = store.getState();
    const sets = series.find((entry) => entry.seriesInstanceUID === seriesInstanceUID)?.sets ?? [];
    cells.forEach((cell, at) => {
      const front = frontOf(cell);
      if (cell.set === undefined || sets.includes(cell.set)) return;
      if (front?.seriesInstanceUID !== seriesInstanceUID) return;
      for (const set of sets) {
        if (!isImageSet(set)) continue;
        const index = set.frames.findIndex((frame) => frameKey(frame) === frameKey(front));
        if (index >= 0) return put(at, set, index);
      }
    });
    if (store.getState().cells[0]?.set === undefined) {
      const first = sets.find(isImageSet);
      if (first !== undefined) put(0, first);
    }
    if (store.getState().layout.rows * store.getState().layout.columns > 1) store.getState().fillEmptyCells();
  }

  function headerFailed(seriesInstanceUID: string, thrown: unknown): void {
    const { cells, series, tell } = store.getState();
    const total = series.find((entry) => entry.seriesInstanceUID === seriesInstanceUID)?.instances ?? 1;
    if (cells[0]?.set === undefined && cells[0]?.state.kind !== 'failed') {
      tell(0, { kind: 'assigned', total });
      tell(0, { kind: 'broke', trouble: troubleOf(thrown) });
    }
    progress();
  }

  function patchSeries(seriesInstanceUID: string, patch: Partial<SeriesEntry>): void {
    store.setState(({ series }) => ({
      series: series
        .map((entry) => (entry.seriesInstanceUID === seriesInstanceUID ? { ...entry, ...patch } : entry))
        .sort(compareEntries),
    }));
  }

  async function startMapping(at: number): Promise<void> {
    const cell = store.getState().cells[at];
    const front = cell === undefined ? undefined : frontOf(cell);
    if (cell === undefined || front === undefined || cell.mapping !== undefined) return;
    const state = frames.state(front);
    if (state.kind !== 'ready') return;
    const mapping = await mappingOf(front, state.frame);
    const now = store.getState().cells[at];
    if (now?.occupant !== cell.occupant || now.mapping !== undefined) return;
    store.getState().setMapping(at, mapping);
  }

  async function mappingOf(ref: FrameRef, frame: DecodedFrame): Promise<GreyMapping> {
    const window = initialWindow(ref, frame, await voiTables(ref));
    return { ...window, isInverted: isInvertedAtFirst(ref) && !frame.isColour };
  }

  async function voiTables(ref: FrameRef): Promise<LookupTable[]> {
    const known = tables.get(ref.sopInstanceUID);
    if (known !== undefined) return known;
    const luts = items(ref.dataset, TAG.VOILUTSequence);
    const isSigned = number(ref.dataset, TAG.PixelRepresentation) === 1;
    // A table that cannot be fetched leaves the ordinary windows; the image itself is not at fault.
    const found = await Promise.all(
      luts.map((lut) => readTable(lut, (uri) => dicomweb.bulkData(grant, uri, abort.signal), isSigned)),
    ).catch((): (LookupTable | undefined)[] => []);
    const usable = found.filter((table): table is LookupTable => table !== undefined && table.values.length > 0);
    tables.set(ref.sopInstanceUID, usable);
    return usable;
  }

  function replan(): void {
    if (isPlanned) return;
    isPlanned = true;
    requestAnimationFrame(() => {
      isPlanned = false;
      if (abort.signal.aborted) return;
      const { cells, active, layout, series, phase } = store.getState();
      if (phase !== 'open') return;
      const visible = cells.slice(0, layout.rows * layout.columns);
      const sets = series.flatMap((entry) => entry.sets);
      plan = planLoading(visible, active, sets, maxBytes * 0.9);
      frames.want(plan.order);
      progress();
    });
  }

  function progress(): void {
    const { cells, layout, tell } = store.getState();
    for (let at = 0; at < layout.rows * layout.columns; at++) {
      const cell = cells[at];
      if (cell?.set === undefined || !isImageSet(cell.set)) continue;
      void startMapping(at);
      tell(at, progressOf(cell, cell.set));
    }
  }

  function progressOf(cell: Cell, set: ImageSet): Parameters<ReturnType<ReadingStore['getState']>['tell']>[1] {
    let ready = 0;
    let failed = 0;
    let error: unknown;
    // What is cut here is here when its slices are: those are counted.
    const counted = set.source ?? set;
    for (const ref of counted.frames) {
      const state = frames.state(ref);
      if (state.kind === 'ready') ready++;
      else if (state.kind === 'failed') {
        failed++;
        error ??= state.error;
      }
    }
    const entry = store.getState().series.find((one) => one.seriesInstanceUID === set.seriesInstanceUID);
    const isStandIn = entry !== undefined && !entry.sets.includes(counted);
    const missing = isStandIn ? Math.max(0, (entry.instances ?? 1) - counted.frames.length) : 0;
    const front = frames.state(set.frames[cell.index] ?? (set.frames[0] as FrameRef));
    const event = { kind: 'progressed', ready, isFrontReady: front.kind === 'ready' } as const;
    if (isStandIn && entry.status === 'failed' && entry.trouble !== undefined)
      return { ...event, failed: failed + missing, total: counted.frames.length + missing, trouble: entry.trouble };
    const total =
      Math.max(ready + failed, Math.min(counted.frames.length, plan.wanted.get(counted.id) ?? counted.frames.length)) +
      missing;
    return { ...event, failed, total, ...(error === undefined ? {} : { trouble: troubleOf(error) }) };
  }

  const stopFrames = frames.subscribe(progress);
  const stopStore = store.subscribe((now, before) => {
    if (
      now.series !== before.series ||
      now.layout !== before.layout ||
      now.active !== before.active ||
      now.cells.some(
        (cell, at) => cell.occupant !== before.cells[at]?.occupant || cell.index !== before.cells[at]?.index,
      )
    )
      replan();
  });
  void open();

  return {
    frames,
    planes,
    maxBytes,
    firstImage,
    presets(cell) {
      const front = frontOf(cell);
      return front === undefined ? [] : windowPresets(front, tables.get(front.sopInstanceUID));
    },
    retry() {
      const { phase, series } = store.getState();
      if (phase === 'failed') return void open();
      for (const at of store.getState().cells.keys()) store.getState().tell(at, { kind: 'retried' });
      for (const entry of series)
        if (entry.status === 'failed') patchSeries(entry.seriesInstanceUID, { status: 'waiting' });
      frames.retry();
      planes.retry();
      void loadHeaders(undefined);
    },
    reload(seriesInstanceUID) {
      void refresh(seriesInstanceUID);
    },
    close() {
      abort.abort();
      stopFrames();
      stopStore();
      frames.close();
      planes.close();
      decoder.stop();
      tables.clear();
      plan = { order: [], wanted: new Map() };
    },
  };
}

function seriesEntry(dataset: Dataset): SeriesEntry {
  return {
    seriesInstanceUID: text(dataset, TAG.SeriesInstanceUID) ?? '',
    seriesNumber: number(dataset, TAG.SeriesNumber),
    description: text(dataset, TAG.SeriesDescription) ?? '',
    modality: text(dataset, TAG.Modality) ?? '',
    instances: number(dataset, TAG.NumberOfSeriesRelatedInstances),
    status: 'waiting',
    sets: [],
  };
}

function isDocument({ modality }: SeriesEntry): boolean {
  return modality === 'SR' || modality === 'KO';
}

function compareEntries(a: SeriesEntry, b: SeriesEntry): number {
  return (a.seriesNumber ?? 1e9) - (b.seriesNumber ?? 1e9) || (a.seriesInstanceUID < b.seriesInstanceUID ? -1 : 1);
}

function memoryBudget(): number {
  const gibibytes = (navigator as { deviceMemory?: number }).deviceMemory ?? 4;
  return Math.min(MAX_BYTES, Math.max(MIN_BYTES, (gibibytes * 1024 * MIB) / 4));
}

/** Browsers open six connections to a host under HTTP/1.1; two more wait in line so that none is ever idle. */
function requestsAtOnce(): number {
  wireIsShared ??= isWireShared();
  return wireIsShared === true ? 24 : 8;
}

// The protocol of the archive's address does not change while the page lives; undefined until it was seen once.
let wireIsShared: boolean | undefined;

function isWireShared(): boolean | undefined {
  const entry = performance.getEntriesByType('resource').find((candidate) => candidate.name.includes('/dicom-web/')) as
    PerformanceResourceTiming | undefined;
  return entry === undefined ? undefined : entry.nextHopProtocol !== 'http/1.1' && entry.nextHopProtocol !== '';
}

function nextPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
}
