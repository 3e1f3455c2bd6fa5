// Reads a whole file that is in memory: PS3.10 files, and data sets without preamble or File Meta Information.
import { Inflate } from 'fflate';
import { plainBytes } from '../byte-order.ts';
import type { Dataset } from '../dataset.ts';
import type { DicomFile } from '../dicom-file.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import {
  type Encoding, EXPLICIT_LITTLE, IMPLICIT_LITTLE, TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf,
} from '../transfer-syntax.ts'; // prettier-ignore
import { number, numbersOf, text } from '../values.ts';
import { type Budgets, DEFAULT_INFLATED_BYTES, refuseOver, withDefaults } from './budget.ts';
import { encodingAt, fitsAt, mayBeImplicitAt, startOfMeta } from './detect.ts';
import { OutOfOrder, Parser, type Wanted } from './parser.ts';

export interface ReadOptions {
  readonly budgets?: Partial<Budgets>;
  /** Stop at (7FE0,0008-0010): `dataset` then ends before the pixels and `isComplete` is false. */
  readonly stopBeforePixelData?: boolean;
  /**
   * For whoever asks for few elements: others may be missing from the data set, though they were checked like all.
   * What is read so cannot be written.
   */
  readonly wanted?: Wanted;
}

/** Reads a file. Values stay where they are in `source`: do not change it while the result is in use. */
export function readDicom(source: Uint8Array, options: ReadOptions = {}): DicomFile {
  const bytes = plainBytes(source);
  const budgets = withDefaults(options.budgets);
  if (bytes.length > budgets.maxTotalBytes) refuseOver('bytes');
  const head = readMeta(bytes, budgets);
  const syntax = head.syntax;
  const inflated = syntax.deflated
    ? inflate(
        bytes.subarray(head.datasetStart),
        options.budgets?.maxTotalBytes ?? DEFAULT_INFLATED_BYTES,
        head.datasetStart,
      )
    : undefined;
  const start = inflated === undefined ? head.datasetStart : 0;
  const { parser, dataset } = parse(inflated ?? bytes, budgets, start, syntax.encoding, options);
  if (dataset.size === 0 && parser.pos === start && parser.stoppedAt < 0)
    throw new DicomError('truncated', 'the file ends before its data set', head.datasetStart);
  checkPixelBudget(dataset, budgets);
  const end = parser.trailingStart >= 0 ? parser.trailingStart : parser.pos;
  return {
    preamble: head.preamble,
    meta: head.meta,
    dataset,
    transferSyntaxUID: syntax.uid,
    declaredTransferSyntaxUID: head.declared === syntax.uid ? undefined : head.declared,
    trailing: parser.trailingStart < 0 ? undefined : (inflated ?? bytes).subarray(parser.trailingStart),
    isComplete: parser.stoppedAt < 0,
    ...(options.wanted === undefined ? {} : { isPartial: true }),
    origin: {
      bytes,
      dataset,
      transferSyntaxUID: syntax.uid,
      datasetStart: head.datasetStart,
      datasetEnd: inflated === undefined ? end : bytes.length,
      inflated,
    },
  };
}

function parse(
  bytes: Uint8Array,
  budgets: Budgets,
  start: number,
  encoding: Encoding,
  { wanted, stopBeforePixelData: stop = false }: ReadOptions,
): { parser: Parser; dataset: Dataset } {
  const parser = new Parser(bytes, budgets);
  if (wanted === undefined) return { parser, dataset: parser.readTopLevel(start, encoding, stop) };
  try {
    return {
      parser,
      dataset: parser.readTopLevel(start, encoding, stop, (tag, vr) => isNeeded(tag) || wanted(tag, vr)),
    };
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
    const again = new Parser(bytes, budgets);
    return { parser: again, dataset: again.readTopLevel(start, encoding, stop) };
  }
}

/** By the reader itself, and to decode what is wanted: the character set, and the description of pixels. */
const isNeeded = (tag: number): boolean => tag >>> 16 === 0x0028 || tag === TAG.specificCharacterSet;

export interface FileHead {
  readonly preamble: Uint8Array | undefined;
  readonly meta: Dataset;
  readonly datasetStart: number;
  readonly declared: string | undefined;
  readonly syntax: TransferSyntax;
}

