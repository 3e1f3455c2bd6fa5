// Dates of the batch that somebody hid: backwards, digit by digit, with signs between that nobody sees.
import type { Range } from './date-patterns.ts';

/** `YYYYMMDD` as people and machines write it in eight digits. */
export function dateKeys(dates: Iterable<string>): Set<string> {
  const keys = new Set<string>();
  for (const date of dates) {
    const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
    for (const key of [year + month + day, day + month + year, month + day + year]) keys.add(key);
  }
  return keys;
}

const WRITTEN = /(?<!\d)(?:\d{8}|\d{1,4}[-./: _]\d{1,2}[-./: _]\d{2,4})(?!\d)/g;
/** The same sign between all of them. */
const DIGIT_BY_DIGIT = /(?<![\p{L}\p{N}])\d([ ._,;|-])[\d./-](?:\1[\d./-]){5,8}(?![\p{L}\p{N}])/gu;
const SIX_DIGITS = /(?:\d[^\d]{0,3}){6}/;
const UNSEEN = /[\p{Cf}\p{M}]/u;

/** Where they stand. Plain ones are not looked for: every writing of a date has its pattern. */
export function disguisedDates(text: string, keys: ReadonlySet<string>): Range[] {
  if (keys.size === 0 || !SIX_DIGITS.test(text)) return [];
  const found: Range[] = [];
  const backwards = text.split('').reverse().join('');
  for (const { from, to } of written(backwards, keys)) found.push({ from: text.length - to, to: text.length - from });
  for (const match of text.matchAll(DIGIT_BY_DIGIT)) {
    const together = match[0].replace(/(.)./g, '$1');
    if (written(together, keys).length > 0) found.push({ from: match.index, to: match.index + match[0].length });
  }
  if (!UNSEEN.test(text)) return found;
  const seen = [...text.matchAll(/[^\p{Cf}\p{M}]/gu)].filter(({ 0: sign }) => sign.length === 1);
  for (const { from, to } of written(seen.map(({ 0: sign }) => sign).join(''), keys))
    found.push({ from: seen[from]?.index ?? 0, to: (seen[to - 1]?.index ?? 0) + 1 });
  return found;
}

function written(text: string, keys: ReadonlySet<string>): Range[] {
  const found: Range[] = [];
  for (const match of text.matchAll(WRITTEN)) {
    const digits = match[0].replace(/\d+/g, (part) => part.padStart(2, '0')).replace(/\D/g, '');
    if (keys.has(digits)) found.push({ from: match.index, to: match.index + match[0].length });
  }
  return found;
}
