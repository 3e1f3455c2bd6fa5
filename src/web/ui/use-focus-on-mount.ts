import { useEffect, useRef, type RefObject } from 'react';

/** Puts the focus on the one act of a page that has only one, so that Enter is enough. */
export function useFocusOnMount<T extends HTMLElement>(): RefObject<T | null> {
  const ref = useRef<T>(null);
  useEffect(() => ref.current?.focus(), []);
  return ref;
}
