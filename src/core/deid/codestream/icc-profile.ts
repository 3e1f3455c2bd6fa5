// ICC profiles: the curves and matrices that make the colours stay; descriptions, names, dates and signatures go.
import { makeElement } from '../../dicom/index.ts';
import type { Element } from '../../dicom/index.ts';

const HEADER_BYTES = 128;
const TEXT_TYPES = new Set(['desc', 'text', 'mluc', 'utf8', 'dict', 'zutf', 'json', 'xml ']);
/** Tags whose content is data that colour needs; every other tag of an unknown type is blanked. */
const COLOUR_TYPES = new Set([
  'XYZ ', 'curv', 'para', 'mft1', 'mft2', 'mAB ', 'mBA ', 'sf32', 'chrm', 'clrt', 'clro', 'mpet', 'ui08', 'ui16', 'uf32', 'sig ',
  'view', 'meas', 'cicp', 'ncl2', 'fl16', 'fl32', 'bfd ', 'data', 'dtim', 'vcgt', 'MS00',
]); // prettier-ignore
const BLANKED_DATA = new Set(['data', 'dtim', 'ncl2']);

export function cleanIccProfile(element: Element): Element {
  if (!element.isLoaded || element.length === 0) return element;
  const { value } = element;
  const cleaned = cleanedIcc(value);
  if (cleaned === value) return element;
  return makeElement(element.tag, element.vr, cleaned ?? new Uint8Array(0));
}

/** The same bytes where nothing had to go, undefined where they are no profile. */
export function cleanedIcc(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length < HEADER_BYTES + 4 || nameAt(bytes, 36) !== 'acsp') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = view.getUint32(0);
  const count = view.getUint32(HEADER_BYTES);
  if (size > bytes.length || count > 200 || HEADER_BYTES + 4 + count * 12 > size) return undefined;
  const out = bytes.slice();
  // Date and time of creation, manufacturer, model, creator, identifier.
  for (const [from, to] of [[24, 36], [48, 56], [80, 100]] as const) out.fill(0, from, to); // prettier-ignore
  // Bytes between and behind the tags belong to nobody; they are found by marking those that do.
  const used = new Uint8Array(bytes.length);
  used.fill(1, 0, HEADER_BYTES + 4 + count * 12);
  for (let index = 0; index < count; index++) {
    const entry = HEADER_BYTES + 4 + index * 12;
    const from = view.getUint32(entry + 4);
    const to = from + view.getUint32(entry + 8);
    if (to > size || to < from) return undefined;
    used.fill(1, from, to);
    blankTag(out, from, to);
  }
  for (let at = 0; at < out.length; at++) if (used[at] === 0) out[at] = 0;
  return out.every((byte, at) => byte === bytes[at]) ? bytes : out;
}

/** Type signature and reserved bytes stay, so that the tag reads as an empty one of its type. */
function blankTag(bytes: Uint8Array, from: number, to: number): void {
  if (to - from < 8) return;
  const type = nameAt(bytes, from);
  if (type === 'mluc') blankRecords(bytes, from, to);
  else if (type === 'desc') {
    // Length of the ASCII part, one for its terminating zero.
    bytes.fill(0, from + 8, to);
    if (to - from >= 13) bytes[from + 11] = 1;
  } else if (TEXT_TYPES.has(type) || BLANKED_DATA.has(type) || !COLOUR_TYPES.has(type)) bytes.fill(0, from + 8, to);
}

/** Multi-localised text: the strings become zeros, the table of their places stays. */
function blankRecords(bytes: Uint8Array, from: number, to: number): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const records = to - from >= 16 ? view.getUint32(from + 8) : 0;
  bytes.fill(0, Math.min(to, from + 16 + Math.min(records, 1000) * 12), to);
}

const nameAt = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
