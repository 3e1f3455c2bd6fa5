// Data sets from plain values, keyed by the keywords of PS3.6: for synthetic data, reports and tests.
import { isAscii } from './charset/ascii.ts';
import { type CharacterSet, characterSetFor } from './charset/character-set.ts';
import { Dataset, Element, makeElement, makeSequence } from './dataset.ts';
import { dictionaryVrOf, tagOf } from './dictionary/dictionary.ts';
import { DicomError } from './errors.ts';
import { TAG } from './tag.ts';
import { characterSetIn, delimitersOf, type TextScope } from './values.ts';
import { isSingleText, isText, usesCharacterSet, type VR, wordBytesOf } from './vr.ts';

type Scalar = string | number | bigint;

/** An attribute in its explicit form: private ones, and those whose VR the dictionary leaves open. */
export interface ExplicitAttribute {
  /** Defaults to the key, which may be eight hexadecimal digits. */
  readonly tag?: number;
  readonly vr: VR;
  readonly value: AttributeValue;
}

export type AttributeValue =
  | Scalar
  | readonly Scalar[]
  | Uint8Array
  | Dataset
  | readonly Dataset[]
  | Attributes
  | readonly Attributes[]
  | Element
  | null
  | undefined;

/** Keys are keywords or tags as eight hexadecimal digits. `null`, `''` and `[]` make an empty element, `undefined` none. */
export interface Attributes {
  readonly [keyword: string]: AttributeValue | ExplicitAttribute;
}

export interface BuildOptions {
  /** Written as Specific Character Set; texts are encoded in it. Default: UTF-8, and only where a text needs it. */
  readonly characterSet?: string | readonly string[];
}

/** A data set of these attributes, in tag order. Nested objects become sequences. */
export function buildDataset(attributes: Attributes, options: BuildOptions = {}): Dataset {
  return build(attributes, options, undefined);
}

function build(attributes: Attributes, options: BuildOptions, inherited: CharacterSet | undefined): Dataset {
  const dataset = new Dataset();
  const charset =
    charsetOf(attributes, options) ?? inherited ?? characterSetFor(needsUTF8(attributes) ? ['ISO_IR 192'] : []);
  if (charset.terms.length > 0 && charset !== inherited)
    dataset.set(makeElement(TAG.specificCharacterSet, 'CS', encodeText(charset.terms, 'CS', charset)));
  const signed = attributes['PixelRepresentation'] === 1;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || key === 'SpecificCharacterSet') continue;
    const explicit = isExplicit(value) ? value : undefined;
    const tag = explicit?.tag ?? tagOf(key);
    const vr = explicit?.vr ?? vrFor(tag, signed);
    dataset.set(elementFor(tag, vr, explicit === undefined ? (value as AttributeValue) : explicit.value, charset)); // not explicit
  }
  return dataset;
}

function isExplicit(value: AttributeValue | ExplicitAttribute): value is ExplicitAttribute {
  return (
    value !== null &&
    typeof value === 'object' &&
    'vr' in value &&
    typeof value.vr === 'string' &&
    'value' in value &&
    !(value instanceof Element)
  );
}

function charsetOf(attributes: Attributes, { characterSet }: BuildOptions): CharacterSet | undefined {
  const own = attributes['SpecificCharacterSet'];
  const terms = own === undefined ? characterSet : (own as string | readonly string[]); // CS, as the caller wrote it
  if (terms === undefined) return undefined;
  return characterSetFor(typeof terms === 'string' ? terms.split('\\') : terms);
}

/** The default repertoire is ASCII; whoever needs more and says nothing gets UTF-8. */
function needsUTF8(value: unknown): boolean {
  if (typeof value === 'string') return !isAscii(value);
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return false;
  if (value instanceof Dataset || value instanceof Element) return false;
  return Object.values(value).some(needsUTF8);
}

function vrFor(tag: number, signed: boolean): VR {
  const found = dictionaryVrOf(tag);
  if (found === undefined)
    throw new DicomError('unknown-keyword', 'the dictionary has no VR for this tag: use { vr, value }');
  if (found.length === 2) return found as VR; // the table holds VRs and their alternatives only
  if (found === 'US/SS') return signed ? 'SS' : 'US';
  return 'OW';
}

