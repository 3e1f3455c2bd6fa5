// Looks for many byte strings at once in bulk: pixels by the megabyte, in which nearly nothing is ever found.
//
// Whatever is seven bytes long or longer covers a whole word of four bytes, wherever it begins. So only aligned words are
// looked at, each by itself, in a table of all words that patterns can cover: no step depends on the one before, which is
// what makes it several times as fast as skipping by what was just read.
import { matches } from './byte-scanner.ts';
import type { BytePattern, ByteScanner } from './byte-scanner.ts';
import { CASE_BITS, MULTIPLIER } from './word-filter-code.ts';
import { eachLikelyWord, hashOf } from './word-filter.ts';
import type { WordTable } from './word-filter.ts';

export const SHORTEST_BULK_PATTERN = 7;

/** A table of 32 KB stays in the innermost caches; with thousands of patterns it is made larger, or each word would hit. */
const FEWEST_BITS = 15;
const PLACES_FOR_A_WORD = 64;
const MOST_BITS = 22;

/** A pattern whose first whole word stands `lead` bytes behind its beginning. */
type Candidate = { readonly pattern: number; readonly lead: number };

export function createBulkScanner(patterns: readonly BytePattern[]): ByteScanner {
  if (patterns.some(({ bytes }) => bytes.length < SHORTEST_BULK_PATTERN))
    throw new RangeError('a pattern is too short to cover a word wherever it stands');
  const candidates = candidatesOf(patterns);
  if (candidates.size === 0) return { scan: () => undefined, size: 0 };
  const bits = Math.min(MOST_BITS, Math.max(FEWEST_BITS, Math.ceil(Math.log2(candidates.size * PLACES_FOR_A_WORD))));
  const table = new Uint8Array(1 << bits);
  const shift = 32 - bits;
  for (const word of candidates.keys()) table[hashOf(word, shift)] = 1;
  const wanted = { words: [...candidates.keys()], table, shift };
  return {
    size: patterns.length,
    scan: (bytes, found) => scan(bytes, patterns, candidates, wanted, found),
  };
}

/** In the order in which they are to be reported: by where they begin, then by number. */
function candidatesOf(patterns: readonly BytePattern[]): ReadonlyMap<number, readonly Candidate[]> {
  const candidates = new Map<number, Candidate[]>();
  const scratch = new Int32Array(1);
  const scratchBytes = new Uint8Array(scratch.buffer);
  for (let lead = 3; lead >= 0; lead--)
    patterns.forEach(({ bytes }, pattern) => {
      scratchBytes.set(bytes.subarray(lead, lead + 4));
      const word = (scratch[0] ?? 0) | CASE_BITS;
      const there = candidates.get(word);
      if (there === undefined) candidates.set(word, [{ pattern, lead }]);
      else there.push({ pattern, lead });
    });
  return candidates;
}

/** Fewer are looked at one by one. */
const MANY_WORDS = 0x400;

function scan(
  bytes: Uint8Array,
  patterns: readonly BytePattern[],
  candidates: ReadonlyMap<number, readonly Candidate[]>,
  wanted: WordTable,
  found: (at: number, pattern: number) => boolean,
): void {
  const skipped = (4 - (bytes.byteOffset & 3)) & 3;
  const count = (bytes.length - skipped) >> 2;
  if (count <= 0) return;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + skipped, count);
  const endsAt = (index: number): boolean => {
    for (const { pattern, lead } of candidates.get((words[index] ?? 0) | CASE_BITS) ?? NONE) {
      const at = skipped + index * 4 - lead;
      const sought = patterns[pattern];
      if (sought !== undefined && at >= 0 && matches(bytes, at, sought) && found(at, pattern)) return true;
    }
    return false;
  };
  if (count >= MANY_WORDS && eachLikelyWord(words, wanted, endsAt)) return;
  const { table, shift } = wanted;
  for (let index = nextWord(words, 0, table, shift); index < count; index = nextWord(words, index + 1, table, shift))
    if (endsAt(index)) return;
}

const NONE: readonly Candidate[] = [];

/** The next word that may be of a pattern. Apart from what is done with it, because the compiler does best with a loop that does nothing else. */
function nextWord(words: Int32Array, from: number, table: Uint8Array, shift: number): number {
  const count = words.length;
  let index = from;
  // Two at once: the one does not wait for the other. Both are within bounds, and hashes below the size of the table.
  for (; index + 1 < count; index += 2) {
    const first = table[Math.imul(words[index]! | CASE_BITS, MULTIPLIER) >>> shift]!;
    const second = table[Math.imul(words[index + 1]! | CASE_BITS, MULTIPLIER) >>> shift]!;
    if ((first | second) !== 0) return first !== 0 ? index : index + 1;
  }
  if (index < count && table[Math.imul(words[index]! | CASE_BITS, MULTIPLIER) >>> shift] === 0) index++;
  return index;
}
