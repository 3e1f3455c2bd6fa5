import {
  asDicomwebError,
  DicomwebError,
  isDecoded,
  isLossy,
  TAG,
  transferSyntaxName,
  type DicomwebClient,
  type EncodedFrame,
  type FrameRef,
} from '../../services/dicomweb/index.ts';
import type { Grant } from '../../services/index.ts';
import { PixelError, type DecodedFrame } from './decoded-frame.ts';
import type { Decoder } from './decoder.ts';
import { describePixels, needsTables, withTables, type PixelDescription } from './pixel-description.ts';

/** Where one frame stands; the slice bar and the viewport's state are made of these. */
export type FrameState =
  | { kind: 'absent' }
  | { kind: 'loading' }
  | { kind: 'ready'; frame: DecodedFrame; transferSyntaxUID: string; isLossy: boolean }
  | { kind: 'failed'; error: DicomwebError | PixelError };

export interface FrameStoreOptions {
  dicomweb: DicomwebClient;
  grant: Grant;
  decoder: Decoder;
  /** Decoded pixels kept at most. */
  maxBytes: number;
  /** Requests under way at once; asked again before each. */
  concurrency: () => number;
}

export interface FrameStore {
  state: (ref: FrameRef) => FrameState;
  /** Asks for a frame before everything else. Rejects with `DicomwebError` or `PixelError`. */
  load: (ref: FrameRef) => Promise<DecodedFrame>;
  /** What to fetch from now on, in order. What is under way but not wanted any more is stopped. */
  want: (order: readonly FrameRef[]) => void;
  /** Takes in a frame that was fetched elsewhere, so that it is not fetched again. */
  put: (ref: FrameRef, encoded: EncodedFrame) => Promise<DecodedFrame>;
  /** Forgets failures, so that what is wanted is asked for again. */
  retry: () => void;
  /** Called after changes: at once for what is waited for, a few times a second for the rest. */
  subscribe: (listener: () => void) => () => void;
  onEvict: (listener: (ref: FrameRef) => void) => () => void;
  /** Counts up with every change. */
  version: () => number;
  /** Stops everything and forgets every pixel. */
  close: () => void;
}

const ABSENT: FrameState = { kind: 'absent' };
const LOADING: FrameState = { kind: 'loading' };
// Several small frames of one object in one request: an archive reads the whole file for each request.
// Screens follow what comes in the background at this pace: every repaint costs time that the network needs.
const QUIET_MS = 250;
// The first places of the list are what is in front.
const LOOKED_AT = 2;
const BATCH_BYTES = 2 * 1024 * 1024;
const BATCH_FRAMES = 16;

export function frameKey(ref: Pick<FrameRef, 'sopInstanceUID' | 'frame'>): string {
  return `${ref.sopInstanceUID}/${ref.frame}`;
}

interface Entry {
  ref: FrameRef;
  state: FrameState;
  bytes: number;
}

interface Flight {
  refs: readonly FrameRef[];
  abort: AbortController;
  isUrgent: boolean;
}

