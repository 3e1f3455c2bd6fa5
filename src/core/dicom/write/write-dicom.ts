// A whole file to bytes: preamble, File Meta Information, data set, and what follows it.
import { deflateSync } from 'fflate';
import { asciiBytes } from '../charset/ascii.ts';
import { Dataset, makeElement } from '../dataset.ts';
import type { DicomFile, Origin } from '../dicom-file.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import { EXPLICIT_LITTLE, TRANSFER_SYNTAX, type TransferSyntax, transferSyntaxOf } from '../transfer-syntax.ts';
import { uid } from '../values.ts';
import { BY_REFERENCE_BYTES, type Chunk, Sink } from './sink.ts';
import { writeElements, writeHeader } from './write-elements.ts';

export interface WriteOptions {
  /** Convert to this transfer syntax; between uncompressed ones only. */
  readonly transferSyntaxUID?: string;
}

/** Names this writer in File Meta Information, PS3.10 7.1. A UUID-derived root: nobody has to be asked for it. */
export const IMPLEMENTATION_CLASS_UID = '2.25.304872070113649573051762680316714417090';
export const IMPLEMENTATION_VERSION_NAME = 'COLLIMATOR 1';

/** The file in one array. */
export function writeDicom(file: DicomFile, options: WriteOptions = {}): Uint8Array {
  return joined(writeDicomChunks(file, options));
}

/** The file as a list of chunks; large values are the bytes that were read, not copies. */
export function writeDicomChunks(file: DicomFile, options: WriteOptions = {}): Uint8Array[] {
  return chunksOf(file, options).map((chunk) => {
    if (chunk instanceof Uint8Array) return chunk;
    throw new DicomError(
      'value-not-loaded',
      'a value was left in its source: write the file as a stream',
      chunk.offset,
    );
  });
}

/**
 * The file piece by piece, for values that stayed in their source. A piece has `pieceBytes` at most unless it is in memory,
 * and may be written over when the next is asked for.
 */
export async function* writeDicomStream(
  file: DicomFile,
  options: WriteOptions = {},
  pieceBytes = 2 ** 20,
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunksOf(file, options)) {
    if (chunk instanceof Uint8Array) {
      yield chunk;
      continue;
    }
    const end = chunk.offset + chunk.length;
    for (let at = chunk.offset; at < end; at += pieceBytes) {
      const length = Math.min(pieceBytes, end - at);
      const { remote } = chunk;
      const bytes = await (remote.readPiece?.(at, length) ?? remote.read(at, length));
      if (bytes.length !== length)
        throw new DicomError('source-failed', 'the source returned fewer bytes than asked', at);
      yield bytes;
    }
  }
}

function chunksOf(file: DicomFile, options: WriteOptions): Chunk[] {
  if (!file.isComplete)
    throw new DicomError('no-pixel-data', 'the file was read without its pixel data and cannot be written');
  if (file.isPartial === true)
    throw new DicomError(
      'bad-value',
      'the file was read without the elements that nobody wanted and cannot be written',
    );
  const target = targetOf(file, options);
  const sink = new Sink(expectedBytes(file));
  // What had no File Meta Information gets it with another transfer syntax, or nothing would say which.
  const isPart10 =
    file.preamble !== undefined || file.meta.size > 0 || target.uid !== (file.origin ?? file).transferSyntaxUID;
  if (isPart10) writeHead(file, target, sink);
  if (!target.deflated) {
    writeElements(file.dataset, sink, target.encoding);
    if (file.trailing !== undefined) sink.bytes(file.trailing);
  } else {
    const { origin } = file;
    if (origin?.inflated !== undefined && isAsRead(file, origin, target))
      sink.bytes(origin.bytes.subarray(origin.datasetStart));
    else writeDeflated(file, target, sink);
  }
  return sink.finish();
}

const HEAD_BYTES = 0x400;
/** Of an element that gets another header than it had. */
const HEADER_BYTES = 12;

/** Roughly what is copied and not passed on by reference, so that it lands in one page. */
function expectedBytes({ dataset }: DicomFile): number {
  let bytes = HEAD_BYTES;
  for (const { length } of dataset.elements) bytes += length < BY_REFERENCE_BYTES ? length + HEADER_BYTES : 0;
  return bytes;
}

function targetOf(file: DicomFile, { transferSyntaxUID }: WriteOptions): TransferSyntax {
  const target = transferSyntaxOf(transferSyntaxUID ?? file.transferSyntaxUID);
  if (target === undefined)
    throw new DicomError('unsupported-transfer-syntax', 'no file can be written in this transfer syntax');
  if (transferSyntaxUID === undefined || transferSyntaxUID === file.transferSyntaxUID) {
    const encoding = encodingRead(file);
    return encoding === undefined ? target : { ...target, encoding };
  }
  const source = transferSyntaxOf(file.transferSyntaxUID);
  // Turning pixel words round is for native syntaxes; everything else needs a codec.
  if (
    source?.encapsulated !== false ||
    target.encapsulated ||
    file.transferSyntaxUID === TRANSFER_SYNTAX.geImplicitBigEndianPixels
  )
    throw new DicomError(
      'unsupported-transfer-syntax',
      'only uncompressed transfer syntaxes are converted into each other',
    );
  return target;
}

