// Dates in any writing. Each finder gives ranges of the text; whether a number really is a date is checked by calendar.
export type Range = { readonly from: number; readonly to: number };

const MONTHS: readonly (readonly string[])[] = [
  ['january', 'jan', 'januar', 'janvier', 'janv', 'enero', 'ene', 'gennaio', 'gen', 'januari', 'jänner'],
  ['february', 'feb', 'februar', 'fevrier', 'février', 'fevr', 'févr', 'febrero', 'febbraio', 'februari'],
  ['march', 'mar', 'märz', 'maerz', 'mrz', 'mars', 'marzo', 'maart', 'mrt'],
  ['april', 'apr', 'avril', 'avr', 'abril', 'abr', 'aprile'],
  ['may', 'mai', 'mayo', 'maggio', 'mag', 'mei'],
  ['june', 'jun', 'juni', 'juin', 'junio', 'giugno', 'giu'],
  ['july', 'jul', 'juli', 'juillet', 'juil', 'julio', 'luglio', 'lug'],
  ['august', 'aug', 'août', 'aout', 'agosto', 'ago', 'augustus'],
  ['september', 'sep', 'sept', 'septembre', 'septiembre', 'settembre', 'set'],
  ['october', 'oct', 'oktober', 'okt', 'octobre', 'octubre', 'ottobre', 'ott'],
  ['november', 'nov', 'novembre', 'noviembre'],
  ['december', 'dec', 'dezember', 'dez', 'décembre', 'decembre', 'déc', 'diciembre', 'dic', 'dicembre'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH = `(?:${[...MONTH_OF.keys()].sort((a, b) => b.length - a.length).join('|')})`;
const YEAR = '(?:18|19|20)\\d{2}';
const TIME =
  '(?:(?:[T\\s,_-]|\\s*-\\s*)?\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:\\s?[ap]\\.?m\\.?)?(?:\\s?(?:Z|[+-]\\d{2}:?\\d{2}))?)?';
const START = '(?<![\\d.])(?<!\\d[-/])';
const END = '(?!\\d)(?![./-]\\d)';
const ORDINAL = '(?:st|nd|rd|th|\\.)?';

type Parts = { readonly year: number; readonly month: number; readonly day: number };
type Finder = { readonly pattern: RegExp; readonly parts: (match: RegExpMatchArray) => Parts | undefined };

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
    pattern: new RegExp(
      `(?<!\\d)(?<!\\d\\.)(${YEAR})(\\d{2})(\\d{2})(?:[T_ -]?(?:[01]\\d|2[0-3])[0-5]\\d(?:[0-5]\\d(?:\\.\\d{1,6})?)?|${TIME})(?![\\d])`,
      'gi',
    ),
    parts: (m) => checked(n(m[1]), n(m[2]), n(m[3])),
  },
  // 2014-03-21, 2014/3/21, 2014.03.21, 2014_03_21, 2014 03 21
  {
    pattern: new RegExp(`${START}(${YEAR})([-/._ ])(\\d{1,2})\\2(\\d{1,2})${TIME}(?!\\d)`, 'gi'),
    parts: (m) => checked(n(m[1]), n(m[3]), n(m[4])),
  },
  // 2014年3月21日
  {
    pattern: /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/g,
    parts: (m) => checked(n(m[1]), n(m[2]), n(m[3])),
  },
  // 21.03.2014, 03/21/2014, 21-3-2014
  {
    pattern: new RegExp(`${START}(\\d{1,2})([-/._ ])(\\d{1,2})\\2(${YEAR})${TIME}${END}`, 'gi'),
    parts: (m) => dayAndMonth(n(m[1]), n(m[3]), n(m[4])),
  },
  // 3/21/14, 21/3/14
  {
    pattern: new RegExp(`${START}(\\d{1,2})/(\\d{1,2})/(\\d{2})${TIME}${END}`, 'gi'),
    parts: (m) => dayAndMonth(n(m[1]), n(m[2]), fullYear(m[3])),
  },
  // 21-Mar-14, 21 March 2014, 21st of March 2014, 21MAR2014
  {
    pattern: new RegExp(
      `(?<![\\d.])(\\d{1,2})${ORDINAL}[\\s./_-]*(?:of |de |del )?(${MONTH})[\\s.,/_-]*(?:de |del )?(${YEAR}|'?\\d{2})${TIME}(?!\\d)(?![./-]\\d)`,
      'gi',
    ),
    parts: (m) => checked(fullYear(m[3]?.replace("'", '')), monthOf(m[2]), n(m[1])),
  },
  // March 21, 2014; Mar-21-2014; Mar 21st 14
  {
    pattern: new RegExp(
      `(?<!\\p{L})(${MONTH})[\\s./_-]*(\\d{1,2})${ORDINAL}[\\s,./_-]+(${YEAR}|'?\\d{2})${TIME}(?!\\d)(?![./-]\\d)`,
      'giu',
    ),
    parts: (m) => checked(fullYear(m[3]?.replace("'", '')), monthOf(m[1]), n(m[2])),
  },
  // 2014-Mar-21, 2014 March 21
  {
    pattern: new RegExp(`(?<!\\d)(${YEAR})[\\s./_-]+(${MONTH})[\\s./_-]+(\\d{1,2})${TIME}(?!\\d)`, 'gi'),
    parts: (m) => checked(n(m[1]), monthOf(m[2]), n(m[3])),
  },
  // March 2014: the month is more than a year
  {
    pattern: new RegExp(`(?<!\\p{L})(${MONTH})[\\s.,/_-]+(${YEAR})(?!\\d)`, 'giu'),
    parts: (m) => checked(n(m[2]), monthOf(m[1]), 1),
  },
];

/** Writings that may be anything: only dates that the batch itself holds are believed. */
const SHORT =
  /(?<![\d.])(?:(\d{2})[-._ ]?(\d{2})[-._ ]?(\d{2})|(\d{1,2})[-. ](\d{1,2})[-. ](\d{2})|(\d{2})(\d{2})((?:19|20)\d{2}))(?!\d)/g;

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

export function findDates(flat: string, known: ReadonlySet<string>): Range[] {
  const ranges: Range[] = [];
  if (!/\d/.test(flat)) return ranges;
  for (const { pattern, parts } of FINDERS)
    for (const match of flat.matchAll(pattern))
      if (parts(match) !== undefined) ranges.push({ from: match.index, to: match.index + match[0].length });
  if (known.size > 0)
    for (const match of flat.matchAll(SHORT))
      if (isKnown(match, known)) ranges.push({ from: match.index, to: match.index + match[0].length });
  return ranges;
}

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
  return orders.some(([year, month, day]) => known.has(asDA(fullYear(year), n(month), n(day))));
}
