import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeError, type Log } from './log.ts';
import type { Person } from './session/index.ts';

/**
 * Lets the front rely for a moment on what `/auth` just said, so that not every frame of a series waits for the question.
 * A mark is an empty file, one for each token: while it lies there, nginx may use an answer again that is at most two
 * seconds old, for the same token, study and kind of frame request (`nginx/templates`). Whoever ends something takes the
 * mark away before the end is acknowledged; from then on the front asks. Without a folder there are no marks and the front
 * asks every time, as it does when a mark cannot be written. If the gateway dies with marks in place, what the front
 * remembers is over two seconds later.
 */
export interface FrameMarks {
  /** Makes the mark of this token. For how many seconds the front may rely on this yes: 0 when it must ask again. */
  secondsFor(authorization: string | null | undefined, person: Person, validUntilMs: number): number;
  forget(who: { readonly sid: string } | { readonly sub: string }): void;
  forgetAll(): void;
}

/** nginx counts whole seconds, so that one becomes two at most. */
const SECONDS = 1;
/** Longer than nginx remembers: a mark that comes back must not bring back what was said before it went. */
const QUIET_MS = 3000;
/** What is over so soon is asked for each time. */
const SPARE_MS = 2 * QUIET_MS;
const MOST_MARKS = 5000;

/** The end of a signature: tells tokens apart, and is none. nginx' `$token_mark` takes the same 32 characters. */
const MARK = /^Bearer [A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{11,}([A-Za-z0-9_-]{32})$/;

export const NO_MARKS: FrameMarks = { secondsFor: () => 0, forget: () => undefined, forgetAll: () => undefined };

/** Empties the folder. Throws when it cannot be used. */
export function createFrameMarks(folder: string, clock: () => number, log: Log): FrameMarks {
  mkdirSync(folder, { recursive: true });
  const marks = new Map<string, { readonly sub: string; readonly sid: string }>();
  // By login and by person. Never by the clock on the wall, which may be set back.
  const quietUntil = new Map<string, number>();
  let allQuietUntil = 0;

  const isQuiet = ({ sub, sid }: Person): boolean => {
    const now = performance.now();
    return [allQuietUntil, quietUntil.get(`sid ${sid}`), quietUntil.get(`sub ${sub}`)].some(
      (until) => until !== undefined && until > now,
    );
  };
  const takeAway = (mark: string): void => {
    rmSync(join(folder, mark), { force: true });
    marks.delete(mark);
  };
  const forgetAll = (): void => {
    allQuietUntil = performance.now() + QUIET_MS;
    quietUntil.clear();
    for (const mark of readdirSync(folder)) takeAway(mark);
  };
  forgetAll();

  return {
    secondsFor(authorization, person, validUntilMs) {
      const mark = MARK.exec(authorization ?? '')?.[1];
      if (mark === undefined || validUntilMs - clock() < SPARE_MS || isQuiet(person)) return 0;
      if (marks.has(mark)) return SECONDS;
      if (marks.size >= MOST_MARKS) {
        forgetAll();
        return 0;
      }
      try {
        writeFileSync(join(folder, mark), '');
      } catch (error) {
        log({ level: 'warning', event: 'frame-mark-not-written', ...describeError(error) });
        return 0;
      }
      marks.set(mark, { sub: person.sub, sid: person.sid });
      return SECONDS;
    },
    forget(who) {
      const [key, isTheirs] =
        'sid' in who
          ? [`sid ${who.sid}`, (one: { sid: string }) => one.sid === who.sid]
          : [`sub ${who.sub}`, (one: { sub: string }) => one.sub === who.sub];
      const now = performance.now();
      for (const [each, until] of quietUntil) if (until <= now) quietUntil.delete(each);
      quietUntil.set(key, now + QUIET_MS);
      for (const [mark, one] of marks) if (isTheirs(one as { sid: string; sub: string })) takeAway(mark);
    },
    forgetAll,
  };
}
