// Code extensions by escape sequences, PS3.5 6.1.2.4 and 6.1.2.5.
import { DicomError } from '../errors.ts';
import type { CodedSet } from './repertoires.ts';
import { ASCII, BY_ESCAPE, type Designation, REGISTERED, ROMAJI } from './terms.ts';

/** What ends a stretch of text, after which the sets of the first term are active again. */
export type Delimiters = 'pn' | 'values' | 'none';

const ESC = 0x1b;
const BACKSLASH = 0x5c;
const CARET = 0x5e;
const EQUALS = 0x3d;

export interface CodeExtensions {
  /** Active at the beginning and after every delimiter. */
  readonly g0: Designation;
  readonly g1: Designation | undefined;
  /** All declared sets, in order. */
  readonly declared: readonly Designation[];
  /** Where the high bytes of a text without escapes are looked up when the first term has no upper half. */
  readonly fallbackG1: Designation | undefined;
}

export function codeExtensionsOf(registrations: readonly number[]): CodeExtensions {
  const declared = registrations.map((number) => REGISTERED[number] as Designation); // parsed terms are registered
  const first = declared[0] ?? ASCII;
  return {
    g0: registrations[0] === 13 ? ROMAJI : ASCII,
    g1: first.area === 'G1' && isSingleByte(first) ? first : undefined,
    declared,
    fallbackG1: declared.find(({ area }) => area === 'G1') ?? REGISTERED[100],
  };
}

function isSingleByte({ set }: Designation): boolean {
  return typeof set === 'string' || set.bytesPerCode === 1;
}

function isDelimiter(byte: number, delimiters: Delimiters): boolean {
  if (byte < 0x20) return true; // every control but ESC, which is looked at before
  if (delimiters === 'none') return false;
  return byte === BACKSLASH || (delimiters === 'pn' && (byte === CARET || byte === EQUALS));
}

export function decodeExtended(bytes: Uint8Array, extensions: CodeExtensions, delimiters: Delimiters): string {
  let g0 = extensions.g0;
  let g1 = extensions.g1;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number; // within bounds by the loop
    if (byte === ESC) {
      const escape = escapeAt(bytes, at + 1);
      if (escape?.area === 'G0') g0 = escape;
      else if (escape !== undefined) g1 = escape;
      else text += '\ufffd';
      at += 1 + (escape?.escape.length ?? 0);
      continue;
    }
    const active = byte < 0x80 ? g0 : (g1 ?? extensions.fallbackG1);
    if (byte < 0x80 && (byte <= 0x20 || byte === 0x7f || typeof g0.set === 'string')) {
      text += String.fromCharCode(byte);
      at += 1;
      if (isDelimiter(byte, delimiters)) ({ g0, g1 } = extensions);
    } else if (active === undefined || typeof active.set === 'string' || (byte >= 0x80 && byte < 0xa0)) {
      text += String.fromCharCode(byte);
      at += 1;
    } else {
      const { length, character } = characterAt(bytes, at, active.set);
      text += character;
      at += length;
    }
  }
  return text;
}

function escapeAt(bytes: Uint8Array, at: number): Designation | undefined {
  const two = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0);
  return BY_ESCAPE.get(two) ?? BY_ESCAPE.get(two + String.fromCharCode(bytes[at + 2] ?? 0));
}

function characterAt(bytes: Uint8Array, at: number, set: CodedSet): { length: number; character: string } {
  const byte = bytes[at] as number; // the caller is within bounds
  if (set.bytesPerCode === 1) return { length: 1, character: set.decode(byte & 0x7f) ?? '\ufffd' };
  const next = bytes[at + 1];
  // Both bytes of a code lie in the same half; otherwise one byte is damaged and the next stands for itself.
  if (next === undefined || (next & 0x80) !== (byte & 0x80) || (next & 0x7f) < 0x21)
    return { length: 1, character: '\ufffd' };
  return { length: 2, character: set.decode(((byte & 0x7f) << 8) | (next & 0x7f)) ?? '\ufffd' };
}

export function encodeExtended(text: string, extensions: CodeExtensions, delimiters: Delimiters): Uint8Array {
  const out: number[] = [];
  let g0 = extensions.g0;
  let g1 = extensions.g1;
  const designate = (designation: Designation): void => {
    out.push(ESC, ...Array.from(designation.escape, (char) => char.charCodeAt(0)));
    if (designation.area === 'G0') g0 = designation;
    else g1 = designation;
  };
  const restore = (): void => {
    if (g0 !== extensions.g0) designate(extensions.g0);
    if (extensions.g1 !== undefined && g1 !== extensions.g1) designate(extensions.g1);
    g1 = extensions.g1;
  };
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) {
      if (isDelimiter(code, delimiters)) restore();
      else if (typeof g0.set !== 'string') designate(extensions.g0);
      out.push(code);
      continue;
    }
    const active = [g1, g0, ...extensions.declared].find((d) => d !== undefined && canEncode(d, character));
    if (active === undefined || typeof active.set === 'string')
      throw new DicomError('character-not-encodable', 'a character is in none of the declared character sets');
    if (active !== g0 && active !== g1) designate(active);
    const value = active.set.encode(character) as number; // canEncode said so
    const high = active.area === 'G1' ? 0x80 : 0;
    if (active.set.bytesPerCode === 2) out.push((value >> 8) | high);
    out.push((value & 0xff) | high);
  }
  restore();
  return Uint8Array.from(out);
}

function canEncode({ set }: Designation, character: string): boolean {
  return typeof set !== 'string' && set.encode(character) !== undefined;
}
