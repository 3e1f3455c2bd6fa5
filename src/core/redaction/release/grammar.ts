// The closed list of words that say nothing of a person. What is not wholly on it stays covered.

/** One kind of harmless text, as the person who switches releasing on sees it. */
export interface AllowedKind {
  readonly name: string;
  readonly example: string;
  readonly pattern: RegExp;
}

const NUMBER = String.raw`[-+]?\d{1,3}(?:[.,]\d{1,2})?`;
const UNIT = String.raw`(?:k[Vv]p?|KVP|mAs?|mm|MM|cm|CM|k?H[Zz]|M[Hh][Zz]|d[Bb]|DB|fps|FPS|bpm|BPM|%|HU|T|ms|s|[cm]m/s|CM/S|m/s|mmHg)`;

/**
 * What machines call their settings. No letter or word that also stands before an age, a sex, a size or a number of a person: not A,
 * F, M, H, S, W, Y, Nr, No, ID. For the same reason F is no view: it is a sex far more often than a foot.
 */
const SETTING = [
  'k[Vv]p?', 'KVP?', 'mAs?', 'D?FOV', 'T[REI]', 'FA', 'FR', 'DR', '2D', 'Gn', 'G', 'Gain', 'GAIN', 'C', 'P', 'P[Ww][Rr]', 'Power', 'AO', 'Zoom',
  'ZOOM', 'SL', 'Thk', 'Depth', 'DEPTH', 'Freq', 'FREQ', 'FRQ', 'SV', 'HR', 'Tilt', 'PRF', 'WF', 'AVG', 'Comp', 'COMP', 'Dyn', 'Sector', 'Persist', 'PRS',
  'PST', 'Rej', 'REJ', 'Edge', 'Map', 'Angle', 'Filter', 'Focus', 'NEX', 'ETL', 'Sweep', 'DVA',
].join('|'); // prettier-ignore

/** Modes, presets and states: words that a machine shows whoever lies on its table. */
const WORD = [
  '2D', 'PWR', 'ECG', 'HR', 'THI', 'CINE', 'FREEZE', 'FROZEN', 'H?Gen', 'H?Pen', 'H?Res', 'P (?:Low|Med|High)', 'WF (?:Low|Med|High)', 'General', 'Adult Echo',
  'Thyroid', 'THYROID', 'Breast', 'BREAST', 'Abdomen', 'ABDOMEN', 'Cardiac', 'CARDIAC', 'Carotid', 'CAROTID', 'Pelvis', 'PELVIS', 'Renal', 'RENAL',
  'Chest', 'CHEST', 'Head', 'HEAD', 'Spine', 'SPINE', 'Knee', 'KNEE', 'AXIAL', 'CORONAL', 'SAGITTAL', 'STRESS', 'REST',
].join('|'); // prettier-ignore

/** Patterns match the whole text of a box. No kind takes four digits in a row, a word that may be a name, or a bare number: it may be an age. */
export const ALLOWED: readonly AllowedKind[] = [
  { name: 'side', example: 'L', pattern: /^(?:L|R|LT|RT|LEFT|RIGHT)$/ },
  {
    name: 'view',
    example: 'AP',
    pattern: /^(?:AP|PA|LAT|A|P|H|S|I|SUPINE|PRONE|UPRIGHT|ERECT|PORTABLE|CC|MLO|[LR](?:CC|MLO))$/,
  },
  { name: 'number with unit', example: '120 kV', pattern: new RegExp(`^${NUMBER} ?${UNIT}$`) },
  {
    name: 'window',
    example: 'W 400 L 40',
    pattern: /^(?:WW?|C|WL|L)[:= ]? ?-?\d{1,3} ?\/? ?(?:WW?|C|WL|L)[:= ]? ?-?\d{1,3}$/,
  },
  {
    name: 'mechanical or thermal index',
    example: 'MI 1.2',
    pattern: /^(?:MI|TI[SBC]?)[:=<]? ?\d?\.?\d{1,2}$/,
  },
  { name: 'setting', example: 'Gain 54 %', pattern: new RegExp(`^(?:${SETTING})[:=]? ?[<>]?${NUMBER} ?${UNIT}?$`) },
  { name: 'mode or preset', example: 'FROZEN', pattern: new RegExp(`^(?:${WORD})$`) },
  { name: 'probe', example: 'C5-1', pattern: /^[CLPSVX]\d{1,2}-\d{1,2}$/ },
  {
    name: 'counter',
    example: 'Im: 3/12',
    pattern: /^(?:Im(?:age)?|Fr(?:ame)?|Se(?:ries)?|Page)[:= ] ?\d{1,3}(?: ?\/ ?\d{1,3})?$/,
  },
];

/** Letters that stand for themselves only: beside other text they are part of it. */
const STANDS_ALONE = new Set(['side', 'view']);

/** The name of the kind, or undefined: then it stays covered. Machines write several settings in a line: each must be on the list. */
export function allowedKindOf(reading: string): string | undefined {
  const text = reading.trim();
  if (/\d{4}/.test(text) || looksLikeDate(text)) return undefined;
  return kindOf(text) ?? kindOfAll(text.split(/ +/));
}

function kindOf(text: string): string | undefined {
  return ALLOWED.find(({ pattern }) => pattern.test(text))?.name;
}

/** Of the first of several that follow each other. */
function kindOfAll(words: readonly string[]): string | undefined {
  for (let count = 1; count < words.length; count++) {
    const first = kindOf(words.slice(0, count).join(' '));
    if (first === undefined || STANDS_ALONE.has(first)) continue;
    const rest = words.slice(count);
    const next = kindOf(rest.join(' ')) ?? kindOfAll(rest);
    if (next !== undefined && !STANDS_ALONE.has(next)) return first;
  }
  return undefined;
}

/** Two numbers joined by what dates are joined by; a counter has one slash only, and names itself. */
function looksLikeDate(text: string): boolean {
  return /\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/.test(text) || /\b\d{1,2}:\d{2}\b/.test(text);
}