export function createFrameStore(options: FrameStoreOptions): FrameStore {
  const entries = new Map<string, Entry>();
  const descriptions = new Map<string, Promise<PixelDescription>>();
  const flights = new Set<Flight>();
  const waiters = new Map<string, { resolve(frame: DecodedFrame): void; reject(error: unknown): void }[]>();
  const listeners = new Set<() => void>();
  const evictionListeners = new Set<(ref: FrameRef) => void>();
  let order: readonly FrameRef[] = [];
  let orderKeys = new Map<string, number>();
  let position = 0;
  let urgent: FrameRef[] = [];
  let totalBytes = 0;
  let version = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isTelling = false;
  let isClosed = false;

  function tellAll(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const listener of listeners) listener();
  }

  /** Many frames arrive between two looks; what the person waits for is told at once. */
  function changed(isAwaited: boolean): void {
    version++;
    if (isAwaited && !isTelling) {
      isTelling = true;
      queueMicrotask(() => {
        isTelling = false;
        tellAll();
      });
    } else timer ??= setTimeout(tellAll, QUIET_MS);
  }

  function set(ref: FrameRef, state: FrameState): void {
    const key = frameKey(ref);
    const before = entries.get(key);
    const bytes = state.kind === 'ready' ? state.frame.pixels.byteLength : 0;
    totalBytes += bytes - (before?.bytes ?? 0);
    // Deleting first moves the key to the end: the map's order is the order of last use.
    entries.delete(key);
    if (state.kind !== 'absent') entries.set(key, { ref, state, bytes });
    changed(state.kind !== 'loading' && (waiters.has(key) || (orderKeys.get(key) ?? 0) < LOOKED_AT));
  }

  function settle(ref: FrameRef, outcome: { frame: DecodedFrame } | { error: unknown }): void {
    const key = frameKey(ref);
    const waiting = waiters.get(key) ?? [];
    waiters.delete(key);
    for (const waiter of waiting) {
      if ('frame' in outcome) waiter.resolve(outcome.frame);
      else waiter.reject(outcome.error);
    }
  }

  function makeRoom(): void {
    if (totalBytes <= options.maxBytes) return;
    // What is wanted last goes first; what nobody wants goes before that.
    const ready = [...entries.entries()].filter(([, entry]) => entry.state.kind === 'ready');
    const rank = ([key]: [string, Entry]) => orderKeys.get(key) ?? Number.MAX_SAFE_INTEGER;
    for (const [, entry] of ready.sort((a, b) => rank(b) - rank(a))) {
      if (totalBytes <= options.maxBytes * 0.95) return;
      set(entry.ref, ABSENT);
      for (const listener of evictionListeners) listener(entry.ref);
    }
  }

  function describe(ref: FrameRef): Promise<PixelDescription> {
    const description = describePixels(ref.dataset, ref.frame);
    if (!needsTables(ref.dataset)) return Promise.resolve(description);
    const known = descriptions.get(ref.sopInstanceUID);
    if (known !== undefined) return known;
    const found = withTables(description, ref.dataset, (uri) => options.dicomweb.bulkData(options.grant, uri));
    descriptions.set(ref.sopInstanceUID, found);
    found.catch(() => descriptions.delete(ref.sopInstanceUID));
    return found;
  }

  async function take(ref: FrameRef, encoded: EncodedFrame): Promise<DecodedFrame> {
    const { transferSyntaxUID } = encoded;
    try {
      if (!isDecoded(transferSyntaxUID))
        throw new PixelError('unsupported-transfer-syntax', transferSyntaxName(transferSyntaxUID));
      const description = await describe(ref);
      const frame = await options.decoder.decode(encoded.bytes, transferSyntaxUID, description);
      if (isClosed) throw new DicomwebError('aborted');
      const lossy = isLossy(transferSyntaxUID) || frame.isLossy === true || saysLossy(ref);
      set(ref, { kind: 'ready', frame, transferSyntaxUID, isLossy: lossy });
      makeRoom();
      settle(ref, { frame });
      return frame;
    } catch (thrown) {
      const error = thrown instanceof PixelError ? thrown : asDicomwebError(thrown);
      if (!isClosed) set(ref, { kind: 'failed', error });
      settle(ref, { error });
      throw error;
    }
  }

  async function fly(refs: readonly FrameRef[], isUrgent: boolean): Promise<void> {
    const [first] = refs;
    if (first === undefined) return;
    const flight: Flight = { refs, abort: new AbortController(), isUrgent };
    flights.add(flight);
    for (const ref of refs) set(ref, LOADING);
    try {
      const frames = refs.map((ref) => ref.frame);
      const found = await options.dicomweb.frames(options.grant, first, frames, flight.abort.signal);
      flights.delete(flight);
      pump();
      await Promise.all(
        refs.map((ref, index) => {
          const encoded = found[index];
          // Each frame's failure is already told to whoever waits for it.
          return encoded === undefined ? Promise.resolve() : take(ref, encoded).catch(() => undefined);
        }),
      );
    } catch (thrown) {
      flights.delete(flight);
      failed(flight, asDicomwebError(thrown));
      pump();
    }
  }

  function failed(flight: Flight, error: DicomwebError): void {
    if (isClosed) return;
    for (const ref of flight.refs) {
      const isAwaited = waiters.has(frameKey(ref));
      if (error.code === 'aborted') {
        set(ref, ABSENT);
        if (isAwaited) urgent.push(ref);
      } else {
        const told = error.code === 'not-found' && !hasPixels(ref) ? new PixelError('no-pixel-data') : error;
        set(ref, { kind: 'failed', error: told });
        settle(ref, { error: told });
      }
    }
    // Stopped requests may be wanted again; look through the list once more.
    position = 0;
    if (error.code === 'not-granted' || error.code === 'not-signed-in') giveUp(error);
  }

  /** What holds for one frame holds for all of them: nothing more is asked for until the person tries again. */
  function giveUp(error: DicomwebError): void {
    for (const ref of [...urgent, ...order]) {
      if (stateOf(ref).kind !== 'absent') continue;
      set(ref, { kind: 'failed', error });
      settle(ref, { error });
    }
    urgent = [];
  }

  function pump(): void {
    if (isClosed) return;
    while (urgent.length > 0) {
      const ref = urgent.shift();
      if (ref === undefined || stateOf(ref).kind === 'ready' || stateOf(ref).kind === 'loading') continue;
      if (flights.size >= options.concurrency()) stopLeastWanted();
      void fly([ref], true);
    }
    while (flights.size < options.concurrency()) {
      const batch = nextBatch();
      if (batch.length === 0) return;
      void fly(batch, false);
    }
  }

  /** A place on the wire for the image the person waits for: the request whose image is wanted last is stopped. */
  function stopLeastWanted(): void {
    let worst: Flight | undefined;
    let worstRank = 0;
    for (const flight of flights) {
      const [first] = flight.refs;
      if (flight.isUrgent || first === undefined) continue;
      const rank = orderKeys.get(frameKey(first)) ?? Number.MAX_SAFE_INTEGER;
      if (rank > worstRank) [worst, worstRank] = [flight, rank];
    }
    worst?.abort.abort();
  }

  function nextBatch(): FrameRef[] {
    while (position < order.length) {
      const ref = order[position++];
      if (ref === undefined || stateOf(ref).kind !== 'absent') continue;
      // The first two places of the list are what people look at: alone, so that nothing delays them.
      if (position <= 2) return [ref];
      return [ref, ...companions(ref)];
    }
    return [];
  }

  /** Further frames of the same object, nearest first in the list. */
  function companions(ref: FrameRef): FrameRef[] {
    const d = describePixels(ref.dataset, ref.frame);
    const frameBytes = Math.max(1, (d.rows * d.columns * d.samplesPerPixel * d.bitsAllocated) / 8);
    const room = Math.min(BATCH_FRAMES, Math.floor(BATCH_BYTES / frameBytes)) - 1;
    const found: FrameRef[] = [];
    for (let at = position; at < order.length && found.length < room; at++) {
      const candidate = order[at];
      if (candidate?.sopInstanceUID !== ref.sopInstanceUID) break;
      if (stateOf(candidate).kind === 'absent') found.push(candidate);
    }
    return found;
  }

  function stateOf(ref: FrameRef): FrameState {
    return entries.get(frameKey(ref))?.state ?? ABSENT;
  }

  return {
    state: stateOf,
    load(ref) {
      const state = stateOf(ref);
      if (state.kind === 'ready') return Promise.resolve(state.frame);
      if (state.kind === 'failed') return Promise.reject(state.error);
      if (isClosed) return Promise.reject(new DicomwebError('aborted'));
      return new Promise((resolve, reject) => {
        const key = frameKey(ref);
        waiters.set(key, [...(waiters.get(key) ?? []), { resolve, reject }]);
        urgent = [...urgent.filter((other) => frameKey(other) !== key), ref];
        pump();
      });
    },
    want(next) {
      order = next;
      orderKeys = new Map(next.map((ref, index) => [frameKey(ref), index]));
      position = 0;
      urgent = urgent.filter((ref) => orderKeys.has(frameKey(ref)) || waiters.has(frameKey(ref)));
      for (const flight of flights) {
        if (!flight.isUrgent && flight.refs.every((ref) => !orderKeys.has(frameKey(ref)))) flight.abort.abort();
      }
      pump();
    },
    put(ref, encoded) {
      set(ref, LOADING);
      return take(ref, encoded);
    },
    retry() {
      for (const entry of Array.from(entries.values())) if (entry.state.kind === 'failed') set(entry.ref, ABSENT);
      position = 0;
      pump();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onEvict(listener) {
      evictionListeners.add(listener);
      return () => evictionListeners.delete(listener);
    },
    version: () => version,
    close() {
      isClosed = true;
      clearTimeout(timer);
      for (const flight of flights) flight.abort.abort();
      for (const [, waiting] of waiters) for (const waiter of waiting) waiter.reject(new DicomwebError('aborted'));
      waiters.clear();
      flights.clear();
      entries.clear();
      descriptions.clear();
      listeners.clear();
      evictionListeners.clear();
      order = [];
      urgent = [];
      orderKeys = new Map();
      totalBytes = 0;
    },
  };
}

/** Whether the header names pixel data at all; archives list it with an address instead of a value. */
function hasPixels({ dataset }: FrameRef): boolean {
  return [TAG.PixelData, TAG.FloatPixelData, TAG.DoubleFloatPixelData].some((tag) => dataset[tag] !== undefined);
}

/** PS3.3 C.7.6.1.1.5: once lossy, always lossy, whatever the pixels are wrapped in now. */
function saysLossy(ref: FrameRef): boolean {
  const value = ref.dataset['00282110']?.Value?.[0];
  return value === '01' || value === 1;
}
