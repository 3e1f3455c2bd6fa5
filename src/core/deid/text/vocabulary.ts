// What may stay of free text: the standard's own words and ours. Everything else is doubtful.
import { STANDARD_WORDS } from '../tables/generated/standard-words.ts';
import { NAMES_NOT_WORDS, RADIOLOGY_WORDS, TWO_LETTER_TERMS } from './radiology-words.ts';
import { isInWordList } from './word-list.ts';

export type Vocabulary = {
  /** A single word, already normalised: letters only, small, without accents. */
  has(word: string): boolean;
  /** A word that is itself vocabulary or is plainly made of such words: `headneck`, `postcontrast`. */
  knows(word: string): boolean;
};

const split = (text: string): string[] => text.trim().split(/\s+/);

/** Three letters leave room for chance: only words met with at least four letters may be glued together. */
const SHORTEST_PART = 4;

export function createVocabulary(extraWords: readonly string[] = []): Vocabulary {
  const ours = new Set<string>([
    ...split(RADIOLOGY_WORDS),
    ...split(TWO_LETTER_TERMS),
    ...extraWords.map(normaliseWord),
  ]);
  const names = new Set(split(NAMES_NOT_WORDS));
  const has = (word: string): boolean => ours.has(word) || (!names.has(word) && isInWordList(STANDARD_WORDS, word));
  const isCompound = (word: string): boolean => {
    for (let cut = SHORTEST_PART; cut <= word.length - SHORTEST_PART; cut++)
      if (has(word.slice(0, cut)) && has(word.slice(cut))) return true;
    return false;
  };
  return {
    has,
    knows: (word) => has(word) || (word.endsWith('s') && has(word.slice(0, -1))) || isCompound(word),
  };
}

/**
 * NFKC folds half-width kana and full-width Latin; NFKD lets the accents go; ß and ø have no decomposition; katakana
 * becomes hiragana, so that a reading matches however it is written.
 */
export function normaliseWord(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ø/g, 'o')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