function elementFor(tag: number, vr: VR, value: AttributeValue, charset: CharacterSet): Element {
  if (value instanceof Element) return value;
  if (value instanceof Uint8Array) return makeElement(tag, vr, value);
  if (vr === 'SQ') {
    const items = value === null || value === undefined ? [] : Array.isArray(value) ? value : [value];
    return makeSequence(
      tag,
      items.map((item: unknown) => itemFor(item, charset)),
    );
  }
  const values = value === null || value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];
  return makeElement(tag, vr, encodeValues(vr, values as readonly Scalar[], charset)); // SQ is done above
}

function itemFor(item: unknown, charset: CharacterSet): Dataset {
  if (item instanceof Dataset) return item;
  if (item === null || typeof item !== 'object')
    throw new DicomError('bad-value', 'an item of a sequence must be an object');
  return build(item as Attributes, {}, charset); // an object that is no data set
}

/** Values to bytes, little endian and without padding. Texts are encoded in the character set. */
export function encodeValues(
  vr: VR,
  values: readonly Scalar[],
  charset: CharacterSet = characterSetFor([]),
): Uint8Array {
  if (isText(vr)) return encodeText(values, vr, charset);
  if (vr === 'AT')
    return encodeWords(
      'US',
      values.flatMap((tag) => [Number(tag) >>> 16, Number(tag) & 0xffff]),
    );
  if (vr === 'OB' || vr === 'UN') return Uint8Array.from(values, Number);
  return encodeWords(vr, values);
}

/** An element of text in the character set that is in force in the data set it is for. */
export function textElement(
  tag: number,
  vr: VR,
  values: string | readonly string[],
  scope: Dataset | TextScope,
): Element {
  return makeElement(tag, vr, encodeText(typeof values === 'string' ? [values] : values, vr, characterSetIn(scope)));
}

function encodeText(values: readonly Scalar[], vr: VR, charset: CharacterSet): Uint8Array {
  if (isSingleText(vr) && values.length > 1) throw new DicomError('bad-value', 'this VR has one value');
  const text = values
    .map((value) => (vr === 'DS' && typeof value === 'number' ? decimalString(value) : String(value)))
    .join('\\');
  if (usesCharacterSet(vr)) return charset.encode(text, delimitersOf(vr));
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) throw new DicomError('character-not-encodable', 'this VR holds ASCII only');
    bytes[i] = code;
  }
  return bytes;
}

/** A number in the 16 characters of DS, as exactly as they allow. */
export function decimalString(value: number): string {
  if (!Number.isFinite(value)) throw new DicomError('bad-value', 'DS holds finite numbers only');
  const shortest = String(value);
  if (shortest.length <= 16) return shortest;
  for (let digits = 16; digits > 0; digits--) {
    const text = value.toPrecision(digits);
    if (text.length <= 16) return text;
    const exponent = value.toExponential(digits - 1);
    if (exponent.length <= 16) return exponent;
  }
  throw new DicomError('bad-value', 'the number does not fit into DS');
}

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  US: [0, 0xffff], OW: [0, 0xffff], SS: [-0x8000, 0x7fff], UL: [0, 0xffffffff], OL: [0, 0xffffffff], SL: [-0x80000000, 0x7fffffff],
}; // prettier-ignore

function encodeWords(vr: VR, values: readonly Scalar[]): Uint8Array {
  const size = wordBytesOf(vr);
  const view = new DataView(new ArrayBuffer(values.length * size));
  const range = RANGES[vr];
  values.forEach((value, index) => {
    const at = index * size;
    const number = Number(value);
    if (Number.isNaN(number) && value !== 'NaN' && !Number.isNaN(value))
      throw new DicomError('bad-value', 'a number is expected');
    if (range !== undefined && !(Number.isInteger(number) && number >= range[0] && number <= range[1]))
      throw new DicomError('bad-value', `a number is outside the range of ${vr}`);
    if (size === 8 && vr !== 'FD' && vr !== 'OD') view.setBigUint64(at, BigInt.asUintN(64, BigInt(value)), true);
    else if (size === 8) view.setFloat64(at, number, true);
    else if (vr === 'FL' || vr === 'OF') view.setFloat32(at, number, true);
    else if (size === 4) view.setUint32(at, number, true);
    else view.setUint16(at, number, true);
  });
  return new Uint8Array(view.buffer);
}