/** Preamble and File Meta Information, and the transfer syntax the data set is really in. */
export function readMeta(bytes: Uint8Array, budgets: Budgets): FileHead {
  const found = startOfMeta(bytes);
  if (found === undefined) throw new DicomError('not-dicom', 'neither a DICOM file nor a data set', 0);
  const parser = new Parser(bytes, budgets);
  const meta = parser.readGroup(found.start, metaEncoding(bytes, found.start), 2);
  const datasetStart = parser.pos;
  checkGroupLength(meta, found.start, bytes.length);
  const declared = text(meta, TAG.transferSyntaxUID);
  return {
    preamble: found.hasPreamble ? bytes.subarray(0, 128) : undefined,
    meta,
    datasetStart,
    declared,
    syntax: actualSyntax(bytes, datasetStart, declared, meta.size > 0),
  };
}

/** Writers get the group length wrong and readers do without it, but it must not speak of bytes that are not there. */
function checkGroupLength(meta: Dataset, start: number, size: number): void {
  const first = meta.elements[0];
  if (first?.tag !== TAG.fileMetaGroupLength || first.length !== 4) return;
  const length = numbersOf(first)[0] ?? 0;
  if (first.end + length > size) throw new DicomError('truncated', 'the File Meta Information is cut off', start);
}

/** Explicit little endian by PS3.10 7.1; some writers used implicit. */
function metaEncoding(bytes: Uint8Array, start: number): Encoding {
  return !fitsAt(bytes, start, EXPLICIT_LITTLE) && fitsAt(bytes, start, IMPLICIT_LITTLE)
    ? IMPLICIT_LITTLE
    : EXPLICIT_LITTLE;
}

function actualSyntax(
  bytes: Uint8Array,
  start: number,
  declared: string | undefined,
  hasMeta: boolean,
): TransferSyntax {
  const syntax = declared === undefined ? undefined : transferSyntaxOf(declared);
  if (declared !== undefined && syntax === undefined)
    throw new DicomError('unsupported-transfer-syntax', 'no file can be in the declared transfer syntax');
  if (syntax?.deflated === true || (syntax !== undefined && start === bytes.length)) return syntax;
  const found = encodingAt(bytes, start);
  if (found === undefined) {
    // Nothing speaks against the declaration when the first element is one that nobody knows.
    if (syntax !== undefined) return syntax;
    if (hasMeta && mayBeImplicitAt(bytes, start))
      return transferSyntaxOf(TRANSFER_SYNTAX.implicitLittle) as TransferSyntax;
    throw new DicomError(
      'ambiguous-transfer-syntax',
      'the file does not say its transfer syntax and nothing tells',
      start,
    );
  }
  if (
    syntax !== undefined &&
    found.explicit === syntax.encoding.explicit &&
    found.bigEndian === syntax.encoding.bigEndian
  )
    return syntax;
  const uid = !found.explicit
    ? TRANSFER_SYNTAX.implicitLittle
    : found.bigEndian
      ? TRANSFER_SYNTAX.explicitBig
      : TRANSFER_SYNTAX.explicitLittle;
  // An encapsulated file whose data set is not explicit little endian: keep its name, read it as it is.
  if (syntax?.encapsulated === true) return { ...syntax, encoding: found };
  return transferSyntaxOf(uid) as TransferSyntax; // one of the three above
}

/** Inflates to the end of the stream; a stream that ends early, or goes on for too long, is refused. */
function inflate(bytes: Uint8Array, maxBytes: number, base: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const stream = new Inflate((chunk, final) => {
    size += chunk.length;
    if (size > maxBytes) refuseOver('bytes');
    chunks.push(chunk);
    ended ||= final;
  });
  try {
    // Pieces bound what one push may inflate to before the budget is looked at.
    for (let at = 0; at < bytes.length; at += PIECE)
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch (error) {
    if (error instanceof DicomError) throw error;
    throw new DicomError('bad-deflate', 'the deflated data set cannot be inflated', base, { cause: error });
  }
  if (!ended && bytes.length > 0) throw new DicomError('bad-deflate', 'the deflated data set has no end', base);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** 64 KiB inflate to 64 MiB at most. */
const PIECE = 0x10000;

export function checkPixelBudget(dataset: Dataset, budgets: Budgets): void {
  // The product of what can be read as a number; what cannot is refused where the pixels are asked for.
  const pixels = [0x00280010, 0x00280011, 0x00280008, 0x00280002].map((tag) => numberOrOne(dataset, tag));
  if (pixels.reduce((product, factor) => product * factor, 1) > budgets.maxPixels) refuseOver('pixels');
}

function numberOrOne(dataset: Dataset, tag: number): number {
  const element = dataset.get(tag);
  if (element?.isLoaded !== true) return 1;
  // Every reading asks: a binary number need not become a text first.
  const value = element.vr === 'US' ? (number(dataset, tag) ?? 1) : Number(text(dataset, tag) ?? 1);
  return Number.isFinite(value) ? Math.max(value, 1) : 1;
}
