import { describe, expect, it } from 'vitest';
import type { TakenInstance } from '../../../workers/export/protocol.ts';
import { inBatches, refuseTwins, secondChances, type Entry } from './run-entries.ts';

const taken = (input: number, sopInstanceUID: string, byteLength = 10): TakenInstance => ({
  kind: 'taken',
  input,
  byteLength,
  sopInstanceUID,
  studyInstanceUID: '1.2',
  patientID: '',
  issuer: '',
  image: undefined,
  needsPixels: false,
});
const entry = (ticket: number, sopInstanceUID: string, byteLength?: number): Entry => ({
  ticket,
  study: 0,
  place: `file ${ticket}`,
  nth: ticket,
  taken: taken(ticket, sopInstanceUID, byteLength),
});

describe('two inputs that are the same instance', () => {
  it('leave once, and the second does where the first is refused after all', () => {
    const entries = [entry(0, '1.2.3'), entry(1, '1.2.3'), entry(2, '1.2.3'), entry(3, '1.2.4')];
    expect(refuseTwins(entries).map(({ ticket }) => ticket)).toEqual([1, 2]);
    expect(secondChances(entries)).toEqual([]);
    const [first] = entries;
    if (first === undefined) throw new Error('there are four');
    first.refused = { code: 'truncated', where: undefined };
    const [second, ...others] = secondChances(entries);
    expect(second?.ticket).toBe(1);
    expect(second?.taken?.sopInstanceUID).toBe('1.2.3');
    expect(second?.refused).toBeUndefined();
    expect(others).toEqual([]);
    // One that stands for it now keeps the third away.
    expect(secondChances(entries)).toEqual([]);
  });
});

describe('batches', () => {
  it('hold so many, and so many bytes but for one that is larger by itself', () => {
    const entries = [5, 5, 5, 50, 1, 1, 1].map((size, at) => entry(at, `1.${at}`, size));
    const tickets = (batches: Entry[][]): number[][] => batches.map((batch) => batch.map(({ ticket }) => ticket));
    expect(tickets(inBatches(entries, 2))).toEqual([[0, 1], [2, 3], [4, 5], [6]]);
    expect(tickets(inBatches(entries, 9, 12))).toEqual([[0, 1], [2], [3], [4, 5, 6]]);
    expect(inBatches([], 3)).toEqual([]);
  });
});
