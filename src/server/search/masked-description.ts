import { createVocabulary, normaliseWord, type Vocabulary } from '../../core/deid/text/index.ts';

// Descriptions are typed by people, and people type names. Who may not see identity sees of them only words that mean
// something to everybody: those of the standard and of radiology, and short numbers.

// A word; whole numbers apart by blanks; numbers joined by a mark; anything else.
const PIECE = /[\p{L}\p{M}]+|\p{N}+(?: \p{N}+)+(?![-./]?\p{N})|\p{N}+(?:[-./]\p{N}+)*|[^\p{L}\p{M}\p{N}]+/gu;
const HIDDEN = '…';
/** Levels, strengths, millimetres; four digits are a year or part of a number. */
const LONGEST_NUMBER = 3;
/** Of numbers in a row, `L 4-5` or `0.625`: more are a date, or an identifier in groups. */
const MOST_DIGITS_IN_A_ROW = 4;

let vocabulary: Vocabulary | undefined;

/** `patientName`: as in the header; its words are hidden even if they are ordinary ones. */
export function maskedDescription(description: string, patientName: string): string {
  vocabulary ??= createVocabulary();
  const own = new Set((patientName.match(/[\p{L}\p{M}]+/gu) ?? []).map(normaliseWord));
  const isShown = (piece: string): boolean => {
    if (/^\p{N}/u.test(piece)) return isShort(piece.match(/\p{N}+/gu) ?? []);
    if (!/^[\p{L}\p{M}]/u.test(piece)) return true;
    const word = normaliseWord(piece);
    return !own.has(word) && (word.length === 1 || vocabulary?.knows(word) === true);
  };
  const pieces = (description.match(PIECE) ?? []).map((piece) => (isShown(piece) ? piece : HIDDEN));
  return pieces.join('').replace(/…(?:[\s^_,.-]*…)+/g, HIDDEN);
}

function isShort(numbers: readonly string[]): boolean {
  const digits = numbers.reduce((sum, { length }) => sum + length, 0);
  return digits <= MOST_DIGITS_IN_A_ROW && numbers.every(({ length }) => length <= LONGEST_NUMBER);
}
