import type { EndReason } from './session-state.ts';

/**
 * What a browser remembers between pages about its session: that it was ended and must be signed in anew, and when
 * somebody was last active. Without it, pressing F5 on a locked screen would take the session up silently.
 * No person, no patient: two small values in local storage, shared by all tabs.
 */
export interface EndedMemory {
  ended(): EndReason | undefined;
  remember(reason: EndReason): void;
  clear(): void;
  noteActivity(at: number): void;
}

const ENDED_KEY = 'collimator.ended';
const ACTIVE_KEY = 'collimator.active';
const REASONS: readonly EndReason[] = [
  'signed-out',
  'locked',
  'signed-out-elsewhere',
  'session-too-old',
  'another-person',
];

export const ENDED_MEMORY_KEYS: readonly string[] = [ENDED_KEY, ACTIVE_KEY];

export function createEndedMemory(storage: Storage, options: { now: () => number; idleLockMs: number }): EndedMemory {
  return {
    ended() {
      const stored = storage.getItem(ENDED_KEY);
      const reason = REASONS.find((known) => known === stored);
      if (reason !== undefined) return reason;
      // Nobody was here for longer than the idle time: as good as locked, whatever the identity provider remembers.
      const activeAt = Number(storage.getItem(ACTIVE_KEY) ?? Number.NaN);
      return Math.abs(options.now() - activeAt) > options.idleLockMs ? 'locked' : undefined;
    },
    remember: (reason) => storage.setItem(ENDED_KEY, reason),
    clear() {
      storage.removeItem(ENDED_KEY);
      storage.setItem(ACTIVE_KEY, String(options.now()));
    },
    noteActivity: (at) => storage.setItem(ACTIVE_KEY, String(at)),
  };
}
