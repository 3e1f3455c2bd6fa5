import { describeError, type Log } from '../log.ts';
import { Refusal } from '../problems.ts';
import { StoreUnavailable } from '../store/index.ts';
import type { Person } from './person.ts';

/** A login (`sid`) or all logins of a person up to a moment (`sub`). */
export interface LoginEnd {
  readonly kind: 'sid' | 'sub';
  readonly key: string;
  readonly atMs: number;
}

/**
 * Signing out must work while nothing can be written: the one act that goes before its record. What the store has not taken
 * is refused here all the same, and written as soon as it takes it. A gateway that is stopped before that has forgotten
 * it; then the token lives until it expires.
 */
export interface UnwrittenEnds {
  /** Counts from this moment. Resolves when it is written, or kept for later because the store is away. */
  end(end: LoginEnd, write: () => Promise<void>): Promise<void>;
  includes(person: Person): boolean;
  stop(): void;
}

const AGAIN_AFTER_MS = 1000;

export function createUnwrittenEnds(log: Log): UnwrittenEnds {
  const open = new Map<LoginEnd, () => Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  const tryAgain = async (): Promise<void> => {
    for (const [end, write] of open) {
      await write();
      open.delete(end);
    }
  };
  const later = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      // Detached: what fails is tried again, and was told when it failed first.
      tryAgain().catch(later);
    }, AGAIN_AFTER_MS).unref();
  };

  return {
    async end(end, write) {
      open.set(end, write);
      try {
        await write();
        open.delete(end);
      } catch (error) {
        log({ level: 'error', event: 'sign-out-not-recorded', ...describeError(error) });
        later();
        const isAway =
          error instanceof StoreUnavailable || (error instanceof Refusal && error.code === 'audit-unavailable');
        if (!isAway) throw error;
      }
    },
    includes({ sub, sid, authenticatedAtMs, issuedAtMs }) {
      for (const { kind, key, atMs } of open.keys())
        if (kind === 'sid' ? key === sid : key === sub && (authenticatedAtMs ?? issuedAtMs) <= atMs) return true;
      return false;
    },
    stop: () => clearTimeout(timer),
  };
}
