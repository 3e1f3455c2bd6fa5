import { useEffect, useRef, useState } from 'react';
import type { Box } from '../../../../core/redaction/index.ts';
import type { FoundBox } from '../hand-over.ts';
import type { Device } from './box-scope.ts';

/** How one frame is being looked at, and what is being drawn on it. Another frame, or new bytes, begin anew. */
export interface View {
  readonly look: number;
  readonly looks: number;
  readonly zoom: number;
  readonly draft: Box | undefined;
  readonly chosen: FoundBox | undefined;
  readonly device: Device | undefined;
}

const FRESH: View = { look: 0, looks: 1, zoom: 1, draft: undefined, chosen: undefined, device: undefined };

export function useView(of: string): readonly [View, (change: Partial<View>) => void] {
  const [kept, setKept] = useState({ of, view: FRESH });
  const view = kept.of === of ? kept.view : FRESH;
  const current = useRef(of);
  useEffect(() => {
    current.current = of;
  });
  const change = (what: Partial<View>): void => {
    // An answer that comes after the person went on is about a frame that is no longer there.
    if (current.current !== of) return;
    setKept((before) => ({ of, view: { ...(before.of === of ? before.view : FRESH), ...what } }));
  };
  return [view, change];
}
