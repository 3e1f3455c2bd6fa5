// What a file is before it is read: with or without preamble, and in which transfer syntax it really is.
import { dictionaryVrOf } from '../dictionary/dictionary.ts';
import { type Encoding, EXPLICIT_BIG, EXPLICIT_LITTLE, IMPLICIT_LITTLE } from '../transfer-syntax.ts';
import { vrOfCode } from '../vr.ts';

const PREAMBLE_BYTES = 128;
/** A data set without any prefix begins with identification, patient or study: text that looks like an element does not. */
const LAST_FIRST_GROUP = 0x0020;

/** Where the File Meta Information begins: after `DICM`, at 0 when the prefix is missing, undefined when nothing is known. */
export function startOfMeta(bytes: Uint8Array): { start: number; hasPreamble: boolean } | undefined {
  if (hasPrefixAt(bytes, PREAMBLE_BYTES)) return { start: PREAMBLE_BYTES + 4, hasPreamble: true };
  // Some writers leave out the preamble, some the prefix too; the first group then tells.
  if (hasPrefixAt(bytes, 0)) return { start: 4, hasPreamble: false };
  const encoding = encodingAt(bytes, 0);
  if (encoding === undefined) return undefined;
  const [first = 0, second = 0] = bytes;
  const group = encoding.bigEndian ? first * 256 + second : second * 256 + first;
  return group <= LAST_FIRST_GROUP ? { start: 0, hasPreamble: false } : undefined;
}

function hasPrefixAt(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
}

/**
 * The layout of the element at `at`, from its first bytes alone; undefined when no layout makes sense.
 * Explicit: the tag is known and its VR is one the dictionary has for it. Implicit: the tag is known and the value fits.
 */
export function encodingAt(bytes: Uint8Array, at: number): Encoding | undefined {
  // Letters that spell the right VR of a known tag are no length by chance: explicit goes first.
  // Group 0008 read in the wrong byte order is 0800, and every group has a group length: the lower number is meant.
  const isBigFirst = (bytes[at] ?? 0) < (bytes[at + 1] ?? 0);
  const explicit = isBigFirst ? [EXPLICIT_BIG, EXPLICIT_LITTLE] : [EXPLICIT_LITTLE, EXPLICIT_BIG];
  return [...explicit, IMPLICIT_LITTLE].find((encoding) => fitsAt(bytes, at, encoding));
}

export function fitsAt(bytes: Uint8Array, at: number, { explicit, bigEndian }: Encoding): boolean {
  if (bytes.length - at < 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  const tag = view.getUint16(0, !bigEndian) * 0x10000 + view.getUint16(2, !bigEndian);
  const expected = dictionaryVrOf(tag);
  // Group 0000 is for messages, and what zeros look like.
  if (expected === undefined || tag < 0x00010000) return false;
  if (!explicit) {
    const length = view.getUint32(4, !bigEndian);
    return length === 0xffffffff ? expected === 'SQ' : length <= view.byteLength - 8;
  }
  const vr = vrOfCode(view.getUint16(4, false));
  return vr !== undefined && (vr === 'UN' || expected.split('/').includes(vr));
}

/** For a data set whose file does not say: implicit, when the first element has no VR and its length is possible. */
export function mayBeImplicitAt(bytes: Uint8Array, at: number): boolean {
  if (bytes.length - at < 8) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, bytes.length - at);
  const length = view.getUint32(4, true);
  return vrOfCode(view.getUint16(4, false)) === undefined && (length === 0xffffffff || length <= view.byteLength - 8);
}
