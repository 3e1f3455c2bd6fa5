// Text inside text: base64 and hexadecimal digits that read as words.
import type { Range } from './date-patterns.ts';

export type EncodedText = Range & { readonly text: string };

const BASE64 = /[A-Za-z0-9+/]{12,}={0,2}/g;
const HEXADECIMAL = /(?<![0-9A-Fa-f])(?:[2-7][0-9A-Fa-f]){6,}(?![0-9A-Fa-f])/g;

export function encodedTexts(flat: string): EncodedText[] {
  const found: EncodedText[] = [];
  if (flat.length < 12) return found;
  for (const match of flat.matchAll(BASE64)) note(found, match, fromBase64(match[0]));
  for (const match of flat.matchAll(HEXADECIMAL)) note(found, match, fromHexadecimal(match[0]));
  return found;
}

function note(found: EncodedText[], match: RegExpExecArray, bytes: Uint8Array | undefined): void {
  const text = bytes === undefined ? undefined : readable(bytes);
  if (text !== undefined) found.push({ from: match.index, to: match.index + match[0].length, text });
}

function fromBase64(letters: string): Uint8Array | undefined {
  // A word of a language has no digit, sign or small-to-capital change: it is not worth a try.
  if (!/[0-9+/=]|[a-z][A-Z]/.test(letters)) return undefined;
  const whole = letters.slice(0, letters.length - (letters.length % 4));
  try {
    return Uint8Array.from(atob(whole), (letter) => letter.charCodeAt(0));
  } catch {
    // Padding in the wrong place: no base64 after all.
    return undefined;
  }
}

const fromHexadecimal = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** Printable text with letters or digits in it, else undefined: nearly all that only looks encoded ends here. */
function readable(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S}\s]+$/u.test(text) && /\p{L}{3}|\p{N}{5}/u.test(text) ? text : undefined;
}
