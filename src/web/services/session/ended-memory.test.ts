// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { createEndedMemory } from './ended-memory.ts';

const MINUTE = 60_000;
let now = 0;
const memory = () => createEndedMemory(localStorage, { now: () => now, idleLockMs: 15 * MINUTE });

beforeEach(() => {
  localStorage.clear();
  now = Date.parse('2026-03-14T10:00:00Z');
});

describe('what a browser remembers of its session', () => {
  it('knows nothing at first', () => expect(memory().ended()).toBeUndefined());

  it('keeps a lock over a reload, until somebody proves who they are', () => {
    memory().remember('locked');
    expect(memory().ended()).toBe('locked');
    memory().clear();
    expect(memory().ended()).toBeUndefined();
  });

  it('takes a browser that was closed for longer than the idle time as locked', () => {
    memory().noteActivity(now);
    now += 14 * MINUTE;
    expect(memory().ended()).toBeUndefined();
    now += 2 * MINUTE;
    expect(memory().ended()).toBe('locked');
  });

  it('is not fooled by a clock set back', () => {
    memory().noteActivity(now);
    now -= 60 * MINUTE;
    expect(memory().ended()).toBe('locked');
  });
});
