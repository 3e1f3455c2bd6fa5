// Dates that are written as numbers: 20140321, or seconds and milliseconds since 1970.
import { numbersOf, VRSet } from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';
import { isDate } from '../text/date-patterns.ts';
import type { Work } from './work.ts';

const DAY_SECONDS = 86_400;

/** A whole number that reads as a day of this and the last century, or as seconds or milliseconds of a day of the batch. */
export function isDateNumber(numbers: readonly number[], { knownDates }: Work): boolean {
  return numbers.some((number) => {
    if (!Number.isInteger(number) || number < 1e7) return false;
    if (number < 1e8)
      return isDate(Math.floor(number / 1e4), Math.floor(number / 100) % 100, number % 100) && number > 19_000_000;
    const seconds = number > 1e11 ? number / 1000 : number;
    if (seconds < 3e8 || seconds > 4.2e9) return false;
    return [-1, 0, 1].some((days) => knownDates.has(dayOf(seconds + days * DAY_SECONDS)));
  });
}

const dayOf = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10).replaceAll('-', '');

/** VRs with room for eight digits. */
const LONG_NUMBERS = new VRSet(['FD', 'OD', 'OL', 'OV', 'SL', 'SV', 'UL', 'UV']);
/** More numbers than this are a table or a curve, not a date. */
export const FEW_NUMBERS = 16;

/** The same of numbers in bytes, in whatever attribute: only days of the batch, since anything may be measured. */
export function holdsKnownDateNumber(element: Element, { knownDates }: Pick<Work, 'knownDates'>): boolean {
  const { vr, length } = element;
  if (!LONG_NUMBERS.has(vr) || knownDates.size === 0 || length > FEW_NUMBERS * 8) return false;
  const wordBytes = vr === 'SL' || vr === 'UL' || vr === 'OL' ? 4 : 8;
  if (length % wordBytes !== 0) return false;
  return numbersOf(element).some((number) => Number.isInteger(number) && isKnownDay(String(number), knownDates));
}

const POINT = 0x2e;
const SHORTEST_DATE = 8;

/** Whether a number written as text is a day of the batch: whatever attribute it stands in, it says when. */
export function holdsKnownDate(bytes: Uint8Array, { knownDates }: Pick<Work, 'knownDates'>): boolean {
  if (bytes.length < SHORTEST_DATE || knownDates.size === 0) return false;
  let run = '';
  let isFraction = false;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x30 && byte <= 0x39) run += String.fromCharCode(byte);
    else {
      if (!isFraction && run.length >= SHORTEST_DATE && isKnownDay(run, knownDates)) return true;
      isFraction = byte === POINT;
      run = '';
    }
  }
  return false;
}

/** A day, with or without a time of day behind it, or seconds or milliseconds since 1970. */
function isKnownDay(digits: string, knownDates: ReadonlySet<string>): boolean {
  if ((digits.length === 8 || digits.length === 12 || digits.length === 14) && knownDates.has(digits.slice(0, 8)))
    return true;
  if (digits.length !== 10 && digits.length !== 13) return false;
  return knownDates.has(dayOf(Number(digits.slice(0, 10))));
}
