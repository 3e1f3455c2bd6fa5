import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJSON } from './canonical-json.ts';

describe('RFC 8785', () => {
  it('writes the example of section 3.2.3 and appendix B', () => {
    const value = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJSON(value)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('sorts keys by UTF-16 code unit, as section 3.2.3 shows', () => {
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    const keys = [...canonicalJSON(value).matchAll(/:(\d)/g)].map((match) => Number(match[1]));
    expect(keys).toEqual([2, 4, 6, 7, 1, 5, 3]);
  });

  it('means the same as the value and writes equal values equally', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJSON(value);
        expect(canonicalJSON(JSON.parse(text))).toBe(text);
        // JSON itself has no negative zero.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJSON(Number.NaN)).toThrow(TypeError);
    expect(() => canonicalJSON([1n])).toThrow(TypeError);
    expect(canonicalJSON({ a: undefined, b: 1 })).toBe('{"b":1}');
  });
});
