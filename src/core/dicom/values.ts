// Values of elements, decoded when asked. Names follow PS3.6: `text(dataset, 'PatientName')`.
import { asciiOrUndefined, latin1 } from './charset/ascii.ts';
import { type CharacterSet, characterSetFor } from './charset/character-set.ts';
import { Dataset, type Element } from './dataset.ts';
import { tagOf } from './dictionary/dictionary.ts';
import { DicomError } from './errors.ts';
import { TAG } from './tag.ts';
import { isSingleText, isText, usesCharacterSet, type VR, wordBytesOf } from './vr.ts';

export type Key = string | number;

function elementAt(dataset: Dataset, key: Key): Element | undefined {
  return dataset.get(typeof key === 'string' ? tagOf(key) : key);
}

/** The character set in force in a data set: its own, or that of the nearest data set around it. PS3.5 6.1.2.5.3 note. */
export function characterSetOf(dataset: Dataset): CharacterSet {
  for (let scope: Dataset | undefined = dataset; scope !== undefined; scope = scope.parent) {
    const terms = ownCharacterSetTerms(scope);
    if (terms !== undefined) return characterSetFor(splitText(terms, 'CS'));
  }
  return characterSetFor([]);
}

/** Specific Character Set as it is written in this very data set, known or not. */
export function ownCharacterSetTerms(dataset: Dataset): string | undefined {
  const element = dataset.get(TAG.specificCharacterSet);
  return element === undefined ? undefined : latin1(element.value);
}

/** What a text is read and written in, for whoever has it at hand already. */
export interface TextScope {
  readonly characterSet: CharacterSet;
}

export function characterSetIn(scope: Dataset | TextScope): CharacterSet {
  return scope instanceof Dataset ? characterSetOf(scope) : scope.characterSet;
}

/** All values of a text element, trimmed of padding; an empty element has none. Numbers are given as text, too. */
export function textsOf(element: Element, dataset: Dataset): string[] {
  if (!isText(element.vr)) return element.vr === 'UN' ? textsOfUN(element) : numbersOf(element).map(String);
  return splitText(rawTextOf(element, dataset), element.vr);
}

/** The whole text of an element as stored: padding and backslashes included. */
export function rawTextOf(element: Element, scope: Dataset | TextScope): string {
  const bytes = element.value;
  if (!usesCharacterSet(element.vr)) return latin1(bytes);
  const ascii = asciiOrUndefined(bytes);
  if (ascii !== undefined) return ascii;
  return characterSetIn(scope).decode(bytes, delimitersOf(element.vr));
}

export function delimitersOf(vr: VR): 'pn' | 'values' | 'none' {
  return vr === 'PN' ? 'pn' : isSingleText(vr) ? 'none' : 'values';
}

function textsOfUN(element: Element): string[] {
  const ascii = asciiOrUndefined(element.value);
  return ascii === undefined ? [] : splitText(ascii, 'LO');
}

function splitText(text: string, vr: VR): string[] {
  const trimmed = withoutPadding(text);
  if (isSingleText(vr)) return trimmed === '' ? [] : [trimmed];
  if (trimmed === '' && !text.includes('\\')) return [];
  if (!trimmed.includes('\\')) return [trimmedValue(trimmed, vr)];
  return trimmed.split('\\').map((value) => trimmedValue(value, vr));
}

/** UC keeps leading spaces, PS3.5 Table 6.2-1. */
const trimmedValue = (value: string, vr: VR): string =>
  vr === 'UC' ? withoutPadding(value) : withoutPadding(withoutLeadingSpaces(value));

