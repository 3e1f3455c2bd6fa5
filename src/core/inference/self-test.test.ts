import { expect, it } from 'vitest';
import { largestDifference, runSelfTest } from './self-test.ts';
import { manifestOf, sessionOf } from './testing/imaging.ts';

const answering = (change: (value: number, at: number) => number) =>
  sessionOf((input) => ({ map: { dimensions: input.dimensions, values: input.values.map(change) } }));

it('gives every backend the same input, within what the model is made for', async () => {
  const session = answering((value) => value);
  const answer = await runSelfTest(session, manifestOf());
  expect(session.inputs[0]?.dimensions).toEqual([1, 1, 32, 32, 32]);
  const values = answer?.['map']?.values ?? new Float32Array();
  expect([Math.min(...values) >= -1000, Math.max(...values) <= 1000, new Set(values).size > 1000]).toEqual([true, true, true]); // prettier-ignore
  expect(await runSelfTest(answering((value) => value), manifestOf())).toEqual(answer); // prettier-ignore
});

it('finds one wrong value, a value that is no number, and a missing answer', async () => {
  const right = (await runSelfTest(answering((value) => value), manifestOf()))!; // prettier-ignore
  const off = (await runSelfTest(answering((value, at) => (at === 777 ? value + 0.5 : value)), manifestOf()))!; // prettier-ignore
  const broken = (await runSelfTest(answering((value, at) => (at === 3 ? Number.NaN : value)), manifestOf()))!; // prettier-ignore
  expect(largestDifference(right, right)).toBe(0);
  expect(largestDifference(right, off)).toBeCloseTo(0.5, 3);
  expect(largestDifference(right, broken)).toBe(Infinity);
  expect(largestDifference(right, { other: right['map']! })).toBe(Infinity);
});

it('tests nothing with an input as large as a volume', async () => {
  const inputs = [{ name: 'input', type: 'float32' as const, dimensions: [1, 1, 256, 256, 256] }];
  expect(await runSelfTest(answering(Math.abs), { ...manifestOf(), inputs })).toBeUndefined();
});
