import {
  asciiBytesOrUndefined,
  DicomError,
  isPlainAscii,
  makeElement,
  rawTextOf,
  textElement,
  VRSet,
} from '../../dicom/index.ts';
import type { Element, VR } from '../../dicom/index.ts';
import { capAge, changeDA, changeDT, TM } from '../values/dates.ts';
import type { Level, Work } from './work.ts';

/** `empty`: nothing is left, or nothing can be cleaned; the caller decides by Type what then stands. */
export type Cleaned = Element | 'empty';

const SINGLE = new VRSet(['ST', 'LT', 'UT', 'UR']);

/** Codes are somebody's abbreviations: no vocabulary can hold them, and a missing one makes its item invalid. */
const CODES: ReadonlySet<number> = new Set([
  0x00080005, 0x00080100, 0x00080102, 0x00080103, 0x00080119, 0x00080120, 0x0008010f, 0x00080112, 0x00080114,
  0x0040db00, 0x00120063,
]);
/** Makers and models name companies and machines by the thousand, and no person. */
const MAKERS: ReadonlySet<number> = new Set([0x00080070, 0x00081090, 0x00181016, 0x00181018, 0x00181019]);
const CODE_MEANING = 0x00080104;
const CODING_SCHEME = 0x00080102;
/** Schemes with published meanings; those that begin with 99 or L are local. */
const LOCAL_SCHEME = /^(?:99|L$|local)/i;

export function cleanText(element: Element, level: Level, work: Work, useVocabulary: boolean): Cleaned {
  if (element.length === 0) return element;
  const { tag, vr, source, valueStart, end } = element;
  const { knownClean } = work.cleaner;
  const isWords = useVocabulary && holdsWords(element, level);
  // How the text is taken apart, and whether its words are looked up.
  const form = (SINGLE.has(vr) ? 1 : 0) | (isWords ? 2 : 0) | (vr === 'CS' ? 4 : 0) | (useVocabulary ? 8 : 0);
  if (knownClean.find(0, form, 0, source.bytes, valueStart, end) === true) return element;
  const raw = rawTextOf(element, level);
  // Small letters are no term: whoever wrote them wrote words.
  const vocabulary = isWords || (useVocabulary && vr === 'CS' && /\p{Ll}/u.test(raw));
  let changed = false;
  let doubted = false;
  const clean = (value: string): string => {
    const core = value.replace(/[\0 ]+$/, '').replace(/^ +/, '');
    if (core === '') return value;
    const { text, doubtful } = work.cleaner.clean(core, vocabulary ? WITH_WORDS : WITHOUT_WORDS);
    if (doubtful.length > 0) doubted = true;
    if (doubtful.length > 0) work.recorder.doubt(level.path, tag, doubtful);
    if (text === core) return value;
    changed = true;
    return text;
  };
  const cleanEach = (values: readonly string[]): string[] => {
    const together = work.cleaner.spellTogether(values);
    if (together.size > 0) changed = true;
    return values.map((value, index) => (together.has(index) ? '' : clean(value)));
  };
  const result = SINGLE.has(vr) ? clean(raw) : cleanEach(raw.split('\\')).join('\\');
  if (!changed) {
    if (!doubted && isPlainAscii(source.bytes, valueStart, end))
      knownClean.keep(0, form, 0, source.bytes, valueStart, end, true);
    return element;
  }
  if (/^[\\\s\0]*$/.test(result)) return 'empty';
  try {
    return vr === 'CS' || vr === 'AE' || vr === 'UR'
      ? makeElement(tag, vr, ascii(result))
      : textElement(tag, vr === 'UN' ? 'UT' : vr, SINGLE.has(vr) ? result : result.split('\\'), level);
  } catch (error) {
    // Bytes that are no text of the declared character set cannot be written back in part: none of them stays.
    if (error instanceof DicomError) return 'empty';
    throw error;
  }
}

/** Code strings are terms of the standard or of a vendor, 16 capital letters at most: no sentences. */
function holdsWords({ tag, vr }: Element, level: Level): boolean {
  if (vr === 'CS' || CODES.has(tag) || MAKERS.has(tag)) return false;
  return tag !== CODE_MEANING || !isPublished(level);
}

const WITH_WORDS = { vocabulary: true } as const;
const WITHOUT_WORDS = { vocabulary: false } as const;

function isPublished({ dataset }: Level): boolean {
  const scheme = dataset.get(CODING_SCHEME);
  return scheme !== undefined && !LOCAL_SCHEME.test(rawTextOf(scheme, dataset).trim());
}

const ascii = (text: string): Uint8Array => {
  const bytes = asciiBytesOrUndefined(text);
  if (bytes === undefined) throw new DicomError('character-not-encodable', 'this VR holds ASCII only');
  return bytes;
};

/** Shifts or shortens dates; times of day stay. */
export function cleanDate(element: Element, level: Level, work: Work): Cleaned {
  const { vr } = element;
  if (element.length === 0) return element;
  const raw = rawTextOf(element, level);
  const values = raw.split('\\');
  const change = work.dateChange;
  const next = values.map((value) => {
    const trimmed = value.replace(/[\0 ]+$/, '').trim();
    if (trimmed === '') return value;
    if (vr === 'TM') return TM.test(trimmed) ? value : undefined;
    if (change === undefined)
      return changeOf(vr, trimmed, { kind: 'shift', days: 0 }) === undefined ? undefined : value;
    return changeOf(vr, trimmed, change);
  });
  if (next.some((value) => value === undefined)) return 'empty';
  const text = next.join('\\');
  return text === raw ? element : makeElement(element.tag, vr, ascii(text));
}

const changeOf = (vr: VR, value: string, change: Parameters<typeof changeDA>[1]): string | undefined =>
  vr === 'DA' ? changeDA(value, change) : changeDT(value, change);

export function cleanAge(element: Element, level: Level, work: Work): Element {
  const raw = rawTextOf(element, level);
  const values = raw.split('\\');
  const capped = values.map((value) => {
    const trimmed = value.replace(/[\0 ]+$/, '').trim();
    if (trimmed === '') return value;
    const cap = capAge(trimmed, work.profile.profile.ages.maximumYears);
    return cap === trimmed ? value : (cap ?? '');
  });
  const text = capped.join('\\');
  return text === raw ? element : makeElement(element.tag, 'AS', ascii(text));
}
