// Images that no archive holds, beside those that one does: what draws them need not know the difference.
import { DicomwebError, type FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import type { FrameState, FrameStore } from '../pixels/frame-store.ts';

/** Cuts an image from the pixels of its slices, in the order of `madeOf`. */
export type Cut = (slices: readonly DecodedFrame[]) => DecodedFrame;

export interface ReformatFrames extends FrameStore {
  /** Tells how images are made. Forgotten with the store. */
  make: (refs: readonly FrameRef[], cutOf: (ref: FrameRef) => Cut | undefined) => void;
}

// What one screen full of viewports scrolls through without cutting twice; half a megabyte each.
const CUTS_KEPT = 48;
const LOADING: FrameState = { kind: 'loading' };

/** `stored` as it is, and images cut from its frames: ready once every slice is, failed when one slice failed. */
export function withReformats(stored: FrameStore): ReformatFrames {
  const cuts = new WeakMap<FrameRef, Cut>();
  const pictures = new Map<FrameRef, DecodedFrame>();
  const waiting = new Set<(error: DicomwebError) => void>();
  let slicesOf = new WeakMap<readonly FrameRef[], { version: number; state: FrameState | 'whole' }>();

  /** One look at the slices for all images that are cut from them. */
  function slices(madeOf: readonly FrameRef[]): FrameState | 'whole' {
    const known = slicesOf.get(madeOf);
    if (known?.version === stored.version()) return known.state;
    const states = madeOf.map((ref) => stored.state(ref));
    const state =
      states.find(({ kind }) => kind === 'failed') ??
      (states.every(({ kind }) => kind === 'ready') ? 'whole' : LOADING);
    slicesOf.set(madeOf, { version: stored.version(), state });
    return state;
  }

  function picture(ref: FrameRef, madeOf: readonly FrameRef[]): DecodedFrame {
    const found = pictures.get(ref) ?? cutNow(ref, madeOf);
    pictures.delete(ref);
    pictures.set(ref, found);
    const [oldest] = pictures.keys();
    if (pictures.size > CUTS_KEPT && oldest !== undefined) pictures.delete(oldest);
    return found;
  }

  function cutNow(ref: FrameRef, madeOf: readonly FrameRef[]): DecodedFrame {
    const cut = cuts.get(ref);
    if (cut === undefined) throw new RangeError('nobody told how this image is made');
    return cut(
      madeOf.map((slice) => {
        const state = stored.state(slice);
        if (state.kind !== 'ready') throw new DicomwebError('aborted');
        return state.frame;
      }),
    );
  }

  function state(ref: FrameRef): FrameState {
    const { madeOf } = ref;
    if (madeOf === undefined) return stored.state(ref);
    const found = slices(madeOf);
    if (found !== 'whole') return found;
    const [first] = madeOf;
    const like = first === undefined ? undefined : stored.state(first);
    if (like?.kind !== 'ready') return LOADING;
    const { transferSyntaxUID } = like;
    // Hundreds are asked whether they are ready; only the one that is looked at is cut.
    return {
      kind: 'ready',
      transferSyntaxUID,
      get isLossy() {
        return madeOf.some((slice) => {
          const one = stored.state(slice);
          return one.kind === 'ready' && one.isLossy;
        });
      },
      get frame() {
        return picture(ref, madeOf);
      },
    };
  }

  function load(ref: FrameRef): Promise<DecodedFrame> {
    if (ref.madeOf === undefined) return stored.load(ref);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = state(ref);
        if (found.kind !== 'ready' && found.kind !== 'failed') return;
        stop();
        waiting.delete(giveUp);
        if (found.kind === 'ready') resolve(found.frame);
        else reject(found.error);
      };
      const giveUp = (error: DicomwebError): void => {
        stop();
        reject(error);
      };
      const stop = stored.subscribe(look);
      waiting.add(giveUp);
      look();
    });
  }

  return {
    ...stored,
    state,
    load,
    make(refs, cutOf) {
      for (const ref of refs) {
        const cut = cutOf(ref);
        if (cut !== undefined) cuts.set(ref, cut);
      }
    },
    close() {
      pictures.clear();
      slicesOf = new WeakMap();
      for (const giveUp of waiting) giveUp(new DicomwebError('aborted'));
      waiting.clear();
      stored.close();
    },
  };
}
