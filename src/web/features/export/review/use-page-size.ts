import { useCallback, useState } from 'react';

/** A frame counts as opened from this size on: smaller, burned-in text is a smudge. */
export const LEAST_TILE = 256;
const GAP = 8;
const CAPTION = 22;

export interface PageSize {
  readonly columns: number;
  readonly rows: number;
}

/** How many frames fit, each large enough to count as opened. */
export function usePageSize(): readonly [PageSize, (element: HTMLElement | null) => (() => void) | undefined] {
  const [size, setSize] = useState<PageSize>({ columns: 1, rows: 1 });
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      const columns = Math.max(1, Math.floor((width + GAP) / (LEAST_TILE + GAP)));
      const rows = Math.max(1, Math.floor((height + GAP) / (LEAST_TILE + CAPTION + GAP)));
      setSize((before) => (before.columns === columns && before.rows === rows ? before : { columns, rows }));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [size, measure];
}
