// Looks for many byte strings at once, in bytes of any kind. Wu and Manber, "A fast algorithm for multi-pattern
// searching", 1994, with blocks of three bytes: most bytes are never looked at.
export type BytePattern = {
  readonly bytes: Uint8Array;
  /** Letters of ASCII match in either case. */
  readonly ignoreCase: boolean;
};

export type ByteScanner = {
  /** Calls back for every occurrence; `true` ends the search. */
  scan(bytes: Uint8Array, found: (at: number, pattern: number) => boolean): void;
  readonly size: number;
};

/** Blocks are hashed to 14 bits while patterns are few, a table that fits the innermost cache, and to 18 for thousands. */
const FEW_PATTERNS = 400;

const lowerOf = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte);

/** All patterns must have four bytes at least. */
export function createByteScanner(patterns: readonly BytePattern[]): ByteScanner {
  if (patterns.length === 0) return { scan: () => undefined, size: 0 };
  const shortest = Math.min(255, ...patterns.map(({ bytes }) => bytes.length));
  if (shortest < 4) throw new RangeError('a pattern is too short to mean anything');
  const bits = patterns.length <= FEW_PATTERNS ? 14 : 18;
  const mask = (1 << bits) - 1;
  const shift = new Uint8Array(mask + 1).fill(shortest - 2);
  const byBlock = new Map<number, number[]>();
  patterns.forEach(({ bytes }, number) => {
    for (let at = 2; at < shortest; at++) {
      const block = blockAt(bytes, at) & mask;
      shift[block] = Math.min(shift[block] ?? 0, shortest - 1 - at);
    }
    const last = blockAt(bytes, shortest - 1) & mask;
    const there = byBlock.get(last);
    if (there === undefined) byBlock.set(last, [number]);
    else there.push(number);
  });
  return {
    size: patterns.length,
    scan: (bytes, found) => scan(bytes, patterns, shortest, shift, byBlock, mask, found),
  };
}

/** Hash of the three bytes that end at `at`; the bit that tells capitals from small letters is set in all. */
const blockAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at - 2]! | 0x20) << 9) ^ ((bytes[at - 1]! | 0x20) << 4) ^ (bytes[at]! | 0x20); // within bounds

function scan(
  bytes: Uint8Array,
  patterns: readonly BytePattern[],
  shortest: number,
  shift: Uint8Array,
  byBlock: ReadonlyMap<number, readonly number[]>,
  mask: number,
  found: (at: number, pattern: number) => boolean,
): void {
  const end = bytes.length;
  let at = shortest - 1;
  while (at < end) {
    const block = blockAt(bytes, at) & mask;
    const skip = shift[block]!; // below the size of the table
    if (skip > 0) {
      at += skip;
      continue;
    }
    const start = at - shortest + 1;
    for (const number of byBlock.get(block) ?? []) {
      const pattern = patterns[number];
      if (pattern !== undefined && matches(bytes, start, pattern) && found(start, number)) return;
    }
    at++;
  }
}

/** Whether the pattern stands at `start`. */
export function matches(bytes: Uint8Array, start: number, { bytes: wanted, ignoreCase }: BytePattern): boolean {
  if (start + wanted.length > bytes.length) return false;
  for (let at = 0; at < wanted.length; at++) {
    const there = bytes[start + at] ?? 0;
    if (there !== wanted[at] && !(ignoreCase && lowerOf(there) === lowerOf(wanted[at] ?? 0))) return false;
  }
  return true;
}
