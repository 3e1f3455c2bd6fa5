// Looks for many byte strings at once in bulk: pixels by the megabyte, in which nearly nothing is ever found.
//
// Whatever is seven bytes long or longer covers a whole word of four bytes, wherever it begins. So only aligned words are
// looked at, each by itself, in a table of all words that patterns can cover: no step depends on the one before, which is
// what makes it several times as fast as skipping by what was just read.
import { matches } from './byte-scanner.ts';
import type { BytePattern, ByteScanner } from './byte-scanner.ts';

export const SHORTEST_BULK_PATTERN = 7;

/** The bit that tells capitals from small letters, in each byte of a word. */
const CASE_BITS = 0x20202020;
/** Of the hash: the golden ratio of 32 bits, by Knuth. */
const MULTIPLIER = 0x9e3779b1 | 0;
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
  for (const word of candidates.keys()) table[Math.imul(word, MULTIPLIER) >>> (32 - bits)] = 1;
  return {
    size: patterns.length,
    scan: (bytes, found) => scan(bytes, patterns, candidates, table, 32 - bits, found),
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

function scan(
  bytes: Uint8Array,
  patterns: readonly BytePattern[],
  candidates: ReadonlyMap<number, readonly Candidate[]>,
  table: Uint8Array,
  shift: number,
  found: (at: number, pattern: number) => boolean,
): void {
  const skipped = (4 - (bytes.byteOffset & 3)) & 3;
  const count = (bytes.length - skipped) >> 2;
  if (count <= 0) return;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + skipped, count);
  for (let index = nextWord(words, 0, table, shift); index < count; index = nextWord(words, index + 1, table, shift)) {
    for (const { pattern, lead } of candidates.get((words[index] ?? 0) | CASE_BITS) ?? NONE) {
      const at = skipped + index * 4 - lead;
      const wanted = patterns[pattern];
      if (wanted !== undefined && at >= 0 && matches(bytes, at, wanted) && found(at, pattern)) return;
    }
  }
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
