import { describe, expect, it } from 'vitest';
import { BadCrosswalk, readCrosswalk } from './crosswalk.ts';

function faultOf(csv: string): string {
  try {
    readCrosswalk(csv);
  } catch (error) {
    if (error instanceof BadCrosswalk) return `${error.code} ${error.line}`;
    throw error;
  }
  return 'taken';
}

describe('a crosswalk', () => {
  it('knows a patient however the number is padded', () => {
    const crosswalk = readCrosswalk('patient_id,pseudonym\n00123,LUNG-1\n"ab 7";LUNG-2\n');
    expect([...crosswalk]).toEqual([
      ['123', 'LUNG-1'],
      ['AB 7', 'LUNG-2'],
    ]);
  });

  it('refuses what would make two patients one, or one two, and says only in which line', () => {
    expect(faultOf('1,A\n2,A')).toBe('crosswalk-twice 2');
    expect(faultOf('1,A\n01,B')).toBe('crosswalk-twice 2');
    expect(faultOf('1,A\n01,A')).toBe('taken');
  });

  it('refuses pseudonyms that are none, lines without one, and nothing at all', () => {
    expect(faultOf('1,A^B')).toBe('crosswalk-pseudonym 1');
    expect(faultOf('1,../x')).toBe('crosswalk-pseudonym 1');
    expect(faultOf('1')).toBe('crosswalk-columns 1');
    expect(faultOf('id,pseudonym\n')).toBe('crosswalk-empty 1');
  });
});
