// Shifts and shortens DA and DT values. What is no valid date gives undefined: the caller then removes it.
import { isDate } from '../text/date-patterns.ts';

export type DateChange = { readonly kind: 'shift'; readonly days: number } | { readonly kind: 'year' };

const DAY_MS = 86_400_000;
const DA = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/;
const DT = /^(\d{4})(\d{2})?(\d{2})?((?:\d{2}){0,3}(?:\.\d{1,6})?)?([+-]\d{4})?$/;
export const TM = /^(?:\d{2}(?:\d{2}(?:\d{2}(?:\.\d+)?)?)?|\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)$/;

/** DA; the retired form with points comes out without them. A range of dates is changed at both ends. */
export function changeDA(value: string, change: DateChange): string | undefined {
  const trimmed = value.trim();
  const match = DA.exec(trimmed);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (!isDate(year, month, day)) return undefined;
  return change.kind === 'year' ? `${match[1]}0101` : shifted(year, month, day, change.days);
}

/** DT keeps its precision, its time of day and its offset from UTC. */
export function changeDT(value: string, change: DateChange): string | undefined {
  const match = DT.exec(value.trim());
  if (match === null) return undefined;
  const [, year = '', month, day, rest = '', offset = ''] = match;
  // A date whose day is not told is shifted from the middle of what it tells.
  const [m, d] = [month === undefined ? 7 : Number(month), day === undefined ? 15 : Number(day)];
  if (!isDate(Number(year), m, d)) return undefined;
  if (change.kind === 'year') return year;
  const all = shifted(Number(year), m, d, change.days);
  const precision = month === undefined ? 4 : day === undefined ? 6 : 8;
  return `${all.slice(0, precision)}${rest}${offset}`;
}

function shifted(year: number, month: number, day: number, days: number): string {
  const date = new Date(Date.UTC(year, month - 1, day) - days * DAY_MS);
  // Years below 1000 cannot come of valid dates shifted by some years; padStart guards the form all the same.
  return `${String(date.getUTCFullYear()).padStart(4, '0')}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}`;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Ages above the limit say too much about too few: `093Y` becomes `090Y`. */
export function capAge(value: string, maximumYears: number): string | undefined {
  const match = /^(\d{3})([DWMY])$/.exec(value.trim());
  if (match === null) return undefined;
  const years = Number(match[1]) / { D: 365.25, W: 52.18, M: 12, Y: 1 }[match[2] as 'D' | 'W' | 'M' | 'Y']; // matched above
  return years > maximumYears ? `${String(maximumYears + 1).padStart(3, '0')}Y` : value.trim();
}
