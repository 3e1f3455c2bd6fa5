// What gives a person away by its form: contacts, labelled numbers, titled names, addresses, very old ages.
import { findDates } from './date-patterns.ts';
import type { Range } from './date-patterns.ts';
import { normaliseWord } from './vocabulary.ts';
import type { Vocabulary } from './vocabulary.ts';

export type PatternRule =
  | 'date'
  | 'email'
  | 'url'
  | 'ip-address'
  | 'phone'
  | 'social-security-number'
  | 'labelled-number'
  | 'labelled-name'
  | 'titled-name'
  | 'address'
  | 'age-over-89';

export type PatternHit = Range & { readonly rule: PatternRule };

const NAME = "\\p{Lu}[\\p{L}'’-]+";
const ANY_NAME = "\\p{L}[\\p{L}'’-]+";
// In both writings, because the name behind a title must begin with a capital and the pattern heeds case for that.
const TITLES = ['dr', 'drs', 'mr', 'mrs', 'ms', 'miss', 'prof', 'herr', 'frau', 'mme', 'mlle', 'sr', 'sra', 'dott']
  .flatMap((title) => [title, title.toUpperCase(), title[0]?.toUpperCase() + title.slice(1)])
  .join('|');
/** Which part of the match is cut: all of it, or only the group named `cut`. */
const PATTERNS: readonly { readonly rule: PatternRule; readonly pattern: RegExp; readonly hint: RegExp }[] = [
  { rule: 'email', hint: /@/, pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/giu },
  { rule: 'url', hint: /:\/\/|www\./i, pattern: /(?:(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s"'<>]+/gi },
  {
    rule: 'ip-address',
    hint: /\d\.\d/,
    // Versions have four parts too, but small ones, and do not begin like private networks.
    pattern:
      /(?<![\d.v])(?=(?:10|127|172|192)\.|[\d.]*\d{3})(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?<!\.0)(?![\d.]*\d)/g,
  },
  {
    rule: 'ip-address',
    hint: /[0-9a-f]:[0-9a-f:]|[0-9a-f]{2}-[0-9a-f]{2}-/i,
    // The longer form, and the address of a network card: more groups than a time of day has.
    pattern:
      /(?<![\p{N}:.])(?:(?:[0-9a-f]{2}([:-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|(?:[0-9a-f]{1,4}:){5,7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6})(?![\p{L}\p{N}:])/giu,
  },
  { rule: 'social-security-number', hint: /\d-\d/, pattern: /(?<![\d.-])\d{3}-\d{2}-\d{4}(?![\d-])/g },
  {
    rule: 'phone',
    hint: /\d{3}/,
    pattern:
      /(?<![\d.])(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)\s?\d{3,4}[\s.-]\d{3,5}|\d{2,4}([.-])\d{3,4}\1\d{3,5}|\d{3} \d{3} \d{4})(?:\s?(?:x|ext\.?)\s?\d{1,6})?(?![\d.])/gi,
  },
  // A trunk zero before the area code: 020 7946 0958, 0171 2345678, 030/901820-44.
  {
    rule: 'phone',
    hint: /0\d{2}/,
    pattern: /(?<![\d.,/-])0\d{1,4}(?:[ /-]\d{5,8}(?:-\d{1,4})?|[ -]\d{3,4}[ -]\d{3,5})(?![\d.,]*\d)/g,
  },
  { rule: 'phone', hint: /\d \d{4} \d/, pattern: /(?<!\d)(?<!\d )\d{2} \d{2} \d{4} \d{4}(?! ?\d)/g },
  { rule: 'phone', hint: /\+\d/, pattern: /(?<!\d)\+\d{1,3}(?:[\s()./-]{0,2}\d){6,12}(?!\d)/g },
  {
    rule: 'phone',
    hint: /tel|ph|fax|mob|cell|pager/i,
    pattern: /\b(?:tel(?:efon|ephone)?|ph(?:one)?|fax|mobile?|cell|pager)\b[\s.:#-]*(?<cut>\+?\d[\d\s()./-]{3,}\d)/gi,
  },
  {
    rule: 'labelled-number',
    hint: /[:#=]\s*[\p{L}\p{N}]/u,
    pattern:
      /\b(?:mrn|ssn|nhs|acc(?:ession)?|pat(?:ient)?|case|account|acct|visit|encounter|order|study|exam|licen[cs]e|policy|plan|insurance|record|chart|passport)\s*(?:(?:id|no|nr|num|number)\b\.?|#)?\s*[:#=]\s*(?<cut>[\p{L}\p{N}]*\d[\p{L}\p{N}./-]*)/giu,
  },
  {
    rule: 'labelled-number',
    hint: /\d{3}/,
    pattern: /\b(?:mrn|ssn|nhs(?: no)?|accession(?: no| number)?)\s*#?\s*(?<cut>[\p{L}]{0,4}-?\d[\p{L}\p{N}-]{2,})/giu,
  },
  {
    rule: 'labelled-name',
    hint: /name|patient|pt\b|physician|operator|technologist|radiologist|by|dict/i,
    pattern: new RegExp(
      `(?:\\b(?:(?:patient|pt|physician|operator|technologist|radiologist|surgeon|nurse)(?:'s)?(?:[ _]name)?|name|(?:signed|read|performed|dictated|reported|reviewed|verified|approved|scanned)(?:[ _]by)?)\\s*[:=]|\\b(?:signed|read|performed|dictated|reported|reviewed|verified|approved|scanned)[ _]by)\\s*(?<cut>${ANY_NAME}(?:[,\\s^]+${ANY_NAME}){0,3})`,
      'giu',
    ),
  },
  {
    rule: 'titled-name',
    hint: /\b(?:dr|mr|mrs|ms|miss|prof|herr|frau|mme|mlle|sra?|dott|drs|sister|nurse)\b/i,
    pattern: new RegExp(
      `\\b(?:${TITLES})(?:\\.\\s*|\\s+)(?<cut>(?:${NAME}|\\p{Lu}\\.?)(?:[\\s^]+(?:${NAME}|\\p{Lu}\\.)){0,2})`,
      'gu',
    ),
  },
  {
    rule: 'address',
    hint: /\d/,
    pattern:
      /(?<![\d.])\d{1,5}[a-z]?\s+(?:[\p{L}.'’-]+\s+){1,4}(?:st|street|ave|avenue|rd|road|blvd|boulevard|ln|lane|dr|drive|court|ct|way|pl|place|sq|square|hwy|highway|pkwy|parkway|terrace)\b\.?(?:,?\s*(?:apt|suite|ste|unit|#)\.?\s*[\p{L}\p{N}]+)?(?:,\s*[\p{L} .'’-]+)?(?:,?\s*[A-Z]{2})?(?:\s+\d{5}(?:-\d{4})?)?/giu,
  },
  { rule: 'address', hint: /\d{5}/, pattern: /(?<!\p{L})[A-Z]{2}\s+\d{5}(?:-\d{4})?(?!\d)/gu },
  {
    rule: 'address',
    hint: /stra|weg|platz|gasse|allee/i,
    pattern: /\p{L}+(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee)\s+\d{1,4}\s?[a-z]?\b(?:,?\s*\d{4,5}\s+\p{L}+)?/giu,
  },
  {
    rule: 'age-over-89',
    hint: /9\d|1[0-3]\d/,
    pattern:
      /(?<![\d.])0?(?:9\d|1[0-3]\d)(?:[\s-]?(?:years?|yrs?|yo|y\.\s?o|y\/o|y|j|jahre|ans|años|anni|anos|jaar|år|лет|года?)(?!\p{L})\.?|\s?[歳岁歲세])(?:[\s-]old)?/giu,
  },
  // 91/F, F 91Y, 91M: an age beside a sex.
  {
    rule: 'age-over-89',
    hint: /9\d|1[0-3]\d/,
    pattern:
      /(?<![\p{L}\p{N}.])(?:0?(?:9\d|10\d)[yj]?(?:\s?[/,]\s?)?[FM]|[FMW]\s?[/,]\s?0?(?:9\d|1[0-3]\d)|[FMW]0?9\d)(?![\p{L}\p{N}.])/gu,
  },
  {
    rule: 'age-over-89',
    hint: /ninety|hundred/i,
    pattern:
      /(?<!\p{L})(?:(?:aged?\s+)?(?:ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one |a )?hundred(?: and)?(?: \p{L}+)?)[\s-](?:years?|yrs?)(?:[\s-]old)?|aged?\s+ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)(?!\p{L})/giu,
  },
  {
    rule: 'age-over-89',
    hint: /\bage[ds]?\b|\balter\b|aged|_age/i,
    pattern: /(?<!\p{L})(?:aged?|ages|alter)(?!\p{L})[\s:=_]*(?<cut>0?(?:9\d|1[0-3]\d)(?!\d|\.\d)Y?)/giu,
  },
];

const ADDRESS_NEEDS_CAPITAL = /\p{Lu}/u;

/** `flat` is the text with full-width and foreign digits as ASCII, same length. */
export function findPatterns(
  flat: string,
  knownDates: ReadonlySet<string>,
  keepDates: boolean,
  vocabulary: Vocabulary,
): PatternHit[] {
  const hits: PatternHit[] = [];
  if (!keepDates) for (const range of findDates(flat, knownDates)) hits.push({ ...range, rule: 'date' });
  for (const { rule, pattern, hint } of PATTERNS) {
    if (!hint.test(flat)) continue;
    for (const match of flat.matchAll(pattern)) {
      const cut = match.groups?.['cut'];
      const from = cut === undefined ? match.index : match.index + match[0].lastIndexOf(cut);
      const length = cut === undefined ? match[0].length : cut.length;
      if (rule === 'address' && !ADDRESS_NEEDS_CAPITAL.test(match[0])) continue;
      const end = rule.endsWith('-name') ? endOfName(flat, from, from + length, vocabulary) : from + length;
      if (end > from) hits.push({ rule, from, to: end });
    }
  }
  return hits;
}

/** `DR CHEST` is no doctor: a name ends before the ordinary words that follow it. */
function endOfName(flat: string, from: number, to: number, vocabulary: Vocabulary): number {
  let end = from;
  for (const match of flat.slice(from, to).matchAll(/\p{L}+/gu))
    if (!vocabulary.knows(normaliseWord(match[0]))) end = from + match.index + match[0].length;
  return end;
}
