import type { Instant, PersonObserver } from '../../../../core/findings/index.ts';
import type { Person } from '../../../services/index.ts';

/**
 * Who draws, as documents say it. The identity provider gives one name in one piece; which part of it is the family name
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
    .slice(0, 64);
  return plain === '' ? subject.slice(0, 64) : plain;
}

/** Of this installation of this version: the same in every document that it writes. */
export async function deviceUID(siteName: string, version: string): Promise<string> {
  const seed = new TextEncoder().encode(JSON.stringify(['Collimator', siteName, version]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', seed)).slice(0, 16);
  return `2.25.${digest.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)}`;
}

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
