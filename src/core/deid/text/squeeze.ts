import { isAscii } from '../../dicom/index.ts';
import { normaliseWord } from './vocabulary.ts';

/**
 * A text without everything that writers vary: case, accents, width, separators. `DOE, Jane` and `doe^jane` squeeze to
 * the same letters; `from` and `to` lead back to the characters they came from.
 */
export type Squeezed = {
  /** The text itself. */
  readonly text: string;
  readonly letters: string;
  /** Start and end in the original text of each squeezed character. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** Whether a word may begin or end before the character; one longer than `letters`. */
  readonly boundary: readonly boolean[];
  /** Whether something that is neither letter nor digit stands before the character; one longer than `letters`. */
  readonly edge: readonly boolean[];
};

type CharacterClass = 'upper' | 'lower' | 'digit' | 'ideograph' | 'other';

export function squeeze(text: string): Squeezed {
  let letters = '';
  const from: number[] = [];
  const to: number[] = [];
  const boundary: boolean[] = [];
  const edge: boolean[] = [];
  let previous: CharacterClass = 'other';
  for (let index = 0; index < text.length;) {
    const code = text.charCodeAt(index);
    const size = code >= 0xd800 && code < 0xdc00 ? 2 : 1;
    const kind = code < 0x80 ? asciiClass(code) : classOf(text.slice(index, index + size));
    if (kind !== 'other') {
      const folded = code < 0x80 ? FOLDED[code]! : normaliseWord(text.slice(index, index + size)); // ASCII: table is full
      for (let part = 0; part < folded.length; part++) {
        boundary.push(part === 0 && isBoundary(previous, kind));
        edge.push(part === 0 && (previous === 'other' || previous === 'ideograph'));
        letters += folded[part];
        from.push(index);
        to.push(index + size);
      }
      if (folded.length > 0) previous = kind;
    } else if (!isMark(code)) previous = 'other';
    index += size;
  }
  boundary.push(true);
  edge.push(true);
  return { text, letters, from, to, boundary, edge };
}

// Between lower and upper case (DoeJane), letters and digits, and anywhere in scripts that write without spaces.
function isBoundary(before: CharacterClass, here: CharacterClass): boolean {
  if (before === 'other' || here === 'ideograph' || before === 'ideograph') return true;
  if (before === 'digit' || here === 'digit') return before !== here;
  return before === 'lower' && here === 'upper';
}

const FOLDED = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code).toLowerCase());

function asciiClass(code: number): CharacterClass {
  if (code >= 0x30 && code <= 0x39) return 'digit';
  if (code >= 0x61 && code <= 0x7a) return 'lower';
  if (code >= 0x41 && code <= 0x5a) return 'upper';
  return 'other';
}

function classOf(character: string): CharacterClass {
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\u30fc\uff70]/u.test(
      character,
    )
  )
    return 'ideograph';
  // Letters and digits in circles and brackets are signs, but read as what is inside.
  const plain = character.normalize('NFKC');
  if (/\p{N}/u.test(plain)) return 'digit';
  if (/\p{Lu}/u.test(plain)) return 'upper';
  return /\p{L}/u.test(plain) ? 'lower' : 'other';
}

const isMark = (code: number): boolean => code >= 0x300 && /\p{M}/u.test(String.fromCharCode(code));

/** The text with full-width forms and foreign digits as ASCII, character for character, for patterns of dates and numbers. */
export function flatten(text: string): string {
  if (isAscii(text)) return text;
  let flat = '';
  for (const character of text) flat += character < '\x80' ? character : flattened(character);
  return flat;
}

/** What takes more or fewer characters when it is written plainly stays as it is. */
function flattened(character: string): string {
  const plain = character.normalize('NFKC');
  if (isAscii(plain) && plain.length === character.length) return plain;
  return /^\p{Nd}$/u.test(character) && character.length === 1 ? digitFor(character.charCodeAt(0)) : character;
}

/** Digits of every script stand in tens, zero first. */
function digitFor(code: number): string {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCharCode(code - value - 1))) value++;
  return String(value);
}
