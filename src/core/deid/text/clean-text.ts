// Cleans one text value: first what the batch itself says of persons and places, then what gives itself away by its form,
// then every word that nobody knows. What is left is kept character for character.
import { disguisedDates } from './disguised-dates.ts';
import { encodedTexts } from './encoded-text.ts';
import { disguisedReadings } from './readings.ts';
import { flatten, squeeze } from './squeeze.ts';
import type { Dictionary } from './dictionary.ts';
import { findPatterns } from './patterns.ts';
import { tidy } from './tidy.ts';
import { ValueMemory } from '../values/value-memory.ts';
import { normaliseWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export type TextRule =
  `identifier-${'name' | 'id' | 'phrase'}` | `pattern-${string}` | 'uid-mapped' | 'encoded-text' | 'doubtful-word';

export type CleanedText = {
  readonly text: string;
  /** Which rules changed something; empty when the text stayed as it was. */
  readonly rules: readonly TextRule[];
  /** Words that neither the vocabulary nor the batch knows. They may name someone: show them only to reviewers. */
  readonly doubtful: readonly DoubtfulWord[];
};

export type DoubtfulWord = {
  readonly word: string;
  readonly removed: boolean;
  /** A person has said of this very word what becomes of it. */
  readonly decided: boolean;
};

export type TextCleaner = {
  /** Texts as they stand in elements, padding and all their values included, in which nothing had to be changed or looked at. */
  readonly knownClean: ValueMemory<true>;
  /** `vocabulary: false` for text whose words are somebody's code and cannot be words of a language. */
  clean(text: string, use?: { readonly vocabulary: boolean }): CleanedText;
  /** Which of several values spell an identifier only together: each looks harmless. */
  spellTogether(values: readonly string[]): ReadonlySet<number>;
};

export type CleaningContext = {
  readonly dictionary: Dictionary;
  readonly vocabulary: Vocabulary;
  readonly doubtful: 'remove' | 'keep';
  /** Words, as `normaliseWord` writes them, of which a person has said the opposite. */
  readonly exceptions?: ReadonlySet<string>;
  readonly keepDates: boolean;
  readonly mapUID: (uid: string) => string;
};

type Change = { readonly from: number; readonly to: number; readonly rule: TextRule; readonly put: string };

/** Values repeat through a series: remembering some thousands of them saves nearly all the work. */
const REMEMBERED = 20_000;

export function createTextCleaner(context: CleaningContext): TextCleaner {
  const remembered = [new Map<string, CleanedText>(), new Map<string, CleanedText>()] as const;
  return {
    knownClean: new ValueMemory(),
    clean(text, { vocabulary } = { vocabulary: true }) {
      const cache = remembered[vocabulary ? 0 : 1];
      const known = cache.get(text);
      if (known !== undefined) return known;
      const cleaned = cleanText(text, context, vocabulary);
      if (cache.size >= REMEMBERED) cache.clear();
      if (text.length <= 1024) cache.set(text, cleaned);
      return cleaned;
    },
    spellTogether: (values) => spellTogether(values, context.dictionary),
  };
}

const NO_VALUES: ReadonlySet<number> = new Set();

function spellTogether(values: readonly string[], dictionary: Dictionary): ReadonlySet<number> {
  if (values.length < 2) return NO_VALUES;
  const text = values.join('\\');
  const starts: number[] = [];
  let start = 0;
  for (const value of values) {
    starts.push(start);
    start += value.length + 1;
  }
  const indexOf = (at: number): number => starts.findLastIndex((first) => first <= at);
  const found = new Set<number>();
  for (const { from, to } of dictionary.find(squeeze(text))) {
    const [first, last] = [indexOf(from), indexOf(to - 1)];
    // Digits of two values side by side are no number.
    if (first === last || !/\p{L}/u.test(text.slice(from, to))) continue;
    for (let value = first; value <= last; value++) found.add(value);
  }
  return found;
}

// Six components and more: software versions have fewer, instance UIDs seldom less.
// Leading zeros are wrong in a UID, and common.
const UID = /(?<![\d.])[012](?:\.\d+){5,}(?![\d.]*\d)/g;

function cleanText(text: string, context: CleaningContext, useVocabulary: boolean): CleanedText {
  if (!/[\p{L}\p{N}]/u.test(text)) return { text, rules: [], doubtful: [] };
  const flat = flatten(text);
  const changes: Change[] = [];
  for (const match of flat.matchAll(UID)) {
    const put = context.mapUID(match[0]);
    if (put !== match[0])
      changes.push({ from: match.index, to: match.index + match[0].length, rule: 'uid-mapped', put });
  }
  const squeezed = squeeze(text);
  for (const { from, to, kind } of context.dictionary.find(squeezed))
    changes.push({ from, to, rule: `identifier-${kind}`, put: '' });
  changes.push(...weakNamesInCompany(text, context.dictionary));
  changes.push(...weakNamesBeside(text, changes, context.dictionary));
  changes.push(...weakIdsInCompany(flat, context.dictionary));
  for (const { from, to, rule } of findPatterns(flat, context.dictionary.dates, context.keepDates, context.vocabulary))
    changes.push({ from, to, rule: `pattern-${rule}`, put: '' });
  changes.push(...disguisedIdentifiers(text, context));
  if (!context.keepDates)
    for (const range of disguisedDates(flat, context.dictionary.dateKeys))
      changes.push({ ...range, rule: 'pattern-date', put: '' });
  for (const { from, to, text: inner, isGuess } of encodedTexts(flat))
    if (cleanText(inner, context, useVocabulary && !isGuess).rules.length > 0)
      changes.push({ from, to, rule: 'encoded-text', put: '' });
  const settled = withoutOverlaps(changes);
  const doubtful = useVocabulary ? doubtfulWords(flat, settled, context.vocabulary) : [];
  const words = doubtful.map(({ from, to }) => treated(text.slice(from, to), context));
  settled.push(...doubtful.filter((_, at) => words[at]?.removed === true));
  if (settled.length === 0) return { text, rules: [], doubtful: words };
  return {
    text: tidy(text, withoutOverlaps(settled)),
    rules: [...new Set(settled.map(({ rule }) => rule))],
    doubtful: words,
  };
}

function treated(word: string, { doubtful, exceptions }: CleaningContext): DoubtfulWord {
  const decided = exceptions?.has(normaliseWord(word)) === true;
  return { word, removed: (doubtful === 'remove') !== decided, decided };
}

/** Shorter ones come by chance when any text is read backwards. */
const SHORTEST_DISGUISED = 6;

/** Identifiers of the batch that only another reading shows, where no ordinary words stand. */
function disguisedIdentifiers(text: string, { dictionary, vocabulary }: CleaningContext): Change[] {
  const found: Change[] = [];
  for (const { text: reading, isBackwards } of disguisedReadings(text))
    for (const hit of dictionary.find(squeeze(reading))) {
      const [from, to] = isBackwards ? [text.length - hit.to, text.length - hit.from] : [hit.from, hit.to];
      if (to - from < SHORTEST_DISGUISED || reading.slice(hit.from, hit.to) === text.slice(from, to)) continue;
      const words = wholeWords(text, from, to);
      if (!isOrdinary(text.slice(words.from, words.to), vocabulary))
        found.push({ ...words, rule: `identifier-${hit.kind}`, put: '' });
    }
  return found;
}

const IN_WORD = /[\p{L}\p{M}\p{N}]/u;

function wholeWords(text: string, from: number, to: number): { from: number; to: number } {
  while (from > 0 && IN_WORD.test(text[from - 1] ?? '')) from--;
  while (to < text.length && IN_WORD.test(text[to] ?? '')) to++;
  return { from, to };
}

const isOrdinary = (text: string, vocabulary: Vocabulary): boolean =>
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).every((word) => vocabulary.knows(normaliseWord(word)));

