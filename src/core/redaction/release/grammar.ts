// The closed list of words that say nothing of a person. What is not wholly on it stays covered.

/** One kind of harmless text, as the person who switches releasing on sees it. */
export interface AllowedKind {
  readonly name: string;
  readonly example: string;
  readonly pattern: RegExp;
}

const NUMBER = String.raw`[-+]?\d{1,3}(?:[.,]\d{1,2})?`;
const UNIT = String.raw`(?:k[Vv]p?|mAs?|mm|cm|k?Hz|MHz|dB|fps|bpm|BPM|%|HU|T|ms|s|cm/s|m/s|mmHg)`;

/** Patterns match the whole text of a box. No kind takes four digits in a row, a word that may be a name, or a bare number: it may be an age. */
export const ALLOWED: readonly AllowedKind[] = [
  { name: 'side', example: 'L', pattern: /^(?:L|R|LT|RT|LEFT|RIGHT)$/ },
  {
    name: 'view',
    example: 'AP',
    pattern: /^(?:AP|PA|LAT|A|P|H|F|S|I|SUPINE|PRONE|UPRIGHT|ERECT|PORTABLE|CC|MLO|[LR](?:CC|MLO))$/,
  },
  { name: 'number with unit', example: '120 kV', pattern: new RegExp(`^${NUMBER} ?${UNIT}$`) },
  {
    name: 'window',
    example: 'W 400 L 40',
    pattern: /^(?:WW?|C|WL|L)[:= ]? ?-?\d{1,3} ?\/? ?(?:WW?|C|WL|L)[:= ]? ?-?\d{1,3}$/,
  },
  { name: 'mechanical or thermal index', example: 'MI 1.2', pattern: /^(?:MI|TIS|TIB|TIC)[:= ]? ?\d(?:\.\d{1,2})?$/ },
  {
    name: 'counter',
    example: 'Im: 3/12',
    pattern: /^(?:Im(?:age)?|Fr(?:ame)?|Se(?:ries)?)[:= ] ?\d{1,3}(?: ?\/ ?\d{1,3})?$/,
  },
];

/** The name of the kind, or undefined: then it stays covered. */
export function allowedKindOf(reading: string): string | undefined {
  const text = reading.trim();
  if (/\d{4}/.test(text) || looksLikeDate(text)) return undefined;
  return ALLOWED.find(({ pattern }) => pattern.test(text))?.name;
}

/** Two numbers joined by what dates are joined by; a counter has one slash only, and names itself. */
function looksLikeDate(text: string): boolean {
  return /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(text) || /\b\d{1,2}:\d{2}\b/.test(text);
}
