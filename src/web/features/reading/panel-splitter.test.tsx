// @vitest-environment jsdom
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it } from 'vitest';
import { createPreferences } from '../../services/index.ts';
import { PanelSplitter, usePanelWidth } from './panel-splitter.tsx';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
beforeEach(() => localStorage.clear());

async function shown(panel: 'left' | 'right') {
  const preferences = createPreferences(localStorage);
  function Page() {
    const width = usePanelWidth(preferences, 'sideWidth', 300);
    return <PanelSplitter label="Width of it" panel={panel} least={200} most={320} width={width} />;
  }
  const container = document.createElement('div');
  await act(async () => createRoot(container).render(<Page />));
  const line = container.querySelector('[role=separator]');
  if (line === null) throw new Error('no line');
  const press = (key: string) =>
    act(async () => line.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })));
  return { line, press, kept: () => createPreferences(localStorage).get().sideWidth };
}

it('moves where the arrow points, whichever side the panel is on, and is remembered', async () => {
  const left = await shown('left');
  await left.press('ArrowLeft');
  expect([left.line.getAttribute('aria-valuenow'), left.kept()]).toEqual(['284', 284]);
  localStorage.clear();
  const right = await shown('right');
  await right.press('ArrowLeft');
  expect([right.line.getAttribute('aria-valuenow'), right.kept()]).toEqual(['316', 316]);
});

it('stays within its bounds, and leaves other keys to the images', async () => {
  const { line, press, kept } = await shown('left');
  await press('ArrowDown');
  expect(kept()).toBeUndefined();
  for (const [key, width] of [['End', '320'], ['ArrowRight', '320'], ['Home', '200'], ['ArrowLeft', '200']] as const) {
    await press(key);
    expect(line.getAttribute('aria-valuenow')).toBe(width);
  }
}); // prettier-ignore
