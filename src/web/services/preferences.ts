import { z } from 'zod';

/** A named filter of the worklist. By design it has no place for a patient, an ID, an accession number or a description. */
export const savedFilterSchema = z.strictObject({
  name: z.string().trim().min(1).max(40),
  modalities: z.array(z.string().regex(/^[A-Z]{2,16}$/)).max(20),
  date: z.enum(['any', 'today', 'yesterday', 'week', 'month', 'year']),
});
export type SavedFilter = z.infer<typeof savedFilterSchema>;

const preferencesSchema = z.strictObject({
  theme: z.enum(['dark', 'light']),
  density: z.enum(['normal', 'compact']),
  savedFilters: z.array(savedFilterSchema).max(30),
  /** Widths of what stands beside the images, in CSS pixels; absent until somebody chose one. */
  seriesWidth: z.int().min(0).max(4000).optional(),
  sideWidth: z.int().min(0).max(4000).optional(),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/** The one key of local storage that outlives a wipe: it cannot hold anything of a patient. */
export const PREFERENCES_KEY = 'collimator.preferences';

const DEFAULTS: Preferences = { theme: 'dark', density: 'normal', savedFilters: [] };

export interface PreferencesStore {
  readonly get: () => Preferences;
  set(change: Partial<Preferences>): void;
  readonly subscribe: (listener: () => void) => () => void;
}

export function createPreferences(storage: Storage): PreferencesStore {
  const listeners = new Set<() => void>();
  let current = read(storage);
  return {
    get: () => current,
    set(change) {
      current = preferencesSchema.parse({ ...current, ...change });
      storage.setItem(PREFERENCES_KEY, JSON.stringify(current));
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What an older version or another hand wrote is not trusted; preferences are worth less than a page that starts. */
function read(storage: Storage): Preferences {
  const stored = storage.getItem(PREFERENCES_KEY);
  if (stored === null) return DEFAULTS;
  try {
    const parsed = preferencesSchema.safeParse(JSON.parse(stored));
    return parsed.success ? parsed.data : DEFAULTS;
  } catch {
    return DEFAULTS;
  }
}
