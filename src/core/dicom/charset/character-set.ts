// Specific Character Set (0008,0005): decoding and encoding of the text VRs.
import { asciiBytesOrUndefined, asciiOrUndefined } from './ascii.ts';
import { DicomError } from '../errors.ts';
import { codeExtensionsOf, decodeExtended, type Delimiters, encodeExtended } from './iso2022.ts';
import { gbEncoder } from './repertoires.ts';
import { parseTerm, type Term } from './terms.ts';

export interface CharacterSet {
  /** As in (0008,0005). */
  readonly terms: readonly string[];
  /** Bytes that stand for nothing become U+FFFD. */
  decode(bytes: Uint8Array, delimiters: Delimiters): string;
  /** Throws `character-not-encodable`; nothing is ever replaced by a question mark. */
  encode(text: string, delimiters: Delimiters): Uint8Array;
}

const cache = new Map<string, CharacterSet>();

/** The character set of the values of (0008,0005); none, or an empty first one, is the default repertoire. */
export function characterSetFor(terms: readonly string[]): CharacterSet {
  const key = terms.join('\\');
  let found = cache.get(key);
  if (found === undefined) {
    found = make(terms);
    cache.set(key, found);
  }
  return found;
}

/** True when this module can read and write text in these terms. */
export function isKnownCharacterSet(terms: readonly string[]): boolean {
  return terms.every((term) => parseTerm(term) !== undefined);
}

function make(terms: readonly string[]): CharacterSet {
  const parsed = (terms.length === 0 ? [''] : terms).map((term) => {
    const found = parseTerm(term);
    if (found === undefined)
      throw new DicomError('unknown-character-set', 'Specific Character Set holds an unknown term');
    return found;
  });
  // PS3.3 C.12.1.1.2: the multi-byte sets without code extensions stand alone; where they do not, they are what is meant.
  const alone = parsed.find(({ kind }) => kind !== 'registered');
  const coder = alone === undefined ? registered(parsed) : multiByte(alone);
  return {
    terms,
    decode: (bytes, delimiters) => asciiOrUndefined(bytes) ?? coder.decode(bytes, delimiters),
    encode: (text, delimiters) => asciiBytesOrUndefined(text) ?? coder.encode(text, delimiters),
  };
}

interface Coder {
  decode(bytes: Uint8Array, delimiters: Delimiters): string;
  encode(text: string, delimiters: Delimiters): Uint8Array;
}

function registered(terms: readonly Term[]): Coder {
  const numbers = terms.flatMap((term) => (term.kind === 'registered' ? [term.number] : []));
  const extensions = codeExtensionsOf(numbers);
  return {
    decode: (bytes, delimiters) => decodeExtended(bytes, extensions, delimiters),
    encode: (text, delimiters) => encodeExtended(text, extensions, delimiters),
  };
}

function multiByte(term: Term): Coder {
  // A byte order mark is a character like any other here: text must come back as it was.
  const decoder = new TextDecoder(term.kind === 'utf-8' ? 'utf-8' : 'gb18030', { ignoreBOM: true });
  const decode = (bytes: Uint8Array): string => decoder.decode(bytes);
  if (term.kind === 'utf-8') return { decode, encode: encodeUTF8 };
  const codeOf = gbEncoder(term.kind === 'gb18030');
  return { decode, encode: (text) => encodeGB(text, codeOf) };
}

function encodeGB(text: string, codeOf: (character: string) => number | undefined): Uint8Array {
  const out: number[] = [];
  for (const character of text) {
    const code = character < '\x80' ? character.charCodeAt(0) : codeOf(character);
    if (code === undefined)
      throw new DicomError('character-not-encodable', 'a character is not in the declared character set');
    if (code > 0xffff) out.push(code >>> 24, (code >>> 16) & 0xff);
    if (code > 0xff) out.push((code >>> 8) & 0xff);
    out.push(code & 0xff);
  }
  return Uint8Array.from(out);
}

function encodeUTF8(text: string): Uint8Array {
  // A lone surrogate would silently become U+FFFD.
  if (!text.isWellFormed()) throw new DicomError('character-not-encodable', 'the text holds half a surrogate pair');
  return new TextEncoder().encode(text);
}
