import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_WORDS } from '../tables/generated/standard-words.ts';
import { isInWordList } from './word-list.ts';

describe('a list of words', () => {
  it('is in order, or nothing would be found in it', () => {
    const words = STANDARD_WORDS.trim().split(/\s+/);
    expect(words).toEqual([...new Set(words)].sort());
  });

  it('holds all of its words and no others', () => {
    const separated = fc.array(fc.stringMatching(/^[ab]{1,4}$/), { maxLength: 12 });
    fc.assert(
      fc.property(separated, fc.constantFrom(' ', '\n', ' \n', '\n  '), fc.stringMatching(/^[ab]{0,4}$/), (words, between, asked) => {
        const list = between + [...new Set(words)].sort().join(between) + between;
        expect(isInWordList(list, asked)).toBe(words.includes(asked));
      }),
      { numRuns: 3000 },
    ); // prettier-ignore
  });

  it('holds every word of the standard, and no half of one', () => {
    const words = STANDARD_WORDS.trim().split(/\s+/);
    const all = new Set(words);
    for (const word of words) {
      expect(isInWordList(STANDARD_WORDS, word)).toBe(true);
      const half = word.slice(1);
      expect(isInWordList(STANDARD_WORDS, half)).toBe(all.has(half));
    }
  });
});
