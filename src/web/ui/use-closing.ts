import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Closes what a button unfolded: on Escape (focus goes back to the button), on a press or focus elsewhere. */
export function useClosing(root: RefObject<HTMLElement | null>, isOpen: boolean, close: () => void): void {
  const closeNow = useEffectEvent(close);
  useEffect(() => {
    if (!isOpen) return;
    const onLeave = (event: Event) => {
      if (event.target instanceof Node && root.current?.contains(event.target) !== true) closeNow();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      closeNow();
      root.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', onLeave);
    document.addEventListener('focusin', onLeave);
    document.addEventListener('keydown', onKeyDown, true);
    return () => {
      document.removeEventListener('pointerdown', onLeave);
      document.removeEventListener('focusin', onLeave);
      document.removeEventListener('keydown', onKeyDown, true);
    };
  }, [isOpen, root]);
}
