import { useSyncExternalStore } from 'react';
import type { Preferences, PreferencesStore } from '../../services/index.ts';

export function usePreferences(preferences: PreferencesStore): Preferences {
  return useSyncExternalStore(preferences.subscribe, preferences.get);
}
