// The DICOM JSON model, PS3.18 Annex F: data set to JSON.
import { littleEndianValueOf } from '../byte-order.ts';
import type { Dataset, Element } from '../dataset.ts';
import { DicomError } from '../errors.ts';
import { hexOf, TAG } from '../tag.ts';
import { bigIntsOf, numbersOf, textsOf } from '../values.ts';
import { isText, type VR } from '../vr.ts';
import { toBase64 } from './base64.ts';

export interface PersonNameJson {
  Alphabetic?: string;
  Ideographic?: string;
  Phonetic?: string;
}

export type JsonValue = string | number | null | PersonNameJson | DicomJson;

export interface JsonAttribute {
  vr: VR;
  Value?: JsonValue[];
  InlineBinary?: string;
  BulkDataURI?: string;
}

/** Attributes by tag as eight hexadecimal digits. */
export interface DicomJson {
  [tag: string]: JsonAttribute;
}

export interface ToJsonOptions {
  /**
   * Asked for every binary value, with its path (`00880200/0/7FE00010`: tags and item indexes). Undefined: write it inline.
   * Encapsulated data cannot be inline.
   */
  readonly bulkDataURI?: (path: string, element: Element) => string | undefined;
  /** Shorter binary values are inline without asking. */
  readonly inlineBelowBytes?: number;
}

const BINARY: ReadonlySet<VR> = new Set<VR>(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

/** The text is Unicode, so Specific Character Set is given as UTF-8. Group lengths have no place in JSON, F.2.2. */
export function toDicomJson(dataset: Dataset, options: ToJsonOptions = {}): DicomJson {
  return objectOf(dataset, options, '');
}

function objectOf(dataset: Dataset, options: ToJsonOptions, path: string): DicomJson {
  const json: DicomJson = {};
  for (const element of dataset) {
    if ((element.tag & 0xffff) === 0) continue;
    const key = hexOf(element.tag);
    json[key] = attributeOf(element, dataset, options, path + key);
  }
  return json;
}

function attributeOf(element: Element, dataset: Dataset, options: ToJsonOptions, path: string): JsonAttribute {
  const { vr } = element;
  if (element.tag === TAG.specificCharacterSet) return { vr, Value: ['ISO_IR 192'] };
  if (element.items !== undefined) {
    if (element.items.length === 0) return { vr };
    return { vr, Value: element.items.map((item, index) => objectOf(item, options, `${path}/${index}/`)) };
  }
  if (BINARY.has(vr)) return binaryOf(element, options, path);
  if (element.length === 0) return { vr };
  const Value = valuesOf(element, dataset);
  return Value.length === 0 ? { vr } : { vr, Value };
}

function binaryOf(element: Element, options: ToJsonOptions, path: string): JsonAttribute {
  const { vr } = element;
  const isEncapsulated = element.fragmentRanges !== undefined;
  if (element.length === 0 && !isEncapsulated) return { vr };
  if (isEncapsulated || element.length >= (options.inlineBelowBytes ?? 0)) {
    const uri = options.bulkDataURI?.(path, element);
    if (uri !== undefined) return { vr, BulkDataURI: uri };
  }
  if (isEncapsulated) throw new DicomError('bad-value', 'encapsulated data needs a bulk data URI');
  return { vr, InlineBinary: toBase64(littleEndianValueOf(element)) };
}

function valuesOf(element: Element, dataset: Dataset): JsonValue[] {
  const { vr } = element;
  if (vr === 'AT') return numbersOf(element).map(hexOf);
  if (vr === 'SV' || vr === 'UV')
    return bigIntsOf(element).map((value) => (isSafe(value) ? Number(value) : String(value)));
  if (!isText(vr)) return numbersOf(element).map((value) => (Number.isFinite(value) ? value : String(value)));
  const values = textsOf(element, dataset);
  if (vr === 'DS' || vr === 'IS') return values.map(numberOrText);
  return values.map((value) => (value === '' ? null : vr === 'PN' ? personNameOf(value) : value));
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}

/** Text that is no number, or that no double can hold, is kept as it is: F.2.3 allows a string. */
function numberOrText(value: string): JsonValue {
  if (value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) && /^[-+\d.eE]+$/.test(value) ? number : value;
}

function personNameOf(value: string): JsonValue {
  const [alphabetic = '', ideographic = '', phonetic = ''] = value.split('=');
  const name: PersonNameJson = {};
  if (alphabetic !== '') name.Alphabetic = alphabetic;
  if (ideographic !== '') name.Ideographic = ideographic;
  if (phonetic !== '') name.Phonetic = phonetic;
  return Object.keys(name).length === 0 ? null : name;
}
