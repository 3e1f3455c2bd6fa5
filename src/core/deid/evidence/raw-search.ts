// The search in bytes that are not decoded, and what of it is chance.
import { normaliseWord } from '../text/vocabulary.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import type { BytePattern, ByteScanner } from './byte-scanner.ts';

export type RawSearch = {
  readonly scanner: ByteScanner;
  readonly patterns: readonly BytePattern[];
  /** What else than an ordinary word around it makes a hit chance. */
  readonly isChance?: (bytes: Uint8Array, at: number, pattern: BytePattern) => boolean;
};

/** A short word inside a longer ordinary one is chance: `tran` in `transversal`; so are digits inside a number. */
export function firstHit(
  bytes: Uint8Array,
  { scanner, patterns, isChance }: RawSearch,
  vocabulary: Vocabulary,
): number {
  let hit = -1;
  scanner.scan(bytes, (at, number) => {
    const pattern = patterns[number];
    if (pattern === undefined || isInsideOrdinaryWord(bytes, at, vocabulary)) return false;
    if (isInsideNumber(bytes, at, at + pattern.bytes.length) || isChance?.(bytes, at, pattern) === true) return false;
    hit = at;
    return true;
  });
  return hit;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const POINT = 0x2e;

function isInsideNumber(bytes: Uint8Array, from: number, to: number): boolean {
  if (isDigit(bytes[from]) && (isDigit(bytes[from - 1]) || bytes[from - 1] === POINT)) return true;
  return isDigit(bytes[to - 1]) && isDigit(bytes[to]);
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

function isInsideOrdinaryWord(bytes: Uint8Array, at: number, vocabulary: Vocabulary): boolean {
  if (!isLetter(bytes[at])) return false;
  let from = at;
  while (isLetter(bytes[from - 1]) && at - from < 40) from--;
  let to = at;
  while (isLetter(bytes[to]) && to - at < 40) to++;
  return vocabulary.knows(normaliseWord(String.fromCharCode(...bytes.subarray(from, to))));
}
