import { createVocabulary, normaliseWord, type Vocabulary } from '../../core/deid/text/index.ts';

// Descriptions are typed by people, and people type names. Who may not see identity sees of them only words that mean
// something to everybody: those of the standard and of radiology, and short numbers.

const PIECE = /[\p{L}\p{M}]+|\p{N}+|[^\p{L}\p{M}\p{N}]+/gu;
const HIDDEN = '…';
/** Levels, strengths, millimetres; four digits are a year or part of a number. */
const LONGEST_NUMBER = 3;

let vocabulary: Vocabulary | undefined;

/** `patientName`: as in the header; its words are hidden even if they are ordinary ones. */
export function maskedDescription(description: string, patientName: string): string {
  vocabulary ??= createVocabulary();
  const own = new Set((patientName.match(/[\p{L}\p{M}]+/gu) ?? []).map(normaliseWord));
  const isShown = (piece: string): boolean => {
    if (/^\p{N}/u.test(piece)) return piece.length <= LONGEST_NUMBER;
    if (!/^[\p{L}\p{M}]/u.test(piece)) return true;
    const word = normaliseWord(piece);
    return !own.has(word) && (word.length === 1 || vocabulary?.knows(word) === true);
  };
  const pieces = (description.match(PIECE) ?? []).map((piece) => (isShown(piece) ? piece : HIDDEN));
  return pieces.join('').replace(/…(?:[\s^_,.-]*…)+/g, HIDDEN);
}

/** Whether what is shown of it begins as was asked: a filter must not find what cannot be seen. */
export function showsTerm(masked: string, term: string): boolean {
  const source = Array.from(/[*?]$/.test(term) ? term : `${term}*`, (letter) => {
    if (letter === '*') return '.*';
    return letter === '?' ? '.' : letter.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  }).join('');
  return new RegExp(`^${source}$`, 'isu').test(masked);
}
