import type { Instant } from '../../findings/index.ts';
import { SrError } from '../errors.ts';

const ISO = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:\d\d)$/;

/**
 * `2026-11-22T14:05:00.25+01:00` as DT: `20261122140500.25+0100`. Moments in UTC are written as the same moment at +0100: dcmtk, and
 * what is built with it, takes the offset +0000 for malformed (3.6.7, though PS3.5 6.2 allows it).
 */
export function dicomDateTime(at: Instant): string {
  const { date, time, offset, fraction } = partsOf(at);
  if (offset !== '+0000') return `${date}${time}${offset}`;
  const moved = partsOf(new Date(Date.parse(at) + 60 * 60_000).toISOString());
  // Microseconds do not pass through a Date.
  return `${moved.date}${moved.time.slice(0, 6)}${fraction === '' ? '' : `.${fraction}`}+0100`;
}

/** Date and time as the clock showed them at `offset` (`+0100`), or at the offset of the instant itself. */
export function dateAndTime(at: Instant, offset?: string): { readonly date: string; readonly time: string } {
  const parts = partsOf(at);
  if (offset === undefined || offset === parts.offset || !/^[+-]\d{4}$/.test(offset)) return parts;
  const moved = new Date(Date.parse(at) + minutesOf(offset) * 60_000).toISOString();
  const { date, time } = partsOf(moved);
  // Microseconds do not pass through a Date.
  return {
    date,
    time: parts.fraction === '' ? time.replace(/\..*$/, '') : time.replace(/\..*$/, `.${parts.fraction}`),
  };
}

/** DT back to an instant; undefined where the document does not say to the second and with an offset. */
export function instantOf(dateTime: string | undefined): Instant | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,6})?([+-]\d\d)(\d\d)$/.exec(dateTime ?? '');
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction = '', offsetHours, offsetMinutes] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}${offsetHours}:${offsetMinutes}`;
}

function partsOf(at: Instant): { date: string; time: string; fraction: string; offset: string } {
  const found = ISO.exec(at);
  if (found === null || Number.isNaN(Date.parse(at)))
    throw new SrError('bad-instant', 'a moment must be ISO 8601 with an offset');
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = found;
  return {
    date: `${year}${month}${day}`,
    time: `${hour}${minute}${second}${fraction === '' ? '' : `.${fraction}`}`,
    fraction,
    offset: zone === 'Z' ? '+0000' : zone.replace(':', ''),
  };
}

function minutesOf(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(3, 5));
  return offset.startsWith('-') ? -minutes : minutes;
}