// Loops and no regular expressions: these are asked for several times an element, and seldom find anything.
function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && isPadding(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

function withoutLeadingSpaces(text: string): string {
  let start = 0;
  while (text.charCodeAt(start) === 0x20) start++;
  return start === 0 ? text : text.slice(start);
}

const isPadding = (code: number): boolean => code === 0x20 || code === 0;

/** First value as text; undefined when the element is absent or empty. */
export function text(dataset: Dataset, key: Key): string | undefined {
  const element = elementAt(dataset, key);
  if (element === undefined) return undefined;
  const first = firstTextOf(element, dataset);
  return first === '' ? undefined : first;
}

/** As `textsOf`, for those who want the first value only, which is nearly everybody. */
function firstTextOf(element: Element, dataset: Dataset): string | undefined {
  const { vr } = element;
  if (!isText(vr)) return vr === 'UN' ? textsOfUN(element)[0] : firstNumberOf(element)?.toString();
  const raw = rawTextOf(element, dataset);
  if (isSingleText(vr)) return withoutPadding(raw);
  const end = raw.indexOf('\\');
  return trimmedValue(end < 0 ? raw : raw.slice(0, end), vr);
}

export function texts(dataset: Dataset, key: Key): string[] {
  const element = elementAt(dataset, key);
  return element === undefined ? [] : textsOf(element, dataset);
}

/** A UID without its padding; undefined when absent or empty. */
export function uid(dataset: Dataset, key: Key): string | undefined {
  return text(dataset, key);
}

/** First value as number; undefined when absent or empty. Throws `bad-value` for text that is no number. */
export function number(dataset: Dataset, key: Key): number | undefined {
  const element = elementAt(dataset, key);
  return element === undefined ? undefined : firstNumberOf(element);
}

function firstNumberOf(element: Element): number | undefined {
  const { vr, source } = element;
  if (isText(vr) || vr === 'AT') return numbersOf(element)[0];
  if (vr === 'US' && element.length === 2 && element.isLoaded) {
    const { bytes, valueBigEndian } = source;
    const [first, second] = [bytes[element.valueStart]!, bytes[element.valueStart + 1]!]; // two bytes, as asked before
    return valueBigEndian ? (first << 8) | second : (second << 8) | first;
  }
  const bytes = element.value;
  checkWholeWords(element, bytes);
  if (bytes.length === 0) return undefined;
  return wordAt(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, vr, !source.valueBigEndian);
}

export function numbers(dataset: Dataset, key: Key): number[] {
  const element = elementAt(dataset, key);
  return element === undefined ? [] : numbersOf(element);
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** Numbers of a binary VR, of DS and IS, tags of AT. 64-bit integers beyond 2^53 lose digits: use `bigIntsOf`. */
export function numbersOf(element: Element): number[] {
  const { vr } = element;
  if (isText(vr)) {
    const values = splitText(latin1(element.value), 'DS');
    // A backslash too many at the end is common and hides nothing.
    while (values.at(-1) === '') values.pop();
    return values.map((value) => {
      if (!DECIMAL.test(value)) throw new DicomError('bad-value', 'a number is expected', offsetOf(element));
      return Number(value);
    });
  }
  const bytes = element.value;
  if (vr === 'AT') return words(element, 2).reduce<number[]>(joinTags, []);
  checkWholeWords(element, bytes);
  return words(element, wordBytesOf(vr));
}

function checkWholeWords(element: Element, bytes: Uint8Array): void {
  if (bytes.length % wordBytesOf(element.vr) !== 0)
    throw new DicomError('bad-value', 'the value ends inside a number', offsetOf(element));
}

function joinTags(tags: number[], word: number, index: number): number[] {
  if (index % 2 === 0) tags.push(word * 0x10000);
  else tags.push((tags.pop() ?? 0) + word);
  return tags;
}

function words(element: Element, size: number): number[] {
  const bytes = element.value;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = !element.source.valueBigEndian;
  const out: number[] = [];
  for (let at = 0; at + size <= bytes.length; at += size) out.push(wordAt(view, at, element.vr, little));
  return out;
}

function wordAt(view: DataView, at: number, vr: VR, little: boolean): number {
  switch (vr) {
    case 'US': case 'OW': case 'AT': return view.getUint16(at, little);
    case 'SS': return view.getInt16(at, little);
    case 'UL': case 'OL': return view.getUint32(at, little);
    case 'SL': return view.getInt32(at, little);
    case 'FL': case 'OF': return view.getFloat32(at, little);
    case 'FD': case 'OD': return view.getFloat64(at, little);
    case 'SV': return Number(view.getBigInt64(at, little));
    case 'UV': case 'OV': return Number(view.getBigUint64(at, little));
    default: return view.getUint8(at);
  }
} // prettier-ignore

/** Values of SV, UV and OV without loss. */
export function bigIntsOf(element: Element): bigint[] {
  const bytes = element.value;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = !element.source.valueBigEndian;
  const out: bigint[] = [];
  for (let at = 0; at + 8 <= bytes.length; at += 8)
    out.push(element.vr === 'SV' ? view.getBigInt64(at, little) : view.getBigUint64(at, little));
  return out;
}

/** Items of a sequence; none when it is absent or empty. */
export function sequence(dataset: Dataset, key: Key): readonly Dataset[] {
  return elementAt(dataset, key)?.items ?? [];
}

/** First item of a sequence. */
export function item(dataset: Dataset, key: Key): Dataset | undefined {
  return sequence(dataset, key)[0];
}

/** The bytes of a value by reference; undefined when absent. */
export function bytesOf(dataset: Dataset, key: Key): Uint8Array | undefined {
  return elementAt(dataset, key)?.value;
}

function offsetOf(element: Element): number | undefined {
  return element.start < 0 ? undefined : element.start;
}
