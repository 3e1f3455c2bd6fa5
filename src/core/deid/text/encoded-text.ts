// Text inside text: base64, base32 and codes of characters that read as words.
import type { Range } from './date-patterns.ts';
import { unescapedWords } from './escapes.ts';

export type EncodedText = Range & {
  readonly text: string;
  /** The signs may well mean themselves, as numbers do: only what names somebody of the batch shows that they are a text. */
  readonly isGuess: boolean;
};

const BASE64 = /[A-Za-z0-9+/]{12,}={0,2}/g;
/** For addresses: other signs for the last two digits. */
const BASE64URL = /(?<![A-Za-z0-9_-])(?=[A-Za-z0-9]*[_-])[A-Za-z0-9_-]{12,}={0,2}/g;
const BASE32 = /(?<![A-Z0-9])(?=[A-Z]*[2-7])[A-Z2-7]{16,}={0,6}/g;
/** Bytes of ASCII, or of UTF-16 with a zero beside each. */
const HEXADECIMAL =
  /(?<![0-9A-Fa-f])(?:(?:[2-7][0-9A-Fa-f]){6,}|(?:00[2-7][0-9A-Fa-f]){6,}|(?:[2-7][0-9A-Fa-f]00){6,})(?![0-9A-Fa-f])/g;
const APART = '[\\s,;:|/-]{1,2}';
const HEX_CODES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:0x)?[2-7][0-9a-f](?:${APART}(?:0x)?[2-7][0-9a-f]){4,}(?![\\p{L}\\p{N}])`,
  'giu',
);
const CODE = '(?:3[2-9]|[4-9]\\d|1[01]\\d|12[0-6])';
const DECIMAL_CODES = new RegExp(`(?<![\\p{L}\\p{N}.])${CODE}(?:${APART}${CODE}){4,}(?![\\p{L}\\p{N}])`, 'gu');
const BINARY_CODES = new RegExp(`(?<!\\d)0?[01]{7}(?:${APART}0?[01]{7}){4,}(?!\\d)`, 'g');

export function encodedTexts(flat: string): EncodedText[] {
  const found: EncodedText[] = unescapedWords(flat).map((word) => ({ ...word, isGuess: false }));
  if (flat.length < 12) return found;
  for (const match of flat.matchAll(BASE64)) note(found, match, fromBase64(match[0]));
  if (/[_-]/.test(flat))
    for (const match of flat.matchAll(BASE64URL))
      note(found, match, fromBase64(match[0].replaceAll('-', '+').replaceAll('_', '/')));
  if (!/\d/.test(flat)) return found;
  for (const match of flat.matchAll(BASE32)) note(found, match, fromBase32(match[0]));
  for (const match of flat.matchAll(HEXADECIMAL)) note(found, match, fromCodes(match[0].match(/../g), 16));
  for (const [pattern, base] of LISTS)
    for (const match of flat.matchAll(pattern))
      note(found, match, fromCodes(match[0].replaceAll(/0x/gi, '').match(/[0-9a-f]+/gi), base), true);
  return found;
}

const LISTS = [
  [HEX_CODES, 16],
  [DECIMAL_CODES, 10],
  [BINARY_CODES, 2],
] as const;

function note(found: EncodedText[], match: RegExpExecArray, bytes: Uint8Array | undefined, isGuess = false): void {
  const text = bytes === undefined ? undefined : readable(withoutZeros(bytes));
  if (text !== undefined) found.push({ from: match.index, to: match.index + match[0].length, text, isGuess });
}

function fromBase64(letters: string): Uint8Array | undefined {
  // A word of a language has no digit, sign or small-to-capital change: it is not worth a try.
  if (!/[0-9+/=]|[a-z][A-Z]/.test(letters)) return undefined;
  const whole = letters.slice(0, letters.length - (letters.length % 4));
  try {
    return Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
  } catch {
    // Padding in the wrong place: no base64 after all.
    return undefined;
  }
}

const BASE32_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(letters: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const letter of letters.replaceAll('=', '')) {
    bits = ((bits << 5) | BASE32_DIGITS.indexOf(letter)) & 0xfff;
    count += 5;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
}

const fromCodes = (codes: readonly string[] | null, base: number): Uint8Array =>
  Uint8Array.from(codes ?? [], (code) => Number.parseInt(code, base));

/** UTF-16 of Latin letters: every second byte is zero. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  for (const zeros of [0, 1])
    if (bytes.length > 3 && bytes.every((byte, at) => (at & 1) !== zeros || byte === 0))
      return bytes.filter((_, at) => (at & 1) !== zeros);
  return bytes;
}

/** What a text says that is worth a look: a word, a number, a date. */
const TELLING = /\p{L}{3}|\p{N}{5}|\p{N}[-./ ]\p{N}{1,2}[-./ ]\p{N}{2}/u;

/** Printable text with letters or digits in it, else undefined: nearly all that only looks encoded ends here. */
function readable(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(text) && TELLING.test(text) ? text : undefined;
}
