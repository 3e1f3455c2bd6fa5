import { uidEntryOf } from './dictionary/uid-table.ts';

/** How elements are laid out in bytes. */
export interface Encoding {
  readonly explicit: boolean;
  readonly bigEndian: boolean;
}

export const IMPLICIT_LITTLE: Encoding = { explicit: false, bigEndian: false };
export const EXPLICIT_LITTLE: Encoding = { explicit: true, bigEndian: false };
export const EXPLICIT_BIG: Encoding = { explicit: true, bigEndian: true };

export const TRANSFER_SYNTAX = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
  encapsulatedUncompressed: '1.2.840.10008.1.2.1.98',
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegLossless: '1.2.840.10008.1.2.4.70',
  jpegLSLossless: '1.2.840.10008.1.2.4.80',
  jpeg2000Lossless: '1.2.840.10008.1.2.4.90',
  jpeg2000: '1.2.840.10008.1.2.4.91',
  htj2kLossless: '1.2.840.10008.1.2.4.201',
  rleLossless: '1.2.840.10008.1.2.5',
  /** GE, not registered: implicit little endian whose native pixel words are big endian. */
  geImplicitBigEndianPixels: '1.2.840.113619.5.2',
} as const;

const JPIP_DEFLATED = new Set(['1.2.840.10008.1.2.4.95', '1.2.840.10008.1.2.4.205']);
/** Not data sets in Part 10 files: MIME and XML encodings, ST 2110 streams. */
const NOT_IN_FILES = /^1\.2\.840\.10008\.1\.2\.(6\.[12]|7\.[123])$/;
const JPIP = new Set([
  '1.2.840.10008.1.2.4.94',
  '1.2.840.10008.1.2.4.95',
  '1.2.840.10008.1.2.4.204',
  '1.2.840.10008.1.2.4.205',
]);

export interface TransferSyntax {
  readonly uid: string;
  readonly name: string | undefined;
  readonly encoding: Encoding;
  readonly deflated: boolean;
  /** Pixel data comes in fragments. */
  readonly encapsulated: boolean;
  /** False for private transfer syntaxes, which PS3.5 10 wants explicit little endian but which may be anything. */
  readonly registered: boolean;
}

/** Undefined for encodings that no Part 10 file can have. Unknown UIDs count as explicit little endian, encapsulated. */
export function transferSyntaxOf(uid: string): TransferSyntax | undefined {
  if (NOT_IN_FILES.test(uid)) return undefined;
  const entry = uidEntryOf(uid);
  const implicit =
    uid === TRANSFER_SYNTAX.implicitLittle ||
    uid === TRANSFER_SYNTAX.geImplicitBigEndianPixels ||
    uid === '1.2.840.10008.1.20';
  const big = uid === TRANSFER_SYNTAX.explicitBig;
  const deflated = uid === TRANSFER_SYNTAX.deflated || JPIP_DEFLATED.has(uid);
  return {
    uid,
    name: entry?.kind === 'transfer-syntax' ? entry.name : undefined,
    encoding: implicit ? IMPLICIT_LITTLE : big ? EXPLICIT_BIG : EXPLICIT_LITTLE,
    deflated,
    encapsulated: !implicit && !big && !deflated && uid !== TRANSFER_SYNTAX.explicitLittle && !JPIP.has(uid),
    registered: entry?.kind === 'transfer-syntax',
  };
}
