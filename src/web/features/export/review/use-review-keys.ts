import { useEffect, useRef } from 'react';

/** `Shift+r` or `a`; letters as they are typed without shift. They rest while somebody types and while a dialog asks something. */
export type ReviewKeys = Readonly<Record<string, (() => unknown) | undefined>>;

export function useReviewKeys(keys: ReviewKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const act = current.current[nameOf(event)];
      if (act === undefined) return;
      // Enter and space on a button are the button's.
      if (
        /^(Enter| )$/.test(event.key) &&
        event.target instanceof HTMLElement &&
        event.target.matches('button, a, summary')
      )
        return;
      event.preventDefault();
      act();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const isLetter = /^[a-z]$/.test(key) || key.length > 1;
  return `${event.ctrlKey ? 'Control+' : ''}${event.shiftKey && isLetter ? 'Shift+' : ''}${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
