import { useEffect, useState } from 'react';
import type { RunState, RunStore } from './run-state.ts';

/** Numbers that change more often nobody reads, and drawing them takes the processor from the work they tell of. */
const EVERY_MS = 300;

/** The state of a run as it was a moment ago; what a person waits for (phase, pause, trouble) at once. */
export function useCalm(store: RunStore): RunState {
  const [state, setState] = useState(store.getState);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      clearTimeout(timer);
      timer = undefined;
      setState(store.getState());
    };
    show();
    const stop = store.subscribe((now, before) => {
      const isNews = now.phase !== before.phase || now.isPaused !== before.isPaused || now.trouble !== before.trouble;
      if (isNews) show();
      else timer ??= setTimeout(show, EVERY_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
  return state;
}
