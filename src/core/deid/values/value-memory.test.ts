import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST_REMEMBERED, ValueMemory } from './value-memory.ts';

const some = fc.record({
  tag: fc.constantFrom(0x00080005, 0x00080018, 0xfffcfffc),
  form: fc.nat(1),
  context: fc.nat(2),
  bytes: fc.uint8Array({ maxLength: 3, max: 2 }),
});
const keyOf = ({ tag, form, context, bytes }: { tag: number; form: number; context: number; bytes: Uint8Array }) =>
  `${tag} ${form} ${context} ${String(bytes)}`;

describe('the memory of values', () => {
  it('knows what it was told, of exactly these bytes in exactly this place', () => {
    fc.assert(
      fc.property(fc.array(some, { maxLength: 60 }), some, (told, asked) => {
        const memory = new ValueMemory<string>();
        const oracle = new Map<string, string>();
        for (const each of told) {
          const { tag, form, context, bytes } = each;
          // Somewhere inside other bytes, as values lie in a file.
          const file = Uint8Array.from([1, ...bytes, 2]);
          const known = memory.find(tag, form, context, file, 1, 1 + bytes.length);
          expect(known).toBe(oracle.get(keyOf(each)));
          if (known !== undefined) continue;
          for (let time = 0; time < 2; time++) memory.keep(tag, form, context, file, 1, 1 + bytes.length, keyOf(each));
          oracle.set(keyOf(each), keyOf(each));
        }
        const { tag, form, context, bytes } = asked;
        expect(memory.find(tag, form, context, bytes, 0, bytes.length)).toBe(oracle.get(keyOf(asked)));
      }),
    );
  });

  it('keeps copies: what was read is overwritten by what is read next', () => {
    const memory = new ValueMemory<string>();
    const buffer = Uint8Array.of(1, 2, 3);
    memory.keep(1, 0, 0, buffer, 0, 3, 'first');
    memory.keep(1, 0, 0, buffer, 0, 3, 'first');
    buffer.fill(9);
    expect(memory.find(1, 0, 0, buffer, 0, 3)).toBeUndefined();
    expect(memory.find(1, 0, 0, Uint8Array.of(1, 2, 3), 0, 3)).toBe('first');
  });

  it('grows to thousands of values, and starts anew instead of growing for ever', () => {
    const memory = new ValueMemory<number>();
    const bytesOf = (number: number): Uint8Array => new TextEncoder().encode(`value number ${number}`);
    for (let number = 0; number < 40_000; number++) {
      const bytes = bytesOf(number);
      memory.keep(7, 0, 0, bytes, 0, bytes.length, number);
      memory.keep(7, 0, 0, bytes, 0, bytes.length, number);
      if (number === 10_000)
        for (let known = 0; known <= number; known += 97)
          expect(memory.find(7, 0, 0, bytesOf(known), 0, bytesOf(known).length)).toBe(known);
    }
    expect(memory.find(7, 0, 0, bytesOf(39_999), 0, bytesOf(39_999).length)).toBe(39_999);
    expect(memory.find(7, 0, 0, bytesOf(1), 0, bytesOf(1).length)).toBeUndefined();
  });

  it('lets go what is met once: the numbers and UIDs of every instance', () => {
    const memory = new ValueMemory<string>();
    const bytes = Uint8Array.of(1, 2, 3);
    memory.keep(1, 0, 0, bytes, 0, 3, 'first');
    expect(memory.find(1, 0, 0, bytes, 0, 3)).toBeUndefined();
    memory.keep(1, 0, 0, bytes, 0, 3, 'second');
    expect(memory.find(1, 0, 0, bytes, 0, 3)).toBe('second');
  });

  it('tells long values apart that differ in the middle only', () => {
    const memory = new ValueMemory<number>();
    const of = (middle: number): Uint8Array => Uint8Array.from({ length: 60 }, (_, at) => (at === 30 ? middle : 7));
    for (let middle = 0; middle < 20; middle++)
      for (let time = 0; time < 2; time++) memory.keep(1, 0, 0, of(middle), 0, 60, middle);
    for (let middle = 0; middle < 20; middle++) expect(memory.find(1, 0, 0, of(middle), 0, 60)).toBe(middle);
  });

  it('does not remember long values', () => {
    const memory = new ValueMemory<string>();
    const long = new Uint8Array(LONGEST_REMEMBERED + 1);
    memory.keep(1, 0, 0, long, 0, long.length, 'long');
    memory.keep(1, 0, 0, long, 0, long.length, 'long');
    expect(memory.find(1, 0, 0, long, 0, long.length)).toBeUndefined();
  });
});
