// Finds, among very many words of four bytes, the few that may be looked for: several times as fast as one after the other,
// because WebAssembly looks at sixteen at once. What it lets through is held against the patterns by whoever asked.
import { CASE_BITS, GROUP_BYTES, MULTIPLIER, PAGE_BYTES, wordFilterCode } from './word-filter-code.ts';

/** Words that are looked for, small letters for capitals: `table` has a 1 at the hash of each. */
export type WordTable = { readonly words: readonly number[]; readonly table: Uint8Array; readonly shift: number };

export const hashOf = (word: number, shift: number): number => Math.imul(word, MULTIPLIER) >>> shift;

type Machine = {
  readonly memory: WebAssembly.Memory;
  readonly scan: (at: number, end: number, table: number, shift: number, out: number) => number;
  /** What it was made ready for last. */
  loaded: WordTable | undefined;
};

// Where things are in its memory, page by page: halves of bytes, a block of what is searched, what was found there, the table.
const BLOCK_AT = PAGE_BYTES;
const FOUND_AT = 2 * PAGE_BYTES;
const TABLE_AT = 3 * PAGE_BYTES;
const FIRST_PAGES = 4;

let machine: Machine | 'none' | undefined;

/** One for all: a memory of its own for each would cost more than to load another table now and then. */
function machineHere(): Machine | undefined {
  machine ??= makeMachine();
  return machine === 'none' ? undefined : machine;
}

function makeMachine(): Machine | 'none' {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wordFilterCode(FIRST_PAGES)));
    const { memory, scan } = exports as { memory: WebAssembly.Memory; scan: Machine['scan'] }; // as it was written
    return { memory, scan, loaded: undefined };
  } catch {
    // A browser without vectors, or a page that allows no WebAssembly: words are looked at one by one, with the same result.
    return 'none';
  }
}

/**
 * Calls back with the place of every word whose hash is in the table and that may be one of those looked for; `true` ends
 * it. False where it cannot be done here, and nothing was called.
 */
export function eachLikelyWord(words: Int32Array, wanted: WordTable, likely: (index: number) => boolean): boolean {
  const ready = machineHere();
  if (ready === undefined) return false;
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (let from = 0; from < bytes.length; from += PAGE_BYTES)
    if (likelyIn(ready, bytes.subarray(from, from + PAGE_BYTES), wanted, from >> 2, likely)) break;
  return true;
}

function likelyIn(
  ready: Machine,
  block: Uint8Array,
  wanted: WordTable,
  firstIndex: number,
  likely: (index: number) => boolean,
): boolean {
  if (ready.loaded !== wanted) load(ready, wanted);
  const memory = new Uint8Array(ready.memory.buffer);
  memory.set(block, BLOCK_AT);
  const end = BLOCK_AT + Math.ceil(block.length / GROUP_BYTES) * GROUP_BYTES;
  memory.fill(0, BLOCK_AT + block.length, end);
  const foundEnd = ready.scan(BLOCK_AT, end, TABLE_AT, wanted.shift, FOUND_AT);
  if (foundEnd === FOUND_AT) return false;
  // A copy: who is called back may search as well.
  const found = new Int32Array(ready.memory.buffer.slice(FOUND_AT, foundEnd));
  return found.some((at) => at < BLOCK_AT + block.length && likely(firstIndex + ((at - BLOCK_AT) >> 2)));
}

function load(ready: Machine, wanted: WordTable): void {
  const missing = TABLE_AT + wanted.table.length - ready.memory.buffer.byteLength;
  if (missing > 0) ready.memory.grow(Math.ceil(missing / PAGE_BYTES));
  const memory = new Uint8Array(ready.memory.buffer);
  memory.set(halvesOf(wanted.words), 0);
  memory.set(wanted.table, TABLE_AT);
  ready.loaded = wanted;
}

const GROUPS = 8;
const HALF_VALUES = 16;

/**
 * Words in eight groups, a bit each: for either half of the four bytes, lower half first, which groups have a word with that
 * value there. Words with the same upper halves, which say whether a byte is a digit or a letter, are in one group.
 */
function halvesOf(words: readonly number[]): Uint8Array {
  const upperHalves = (word: number): number => (word & 0xf0f0f0f0) >>> 0;
  const sorted = words.toSorted((a, b) => upperHalves(a) - upperHalves(b) || a - b);
  const halves = new Uint8Array(GROUPS * HALF_VALUES);
  const mark = (half: number, value: number, group: number): void => {
    const at = half * HALF_VALUES + value;
    halves[at] = (halves[at] ?? 0) | (1 << group);
  };
  for (const [index, word] of sorted.entries()) {
    const group = Math.floor((index * GROUPS) / sorted.length);
    for (let place = 0; place < 4; place++) {
      const byte = ((word | CASE_BITS) >>> (8 * place)) & 0xff;
      mark(2 * place, byte & 0x0f, group);
      mark(2 * place + 1, byte >> 4, group);
    }
  }
  return halves;
}
