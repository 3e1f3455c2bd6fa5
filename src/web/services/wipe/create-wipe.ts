import type { Wipe } from './wipe.ts';

/** A part that does not come to an end must not keep the screen from being replaced. */
const FORGET_TIMEOUT_MS = 1000;

export interface RunnableWipe extends Wipe {
  /** Runs every part; one that fails does not keep the others from running. Resolves with the names of those that failed. */
  run(): Promise<string[]>;
}

export function createWipe(): RunnableWipe {
  const parts = new Map<symbol, { name: string; forget: () => void | Promise<void> }>();
  return {
    register(name, forget) {
      const key = Symbol(name);
      parts.set(key, { name, forget });
      return () => parts.delete(key);
    },
    async run() {
      const outcomes = [...parts.values()].map(async ({ name, forget }) => {
        try {
          const timeout = new Promise<'late'>((resolve) => setTimeout(resolve, FORGET_TIMEOUT_MS, 'late'));
          return (await Promise.race([forget(), timeout])) === 'late' ? name : undefined;
        } catch {
          return name;
        }
      });
      return (await Promise.all(outcomes)).filter((name) => name !== undefined);
    },
  };
}
