// Characters written as codes inside a text: %56, &#86;, \u0056, \x56, \126, =56=61.
import type { Range } from './date-patterns.ts';

export type Unescaped = Range & { readonly text: string };

/** Quoted-printable only in runs: `TE=45` is an echo time. */
const ESCAPE =
  /(?<bytes>(?:(?:%|\\x)[0-9a-f]{2}|\\[0-3][0-7]{2})+|(?:=[0-9a-f]{2}){2,})|&#(?<decimal>\d{2,6});?|(?:&#x|\\u\{?|u\+)(?<hexadecimal>[0-9a-f]{2,6})[;}]?/gi;
/** From the beginning of a word only, or a text of one endless word would be looked through once for each of its letters. */
const WORD_WITH_ESCAPE = /(?<!\S)\S*?(?:[%=][0-9a-f]{2}|\\[ux0-3]|&#|u\+)\S*/gi;

/** Every word of the text with such codes in it, and what it says. */
export function unescapedWords(text: string): Unescaped[] {
  const found: Unescaped[] = [];
  if (!/[%&\\=]|u\+/i.test(text)) return found;
  for (const match of text.matchAll(WORD_WITH_ESCAPE)) {
    const said = unescaped(match[0]);
    if (said !== match[0]) found.push({ from: match.index, to: match.index + match[0].length, text: said });
  }
  return found;
}

function unescaped(word: string): string {
  return word.replaceAll(ESCAPE, (escape: string, ...rest: unknown[]) => {
    const { bytes, decimal, hexadecimal } = rest.at(-1) as Partial<Record<string, string>>; // the groups come last
    if (bytes !== undefined) return decoded(bytes) ?? escape;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number.parseInt(decimal, 10);
    return code >= 0x20 && code <= 0x10ffff ? String.fromCodePoint(code) : escape;
  });
}

function decoded(codes: string): string | undefined {
  const bytes = (codes.match(/\\[0-3][0-7]{2}|[0-9a-f]{2}/gi) ?? []).map((code) =>
    code.startsWith('\\') ? Number.parseInt(code.slice(1), 8) : Number.parseInt(code, 16),
  );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    // No text: the signs mean something else.
    return undefined;
  }
}
