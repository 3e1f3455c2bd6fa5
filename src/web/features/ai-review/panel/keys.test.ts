// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { createReviewUi } from '../review-store.ts';
import type { ReviewDesk } from '../review-desk.ts';
import { reviewKey } from './keys.ts';

const idle = createReviewUi().getState();

/** What the key does, by the name of the act. */
function pressed(
  init: KeyboardEventInit & { key: string },
  state = idle,
  target: Element = document.body,
): string | undefined {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true });
  Object.defineProperty(event, 'target', { value: target });
  const done: string[] = [];
  const desk = new Proxy({}, { get: (_, name) => (by?: number) => done.push(by === undefined ? String(name) : `${String(name)} ${by}`) }) as ReviewDesk; // prettier-ignore
  reviewKey(event, state)?.(desk);
  return done[0];
}

it.each([
  [{ key: 'f' }, 'step 1'],
  [{ key: 'F', shiftKey: true }, 'step -1'],
  [{ key: 'y' }, 'accept'],
  [{ key: 'r' }, 'reject'],
  [{ key: 'E', shiftKey: true }, 'startEdit'],
  [{ key: 'Z', shiftKey: true }, 'undo'],
])('%j does one thing: %s', (key, act) => {
  expect(pressed(key)).toBe(act);
});

it('decides nothing by a key that is held down, with another key, in a field, or while a question is open', () => {
  for (const more of [{ repeat: true }, { ctrlKey: true }, { altKey: true }, { metaKey: true }])
    expect(pressed({ key: 'y', ...more })).toBeUndefined();
  for (const name of ['input', 'textarea', 'select', 'dialog'])
    expect(pressed({ key: 'y' }, idle, document.createElement(name))).toBeUndefined();
  expect(pressed({ key: 'y' }, { ...idle, attesting: 'r1' })).toBeUndefined();
  expect(pressed({ key: 'y' }, { ...idle, leaving: () => undefined })).toBeUndefined();
  const editing = { runUID: 'r', trackingUID: 't', name: 'n', type: undefined, shape: undefined };
  expect([pressed({ key: 'y' }, { ...idle, editing }), pressed({ key: 'Escape' }, { ...idle, editing })]).toEqual([undefined, 'cancelEdit']); // prettier-ignore
});
