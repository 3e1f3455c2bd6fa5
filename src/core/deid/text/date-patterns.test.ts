import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from './date-patterns.ts';

const cut = (text: string, known: readonly string[] = []): string => {
  const ranges = findDates(text, new Set(known));
  return text
    .split('')
    .filter((_, at) => !ranges.some(({ from, to }) => from <= at && at < to))
    .join('')
    .trim();
};

describe('dates in any writing', () => {
  it.each([
    '20140321', '20140321103522', '2014-03-21', '2014/3/21', '2014.03.21', '2014_03_21', '21.03.2014', '03/21/2014', '21-3-2014', '3/21/14', '21-Mar-14',
    '21 March 2014', '21MAR2014', 'March 21, 2014', 'Mar 21st 2014', '2014-Mar-21', 'March 2014', '21. März 2014', '21 août 2014', '21 de marzo de 2014',
    '2014年3月21日', '2014-03-21T10:35:22Z', '2014-03-21 10:35', '21.03.2014 10:35:22', '2014-W12', '2014W12-5', '2014/w12', 'KW 12/2014', 'week 12, 2014',
  ])('%s', (date) => {
    expect(cut(`a ${date} b`)).toMatch(/^a\s+b$/);
  }); // prettier-ignore

  it('believes short writings only when the batch has the date', () => {
    expect(cut('21.3.14')).toBe('21.3.14');
    expect(cut('21.3.14', ['20140321'])).toBe('');
    expect(cut('032114', ['20140321'])).toBe('');
    expect(cut('March the 21st')).toBe('March the 21st');
    expect(cut('March the 21st', ['20140321'])).toBe('');
  });

  it.each([
    '20141399',
    '1.2.10',
    '2014',
    '512512',
    '12/40/99',
    '0.20140321',
    '99.99.2014',
    'T1 2014',
    '2014W60',
    'FLOW 12 2014',
  ])('%s is none', (text) => {
    expect(cut(text)).toBe(text);
  });
});

describe('hints', () => {
  const WRITTEN = [
    '20140321', '2014-03-21', '2014 3 21', '21. 03. 2014', '21.03.2014', '03/21/2014', '3/21/14', '21/III/2014', '21-Mar-14', '21st of March 2014',
    '21MAR2014', 'MAR212014', 'March 21, 2014', 'Mar 21st 14', '2014-Mar-21', 'March 2014', 'dec. 5 1999', '5 listopada 2014', 'eylul 2014', 'SEPT the 3, 2014',
    'born 1921', 'dob: 1921', 'geb. 1921', '032114', '21.3.14', '1395360000', '1395360000000', 'am 21.3.', 'Mar 21', '21 nov', '3/2014', '2014-03', 'T1 2014', 'March the 21st', '2014-W12', '2014W12-5', '2014/w12', 'KW 12/2014', 'week 12 2014',
    '2014:03:21', '21|03|2014', '2014~3~21', '21. III. 2014', '2014. 3. 21.', '2014-080', '2014/080', '2014080',
  ]; // prettier-ignore
  const KNOWN = new Set(['20140321', '19991205', '20140303', '20141121']);

  it('are found wherever the patterns match: a text with other letters is looked at without them, and says the same', () => {
    const near = fc.constantFrom('', ' ', 'a', 'A', '1', '.', '-', '/', ' x ', 'of ', 'T', '0.');
    fc.assert(
      fc.property(fc.array(fc.tuple(near, fc.constantFrom(...WRITTEN), near), { minLength: 1, maxLength: 3 }), (parts) => {
        const text = parts.flat().join('');
        const withOthers = `${text}  \u4e00`;
        expect(findDates(text, KNOWN)).toEqual(findDates(withOthers, KNOWN));
      }),
      { numRuns: 3000 },
    ); // prettier-ignore
  });
});
