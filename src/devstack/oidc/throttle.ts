// Slows down guessing: after a few wrong answers for one user name the next tries have to wait.

/** Enough for a tired person's typing errors. */
const FREE_TRIES = 5;
const WAIT_MS = 30_000;
/** A guesser of user names must not fill the memory. */
const MAX_NAMES = 10_000;

export interface Throttle {
  /** Milliseconds that this name still has to wait; 0 when it may try now. */
  waitMs(name: string): number;
  failed(name: string): void;
  succeeded(name: string): void;
}

export function createThrottle(now: () => number): Throttle {
  const failures = new Map<string, { count: number; until: number }>();
  return {
    waitMs: (name) => Math.max(0, (failures.get(name)?.until ?? 0) - now()),
    failed(name) {
      const count = (failures.get(name)?.count ?? 0) + 1;
      failures.delete(name);
      failures.set(name, { count, until: count >= FREE_TRIES ? now() + WAIT_MS : 0 });
      const oldest = failures.size > MAX_NAMES ? failures.keys().next().value : undefined;
      if (oldest !== undefined) failures.delete(oldest);
    },
    succeeded: (name) => void failures.delete(name),
  };
}
