import type { DicomwebClient, FrameRef } from '../../services/dicomweb/index.ts';
import type { Grant } from '../../services/index.ts';
import { bitsOf, describePlanes, type OverlayPlane } from './overlay-planes.ts';

export interface ReadyPlane {
  readonly plane: OverlayPlane;
  readonly bits: Uint8Array;
}

export interface PlanesState {
  readonly ready: readonly ReadyPlane[];
  readonly loading: number;
  /** Not fetched, or shorter than their size says. */
  readonly failed: number;
  readonly inPixelBits: number;
}

export interface PlaneStore {
  /** Fetches what is asked for the first time; undefined for the many images that have no planes. */
  state: (ref: FrameRef) => PlanesState | undefined;
  /** Asks again for what failed. */
  retry: () => void;
  subscribe: (listener: () => void) => () => void;
  close: () => void;
}

// A byte for each pixel here and four more where it is drawn: a long series with overlays would fill the memory of the page.
const MOST_PIXELS = 16 * 1024 * 1024;
/** Of every viewport of the largest layout, with room: what is looked at is never thrown away and made anew in turn. */
const LEAST_KEPT = 32;

export function createPlaneStore(dicomweb: Pick<DicomwebClient, 'bulkData'>, grant: Grant): PlaneStore {
  const abort = new AbortController();
  const listeners = new Set<() => void>();
  // By address: the planes of a cine are one value for all its frames.
  const fetched = new Map<string, Uint8Array | 'loading' | 'failed'>();
  const bits = new Map<string, Uint8Array | undefined>();
  const states = new Map<string, PlanesState | undefined>();
  let pixels = 0;

  /** The longest unused go first. */
  function makeRoom(): void {
    for (const [key, found] of bits) {
      if (pixels <= MOST_PIXELS || bits.size <= LEAST_KEPT) break;
      bits.delete(key);
      pixels -= found?.length ?? 0;
    }
    for (const key of states.keys()) {
      if (states.size <= LEAST_KEPT) break;
      states.delete(key);
    }
  }

  function bitsOnce(key: string, bytes: Uint8Array, plane: OverlayPlane): Uint8Array | undefined {
    const isKnown = bits.has(key);
    const found = isKnown ? bits.get(key) : bitsOf(bytes, plane);
    if (!isKnown) pixels += found?.length ?? 0;
    bits.delete(key);
    bits.set(key, found);
    return found;
  }

  function changed(): void {
    states.clear();
    for (const listener of listeners) listener();
  }

  function bytesAt(uri: string): Uint8Array | 'loading' | 'failed' {
    const known = fetched.get(uri);
    if (known !== undefined) return known;
    fetched.set(uri, 'loading');
    dicomweb.bulkData(grant, uri, abort.signal).then(
      (bytes) => fetched.set(uri, bytes),
      () => fetched.set(uri, 'failed'),
    ).finally(() => {
      if (!abort.signal.aborted) changed();
    }); // prettier-ignore
    return 'loading';
  }

  function stateOf(ref: FrameRef): PlanesState | undefined {
    const { planes, inPixelBits } = describePlanes(ref.dataset, ref.frame);
    if (planes.length === 0 && inPixelBits === 0) return undefined;
    const ready: ReadyPlane[] = [];
    let [loading, failed] = [0, 0];
    for (const { plane, source } of planes) {
      const bytes = 'bytes' in source ? source.bytes : bytesAt(source.uri);
      const key = `${ref.sopInstanceUID} ${plane.group} ${plane.part}`;
      const found = typeof bytes === 'string' ? undefined : bitsOnce(key, bytes, plane);
      if (bytes === 'loading') loading++;
      else if (found === undefined) failed++;
      else ready.push({ plane, bits: found });
    }
    return { ready, loading, failed, inPixelBits };
  }

  return {
    state(ref) {
      const key = `${ref.sopInstanceUID} ${ref.frame}`;
      const found = states.has(key) ? states.get(key) : stateOf(ref);
      states.delete(key);
      states.set(key, found);
      makeRoom();
      return found;
    },
    retry() {
      for (const [uri, found] of fetched) if (found === 'failed') fetched.delete(uri);
      changed();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      abort.abort();
      for (const map of [fetched, bits, states]) map.clear();
      pixels = 0;
      listeners.clear();
    },
  };
}
