import { describe, expect, it } from 'vitest';
import { asPrinted } from './as-printed.ts';
import { allowedKindOf } from './grammar.ts';

describe('a word as it is printed', () => {
  it.each([
    ['PELvIS', 'PELVIS'],
    ['PELv1IS', 'PELVIS'],
    ['FR0ZEN', 'FROZEN'],
    ['lndex', 'Index'],
    ['lIndex', 'Index'],
    ['AscC', 'Asc'],
    ['DoppIer', 'Doppler'],
    ['BREA5T', 'BREAST'],
  ])('is taken from what a reader saw: %s', (seen, printed) => expect(asPrinted(seen)).toBe(printed));
  it('is left alone where it is short, or a number, or holds the same letter twice', () => {
    for (const text of [
      '10',
      '0118',
      'S5-1',
      'C15',
      '78DR78',
      'Hipp',
      'Mapp',
      'Gainn',
      '1051',
      'L015',
      'PLow',
      'TIS0.4',
      'PWR10',
      'COMP 50',
    ])
      expect(asPrinted(text)).toBe(text);
  });
  it('never makes another word: names near the list are still none of it', () => {
    for (const name of ['Hipp', 'Mapp', 'Chesta', 'Pelvi', 'Sage', 'Corona', 'Corone1', 'Breaster', 'Kidne', 'Froze', 'Gaines', 'Renald', 'L1vers', 'Tracey'])
      expect([name, allowedKindOf(name), allowedKindOf(name.toUpperCase())]).toEqual([name, undefined, undefined]);
    for (const text of ['THYR0ID', 'Asc Ao lndex', 'AscC Ao Diam 3.3 cm', '3:PELv1IS']) expect(allowedKindOf(text)).toBeDefined();
  }); // prettier-ignore
});
