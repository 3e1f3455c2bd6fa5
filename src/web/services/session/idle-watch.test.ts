import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createIdleWatch } from './idle-watch.ts';

const MINUTE = 60_000;

function setUp(options: { endsAt?: number } = {}) {
  const onIdle = vi.fn();
  const onTooOld = vi.fn();
  const onWarn = vi.fn();
  const tellActivity = vi.fn();
  const watch = createIdleWatch({
    timeoutMs: 15 * MINUTE,
    warnMs: MINUTE,
    now: () => Date.now(),
    tellActivity,
    onWarn,
    onIdle,
    onTooOld,
    endsAt: options.endsAt ?? Date.now() + 12 * 60 * MINUTE,
  });
  return { watch, onIdle, onTooOld, onWarn, tellActivity };
}

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-03-14T10:00:00Z') }));
afterEach(() => vi.useRealTimers());

describe('idle lock', () => {
  it('warns a minute before, then locks once', () => {
    const { onIdle, onWarn } = setUp();
    vi.advanceTimersByTime(14 * MINUTE - 1000);
    expect(onWarn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1000);
    expect(onWarn).toHaveBeenLastCalledWith(60);
    vi.advanceTimersByTime(MINUTE);
    expect(onIdle).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(10 * MINUTE);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('takes the warning back when somebody is here', () => {
    const { watch, onIdle, onWarn } = setUp();
    vi.advanceTimersByTime(14 * MINUTE + 30_000);
    watch.active();
    expect(onWarn).toHaveBeenLastCalledWith(undefined);
    vi.advanceTimersByTime(14 * MINUTE - 1000);
    expect(onIdle).not.toHaveBeenCalled();
  });

  it('counts time asleep: the touch that wakes the machine locks it', () => {
    const { watch, onIdle } = setUp();
    // Asleep: the clock goes on, no timer runs.
    vi.setSystemTime(Date.now() + 20 * MINUTE);
    watch.active();
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('does not gain time from a clock set back', () => {
    const { watch, onIdle } = setUp();
    vi.setSystemTime(Date.now() - 60 * MINUTE);
    watch.check();
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('follows activity in another tab, but not one from the future', () => {
    const { watch, onIdle } = setUp();
    vi.advanceTimersByTime(10 * MINUTE);
    watch.activeElsewhere(Date.now());
    vi.advanceTimersByTime(10 * MINUTE);
    expect(onIdle).not.toHaveBeenCalled();
    watch.activeElsewhere(Date.now() + 60 * MINUTE);
    vi.advanceTimersByTime(5 * MINUTE);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('tells the other tabs at most once a second', () => {
    const { watch, tellActivity } = setUp();
    for (let move = 0; move < 50; move += 1) watch.active();
    expect(tellActivity).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(1000);
    watch.active();
    expect(tellActivity).toHaveBeenCalledTimes(2);
  });

  it('locks at once when emergency access makes the time shorter than what has passed', () => {
    const { watch, onIdle } = setUp();
    vi.advanceTimersByTime(6 * MINUTE);
    watch.setTimeoutMs(5 * MINUTE);
    expect(onIdle).toHaveBeenCalledTimes(1);
  });

  it('ends a session that is too old however busy it is', () => {
    const { watch, onIdle, onTooOld } = setUp({ endsAt: Date.now() + 30 * MINUTE });
    for (let minute = 0; minute < 31; minute += 1) {
      vi.advanceTimersByTime(MINUTE);
      watch.active();
    }
    expect(onTooOld).toHaveBeenCalledTimes(1);
    expect(onIdle).not.toHaveBeenCalled();
  });
});
