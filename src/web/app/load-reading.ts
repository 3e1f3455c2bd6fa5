import type { Reading as ReadingScreen } from '../features/reading/index.tsx';

let loaded: typeof ReadingScreen | undefined;

/** The viewer's own bundle. Asked for early (idle worklist, study address) so that it is there when the grant is. */
export async function loadReading() {
  const { Reading } = await import('../features/reading/index.tsx');
  loaded = Reading;
  return { default: Reading };
}

/** Everything reading will need, while the person still looks at the list. A failure is told when a study is opened. */
export async function prepareReading(): Promise<void> {
  const { prepareReading: prepare } = await import('../features/reading/index.tsx');
  await prepare();
}

/** The screen itself where it has already come: React waits 300 ms before it replaces a fallback, however short. */
export function readingIfLoaded(): typeof ReadingScreen | undefined {
  return loaded;
}
