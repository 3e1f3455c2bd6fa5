import { isStageLoaded } from '../../viewport/index.ts';
import type { ReadingStore } from './reading-store.ts';

// With so few cores, making the drawing tools ready and fetching the images take each other's time.
const FEW_CORES = 2;
const HAND = ['pointerdown', 'pointermove', 'wheel', 'keydown', 'touchstart'] as const;

/**
 * Resolves when Cornerstone should come: at once where it is loaded already or the machine has cores to spare, else when
 * the images in view are in, or when the person first reaches for one of them.
 */
export function stageTime(store: ReadingStore, signal: AbortSignal): Promise<void> {
  if (isStageLoaded() || navigator.hardwareConcurrency > FEW_CORES) return Promise.resolve();
  return new Promise((resolve) => {
    const over = new AbortController();
    const due = () => {
      over.abort();
      resolve();
    };
    const hand = (event: Event) => {
      // The page that changes under a resting pointer makes the browser report a move of no length.
      if (event.type === 'pointermove' && !hasMoved(event as PointerEvent)) return;
      due();
    };
    const options = { capture: true, passive: true, signal: over.signal };
    for (const type of HAND) addEventListener(type, hand, options);
    const stop = store.subscribe(() => isEverythingIn(store) && due());
    over.signal.addEventListener('abort', stop);
    signal.addEventListener('abort', due, { signal: over.signal });
    if (isEverythingIn(store)) due();
  });
}

function hasMoved({ movementX, movementY }: PointerEvent): boolean {
  return movementX !== 0 || movementY !== 0;
}

/** No viewport on the screen is waiting for images. */
function isEverythingIn(store: ReadingStore): boolean {
  const { cells, layout } = store.getState();
  return cells.slice(0, layout.rows * layout.columns).every(({ state }) => state.kind !== 'loading');
}
