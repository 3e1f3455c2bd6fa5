import { useSyncExternalStore } from 'react';

/** The current value of one of our small stores, as React state. */
export function useExternal<T>(subscribe: (listener: () => void) => () => void, get: () => T): T {
  return useSyncExternalStore(subscribe, get);
}
