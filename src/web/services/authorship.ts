import type { Instant, PersonObserver } from '../../core/findings/index.ts';
import { SessionOver } from './errors.ts';
import type { Person } from './session/session-state.ts';
import type { Session } from './session/session.ts';

/** Whoever is signed in. Nobody else is put in the place of a person who is not: nothing is written then. */
export function signedInPerson({ state }: Pick<Session, 'state'>): Person {
  const now = state();
  if ('person' in now) return now.person;
  throw new SessionOver();
}

/**
 * Who acts, as documents say it. The identity provider gives one name in one piece; which part of it is the family name
 * is not guessed. The login is the provider's stable id: names change, and two people may share one.
 */
export function observerOf(person: Person, organisation: string): PersonObserver {
  return { name: nameOf(person), login: person.subject, organisation };
}

function nameOf({ name, subject }: Person): string {
  if (/^[^\\=]+$/.test(name) && name.includes('^')) return name.slice(0, 64);
  const plain = name
    .replaceAll(/[\\^=]/g, ' ')
    .trim()
    .slice(0, 63);
  // The caret says that this is one component on purpose, PS3.5 6.2.1.1, and not a name of before DICOM.
  return `${plain === '' ? subject.slice(0, 63) : plain}^`;
}

/** PS3.5 B.2: a UUID as a decimal number. */
export function newUID(): string {
  return `2.25.${BigInt(`0x${crypto.randomUUID().replaceAll('-', '')}`)}`;
}

/** Now, on the person's clock: `2026-11-22T14:05:00+01:00`. */
export function instantNow(now = new Date()): Instant {
  const minutes = -now.getTimezoneOffset();
  const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  const local = new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  return `${local}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
