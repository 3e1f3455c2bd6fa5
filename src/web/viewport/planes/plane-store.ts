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

export function createPlaneStore(dicomweb: Pick<DicomwebClient, 'bulkData'>, grant: Grant): PlaneStore {
  const abort = new AbortController();
  const listeners = new Set<() => void>();
  // By address: the planes of a cine are one value for all its frames.
  const fetched = new Map<string, Uint8Array | 'loading' | 'failed'>();
  const bits = new Map<string, Uint8Array | undefined>();
  const states = new Map<string, PlanesState | undefined>();

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
      if (typeof bytes !== 'string' && !bits.has(key)) bits.set(key, bitsOf(bytes, plane));
      const found = bits.get(key);
      if (bytes === 'loading') loading++;
      else if (found === undefined) failed++;
      else ready.push({ plane, bits: found });
    }
    return { ready, loading, failed, inPixelBits };
  }

  return {
    state(ref) {
      const key = `${ref.sopInstanceUID} ${ref.frame}`;
      if (!states.has(key)) states.set(key, stateOf(ref));
      return states.get(key);
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
      listeners.clear();
    },
  };
}
