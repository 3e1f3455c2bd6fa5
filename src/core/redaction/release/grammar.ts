// The closed list of words that say nothing of a person. What is not wholly on it stays covered.
import { asPrinted } from './as-printed.ts';
import { BODY, MAKERS, MEASURES, MODES, SETTINGS, SETTINGS_WITH_UNIT, SIDES, VALUES } from './vocabulary.ts';

/**
 * What must be around a text of this kind. `anything`: it says by itself what it is, whatever stands beside it. `label-free`: nothing that
 * stays covered before it, it may be what that speaks of. `free`: nothing that stays covered to its left and right, it may be a part of that.
 * `room`: the same, and nothing else close to it. `alone`: nothing near it
 * at all. `block`: a released line right above or below. `scale`: others like it, at the distances of their values.
 */
export type Needs = 'anything' | 'label-free' | 'free' | 'room' | 'alone' | 'block' | 'scale';

/** From what asks for nothing to what asks for most. */
export const NEEDS: readonly Needs[] = ['anything', 'label-free', 'free', 'room', 'block', 'alone', 'scale'];

/** One kind of harmless text, as the person who switches releasing on sees it. */
export interface AllowedKind {
  readonly name: string;
  readonly example: string;
  readonly needs: Needs;
}

interface Rule extends AllowedKind {
  /** Blanks are taken out of the text: readers see some that are not there. */
  readonly pattern: RegExp;
  /** Several of such kinds may follow each other in a line. */
  readonly joins: boolean;
  /** Has no blanks in it. */
  readonly isSolid: boolean;
  /** Has several numbers behind each other. */
  readonly isOfNumbers: boolean;
  /** A number far behind its label may be another text: an age. */
  readonly isClose: boolean;
}

interface More {
  readonly needs?: Needs;
  readonly joins?: boolean;
  readonly isSolid?: boolean;
  readonly isOfNumbers?: boolean;
  readonly isClose?: boolean;
}

const NUMBER = String.raw`[-+]?(?:\d{1,3}(?:[.,]\d{1,2})?|[.,]\d{1,2})`;
const LONG_NUMBER = String.raw`[-+]?\d{1,4}(?:[.,]\d{1,2})?`;
/** Units of machines. Not kg, lb, m, ft, in, y: people are given in them; and cm only of what is shorter than a person. */
const UNIT = String.raw`(?:k[Vv]p?|KVP?|mAs?|MAS?|mm2?|MM|cm2|k?H[Zz]|M[Hh][Zz]|d[Bb]|DB|fps|FPS|bpm|BPM|%|HU|ms|s|sec|[cm]m/s|CM/S|m/s|mmHg|mW|mJ|[mu]Gy|[cm]?l/min|deg|[cm]m/sec|mL|ml|cc)`;
/** The mark of a caliper before its measurement, as readers see it. */
const CALIPER = '[-+*:;.x]?';
const CENTIMETRES = String.raw`[-+]?(?:[0-3]?\d(?:[.,]\d{1,2})?|[.,]\d{1,2})(?:cm|CM)`;
const WORD_VALUES = 'WF|Persist|Persistence|Filter|Map|MB|XRes|SRI|Smooth|THI|Zoom|Dyn|Gain|Sweep|Edge|Res|Enhance|Chroma|Density|LineDensity|FrameRate|Sens|XMIT'.split('|'); // prettier-ignore

const oneOf = (words: readonly string[]): string => `(?:${spelled(words).join('|')})`;

