import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchesWildcard } from './wildcard.ts';

it.each([
  ['CT Chest', 'ct*', true],
  ['CT Chest', '*CHEST', true],
  ['CT Chest', 'ct', false],
  ['CT Chest', 'CT?Chest', true],
  ['CT Chest', 'CT??Chest', false],
  ['', '*', true],
  ['', '?', false],
  ['MÜLLER', 'mu\u0308ller', true],
  ['ΟΔΥΣΣΕΥΣ', 'οδυσσευς', true],
  ['a.c', 'a?c', true],
  ['abc', 'a.c', false],
  ['2*3', '2*3', true],
  ['😀', '?', true],
])('%j against %j: %s', (text, pattern, isMatch) => {
  expect(matchesWildcard(text, pattern)).toBe(isMatch);
});

it('says what an expression would say', () => {
  const word = (letters: readonly string[], maxLength: number) =>
    fc.array(fc.constantFrom(...letters), { maxLength }).map((list) => list.join(''));
  fc.assert(
    fc.property(word(['a', 'b'], 8), word(['a', 'b', '*', '?'], 7), (text, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(matchesWildcard(text, pattern)).toBe(expression.test(text));
    }),
    { numRuns: 2000 },
  );
});

it('answers hostile patterns as quickly as any other', () => {
  const text = 'CT Thorax and abdomen with contrast, thin slices, follow up '.repeat(4);
  const started = performance.now();
  for (const pattern of ['*?'.repeat(31), '*t'.repeat(31), '*'.repeat(63), '*a*b'.repeat(15)])
    expect(matchesWildcard(text, `${pattern}#`)).toBe(false);
  // An expression takes minutes for the first alone.
  expect(performance.now() - started).toBeLessThan(2000);
});
