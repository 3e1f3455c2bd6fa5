/** DICOM values as a person reads them. What cannot be read is shown as it stands: no guess, no filled-in value. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** DA, PS3.5 6.2: `20240314` is `14 Mar 2024`, which no country reads in another way. */
export function presentDate(da: string): string {
  const match = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(da.trim());
  const month = MONTHS[Number(match?.[2]) - 1];
  return match === null || month === undefined ? da.trim() : `${Number(match[3])} ${month} ${match[1]}`;
}

/** TM: `101407.123` is `10:14`. */
export function presentTime(tm: string): string {
  const match = /^(\d{2}):?(\d{2})/.exec(tm.trim());
  return match === null ? tm.trim() : `${match[1]}:${match[2]}`;
}

/** An instant in this machine's zone: `10:14:07`. */
export function presentClock(instant: string | number): string {
  const at = new Date(instant);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * PN, PS3.5 6.2.1: `Yamada^Tarou=山田^太郎` is `Yamada, Tarou · 山田 太郎`. The family name leads, before the comma; letters stay
 * as the archive has them.
 */
export function presentName(pn: string): string {
  const [alphabetic = '', ...others] = pn.split('=');
  const groups = [presentAlphabetic(alphabetic), ...others.slice(0, 1).map(presentGroup)];
  return groups.filter((group) => group !== '').join(' · ');
}

function presentAlphabetic(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group.split('^').map((part) => part.trim());
  const first = [prefix, given, middle, suffix].filter((part) => part !== '').join(' ');
  return [family, first].filter((part) => part !== '').join(', ');
}

function presentGroup(group: string): string {
  return group
    .split('^')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** Thousands apart: `1,284`. */
export function presentCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What is left of an access, whole minutes, then seconds in the last one: `59 min`, then `45 s`. */
export function presentTimeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return seconds > 60 ? `${Math.ceil(seconds / 60)} min` : `${seconds} s`;
}
