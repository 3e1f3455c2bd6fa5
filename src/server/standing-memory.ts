import type { Standing, Store } from './store/index.ts';

export interface StandingQuestion {
  readonly sub: string;
  readonly sid: string;
  readonly studyInstanceUID: string | undefined;
}

/**
 * Spares each frame of a series the same question to the store. What it promises: an answer is recalled for a second at
 * most, and only while the store's version says that nothing was written since before it was asked for - here at once,
 * by another copy as soon as its notice arrives. Where the store cannot know (`standingsVersion` is undefined) nothing is
 * recalled and every frame asks. It holds what the store said, never a decision: revocation, expiry and role are judged
 * anew each time, by the clock and the token of that very request. It does not know of the log; whoever recalls must.
 */
export interface StandingMemory {
  /** Always asks the store. */
  ask(who: StandingQuestion): Promise<Standing>;
  recall(who: StandingQuestion): Standing | undefined;
}

/** The longest that a write elsewhere may go unnoticed when its notice is lost without an error. */
const LONGEST_MS = 1000;
/** Logins times open studies within a second; beyond that it starts again, empty. */
const MOST_ENTRIES = 5000;

export function createStandingMemory(
  store: Pick<Store, 'standing' | 'standingsVersion'>,
  clock: () => number,
): StandingMemory {
  const known = new Map<string, { standing: Standing; version: number; askedAtMs: number }>();
  return {
    async ask(who) {
      // Both before the question: a write that comes while it is under way must not hide behind its answer.
      const version = store.standingsVersion();
      const askedAtMs = clock();
      const standing = await store.standing(who);
      if (who.studyInstanceUID === undefined || version === undefined) return standing;
      if (known.size >= MOST_ENTRIES) known.clear();
      known.set(keyOf(who), { standing, version, askedAtMs });
      return standing;
    },
    recall(who) {
      const found = known.get(keyOf(who));
      if (found === undefined) return undefined;
      const ageMs = clock() - found.askedAtMs;
      // A clock that was set back says nothing about age.
      if (ageMs >= 0 && ageMs < LONGEST_MS && found.version === store.standingsVersion()) return found.standing;
      known.delete(keyOf(who));
      return undefined;
    },
  };
}

/** Unmistakable: neither a sub nor a sid can end early and let the next one begin. */
function keyOf({ sub, sid, studyInstanceUID }: StandingQuestion): string {
  return JSON.stringify([sub, sid, studyInstanceUID]);
}
