// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { createPreferences, PREFERENCES_KEY } from './preferences.ts';

beforeEach(() => localStorage.clear());

it('keeps preferences from one page to the next, and tells who listens', () => {
  const preferences = createPreferences(localStorage);
  const listener = vi.fn();
  preferences.subscribe(listener);
  preferences.set({ theme: 'light' });
  expect(listener).toHaveBeenCalledTimes(1);
  expect(createPreferences(localStorage).get().theme).toBe('light');
});

it.each(['not json', '{"theme":"purple"}', '{"theme":"dark","density":"normal","savedFilters":[],"patient":"Doe"}'])(
  'starts anew from %j',
  (stored) => {
    localStorage.setItem(PREFERENCES_KEY, stored);
    expect(createPreferences(localStorage).get()).toEqual({ theme: 'dark', density: 'normal', savedFilters: [] });
  },
);

it('keeps the widths of panels, and what was kept before there were any', () => {
  const filter = { name: 'Chest', modalities: ['CT'], date: 'week' };
  const stored = { theme: 'light', density: 'compact', savedFilters: [filter] };
  localStorage.setItem(PREFERENCES_KEY, JSON.stringify(stored));
  const preferences = createPreferences(localStorage);
  expect(preferences.get()).toEqual(stored);
  preferences.set({ seriesWidth: 300 });
  expect(createPreferences(localStorage).get()).toEqual({ ...stored, seriesWidth: 300 });
});

it('has no place for a patient in a saved filter', () => {
  const preferences = createPreferences(localStorage);
  const filter = { name: 'Mine', modalities: ['CT'], date: 'today', patientName: 'Doe' };
  expect(() => preferences.set({ savedFilters: [filter as never] })).toThrow();
  expect(JSON.stringify(localStorage)).not.toContain('Doe');
});
