// Everything that must be the same for the same patient and project, and mean nothing to anybody without the key.
//
// A hash without a key is no protection: whoever can guess the number of a patient can hash it too.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

export type Keyed = {
  /** A new UID, always the same for the same one: `2.25.` and a 128-bit integer, PS3.5 B.2. */
  uid(original: string): string;
  /** A name and number for a patient: letters and digits that cannot be mistaken for one another. */
  pseudonym(patient: string): string;
  /** Days to go back: at least 1, so that nothing lands in the future. */
  shiftDays(patient: string, span: ShiftSpan): number;
  /** For other values that must stay distinct, as hexadecimal digits. */
  token(purpose: string, original: string): string;
};

export type ShiftSpan = {
  readonly maximumDays: number;
  /** Whole weeks keep the day of the week. */
  readonly wholeWeeks: boolean;
};

/** Shorter keys can be tried out. */
export const SHORTEST_KEY_BYTES = 16;

/** The key of a project is too short to protect anything. Choose a longer one. */
export class WeakKey extends Error {
  readonly code = 'weak-key';
}

/** As in Crockford's base 32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const PSEUDONYM_LETTERS = 12;
const REMEMBERED = 20_000;

export function createKeyed(key: Uint8Array): Keyed {
  if (key.length < SHORTEST_KEY_BYTES) throw new WeakKey(`the key has fewer than ${SHORTEST_KEY_BYTES} bytes`);
  const encoder = new TextEncoder();
  // One key for each purpose, so that a UID and a pseudonym made of the same text have nothing in common.
  const makers = new Map<string, ReturnType<typeof hmac.create>>();
  // One state is used again and again: making a new one costs more than the hash.
  const scratch = hmac.create(sha256, key);
  const digest = (purpose: string, text: string): Uint8Array => {
    let maker = makers.get(purpose);
    if (maker === undefined) {
      maker = hmac.create(sha256, hmac(sha256, key, encoder.encode(`collimator de-identification ${purpose}`)));
      makers.set(purpose, maker);
    }
    maker._cloneInto(scratch);
    return scratch.update(encoder.encode(text)).digest();
  };
  const pseudonyms = new Map<string, string>();
  const shifts = new Map<string, number>();
  const uids = new Map<string, string>();
  return {
    uid(original) {
      let uid = uids.get(original);
      if (uid === undefined) {
        uid = `2.25.${integerOf(digest('uid', original).subarray(0, 16))}`;
        if (uids.size >= REMEMBERED) uids.clear();
        uids.set(original, uid);
      }
      return uid;
    },
    pseudonym(patient) {
      const known = pseudonyms.get(patient);
      if (known !== undefined) return known;
      if (pseudonyms.size >= REMEMBERED) pseudonyms.clear();
      const bytes = digest('pseudonym', patient);
      let letters = '';
      for (let at = 0; at < PSEUDONYM_LETTERS; at++) letters += ALPHABET[(bytes[at] ?? 0) & 31];
      pseudonyms.set(patient, `P${letters}`);
      return `P${letters}`;
    },
    shiftDays(patient, { maximumDays, wholeWeeks }) {
      const step = wholeWeeks ? 7 : 1;
      let number = shifts.get(patient);
      if (number === undefined) {
        const bytes = digest('date-shift', patient);
        number = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
        if (shifts.size >= REMEMBERED) shifts.clear();
        shifts.set(patient, number);
      }
      return step * (1 + (number % Math.max(1, Math.floor(maximumDays / step))));
    },
    token: (purpose, original) => hexOf(digest(`token ${purpose}`, original).subarray(0, 8)),
  };
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function integerOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  return ((view.getBigUint64(0) << 64n) | view.getBigUint64(8)).toString();
}