/** As it stands on the list, in capitals, and in small letters with a capital; short words only as they stand. */
function spelled(words: readonly string[]): string[] {
  const all = words.flatMap((word) => {
    const compact = word.replace(/ /g, '');
    const isLong = compact.length >= 3;
    return isLong ? [compact, compact.toUpperCase(), compact[0] + compact.slice(1).toLowerCase()] : [compact];
  });
  return [...new Set(all)]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`));
}

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const rule = (name: string, example: string, pattern: string, { needs = 'anything', joins = needs === 'anything', isSolid = false, isOfNumbers = false, isClose = false }: More = {}): Rule => ({ name, example, needs, joins, isSolid, isOfNumbers, isClose, pattern: whole(pattern) }); // prettier-ignore

const LABELLED = `${oneOf(SETTINGS)}[:=]?[<>]?`;

/** Patterns match the whole text of a line, or each of several parts of it. No kind takes a word that may be a name, or a bare number: it may be an age. */
const RULES: readonly Rule[] = [
  rule('side', 'L', '[LR]|LT|RT|LEFT|RIGHT|IZQ|DCHA|Left|Right', { needs: 'room' }),
  rule('view', 'AP', 'AP|PA|LAT|SUPINE|PRONE|UPRIGHT|ERECT|PORTABLE|CC|MLO|[LR](?:CC|MLO)|RAO|LAO', { needs: 'room' }),
  rule('orientation', 'A', '[APHS]', { needs: 'alone' }),
  rule('orientation of the image', 'Lat: F', '(?:Lat|LAT):[LRAPHF]', { needs: 'room' }),
  rule('number with unit', '120 kV', `${NUMBER}${UNIT}|(?:\\d[.,]\\d{1,2}|[137])T`),
  rule('number of centimetres', '16 cm', CENTIMETRES, { needs: 'label-free', joins: true }),
  rule('window', 'W 400 L 40', String.raw`WW?[:=]?\d{1,5}[/,:]?(?:C|WC|WL|L)[:=]?-?\d{1,5}|(?:C|WC|WL|L)[:=]?-?\d{1,5}[/,:]?WW?[:=]?\d{1,5}`),
  rule('mechanical or thermal index', 'MI 1.2', String.raw`(?:MI|IM|TI[SBCsbcm]?|ITm|TI\([SBC]\))(?:[:=<]*(?:\d?[.,]\d{1,2}|\d|-)|[:=])`),
  rule('setting', 'Gain 54 %', `${LABELLED}(?:${NUMBER}${UNIT}|${CENTIMETRES}|\\d(?:[.,]\\d)?|[Oo]ff)|${oneOf(SETTINGS_WITH_UNIT)}[:=]?${NUMBER}${UNIT}`),
  rule('setting with a number', 'Gn 60', `${oneOf(SETTINGS.filter((word) => word.length > 1))}[:=]?[<>]?${NUMBER}`, { isClose: true }),
  rule('letter with a number', 'C 50', String.raw`[CGP][:=]?[<>]?\d{1,2}`, { isClose: true }),
  rule('name of a setting', 'Gain=', `${oneOf(SETTINGS.filter((word) => word.length >= 4))}[:=]`),
  rule('setting in words', 'WF Low', `${oneOf(WORD_VALUES)}[:=]?${oneOf(VALUES)}|XMIT[:=]?[A-Z]`),
  rule('word in a list of settings', 'P Low', 'P(?:Low|Med|High)|Gen|HR|MI', { needs: 'block' }),
  rule('setting of several numbers', 'PRC 16/4/1', String.raw`PRC\d{1,2}(?:/\d{1,2}){1,2}|PROC(?:[0-9A-Z]/){2,5}[0-9A-Z]|T\d(?:/[-+]?\d){1,3}|XVC\d|XM[A-Z]?\d`),
  rule('time of a sequence', 'TR 2000', String.raw`(?:TR|CINE|Cine|PRF|FOV|REX)[:=]?${LONG_NUMBER}(?:ms|Hz|mm|k)?`, { isClose: true }),
  rule('position or thickness', 'ST 5.0', String.raw`(?:ST|SP|TP|GP|SC|GT)[:=]?-?\d{1,3}[.,]\d{1,2}(?:mm)?|\d{1,2}[.,]\d{1,2}(?:thk|sp)(?:/\d{1,2}[.,]\d{1,2}sp)?`),
  rule('size of an image', 'Image size: 512 x 512', String.raw`(?:[Ii]mage ?[Ss]ize|[Vv]iew ?[Ss]ize|Matrix|MATRIX)[:=]?\d{2,4}[x*X]\d{2,4}|(?:Zoom|ZOOM|Mag)[:=]?\d{1,2}(?:[.,]\d{1,2})?[xX]`),
  rule('sound', '3.5/2.7-L', String.raw`\d[.,]\d/\d[.,]\d(?:-[A-Z])?`),
  rule('two frequencies', '1.3 2.6', String.raw`\d[.,]\d{2}[.,]\d`, { needs: 'room' }),
  rule('console code', '44CG43', String.raw`\d{2}(?:CG|DR|G)(?:\d{2})?|(\d{2})F\1|(\d{3})P\2`, { isSolid: true }),
  rule('line of a console', 'R3 A2 P16', String.raw`\d{1,2}cm(?:\d{1,2}cm|\d{1,3}s)|\d{1,2}M\d{1,2}L|R\d{1,2}(?:G\d{1,2})?(?:C\d{1,2})?A\d{1,2}(?:P\d{1,2})?|9\d{3}\d[.,]\dR\d{1,2}G\d{1,2}C\d{1,2}A\d{1,2}`, { isOfNumbers: true }),
  rule('measurement', 'Dist 1.43 cm', String.raw`${CALIPER}${oneOf(MEASURES)}[:=]?(?:${NUMBER}${UNIT}|${CENTIMETRES}|-?\d{1,3}[.,]\d{1,2})`),
  rule('name of a measurement', 'Asc Ao Diam', String.raw`${CALIPER}${oneOf(MEASURES.filter((word) => word.replace(/ /g, '').length >= 4 && !SETTINGS_WITH_UNIT.includes(word)))}[:=]?`, { needs: 'free', joins: true }),
  rule('mode or state', 'FROZEN', `B?(?:RES|GEN|PEN)-[AGLMP]|${oneOf(MODES)}`, { needs: 'free', joins: true }),
  rule('preset or part of the body', 'Thyroid', String.raw`(?:\d:)?${oneOf(BODY)}(?:\d{1,2}MHz)?`, { needs: 'free', joins: true }),
  rule('side of a part', 'RT KIDNEY', `${oneOf(SIDES.filter((word) => word.length > 1))}${oneOf(BODY)}|${oneOf(BODY)}${oneOf(SIDES.filter((word) => word.length > 1))}`, { needs: 'free', joins: true }),
  rule('maker', 'HITACHI', oneOf(MAKERS), { needs: 'free', joins: true }),
  rule('probe', 'C5-1', String.raw`[CLPSVX]\d{1,2}-\d{1,2}|[1-9]\d?[CLPSV]\d{1,2}|\d{1,2}[CLPS]-(?:D|RS)|M\d[A-Z]c?`, { isSolid: true }),
  rule('probe by its number', 'LA435', String.raw`[CLP]A[1-5]\d\d`, { needs: 'room', isSolid: true }),
  rule('decimal number', '0.9', String.raw`\d[.,]\d`, { needs: 'block' }),
  rule('counter', 'Im: 3/12', String.raw`(?:Im|Fr|Se|IM|SE|FR|Page)(?:[:=#]\d{1,3}(?:/\d{1,3})?|\d{1,3}/\d{1,3})|(?:Image|Img|Frame|Series|Slice)[:=#]?\d{1,3}(?:/\d{1,3})?|image_\d{1,3}`),
  rule('unit', 'cm/s', 'cm|mm|dB|Hz|kHz|MHz|kV|mA|mAs|bpm|BPM|fps|FPS|cm/s|CM/S|m/s|%', { needs: 'room' }),
  rule('label without a value', 'ID:', '(?:ID|Name|DOB|Sex|Age):', { needs: 'room' }),
]; // prettier-ignore

/** Not on the list by itself: what several bare numbers are together. */
export const SCALE: AllowedKind = { name: 'labels of a scale', example: '0 5 10 15', needs: 'scale' };

export const ALLOWED: readonly AllowedKind[] = [
  ...RULES.map(({ name, example, needs }) => ({ name, example, needs })),
  SCALE,
];

/** The name of the kind, or undefined: then it stays covered. Machines write several settings in a line: each must be on the list. */
export function allowedKindOf(reading: string): string | undefined {
  return allowedOf(reading)?.name;
}

/** The kind of a line; of several that follow each other the first of those that need most. `hasWideGap`: something in it stands far from the rest. */
export function allowedOf(reading: string, { hasWideGap = false } = {}): AllowedKind | undefined {
  const words = withoutSpecks(reading.trim())
    .replace(/(\d)- (?=\d)/g, '$1-')
    .split(/ +/);
  if (words.length > MOST_WORDS) return undefined;
  return ruleOf(words, hasWideGap) ?? allOf(words, hasWideGap);
}

/** Marks of a scale beside a line look like points; behind few letters a point makes an initial of them. */
function withoutSpecks(text: string): string {
  return text.length < 5 ? text : text.replace(/^[.,] ?/, '').replace(/ ?[.,]$/, '');
}

/** Letters alone, and behind them a letter with a number, may be a name with an age: Hipp 43. */
const WORD = /^[A-Za-z]{3,}$/;
const LETTER_WITH_NUMBER = /^[CGP][:=]?[<>]?\d{0,2}$/;

const MOST_WORDS = 24;
/** So many words a single entry has at most, with the blanks that a reader sees where there are none. */
const LONGEST = 8;

function allOf(words: readonly string[], hasWideGap: boolean): Rule | undefined {
  /** From which word on the rest is on the list, and as what. */
  const rest: (Rule | undefined)[] = [];
  for (let start = words.length - 1; start >= 0; start--)
    for (let end = start + 1; end <= Math.min(words.length, start + LONGEST); end++) {
      if (end < words.length && rest[end] === undefined) continue;
      const found = ruleOf(words.slice(start, end), hasWideGap);
      const mayBeName = LETTER_WITH_NUMBER.test(words[end] ?? '') && WORD.test(words.slice(start, end).join(''));
      if (found?.joins === true && !mayBeName) rest[start] ??= stricter(found, rest[end]);
    }
  return rest[0];
}

function stricter(first: Rule, rest: Rule | undefined): Rule {
  return rest !== undefined && NEEDS.indexOf(rest.needs) > NEEDS.indexOf(first.needs) ? rest : first;
}

function isLetter(word: string | undefined): boolean {
  return word !== undefined && /^[A-Za-z]$/.test(word);
}

function ruleOf(words: readonly string[], hasWideGap: boolean): Rule | undefined {
  const text = words.join('');
  // Letters with blanks between them are initials, not a word.
  if (words.length > 1 && text.length < 4 && !/\d/.test(text)) return undefined;
  if (words.some((word, at) => isLetter(word) && isLetter(words[at + 1]))) return undefined;
  // Of two digits a reader may see a blank between them; of more it is two numbers.
  const areNumbers = /\d{2} \d|\d \d{2}|\d \d \d/.test(words.join(' '));
  const isIt = (rule: Rule, said: string): boolean =>
    !(rule.isSolid && words.length > 1) &&
    !(areNumbers && !rule.isOfNumbers) &&
    !(rule.isClose && hasWideGap) &&
    rule.pattern.test(said);
  const found = RULES.find((rule) => isIt(rule, text));
  if (found !== undefined) return found;
  const printed = words.map(asPrinted).join('');
  return printed === text ? undefined : RULES.find((rule) => isIt(rule, printed));
}
