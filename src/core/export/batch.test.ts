import { describe, expect, it } from 'vitest';
import { BatchIncomplete, batchCountsSchema, defineCohort, deidentifiedBatch, factsOf } from './index.ts';
import type { FinishedInstance } from './index.ts';
import { CONTEXT, instance, twelveInputs } from './testing/batches.ts';

describe('a batch', () => {
  it('says what the server may know, in the form the server takes', () => {
    const facts = factsOf(twelveInputs());
    expect(facts.counts).toMatchObject({ studies: 2, instances: 10, mustSee: 2, looksClean: 8, refused: 2 });
    expect(batchCountsSchema.parse(facts.counts)).toEqual(facts.counts);
  });

  it('has one hash whatever the order of its parts, and another when a byte, a reason or a refusal changes', () => {
    const same = twelveInputs((instances) => instances.toReversed());
    expect(same.sha256).toBe(twelveInputs().sha256);
    const others = [
      twelveInputs((list) => list.map((one, at) => (at === 3 ? { ...one, sha256: 'd'.repeat(64) } : one))),
      twelveInputs((list) => list.map((one, at) => (at === 0 ? { ...one, mustSee: [] } : one))),
      twelveInputs((list) => list.map((one, at) => (at === 4 ? { ...one, frames: 2 } : one))),
    ];
    expect(new Set([same, ...others].map(({ sha256 }) => sha256)).size).toBe(4);
  });

  it.each([
    ['input-missing', (list: FinishedInstance[]) => list.slice(1)],
    ['input-unknown', (list: FinishedInstance[]) => [...list, instance(12)]],
    ['uid-twice', (list: FinishedInstance[]) => [...list, { ...instance(2), input: 3 }]],
    ['malformed', (list: FinishedInstance[]) => list.map((one) => ({ ...one, sha256: 'x' }))],
    ['malformed', (list: FinishedInstance[]) => list.map((one) => ({ ...one, byteLength: 0 }))],
    ['malformed', (list: FinishedInstance[]) => [...list.slice(1), instance(0, { see: [2] })]],
  ])('is refused: %s', (code, change) => {
    expect(() => twelveInputs(change)).toThrow(BatchIncomplete);
    expect(() => twelveInputs(change)).toThrow(expect.objectContaining({ code }));
  });

  it('cannot be changed afterwards, nor by who still holds its parts', () => {
    const parts = [instance(0, { see: [1] })];
    const batch = deidentifiedBatch(defineCohort(1), {
      profile: CONTEXT.terms.profile,
      modelSha256: [],
      instances: parts,
      refused: [],
    });
    parts[0] = instance(5);
    expect(batch.instances[0]?.input).toBe(0);
    // What the types forbid, and who goes around them finds closed.
    const open = batch as unknown as { instances: FinishedInstance[]; sha256: string };
    expect(() => open.instances.pop()).toThrow(TypeError);
    expect(() => (open.sha256 = 'x')).toThrow(TypeError);
    expect(() => Object.assign(open.instances[0] ?? {}, { sha256: 'x' })).toThrow(TypeError);
  });
});
