// The DICOM JSON model, PS3.18 Annex F: JSON to data set. The text becomes UTF-8.
import { encodeValues } from '../build.ts';
import { isAscii } from '../charset/ascii.ts';
import { type CharacterSet, characterSetFor } from '../charset/character-set.ts';
import { Dataset, type Element, makeElement, makeSequence } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import { isText, isVR, usesCharacterSet, type VR } from '../vr.ts';
import { fromBase64 } from './base64.ts';

export interface FromJsonOptions {
  /**
   * Bytes of a bulk data URI, or undefined to leave the attribute out. Without this a URI is refused with `bad-json`: a
   * missing value would look like an absent one.
   */
  readonly bulkData?: (uri: string, tag: number, vr: VR) => Uint8Array | undefined;
}

/** No real data set nests deeper; hostile JSON would exhaust the stack. */
const MAX_DEPTH = 64;

export function fromDicomJson(json: unknown, options: FromJsonOptions = {}): Dataset {
  const charset = characterSetFor(['ISO_IR 192']);
  const context: Context = { options, charset, hasUnicode: false };
  const dataset = datasetOf(json, context, 0);
  if (context.hasUnicode) dataset.set(utf8Element());
  return dataset;
}

/** Whatever the source was in, JSON is Unicode and so is what is made of it. */
const utf8Element = (): Element => makeElement(TAG.specificCharacterSet, 'CS', encodeValues('CS', ['ISO_IR 192']));

interface Context {
  readonly options: FromJsonOptions;
  readonly charset: CharacterSet;
  hasUnicode: boolean;
}

function datasetOf(json: unknown, context: Context, depth: number): Dataset {
  if (!isObject(json)) throw new DicomError('bad-json', 'a data set must be an object');
  if (depth > MAX_DEPTH) throw new DicomError('budget-depth', 'sequences are nested too deeply');
  const dataset = new Dataset();
  for (const [key, attribute] of Object.entries(json)) {
    if (!/^[0-9A-Fa-f]{8}$/.test(key)) throw new DicomError('bad-json', 'a key is no tag of eight hexadecimal digits');
    const tag = Number.parseInt(key, 16);
    if ((tag & 0xffff) === 0) continue; // group lengths have no meaning here
    const element = tag === TAG.specificCharacterSet ? utf8Element() : elementOf(tag, attribute, context, depth);
    if (element !== undefined) dataset.set(element);
  }
  return dataset;
}

function elementOf(tag: number, attribute: unknown, context: Context, depth: number): Element | undefined {
  if (!isObject(attribute)) throw new DicomError('bad-json', 'an attribute must be an object');
  const { vr, Value, InlineBinary, BulkDataURI } = attribute;
  if (typeof vr !== 'string' || !isVR(vr)) throw new DicomError('bad-json', 'an attribute has no VR');
  if (typeof BulkDataURI === 'string') return bulkElement(tag, vr, BulkDataURI, context);
  if (InlineBinary !== undefined) {
    const bytes = typeof InlineBinary === 'string' ? fromBase64(InlineBinary) : undefined;
    if (bytes === undefined) throw new DicomError('bad-json', 'InlineBinary is no Base64');
    return makeElement(tag, vr, bytes);
  }
  if (Value !== undefined && !Array.isArray(Value)) throw new DicomError('bad-json', 'Value must be an array');
  const values: unknown[] = Value ?? [];
  if (vr === 'SQ')
    return makeSequence(
      tag,
      values.map((item) => datasetOf(item ?? {}, context, depth + 1)),
    );
  const scalars = values.map((value) => scalarOf(value, vr));
  context.hasUnicode ||= usesCharacterSet(vr) && scalars.some((value) => typeof value === 'string' && !isAscii(value));
  if (isText(vr) && !usesCharacterSet(vr) && vr !== 'DS') return makeElement(tag, vr, latin1Bytes(scalars.join('\\')));
  return makeElement(tag, vr, encodeValues(vr, scalars, context.charset));
}

function bulkElement(tag: number, vr: VR, uri: string, { options }: Context): Element | undefined {
  if (options.bulkData === undefined) throw new DicomError('bad-json', 'a bulk data URI cannot be followed');
  const bytes = options.bulkData(uri, tag, vr);
  return bytes === undefined ? undefined : makeElement(tag, vr, bytes);
}

/** ASCII by the standard; bytes above are given back as they were read, one per character. */
function latin1Bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0) ?? 0;
    if (code > 0xff) throw new DicomError('character-not-encodable', 'this VR holds ASCII only');
    return code;
  });
}

function scalarOf(value: unknown, vr: VR): string | number {
  if (value === null || value === undefined) {
    if (isText(vr)) return '';
    throw new DicomError('bad-json', 'a binary number must not be null');
  }
  if (vr === 'PN') return personNameOf(value);
  if (vr === 'AT' && typeof value === 'string' && /^[0-9A-Fa-f]{8}$/.test(value)) return Number.parseInt(value, 16);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new DicomError('bad-json', 'a value is neither text nor number');
  return value;
}

function personNameOf(value: unknown): string {
  if (typeof value === 'string') return value; // Some servers write the name itself.
  if (!isObject(value)) throw new DicomError('bad-json', 'a person name must be an object');
  const groups = ['Alphabetic', 'Ideographic', 'Phonetic'].map((group) => value[group] ?? '');
  if (!groups.every((group) => typeof group === 'string'))
    throw new DicomError('bad-json', 'a group of a person name is no text');
  return groups.join('=').replace(/=+$/, '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
