import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packed, unpacked } from './pack.ts';

it('brings back plain data with arrays of bytes and numbers, and sets, as they were', () => {
  const value = {
    labels: new Uint8Array([0, 1, 255]),
    heat: [{ values: new Float32Array([0.5, -1]), empty: new Uint8Array() }],
    located: new Set(['2.25.1', '2.25.2']),
    text: 'Müller^Änne 東京',
    numbers: [0, -0.25, 1e300],
    nothing: null,
    yes: true,
  };
  expect(unpacked(packed(value))).toEqual(value);
  const part = new Uint8Array([9, 9, 1, 2, 9]).subarray(2, 4);
  expect(unpacked(packed({ part }))).toEqual({ part: new Uint8Array([1, 2]) });
});

it('brings back whatever is made of these', () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array({ maxLength: 20 }),
    fc.float32Array({ maxLength: 5, noNaN: true }),
  );
  const tree = fc.letrec((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('node')), fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('node'))),
  })).node; // prettier-ignore
  fc.assert(
    fc.property(tree, (value) => {
      expect(unpacked(packed(value))).toEqual(value);
    }),
  );
});

it('refuses what it could not bring back', () => {
  expect(() => packed({ view: new DataView(new ArrayBuffer(1)) })).toThrow(TypeError);
  expect(() => packed({ $: 'set' })).toThrow(TypeError);
});
