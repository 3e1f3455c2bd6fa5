// Finds the batch's own identifiers in any text, however written.
//
// A word that is no vocabulary is cut wherever it stands, also inside a longer unknown word. A name that is also an
// ordinary word (Lee, Short, Glass) is cut only beside another part of the same name or after a title: cutting it
// everywhere would take "short axis" out of a thousand descriptions and tell nobody anything.
import { dateKeys } from './disguised-dates.ts';
import type { Identifiers } from './identifiers.ts';
import { squeeze } from './squeeze.ts';
import type { Squeezed } from './squeeze.ts';
import { normaliseWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export type IdentifierKind = 'name' | 'id' | 'phrase';

export type Hit = { readonly from: number; readonly to: number; readonly kind: IdentifierKind };

export type Dictionary = {
  /** Where identifiers stand in the text. */
  find(squeezed: Squeezed): Hit[];
  /** Names that are ordinary words too; only cut in company. */
  readonly weakNames: ReadonlySet<string>;
  /** Numbers too short to be cut but behind a word that says what they are. */
  readonly weakIds: ReadonlySet<string>;
  /** `YYYYMMDD` of the batch. */
  readonly dates: ReadonlySet<string>;
  /** The same in eight digits of any order. */
  readonly dateKeys: ReadonlySet<string>;
  /** Squeezed identifiers long and rare enough to be looked for in raw bytes. */
  readonly strong: ReadonlyMap<string, IdentifierKind>;
};

type Entry = {
  readonly key: string;
  readonly kind: IdentifierKind;
  /** Cut the unknown word, or run of digits, around it as well. */
  readonly inside: boolean;
  /** An initial beside a name: it must stand alone, `T1w Miller` is no W. Miller. */
  readonly alone: boolean;
};

/** Identifiers that begin with the same two letters: thousands of numbers of one scheme may, but of few lengths. */
type Candidates = { readonly lengths: number[]; readonly byKey: Map<string, Entry> };

/** Two characters as one number. */
const startOf = (letters: string, at: number): number => (letters.charCodeAt(at) << 16) | letters.charCodeAt(at + 1);

const PLACEHOLDER =
  /^(anon(ymi[sz]ed?|ymous)?|unknown|none|null|test|nil|na|xx+|no ?name|patient|name|not (available|applicable|specified)|deidentified|removed|default|unspecified|0+|9+|1234?)$/i;

export function createDictionary(identifiers: Identifiers, vocabulary: Vocabulary): Dictionary {
  const entries = new Map<string, Entry>();
  const weakNames = new Set<string>();
  const add: Add = (key, kind, inside, alone = false) => {
    // A number that counts up is somebody's number all the same, if it is long.
    if (isMonotonous(key) && !(kind === 'id' && key.length >= 6 && new Set(key).size > 1)) return;
    const known = entries.get(key);
    if (known === undefined || (inside && !known.inside)) entries.set(key, { key, kind, inside, alone });
  };
  for (const name of identifiers.names) addName(name, vocabulary, add, weakNames);
  const weakIds = new Set<string>();
  for (const id of identifiers.ids) addId(id, vocabulary, add, weakIds);
  for (const phrase of identifiers.phrases) addPhrase(phrase, vocabulary, add);

  const byStart = new Map<number, Candidates>();
  for (const entry of entries.values()) {
    const start = startOf(entry.key, 0);
    const there = byStart.get(start);
    if (there === undefined) byStart.set(start, { lengths: [entry.key.length], byKey: new Map([[entry.key, entry]]) });
    else {
      if (!there.lengths.includes(entry.key.length)) there.lengths.push(entry.key.length);
      there.byKey.set(entry.key, entry);
    }
  }
  // Longest first, so that a whole name is cut and not its first half.
  for (const { lengths } of byStart.values()) lengths.sort((a, b) => b - a);

  const strong = new Map<string, IdentifierKind>();
  for (const { key, kind, inside } of entries.values()) if (inside) strong.set(key, kind);
  return {
    find: (squeezed) => findAll(squeezed, byStart, vocabulary),
    weakNames,
    weakIds,
    dates: identifiers.dates,
    dateKeys: dateKeys(identifiers.dates),
    strong,
  };
}

/** `XXXXX`, `000000`, `123456` stand for nothing, and everywhere. */
export function isMonotonous(key: string): boolean {
  return key.length > 2 && (new Set(key).size < 2 || '01234567890'.includes(key) || '9876543210'.includes(key));
}

function findAll(squeezed: Squeezed, byStart: ReadonlyMap<number, Candidates>, vocabulary: Vocabulary): Hit[] {
  const hits: Hit[] = [];
  const { letters, from, to } = squeezed;
  for (let at = 0; at < letters.length - 1; at++) {
    const candidates = byStart.get(startOf(letters, at));
    if (candidates === undefined) continue;
    for (const length of candidates.lengths) {
      const entry = at + length > letters.length ? undefined : candidates.byKey.get(letters.slice(at, at + length));
      const reach = entry === undefined ? undefined : reachOf(entry, at, squeezed, vocabulary);
      if (entry === undefined || reach === undefined) continue;
      hits.push({ from: from[reach.start] ?? 0, to: to[reach.end - 1] ?? 0, kind: entry.kind });
      at = reach.end - 1;
      break;
    }
  }
  return hits;
}

/** What is cut when the key stands at `at`: itself, or the unknown word around it; undefined when it stands there by chance. */
function reachOf(
  { key, kind, inside, alone }: Entry,
  at: number,
  { text, letters, boundary, edge, from, to }: Squeezed,
  vocabulary: Vocabulary,
): { readonly start: number; readonly end: number } | undefined {
  let start = at;
  let end = at + key.length;
  if (alone && !(edge[start] === true && edge[end] === true)) return undefined;
  if (kind === 'id' && isFraction(text, from[start] ?? 0, to[end - 1] ?? 0)) return undefined;
  if (boundary[start] === true && boundary[end] === true) return { start, end };
  if (!inside) return undefined;
  while (boundary[start] !== true) start--;
  while (boundary[end] !== true) end++;
  return vocabulary.knows(letters.slice(start, end)) ? undefined : { start, end };
}

/** Digits behind a decimal point measure something: `10.77340912` is no number 77340912. In a UID more points follow. */
function isFraction(text: string, from: number, to: number): boolean {
  return (
    text[from - 1] === '.' &&
    /\d/.test(text[from - 2] ?? '') &&
    /^\d+$/.test(text.slice(from, to)) &&
    !/^\.\d/.test(text.slice(to, to + 2))
  );
}

type Add = (key: string, kind: IdentifierKind, inside: boolean, alone?: boolean) => void;

/** Scripts that write a name in two or three characters. */
const isIdeographic = (word: string): boolean => word.charCodeAt(0) >= 0x0e00 && squeeze(word).boundary.every(Boolean);

function addName(name: string, vocabulary: Vocabulary, add: Add, weakNames: Set<string>): void {
  for (const group of name.split('=')) {
    const raw = rawWordsOf(group).filter((word) => !PLACEHOLDER.test(word));
    if (raw.length === 0 || raw.length > 12) continue;
    const words = raw.map(normaliseWord);
    const forms = raw.map(spellings);
    for (const spelled of forms)
      for (const word of spelled) {
        if (word.length < 2 || (/^\p{N}+$/u.test(word) && word.length < 5)) continue;
        if (vocabulary.has(word)) weakNames.add(word);
        else {
          add(word, 'name', word.length >= (isIdeographic(word) ? 2 : 5));
          addBeginnings(word, vocabulary, add);
        }
      }
    for (const [i, first] of forms.entries())
      for (const [j, second] of forms.entries()) if (i !== j) addPair(first, second, vocabulary, add);
    if (words.every(isIdeographic)) add(words.join(''), 'name', true);
    // The whole name, its initials included: family name first, and last.
    else if (words.length > 2)
      for (const whole of [words, [...words.slice(1), words[0] ?? '']]) add(whole.join(''), 'name', false);
  }
}

/** Fields of eight or sixteen characters cut names off, and so do people. */
const SHORTEST_BEGINNING = 6;

function addBeginnings(word: string, vocabulary: Vocabulary, add: Add): void {
  for (let length = SHORTEST_BEGINNING; length < word.length; length++) {
    const beginning = word.slice(0, length);
    if (!vocabulary.knows(beginning)) add(beginning, 'name', false);
  }
}

/** Two parts of a name side by side, and an initial beside a part: `lee ann`, `ann lee`, `a lee`, `lee a`. */
function addPair(first: readonly string[], second: readonly string[], vocabulary: Vocabulary, add: Add): void {
  for (const a of first)
    for (const b of second) {
      const key = a + b;
      // Two ordinary words side by side may be an ordinary phrase (`right hand`); a single letter beside one always may.
      if (key.length < 3 || vocabulary.has(key)) continue;
      const bothOrdinary = vocabulary.has(a) && vocabulary.has(b) && Math.min(a.length, b.length) < 3;
      // `an nguyen` must not be found in `scan Nguyen`.
      const inside = key.length >= 6 && Math.min(a.length, b.length) > 2 && !(vocabulary.has(a) && vocabulary.has(b));
      if (!bothOrdinary) add(key, 'name', inside);
      if (isIdeographic(a) || a.length < 2 || b.length < 2 || vocabulary.has(b)) continue;
      add(a.slice(0, 1) + b, 'name', false, true);
      add(b + a.slice(0, 1), 'name', false, true);
    }
}

const rawWordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
/** Streets are written out, or not. */
const withShortForms = (word: string): string[] => (/.strasse$/.test(word) ? [word, word.slice(0, -4)] : [word]);
const wordsOf = (text: string): string[] =>
  rawWordsOf(text)
    .map(normaliseWord)
    .filter((word) => word !== '');

/** The word itself and its other German spelling: Mueller for Müller, and the other way round. */
function spellings(raw: string): string[] {
  const word = normaliseWord(raw);
  const long = normaliseWord(raw.normalize('NFC').replace(/[äöüÄÖÜ]/g, (umlaut) => `${umlaut.normalize('NFD')[0]}e`));
  const short = word.replace(/([aou])e/g, '$1');
  return [...new Set([word, long, ...(short.length < 4 ? [] : [short])])];
}

function addId(id: string, vocabulary: Vocabulary, add: Add, weakIds: Set<string>): void {
  const trimmed = id.trim();
  const { letters } = squeeze(trimmed);
  if (letters.length < 4) return;
  if (/^\p{N}+$/u.test(letters) && (letters.length < 5 || (letters.length < 6 && isMonotonous(letters)))) {
    // Numbers of four digits stand everywhere.
    weakIds.add(letters);
    return;
  }
  if (PLACEHOLDER.test(trimmed)) return;
  // Of a telephone number the part behind the area code.
  for (const part of trimmed.split(/\P{N}+/u))
    if (part.length >= 7 && part.length < letters.length) add(part, 'id', true);
  if (/^\p{N}+$/u.test(letters)) {
    add(letters, 'id', letters.length >= 6);
    const short = letters.replace(/^0+/, '');
    if (short.length >= 5) add(short, 'id', short.length >= 6);
  } else if (!/\p{N}/u.test(letters)) addPhrase(trimmed, vocabulary, add);
  else {
    add(letters, 'id', letters.length >= 5);
    // The number alone: `HX-204-77913` is also written `204-77913`.
    const digits = letters.replace(/\P{N}/gu, '');
    if (digits.length >= 5) add(digits, 'id', digits.length >= 6);
  }
}

const INSTITUTION =
  /^(hospital|clinic|infirmary|cent(er|re)|institute|klinik(um)?|krankenhaus|spital|hopital|clinica|ospedale)$/;

const SHORT_FORMS: Readonly<Record<string, readonly string[]>> = {
  hospital: ['hosp'],
  center: ['ctr', 'cntr', 'centre'],
  centre: ['ctr', 'cntr', 'center'],
  clinic: ['clin'],
  institute: ['inst'],
};

function addPhrase(phrase: string, vocabulary: Vocabulary, add: Add): void {
  const words = wordsOf(phrase);
  if (PLACEHOLDER.test(phrase.trim()) || words.length === 0) return;
  const whole = words.join('');
  const allOrdinary = words.every((word) => vocabulary.has(word) || word.length < 3);
  if (whole.length >= 4 && (words.length > 1 || !vocabulary.knows(whole))) add(whole, 'phrase', !allOrdinary);
  for (const piece of phrase.split(/[\r\n,;^]+/)) {
    const pieceWords = wordsOf(piece);
    const key = pieceWords.join('');
    if (pieceWords.length > 1 && key.length >= 6) add(key, 'phrase', false);
  }
  // `Tewksbury Lakeside Hospital` is also written without the town.
  const last = words.at(-1) ?? '';
  if (INSTITUTION.test(last))
    for (let from = 0; from < words.length - 1; from++)
      for (const kind of [last, ...(SHORT_FORMS[last] ?? [])])
        add(words.slice(from, -1).join('') + kind, 'phrase', false);
  for (const word of rawWordsOf(phrase).flatMap(spellings).flatMap(withShortForms)) {
    if (/^\p{N}/u.test(word)) {
      if (word.length >= 5) add(word, 'phrase', word.length >= 6);
    } else if (word.length >= (isIdeographic(word) ? 2 : 4) && !vocabulary.knows(word)) add(word, 'phrase', true);
  }
  // A telephone or fax number written as one run, with its extension and without.
  if (!/^[\d\s()+./x-]+$/i.test(phrase)) return;
  for (const number of [phrase, phrase.replace(/x.*$/i, '')]) {
    const digits = number.replace(/\D/g, '');
    if (digits.length >= 7) add(digits, 'phrase', true);
    // Without the area code.
    if (digits.length >= 10) add(digits.slice(-7), 'phrase', true);
  }
}
