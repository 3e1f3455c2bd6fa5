/**
 * Locks when nobody has touched any tab for a while. It compares the wall clock with the last activity instead of
 * counting, so time asleep counts; and it compares *before* an activity is noted, so the touch that wakes a machine
 * cannot revive a session that should have ended while it slept.
 */
export interface IdleWatch {
  /** A shorter time while emergency access is open. */
  setTimeoutMs(timeoutMs: number): void;
  /** Somebody did something here. */
  active(): void;
  /** Compares now: after waking, showing or focusing the page. */
  check(): void;
  stop(): void;
}

export interface IdleParts {
  readonly timeoutMs: number;
  /** How long before the end a warning starts. */
  readonly warnMs: number;
  readonly now: () => number;
  /** Tells the other tabs, and those that open later, that somebody is here. */
  readonly tellActivity: (at: number) => void;
  /** Seconds left while warning, `undefined` when the warning is over. */
  readonly onWarn: (secondsLeft: number | undefined) => void;
  readonly onIdle: () => void;
  /** The session's absolute end. */
  readonly endsAt: number;
  readonly onTooOld: () => void;
}

/** Other tabs need to know soon, not at every mouse move. */
const TELL_EVERY_MS = 1000;

export function createIdleWatch(parts: IdleParts): IdleWatch & { activeElsewhere(at: number): void } {
  let timeoutMs = parts.timeoutMs;
  let lastActivity = parts.now();
  let lastTold = 0;
  let warning = false;
  let over = false;
  const timer = setInterval(check, 1000);

  function stop(): void {
    over = true;
    clearInterval(timer);
  }

  function check(): void {
    if (over) return;
    const now = parts.now();
    // A clock set back must not buy time.
    const idleMs = Math.abs(now - lastActivity);
    if (now >= parts.endsAt) {
      stop();
      parts.onTooOld();
    } else if (idleMs >= timeoutMs) {
      stop();
      parts.onIdle();
    } else warn(timeoutMs - idleMs);
  }

  function warn(leftMs: number): void {
    if (leftMs <= parts.warnMs) {
      warning = true;
      parts.onWarn(Math.ceil(leftMs / 1000));
    } else if (warning) {
      warning = false;
      parts.onWarn(undefined);
    }
  }

  function note(at: number): void {
    check();
    if (over) return;
    lastActivity = at;
    if (warning) warn(timeoutMs);
  }

  return {
    setTimeoutMs(next) {
      timeoutMs = next;
      check();
    },
    active() {
      const now = parts.now();
      note(now);
      if (over || now - lastTold < TELL_EVERY_MS) return;
      lastTold = now;
      parts.tellActivity(now);
    },
    activeElsewhere(at) {
      // Only a moment that has been: another tab's message cannot push the end into the future.
      if (at <= parts.now()) note(Math.max(at, lastActivity));
    },
    check,
    stop,
  };
}
