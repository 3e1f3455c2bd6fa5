import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrameMarks, type FrameMarks } from './frame-marks.ts';
import type { LogLine } from './log.ts';
import type { Person } from './session/index.ts';

const NOW = Date.UTC(2026, 0, 5);
const LATER = NOW + 60_000;
const tail = (letter: string): string => letter.repeat(32);
const token = (letter: string): string => `Bearer aa.bb.${'s'.repeat(54)}${tail(letter)}`;
const person = (sub: string, sid: string): Person => ({
  sub,
  sid,
  name: '',
  roles: ['radiologist'],
  acr: undefined,
  authenticatedAtMs: NOW,
  issuedAtMs: NOW,
  tokenExpiresAtMs: LATER,
});

describe('marks for the front', () => {
  let folder = '';
  let marks: FrameMarks;
  const lines: LogLine[] = [];
  const make = (): FrameMarks =>
    createFrameMarks(
      folder,
      () => NOW,
      (line) => lines.push(line),
    );

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(60_000);
    folder = mkdtempSync(join(tmpdir(), 'marks-'));
    marks = make();
    vi.advanceTimersByTime(3000);
  });
  afterEach(() => {
    vi.useRealTimers();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lie there for a token whose answer may be relied upon, under the end of its signature', () => {
    expect(marks.secondsFor(token('a'), person('u', 's'), LATER)).toBe(1);
    expect(readdirSync(folder)).toEqual([tail('a')]);
    expect(marks.secondsFor(token('a'), person('u', 's'), LATER)).toBe(1);
  });

  it('are not made for what is over within six seconds, nor for what is no token', () => {
    expect(marks.secondsFor(token('a'), person('u', 's'), NOW + 5999)).toBe(0);
    for (const header of [undefined, null, '', 'Bearer x', 'Bearer aa.bb.short', `Bearer aa.bb.${'/'.repeat(60)}`])
      expect(marks.secondsFor(header, person('u', 's'), LATER)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('go with the login, and stay away until the front has forgotten what it relied upon', () => {
    marks.secondsFor(token('a'), person('u', 'one'), LATER);
    marks.secondsFor(token('b'), person('u', 'other'), LATER);
    marks.forget({ sid: 'one' });
    expect(readdirSync(folder)).toEqual([tail('b')]);
    expect(marks.secondsFor(token('a'), person('u', 'one'), LATER)).toBe(0);
    expect(marks.secondsFor(token('b'), person('u', 'other'), LATER)).toBe(1);
    vi.advanceTimersByTime(2999);
    expect(marks.secondsFor(token('a'), person('u', 'one'), LATER)).toBe(0);
    vi.advanceTimersByTime(1);
    expect(marks.secondsFor(token('a'), person('u', 'one'), LATER)).toBe(1);
  });

  it('go with the person, of every login', () => {
    marks.secondsFor(token('a'), person('u', 'one'), LATER);
    marks.secondsFor(token('b'), person('u', 'other'), LATER);
    marks.secondsFor(token('c'), person('v', 'third'), LATER);
    marks.forget({ sub: 'u' });
    expect(readdirSync(folder)).toEqual([tail('c')]);
    expect(marks.secondsFor(token('b'), person('u', 'other'), LATER)).toBe(0);
  });

  it('are all gone after something that concerns nobody in particular', () => {
    marks.secondsFor(token('a'), person('u', 'one'), LATER);
    marks.forgetAll();
    expect(readdirSync(folder)).toEqual([]);
    expect(marks.secondsFor(token('b'), person('v', 'other'), LATER)).toBe(0);
  });

  it('of an earlier process are gone, and none is made until its answers are forgotten', () => {
    writeFileSync(join(folder, tail('z')), '');
    const next = make();
    expect(readdirSync(folder)).toEqual([]);
    expect(next.secondsFor(token('a'), person('u', 's'), LATER)).toBe(0);
  });

  it('that cannot be written are told, and the front goes on asking', () => {
    rmSync(folder, { recursive: true });
    expect(marks.secondsFor(token('a'), person('u', 's'), LATER)).toBe(0);
    expect(lines.at(-1)).toMatchObject({ event: 'frame-mark-not-written', level: 'warning' });
  });

  it('begin again when there are too many', () => {
    for (let n = 0; n < 5000; n += 1)
      marks.secondsFor(`Bearer aa.bb.${'s'.repeat(54)}${String(n).padStart(32, '0')}`, person('u', `s${n}`), LATER);
    expect(readdirSync(folder)).toHaveLength(5000);
    expect(marks.secondsFor(token('a'), person('u', 's'), LATER)).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
