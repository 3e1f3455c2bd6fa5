// The batch's identifiers as bytes, in the forms in which they could lie in a file: plain, UTF-8, UTF-16, base64.
import { asciiBytes } from '../../dicom/index.ts';
import { isMonotonous } from '../text/dictionary.ts';
import type { Identifiers } from '../text/identifiers.ts';
import type { Vocabulary } from '../text/vocabulary.ts';
import { normaliseWord } from '../text/vocabulary.ts';
import type { BytePattern } from './byte-scanner.ts';

/** Shorter words stand by chance in any megabyte. Texts are searched for them too, but decoded. */
const SHORTEST_WORD = 5;
/** In pixels and other bulk even five letters come by chance; in UTF-16 only in noise, see `noise.ts`. */
export const SHORTEST_IN_BULK = 8;

export function literalForms(identifiers: Identifiers, vocabulary: Vocabulary): string[] {
  const forms = new Set<string>();
  const add = (form: string): void => {
    const trimmed = form.trim();
    if (trimmed.length < SHORTEST_WORD || /^[0-9]{1,5}$/.test(trimmed) || new Set(trimmed.toLowerCase()).size < 3)
      return;
    if (!isMonotonous(trimmed) && !isOrdinary(trimmed, vocabulary)) forms.add(trimmed);
  };
  for (const name of identifiers.names)
    for (const group of name.split('=')) {
      add(group);
      for (const word of group.split(/[\^\s,]+/)) add(word);
    }
  for (const id of identifiers.ids) add(id);
  for (const phrase of identifiers.phrases) add(phrase);
  return [...forms].sort((a, b) => (a < b ? -1 : 1));
}

const isOrdinary = (text: string, vocabulary: Vocabulary): boolean =>
  (text.match(/\p{L}+|\p{N}+/gu) ?? []).every((word) =>
    /^\p{N}/u.test(word) ? word.length < 5 : word.length < 3 || vocabulary.knows(normaliseWord(word)),
  );

export function bytePatternsOf(forms: readonly string[]): BytePattern[] {
  const patterns: BytePattern[] = [];
  const encoder = new TextEncoder();
  for (const form of forms) {
    const utf8 = encoder.encode(form);
    if (utf8.length < SHORTEST_WORD) continue;
    patterns.push({ bytes: utf8, ignoreCase: true });
    patterns.push({ bytes: utf16(form, true), ignoreCase: true }, { bytes: utf16(form, false), ignoreCase: true });
    if (form.length >= 6) patterns.push(...base64Forms(utf8));
  }
  return patterns;
}

function utf16(text: string, little: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), little);
  return bytes;
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What the bytes look like inside base64 text, at each of the three places where they may begin. */
function base64Forms(bytes: Uint8Array): BytePattern[] {
  return [0, 1, 2].flatMap((lead) => {
    const padded = new Uint8Array(lead + bytes.length);
    padded.set(bytes, lead);
    let text = '';
    for (let bit = 0; bit + 6 <= padded.length * 8; bit += 6) {
      const word = ((padded[bit >> 3] ?? 0) << 8) | (padded[(bit >> 3) + 1] ?? 0);
      text += BASE64[(word >> (10 - (bit & 7))) & 63];
    }
    // The first letters depend on what stands before.
    const inner = text.slice(Math.ceil((lead * 8) / 6));
    return inner.length < 7 ? [] : [{ bytes: asciiBytes(inner), ignoreCase: false }];
  });
}