/** A compressed file may have been read in another layout than its syntax has; it is written as it was. */
function encodingRead(file: DicomFile): TransferSyntax['encoding'] | undefined {
  return transferSyntaxOf(file.transferSyntaxUID)?.encapsulated === true
    ? file.dataset.elements.find(({ start }) => start >= 0)?.source.encoding
    : undefined;
}

/** Whether the data set, in the syntax that is written, is the one that was read. */
const isAsRead = ({ dataset }: DicomFile, origin: Origin, target: TransferSyntax): boolean =>
  dataset === origin.dataset && !dataset.isTouched && target.uid === origin.transferSyntaxUID;

function writeDeflated(file: DicomFile, target: TransferSyntax, sink: Sink): void {
  const plain = new Sink();
  writeElements(file.dataset, plain, target.encoding);
  if (file.trailing !== undefined) plain.bytes(file.trailing);
  const bytes = plain.finish().map((chunk) => {
    if (chunk instanceof Uint8Array) return chunk;
    throw new DicomError('value-not-loaded', 'a value that stayed in its source cannot be deflated', chunk.offset);
  });
  const deflated = deflateSync(joined(bytes));
  sink.bytes(deflated);
  // PS3.5 A.5: an odd stream is padded with one zero byte.
  if (deflated.length & 1) sink.u8(0);
}

function writeHead(file: DicomFile, target: TransferSyntax, sink: Sink): void {
  const { meta, origin } = file;
  if (origin !== undefined && !meta.isTouched && !contradicts(file, origin, target)) {
    // Prefix and preamble as read, also where the file had none.
    if (file.preamble !== undefined) sink.bytes(file.preamble);
    sink.bytes(origin.bytes.subarray(file.preamble === undefined ? 0 : 128, origin.datasetStart));
    return;
  }
  sink.bytes(file.preamble ?? new Uint8Array(128));
  for (const letter of 'DICM') sink.u8(letter.charCodeAt(0));
  writeHeader(sink, TAG.fileMetaGroupLength, 'UL', EXPLICIT_LITTLE);
  sink.u16(4, false);
  const groupLength = sink.reserve32();
  writeElements(completedMeta(file, target), sink, EXPLICIT_LITTLE);
  sink.patch(groupLength, false);
}

/** Whether File Meta Information, as read, would name another transfer syntax or SOP Instance than what is written. */
function contradicts(file: DicomFile, origin: Origin, target: TransferSyntax): boolean {
  if (isAsRead(file, origin, target)) return false;
  const { dataset, meta } = file;
  return (
    uid(meta, TAG.transferSyntaxUID) !== target.uid ||
    uid(dataset, 0x00080018) !== uid(meta, 0x00020003) ||
    uid(dataset, 0x00080016) !== uid(meta, 0x00020002)
  );
}

/** What PS3.10 Table 7.1-1 requires, in place of what is missing; the SOP Instance is that of the data set. */
function completedMeta(file: DicomFile, target: TransferSyntax): Dataset {
  const meta = new Dataset();
  for (const element of file.meta) if (element.tag !== TAG.fileMetaGroupLength) meta.set(element);
  const put = (tag: number, value: string): void =>
    meta.set(makeElement(tag, tag === 0x00020013 ? 'SH' : 'UI', asciiBytes(value)));
  if (!meta.has(0x00020001)) meta.set(makeElement(0x00020001, 'OB', Uint8Array.of(0, 1)));
  const sopClassUID = uid(file.dataset, 0x00080016);
  const sopInstanceUID = uid(file.dataset, 0x00080018);
  if (sopClassUID !== undefined && uid(meta, 0x00020002) !== sopClassUID) put(0x00020002, sopClassUID);
  if (sopInstanceUID !== undefined && uid(meta, 0x00020003) !== sopInstanceUID) put(0x00020003, sopInstanceUID);
  if (uid(meta, TAG.transferSyntaxUID) !== target.uid) put(TAG.transferSyntaxUID, target.uid);
  if (!meta.has(0x00020012)) {
    put(0x00020012, IMPLEMENTATION_CLASS_UID);
    put(0x00020013, IMPLEMENTATION_VERSION_NAME);
  }
  return meta;
}

export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const first = chunks[0];
  if (chunks.length === 1 && first !== undefined) return first;
  const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    out.set(chunk, at);
    at += chunk.length;
  }
  return out;
}
