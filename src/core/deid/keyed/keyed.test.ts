import { describe, expect, it } from 'vitest';
import { createKeyed } from './keyed.ts';

const key = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

describe('keyed values', () => {
  it('are RFC 4231 HMAC-SHA-256 underneath: the same in every run, another with another key', () => {
    const [one, again, other] = [createKeyed(key(1)), createKeyed(key(1)), createKeyed(key(2))];
    expect(one.uid('1.2.3')).toBe(again.uid('1.2.3'));
    expect(one.uid('1.2.3')).not.toBe(other.uid('1.2.3'));
    expect(one.pseudonym('a')).not.toBe(other.pseudonym('a'));
    // Held still: a change here would tear every project in two.
    expect(one.uid('1.2.3')).toBe('2.25.11046192866545628553555162614137419824');
    expect(one.pseudonym('id 1\n')).toBe('PGARS6DG52TN5');
  });

  it('make UIDs of 128 bits that fit 64 characters', () => {
    const keyed = createKeyed(key(1));
    const uids = Array.from({ length: 2000 }, (_, index) => keyed.uid(`1.2.${index}`));
    expect(new Set(uids).size).toBe(2000);
    expect(uids.every((uid) => /^2\.25\.(0|[1-9]\d{0,38})$/.test(uid))).toBe(true);
  });

  it('shift by at least a day, by whole weeks when asked, and not all alike', () => {
    const keyed = createKeyed(key(1));
    const shifts = Array.from({ length: 300 }, (_, index) =>
      keyed.shiftDays(`p${index}`, { maximumDays: 3650, wholeWeeks: true }),
    );
    expect(shifts.every((days) => days >= 7 && days <= 3650 && days % 7 === 0)).toBe(true);
    expect(new Set(shifts).size).toBeGreaterThan(150);
  });

  it('refuse a key that can be guessed', () => {
    expect(() => createKeyed(new Uint8Array(15))).toThrow(expect.objectContaining({ code: 'weak-key' }) as Error);
  });
});