const TITLE =
  /(?:\b(?:dr|mr|mrs|ms|miss|prof|herr|frau|mme|patient|pt|for|by|name|signed|physician|operator)\b[.:\s]*)(\p{L}+)/giu;

/** `Dr. Short`, `for Glass`: an ordinary word that is also a name of this batch, where only a name can stand. */
function weakNamesInCompany(text: string, { weakNames }: Dictionary): Change[] {
  if (weakNames.size === 0) return [];
  const changes: Change[] = [];
  for (const match of text.matchAll(TITLE)) {
    const word = match[1] ?? '';
    if (!weakNames.has(normaliseWord(word))) continue;
    const to = match.index + match[0].length;
    changes.push({ from: to - word.length, to, rule: 'identifier-name', put: '' });
  }
  return changes;
}

/** `Van An` beside a `Nguyen` that is cut: ordinary words with a capital that are names of this batch. */
function weakNamesBeside(text: string, changes: readonly Change[], { weakNames }: Dictionary): Change[] {
  if (weakNames.size === 0) return [];
  const names = changes.filter(({ rule }) => rule === 'identifier-name');
  const found: Change[] = [];
  for (let at = 0; at < names.length && names.length < 100; at++) {
    const { from, to } = names[at] as Change; // within bounds
    const after = /^[\s,^._-]{1,2}(\p{Lu}[\p{L}\p{M}]+)/u.exec(text.slice(to));
    const before = /(\p{Lu}[\p{L}\p{M}]+)[\s,^._-]{1,2}$/u.exec(text.slice(0, from));
    const places = [
      after === null ? undefined : { word: after[1] ?? '', from: to + after[0].length - (after[1] ?? '').length },
      before === null ? undefined : { word: before[1] ?? '', from: before.index },
    ];
    for (const place of places) {
      if (place === undefined || !weakNames.has(normaliseWord(place.word))) continue;
      const change: Change = { from: place.from, to: place.from + place.word.length, rule: 'identifier-name', put: '' };
      if (names.some((name) => name.from === change.from)) continue;
      found.push(change);
      names.push(change);
    }
  }
  return found;
}

