import type { ReviewDesk } from '../review-desk.ts';
import type { ReviewUiState } from '../review-store.ts';

type Act = (desk: ReviewDesk) => void;

/** One key each, and as many for yes as for no. */
const KEYS: Readonly<Record<string, Act>> = {
  f: (desk) => desk.step(1),
  'Shift+f': (desk) => desk.step(-1),
  y: (desk) => desk.accept(),
  r: (desk) => desk.reject(),
  'Shift+e': (desk) => desk.startEdit(),
  'Shift+z': (desk) => desk.undo(),
};

/** Undefined where the key means nothing here, belongs to a control, or repeats: holding a key down decides nothing. */
export function reviewKey(event: KeyboardEvent, { attesting, editing, leaving }: ReviewUiState): Act | undefined {
  if (event.altKey || event.metaKey || event.ctrlKey || event.repeat || event.defaultPrevented) return undefined;
  if (attesting !== undefined || leaving !== undefined) return undefined;
  const target = event.target instanceof Element ? event.target : null;
  if (editing !== undefined && event.key === 'Escape') return (desk) => desk.cancelEdit();
  if (target?.closest('input:not([type=range]):not([type=checkbox]), textarea, select, dialog, [contenteditable]')) return undefined; // prettier-ignore
  const name = `${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}`;
  // What is being changed is decided by its own buttons.
  if (editing !== undefined) return undefined;
  return Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
}
