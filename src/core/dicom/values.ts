// Values of elements, decoded when asked. Names follow PS3.6: `text(dataset, 'PatientName')`.
import { asciiOrUndefined, type CharacterSet, characterSetFor, latin1 } from './charset/character-set.ts';
import type { Dataset, Element } from './dataset.ts';
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
    const element = scope.get(TAG.specificCharacterSet);
    if (element !== undefined) return characterSetFor(splitText(latin1(element.value), 'CS'));
  }
  return characterSetFor([]);
}

/** All values of a text element, trimmed of padding; an empty element has none. Numbers are given as text, too. */
export function textsOf(element: Element, dataset: Dataset): string[] {
  if (!isText(element.vr)) return element.vr === 'UN' ? textsOfUN(element) : numbersOf(element).map(String);
  return splitText(rawTextOf(element, dataset), element.vr);
}

/** The whole text of an element as stored: padding and backslashes included. */
export function rawTextOf(element: Element, dataset: Dataset): string {
  const bytes = element.value;
  if (!usesCharacterSet(element.vr)) return latin1(bytes);
  const ascii = asciiOrUndefined(bytes);
  if (ascii !== undefined) return ascii;
  return characterSetOf(dataset).decode(bytes, delimitersOf(element.vr));
}

export function delimitersOf(vr: VR): 'pn' | 'values' | 'none' {
  return vr === 'PN' ? 'pn' : isSingleText(vr) ? 'none' : 'values';
}

function textsOfUN(element: Element): string[] {
  const ascii = asciiOrUndefined(element.value);
  return ascii === undefined ? [] : splitText(ascii, 'LO');
}

function splitText(text: string, vr: VR): string[] {
  if (isSingleText(vr)) {
    const whole = text.replace(TRAILING, '');
    return whole === '' ? [] : [whole];
  }
  const trimmed = text.replace(TRAILING, '');
  if (trimmed === '' && !text.includes('\\')) return [];
  // UC keeps leading spaces, PS3.5 Table 6.2-1.
  const values = trimmed.split('\\');
  return vr === 'UC' ? values.map((value) => value.replace(TRAILING, '')) : values.map(trimBoth);
}

const TRAILING = /[ \0]+$/;

function trimBoth(value: string): string {
  return value.replace(/^ +/, '').replace(TRAILING, '');
}

/** First value as text; undefined when the element is absent or empty. */
export function text(dataset: Dataset, key: Key): string | undefined {
  const first = texts(dataset, key)[0];
  return first === '' ? undefined : first;
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
  return numbers(dataset, key)[0];
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
  const size = wordBytesOf(vr);
  if (vr === 'AT') return words(element, 2).reduce<number[]>(joinTags, []);
  if (bytes.length % size !== 0) throw new DicomError('bad-value', 'the value ends inside a number', offsetOf(element));
  return words(element, size);
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