const LABEL =
  /(?<!\p{L})(?:(?:mrn|pid|pat(?:ient)?|case|acc(?:ession)?|visit|order|exam|record|chart|hosp)[ ._-]{0,2}(?:id|nr|no|num(?:ber)?)?|id|nr|no|number)[ ._-]{0,2}[:#=]?\s*#?\s*(\d{4,5})(?![\d.,])|#\s?(\d{4,5})(?![\d.,])/giu;

/** `ID 4711`: a short number of the batch, where the word before it says that it is one. */
function weakIdsInCompany(flat: string, { weakIds }: Dictionary): Change[] {
  if (weakIds.size === 0) return [];
  const changes: Change[] = [];
  for (const match of flat.matchAll(LABEL)) {
    const number = match[1] ?? match[2] ?? '';
    if (!weakIds.has(number)) continue;
    const to = match.index + match[0].length;
    changes.push({ from: to - number.length, to, rule: 'identifier-id', put: '' });
  }
  return changes;
}

/** Sorted, and of overlapping changes one: a cut wins over a mapped UID, joined cuts become one. */
function withoutOverlaps(changes: readonly Change[]): Change[] {
  const sorted = [...changes].sort((a, b) => a.from - b.from || b.to - a.to);
  const merged: Change[] = [];
  for (const change of sorted) {
    const last = merged.at(-1);
    if (last === undefined || change.from >= last.to) merged.push(change);
    else {
      const put =
        last.put !== '' && change.put !== ''
          ? last.put
          : last.from <= change.from && last.to >= change.to
            ? last.put
            : '';
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, change.to), put };
    }
  }
  return merged;
}

/** Six digits and more may number a person; after a decimal point they only measure. */
const LONG_NUMBER = /(?<![\d.,])\d{6,}(?![.,]\d)(?!\d)/g;
const WORD = /\p{L}[\p{L}\p{M}'’]*/gu;
const SHORTEST_DOUBTFUL = 3;

function doubtfulWords(text: string, changes: readonly Change[], vocabulary: Vocabulary): Change[] {
  const found: Change[] = [];
  const isFree = (from: number, to: number): boolean => !changes.some((change) => change.from < to && from < change.to);
  for (const match of text.matchAll(WORD))
    for (const part of partsOf(match[0], vocabulary)) {
      const from = match.index + part.from;
      const to = match.index + part.to;
      if (isFree(from, to)) found.push({ from, to, rule: 'doubtful-word', put: '' });
    }
  for (const match of text.matchAll(LONG_NUMBER)) {
    const to = match.index + match[0].length;
    if (isFree(match.index, to)) found.push({ from: match.index, to, rule: 'doubtful-word', put: '' });
  }
  return found;
}

/** The unknown parts of a word: none when it is known as a whole, or as words of its own written together (AxT2Flair). */
function partsOf(word: string, vocabulary: Vocabulary): { from: number; to: number }[] {
  const normal = normaliseWord(word.replace(/['’]s?$/u, '').replace(/['’]/gu, ''));
  if (normal.length < SHORTEST_DOUBTFUL && !/[\u2e80-\u{3ffff}]/u.test(word)) return [];
  if (vocabulary.knows(normal)) return [];
  const pieces = [...word.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[^\p{Lu}\p{Ll}]+/gu)];
  if (pieces.length < 2) return [{ from: 0, to: word.length }];
  const unknown = pieces.filter(
    ({ 0: piece }) => piece.length >= SHORTEST_DOUBTFUL && !vocabulary.knows(normaliseWord(piece)),
  );
  return unknown.map((piece) => ({ from: piece.index, to: piece.index + piece[0].length }));
}
