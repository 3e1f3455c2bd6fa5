import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBulkScanner, SHORTEST_BULK_PATTERN } from './bulk-scanner.ts';
import { createByteScanner } from './byte-scanner.ts';
import type { BytePattern, ByteScanner } from './byte-scanner.ts';

/** Few letters, both cases and zeros between: what makes words look alike and patterns overlap. */
const someBytes = (minLength: number, maxLength: number) =>
  fc
    .array(fc.constantFrom(0x00, 0x20, 0x41, 0x42, 0x61, 0x62, 0xc3), { minLength, maxLength })
    .map((bytes) => Uint8Array.from(bytes));
const somePatterns = fc.array(
  fc.record({ bytes: someBytes(SHORTEST_BULK_PATTERN, 12), ignoreCase: fc.boolean() }),
  { minLength: 1, maxLength: 5 }, // prettier-ignore
);

function hitsOf(scanner: ByteScanner, bytes: Uint8Array, most = Infinity): [number, number][] {
  const hits: [number, number][] = [];
  scanner.scan(bytes, (at, pattern) => hits.push([at, pattern]) >= most);
  return hits;
}

/** Patterns planted into noise, seen through views that begin at every place of a word. */
function planted(noise: Uint8Array, patterns: readonly BytePattern[], at: number, skipped: number): Uint8Array {
  const whole = Uint8Array.from([...noise, ...noise]);
  for (const [index, { bytes }] of patterns.entries())
    whole.set(bytes.subarray(0, Math.max(0, whole.length - at)), (at + index * 5) % Math.max(1, whole.length - 12));
  return whole.subarray(Math.min(skipped, whole.length));
}

describe('the scanner of bulk', () => {
  it('finds what the general one finds, in the same order, wherever the bytes begin', () => {
    fc.assert(
      fc.property(somePatterns, someBytes(16, 60), fc.nat(40), fc.nat(5), (patterns, noise, at, skipped) => {
        const bytes = planted(noise, patterns, at, skipped);
        expect(hitsOf(createBulkScanner(patterns), bytes)).toEqual(hitsOf(createByteScanner(patterns), bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the same among so many bytes that they are looked at sixteen words at once', () => {
    fc.assert(
      fc.property(
        somePatterns,
        fc.uint8Array({ minLength: 5000, maxLength: 5100 }),
        fc.array(fc.nat(4999), { minLength: 1, maxLength: 20 }),
        fc.nat(5),
        (patterns, noise, places, skipped) => {
          const whole = Uint8Array.from([...noise, ...new Uint8Array(200), ...noise]);
          for (const [index, at] of places.entries())
            whole.set(patterns[index % patterns.length]?.bytes ?? [], at + (index % 2) * noise.length);
          const bytes = whole.subarray(skipped);
          expect(hitsOf(createBulkScanner(patterns), bytes)).toEqual(hitsOf(createByteScanner(patterns), bytes));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('finds what lies across two blocks, and in the last word of many', () => {
    const pattern = { bytes: Uint8Array.from('Quillfeather', (letter) => letter.charCodeAt(0)), ignoreCase: true };
    const scanner = createBulkScanner([pattern]);
    for (const at of [0, 0xfff5, 0xfffa, 0x10000, 0x1ffff, 0x30001 - pattern.bytes.length]) {
      const bytes = new Uint8Array(0x30001).fill(0x71);
      bytes.set(pattern.bytes, at);
      expect(hitsOf(scanner, bytes)).toEqual([[at, 0]]);
    }
  });

  it('keeps tables of several batches apart, also when one searches while another does', () => {
    const [one, other] = ['Quillfeather', 'Featherstone'].map((name) => ({
      bytes: Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
      ignoreCase: false,
    }));
    if (one === undefined || other === undefined) throw new Error('two were made');
    const bytes = new Uint8Array(0x8000);
    for (let at = 7; at < bytes.length - 100; at += 100) bytes.set((at % 200 < 100 ? one : other).bytes, at);
    const places: number[] = [];
    const inner = createBulkScanner([other]);
    createBulkScanner([one]).scan(bytes, (at) => {
      places.push(at, hitsOf(inner, bytes).length);
      return false;
    });
    const expected = hitsOf(createByteScanner([one]), bytes).flatMap(([at]) => [at, 163]);
    expect(places).toEqual(expected);
  });

  it('ends when it is told to, and finds in the last bytes and in no fewer than there are', () => {
    const patterns = [{ bytes: Uint8Array.from('abcdefg', (letter) => letter.charCodeAt(0)), ignoreCase: true }];
    const scanner = createBulkScanner(patterns);
    const bytes = Uint8Array.from('xabcdefgxABCDEFG', (letter) => letter.charCodeAt(0));
    expect(hitsOf(scanner, bytes)).toEqual([
      [1, 0],
      [9, 0],
    ]);
    expect(hitsOf(scanner, bytes, 1)).toEqual([[1, 0]]);
    expect(hitsOf(scanner, bytes.subarray(0, bytes.length - 1))).toEqual([[1, 0]]);
    expect(hitsOf(scanner, new Uint8Array(3))).toEqual([]);
  });

  it('holds thousands of patterns apart', () => {
    const patterns = Array.from({ length: 3000 }, (_, number) => ({
      bytes: Uint8Array.from(`MRN-${String(number).padStart(6, '0')}`, (letter) => letter.charCodeAt(0)),
      ignoreCase: true,
    }));
    const bytes = Uint8Array.from('..mrn-002741..', (letter) => letter.charCodeAt(0));
    expect(hitsOf(createBulkScanner(patterns), bytes)).toEqual([[2, 2741]]);
  });

  it('refuses patterns that could lie between its words', () => {
    expect(() => createBulkScanner([{ bytes: new Uint8Array(6), ignoreCase: true }])).toThrow(RangeError);
  });
});
