// Dates in any writing. Each finder gives ranges of the text; whether a number really is a date is checked by calendar.
import { isAscii } from '../../dicom/index.ts';

export type Range = { readonly from: number; readonly to: number };

/** In the languages of most hospitals, with their abbreviations and, where it differs, the form behind a day. */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'janvier', 'janv', 'enero', 'ene', 'gennaio', 'gen', 'januari', 'jänner', 'janeiro', 'stycznia', 'января', 'январь', 'янв', 'ledna', 'január', 'ocak', 'ιανουαρίου', 'ιαν', 'tammikuuta'],
  ['february', 'feb', 'februar', 'fevrier', 'février', 'fevr', 'févr', 'febrero', 'febbraio', 'februari', 'fevereiro', 'lutego', 'февраля', 'февраль', 'фев', 'února', 'unora', 'február', 'şubat', 'subat', 'φεβρουαρίου', 'φεβ', 'helmikuuta'],
  ['march', 'mar', 'märz', 'maerz', 'mrz', 'mars', 'marzo', 'maart', 'mrt', 'março', 'marco', 'marca', 'марта', 'март', 'března', 'brezna', 'március', 'mart', 'marts', 'μαρτίου', 'μαρ', 'maaliskuuta'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'aprile', 'kwietnia', 'апреля', 'апрель', 'апр', 'dubna', 'április', 'nisan', 'απριλίου', 'απρ', 'huhtikuuta'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei', 'maio', 'maja', 'мая', 'май', 'května', 'kvetna', 'május', 'mayıs', 'mayis', 'maj', 'μαΐου', 'toukokuuta'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno', 'giu', 'junho', 'czerwca', 'июня', 'июнь', 'června', 'cervna', 'június', 'haziran', 'ιουνίου', 'ιουν', 'kesäkuuta'],
  ['july', 'jul', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug', 'julho', 'lipca', 'июля', 'июль', 'července', 'cervence', 'július', 'temmuz', 'ιουλίου', 'ιουλ', 'heinäkuuta'],
  ['august', 'aug', 'août', 'aout', 'agosto', 'ago', 'augustus', 'augusti', 'sierpnia', 'августа', 'август', 'авг', 'srpna', 'augusztus', 'ağustos', 'agustos', 'αυγούστου', 'αυγ', 'elokuuta'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'settembre', 'set', 'setembro', 'września', 'wrzesnia', 'сентября', 'сентябрь', 'сен', 'září', 'zari', 'szeptember', 'eylül', 'eylul', 'σεπτεμβρίου', 'σεπ', 'syyskuuta'],
  ['october', 'oct', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott', 'outubro', 'października', 'pazdziernika', 'октября', 'октябрь', 'окт', 'října', 'rijna', 'október', 'ekim', 'οκτωβρίου', 'οκτ', 'lokakuuta'],
  ['november', 'nov', 'novembre', 'noviembre', 'novembro', 'listopada', 'ноября', 'ноябрь', 'ноя', 'listopadu', 'kasım', 'kasim', 'νοεμβρίου', 'νοε', 'marraskuuta'],
  ['december', 'dec', 'dezember', 'dez', 'décembre', 'decembre', 'déc', 'diciembre', 'dic', 'dicembre', 'dezembro', 'grudnia', 'декабря', 'декабрь', 'дек', 'prosince', 'desember', 'aralık', 'aralik', 'δεκεμβρίου', 'δεκ', 'joulukuuta'],
]; // prettier-ignore
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = `(?:${[...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|')})`;
/** The first letters of every month: what has none of them in ASCII names no month in ASCII. */
const MONTH_BEGINS = new RegExp(
  [...new Set([...MONTH_OF.keys()].map((name) => name.slice(0, 3)))]
    .filter((start) => /^[a-z]+$/.test(start))
    .join('|'),
  'i',
);
const YEAR = '(?:18|19|20)\\d{2}';
const TIME =
  '(?:(?:[T\\s,_-]|\\s*-\\s*)?\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[ap]\\.?m\\.?)?(?:\\s?(?:Z|[+-]\\d{2}:?\\d{2}))?)?';
const START = '(?<![\\d.])(?<!\\d[-/])';
const END = '(?!\\d)(?![./-]\\d)';
const ORDINAL = '(?:st|nd|rd|th|\\.)?';

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

type Parts = { readonly year: number; readonly month: number; readonly day: number };
type Finder = {
  readonly pattern: RegExp;
  readonly parts: (match: RegExpMatchArray) => Parts | undefined;
  /**
   * Found in every ASCII text that the pattern matches, in no time: nearly all texts hold no date, and need not be looked at
   * ten times over. `never`: only other letters match.
   */
  readonly hint: RegExp | 'never';
  /** A letter before the match makes it the end of another word: `summar 12 2014`; but not where a capital begins. */
  readonly beginsWithWord?: boolean;
};

const n = (text: string | undefined): number => Number.parseInt(text ?? '', 10);
const fullYear = (text: string | undefined): number => {
  const year = n(text);
  if ((text ?? '').length > 2) return year;
  return year > 50 ? 1900 + year : 2000 + year;
};

/** Day and month, in whichever order makes a date. */
function dayAndMonth(a: number, b: number, year: number): Parts | undefined {
  if (isDate(year, b, a)) return { year, month: b, day: a };
  return isDate(year, a, b) ? { year, month: a, day: b } : undefined;
}

const FINDERS: readonly Finder[] = [
  // 20140321, 20140321103522.123, 2014032110:35
  {
    hint: /\d{8}/,
    pattern: new RegExp(
      `(?<!\\d)(?<!\\d\\.)(${YEAR})(\\d{2})(\\d{2})(?:[T_ -]?(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:\\.\\d{1,6})?)?|${TIME})(?![\\d])`,
      'gi',
    ),
    parts: (m) => checked(n(m[1]), n(m[2]), n(m[3])),
  },
  // 2014-03-21, 2014/3/21, 2014.03.21, 2014_03_21, 2014 03 21, 2014. 3. 21., 2014:03:21
  {
    hint: /\d{4}(?:[-/._ :|~]|\. )\d/,
    pattern: new RegExp(`${START}(${YEAR})([-/._ :|~]|\\. )(\\d{1,2})\\2(\\d{1,2})${TIME}(?!\\d)`, 'gi'),
    parts: (m) => checked(n(m[1]), n(m[3]), n(m[4])),
  },
  // 2014年3月21日
  {
    hint: 'never',
    pattern: /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/g,
    parts: (m) => checked(n(m[1]), n(m[2]), n(m[3])),
  },
  // 21.03.2014, 03/21/2014, 21-3-2014
  {
    hint: /\d[-/._ :|~]+\d{1,2}[-/._ :|~]+\d{4}/,
    pattern: new RegExp(`${START}(\\d{1,2})([-/._ :|~]|\\. )(\\d{1,2})\\2(${YEAR})${TIME}${END}`, 'gi'),
    parts: (m) => dayAndMonth(n(m[1]), n(m[3]), n(m[4])),
  },
  // 21/III/2014
  {
    hint: /[IVX][-/. ]{1,2}\d{4}/,
    pattern: new RegExp(`${START}(\\d{1,2})([-/. ]|\\. )(I{1,3}|I?[VX]|VI{1,3}|XI{1,2})\\2(${YEAR})${END}`, 'g'),
    parts: (m) => checked(n(m[4]), ROMAN.indexOf(m[3] ?? '') + 1, n(m[1])),
  },
  // 平成26年3月21日
  {
    hint: 'never',
    pattern: /(?:明治|大正|昭和|平成|令和)\s*(?:\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日/g,
    parts: (m) => checked(2000, n(m[1]), n(m[2])),
  },
  // MAR212014
  {
    hint: MONTH_BEGINS,
    pattern: new RegExp(`(?<!\\p{L})(${MONTH})(\\d{2})(${YEAR})(?!\\d)`, 'giu'),
    parts: (m) => checked(n(m[3]), monthOf(m[1]), n(m[2])),
  },
  // 3/21/14, 21/3/14
  {
    hint: /\d\/\d/,
    pattern: new RegExp(`${START}(\\d{1,2})/(\\d{1,2})/(\\d{2})${TIME}${END}`, 'gi'),
    parts: (m) => dayAndMonth(n(m[1]), n(m[2]), fullYear(m[3])),
  },
  // 21-Mar-14, 21 March 2014, 21st of March 2014, 21MAR2014
  {
    hint: MONTH_BEGINS,
    pattern: new RegExp(
      `(?<![\\d.])(\\d{1,2})${ORDINAL}[\\s./_-]*(?:of |de |del )?(${MONTH})[\\s.,/_-]*(?:de |del )?(${YEAR}|'?\\d{2})${TIME}(?!\\d)(?![./-]\\d)`,
      'gi',
    ),
    parts: (m) => checked(fullYear(m[3]?.replace("'", '')), monthOf(m[2]), n(m[1])),
  },
  // March 21, 2014; Mar-21-2014; Mar 21st 14
  {
    hint: MONTH_BEGINS,
    pattern: new RegExp(
      `(${MONTH})[\\s./_-]*(?:the )?(\\d{1,2})${ORDINAL}[\\s,./_-]+(${YEAR}|'?\\d{2})${TIME}(?!\\d)(?![./-]\\d)`,
      'giu',
    ),
    beginsWithWord: true,
    parts: (m) => checked(fullYear(m[3]?.replace("'", '')), monthOf(m[1]), n(m[2])),
  },
  // 2014-Mar-21, 2014 March 21
  {
    hint: MONTH_BEGINS,
    pattern: new RegExp(`(?<!\\d)(${YEAR})[\\s./_-]+(${MONTH})[\\s./_-]+(\\d{1,2})${TIME}(?!\\d)`, 'gi'),
    parts: (m) => checked(n(m[1]), monthOf(m[2]), n(m[3])),
  },
  // March 2014: the month is more than a year
  {
    hint: MONTH_BEGINS,
    pattern: new RegExp(`(${MONTH})[\\s.,/_-]+(${YEAR})(?!\\d)`, 'giu'),
    beginsWithWord: true,
    parts: (m) => checked(n(m[2]), monthOf(m[1]), 1),
  },
  // 2014-W12, 2014W12-5: a week is more than a year, ISO 8601
  {
    hint: /\dW\d|[-/ ]W\d/i,
    pattern: new RegExp(`(?<![\\d.])(${YEAR})[-/ ]?W(?:0[1-9]|[1-4]\\d|5[0-3])(?:-?[1-7])?(?!\\d)`, 'gi'),
    parts: (m) => checked(n(m[1]), 1, 1),
  },
  // KW 12/2014, week 12 2014
  {
    hint: /w(?:k|eek)?[ .]*\d/i,
    pattern: new RegExp(`(?<!\\p{L})(?:K?W|CW|wk|week)[ .]*(?:0?[1-9]|[1-4]\\d|5[0-3])[-/., ]+(${YEAR})(?!\\d)`, 'giu'),
    parts: (m) => checked(n(m[1]), 1, 1),
  },
];

/** 2014-080, 2014/080, 2014080: the day of the year. */
const DAY_OF_YEAR = new RegExp(`(?<![\\d.])(${YEAR})[-/. ]?([0-3]\\d{2})(?!\\d)`, 'g');

/** Writings that may be anything: only dates that the batch itself holds are believed. */
const SHORT =
  /(?<![\d.])(?:(\d{2})[-._ ]?(\d{2})[-._ ]?(\d{2})|(\d{1,2})[-. ](\d{1,2})[-. ](\d{2})|(\d{2})(\d{2})((?:19|20)\d{2}))(?!\d)/g;

/** Shorter names of months that are words or terms as well: `MAR 5`, `set 5`. */
const AMBIGUOUS = new Set(['mar', 'mars', 'may', 'mai', 'mag', 'mei', 'set', 'gen', 'ago', 'ene', 'dic', 'abr', 'mrt']);
const CLEAR_MONTH = `(?:${[...MONTH_OF.keys()]
  .filter((name) => !AMBIGUOUS.has(name))
  .sort((a, b) => b.length - a.length)
  .join('|')})`;
/** `am 5.11.`, `Nov 5`, `5 Nov`, `11/2019`, `2019-11`: a day or a month of the batch with something left out. */
const PARTIAL = new RegExp(
  [
    `(?<=(?<!\\p{L})(?:am|vom|den|zum|on|from|of|for|dated?)\\s+)(\\d{1,2})\\.(\\d{1,2})\\.(?!\\d)`,
    `(${CLEAR_MONTH})[\\s.-]*(?:the )?(\\d{1,2})${ORDINAL}(?![\\d.:])`,
    `(?<![\\d.])(\\d{1,2})${ORDINAL}[\\s.-]*(${CLEAR_MONTH})(?!\\p{L})`,
    `(?<![\\d./-])(\\d{1,2})[/-](${YEAR})(?!\\d|[/-]\\d)`,
    `(?<![\\d./-])(${YEAR})[/-](\\d{2})(?!\\d|[/-]\\d)`,
  ].join('|'),
  'giu',
);

/** Seconds, or milliseconds, since 1970: from 1973 on. */
const SECONDS = /(?<![\d.])([1-4]\d{9})(?:\d{3})?(?!\d)/g;

/** Whoever was born in a year that long ago is over 89, and few are. */
const BIRTH_YEAR = new RegExp(
  `(?<!\\p{L})(?:born|birth(?:day|date)?|dob|yob|geb|geboren|née?)(?!\\p{L})[\\s:.,=]*(?:in |year )?${YEAR}(?!\\d)`,
  'giu',
);

function isPartOfKnown(match: RegExpMatchArray, known: ReadonlySet<string>): boolean {
  const day = match[1] ?? match[4] ?? match[5];
  const month = match[2] ?? (match[3] === undefined ? undefined : String(monthOf(match[3])));
  const monthNumber = n(month ?? match[7] ?? match[10] ?? String(monthOf(match[6])));
  const year = match[8] ?? match[9];
  const two = (part: number): string => String(part).padStart(2, '0');
  for (const date of known)
    if (
      date.slice(4, 6) === two(monthNumber) &&
      (day === undefined || date.slice(6) === two(n(day))) &&
      (year === undefined || date.startsWith(year))
    )
      return true;
  return false;
}

function monthOf(name: string | undefined): number {
  return MONTH_OF.get((name ?? '').toLowerCase()) ?? 0;
}

function checked(year: number, month: number, day: number): Parts | undefined {
  return isDate(year, month, day) ? { year, month, day } : undefined;
}

export function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1 || year < 1800 || year > 2199) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const asDA = (year: number, month: number, day: number): string =>
  `${String(year).padStart(4, '0')}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;

const BIRTH_HINT = /born|birth|[dy]ob|geb/i;
const DAY_OF_YEAR_HINT = /\d{4}[-/. ]?\d{3}/;
const SECONDS_HINT = /\d{10}/;
const PARTIAL_HINT = /\d\.\d{1,2}\.|\d[/-]\d/;

export function findDates(flat: string, known: ReadonlySet<string>): Range[] {
  const ranges: Range[] = [];
  if (!/\d/.test(flat)) return ranges;
  const isPlain = isAscii(flat);
  const may = (hint: RegExp | 'never'): boolean => !isPlain || (hint !== 'never' && hint.test(flat));
  for (const { pattern, parts, beginsWithWord, hint } of FINDERS) {
    if (!may(hint)) continue;
    for (const match of flat.matchAll(pattern))
      if (parts(match) !== undefined && (beginsWithWord !== true || beginsAWord(flat, match.index)))
        ranges.push({ from: match.index, to: match.index + match[0].length });
  }
  if (may(BIRTH_HINT))
    for (const match of flat.matchAll(BIRTH_YEAR)) {
      const year = match[0].slice(-4);
      ranges.push({ from: match.index + match[0].length - year.length, to: match.index + match[0].length });
    }
  if (known.size === 0) return ranges;
  for (const match of flat.matchAll(SHORT))
    if (isKnown(match, known)) ranges.push({ from: match.index, to: match.index + match[0].length });
  if (may(DAY_OF_YEAR_HINT))
    for (const match of flat.matchAll(DAY_OF_YEAR))
      if (known.has(dayOfYear(n(match[1]), n(match[2]))))
        ranges.push({ from: match.index, to: match.index + match[0].length });
  if (may(SECONDS_HINT))
    for (const match of flat.matchAll(SECONDS))
      if (known.has(new Date(Number(match[1]) * 1000).toISOString().slice(0, 10).replaceAll('-', '')))
        ranges.push({ from: match.index, to: match.index + match[0].length });
  if (may(PARTIAL_HINT) || may(MONTH_BEGINS))
    for (const match of flat.matchAll(PARTIAL))
      if (isPartOfKnown(match, known) && (match[3] === undefined || beginsAWord(flat, match.index)))
        ranges.push({ from: match.index, to: match.index + match[0].length });
  return ranges;
}

function dayOfYear(year: number, day: number): string {
  return new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10).replaceAll('-', '');
}

const beginsAWord = (flat: string, at: number): boolean =>
  at === 0 ||
  !/\p{L}/u.test(flat[at - 1] ?? '') ||
  (/\p{Ll}/u.test(flat[at - 1] ?? '') && /\p{Lu}/u.test(flat[at] ?? ''));

function isKnown(match: RegExpMatchArray, known: ReadonlySet<string>): boolean {
  const [a, b, c] = [
    match[1] ?? match[4] ?? match[7],
    match[2] ?? match[5] ?? match[8],
    match[3] ?? match[6] ?? match[9],
  ];
  const orders: readonly (readonly [string | undefined, string | undefined, string | undefined])[] = [
    [c, b, a], // day month year
    [c, a, b], // month day year
    [a, b, c], // year month day
  ];
  // Two digits of a year leave the century open: of birth it may be the last one.
  const years = (year: string | undefined): number[] =>
    (year ?? '').length > 2 ? [n(year)] : [1900 + n(year), 2000 + n(year)];
  return orders.some(([year, month, day]) => years(year).some((full) => known.has(asDA(full, n(month), n(day)))));
}
