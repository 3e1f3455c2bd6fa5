import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type ByteSource, type DicomFile, readDicom, readDicomHead } from '../../core/dicom/index.ts';
import { readLearned, readLearnedHead } from '../../core/deid/index.ts';
import type { Input } from './inputs.ts';
import type { ZipEntry } from './zip-entries.ts';

// Files are read at once and not by promises: a job does one thing at a time, and thousands of small files would wait for
// the event loop longer than for the disk.

/** Of larger files the pixels stay where they are and are copied piece by piece: memory does not grow with them. */
const LARGEST_IN_MEMORY = 8 * 2 ** 20;
/** Node reads no larger file at once. */
export const LARGEST_WHOLE_FILE = 2 ** 31 - 1;
/** Of larger files: most headers end before the first, nearly all others before the second. */
const FIRST_BYTES = [0x4000, 0x10000];
const SMALL_FILE_BYTES = 0x10000;

export type OpenInput = { readonly file: DicomFile; readonly close: () => Promise<void> };

/**
 * One buffer for one file after the other: fresh memory for every file costs more than reading it. What was read is gone
 * with the next file; nothing of a job outlives its file but texts.
 */
let shared = Buffer.alloc(0);

function readInto(path: string, most: number): Uint8Array {
  const handle = openSync(path, 'r');
  try {
    const size = Math.min(most, fstatSync(handle).size);
    // Somewhat more than is needed: sizes that grow from file to file must not leave a trail of buffers.
    if (shared.length < size) shared = Buffer.allocUnsafeSlow(Math.max(size + (size >> 3), SMALL_FILE_BYTES));
    return new Uint8Array(shared.buffer, shared.byteOffset, readAt(handle, shared, size, 0));
  } finally {
    closeSync(handle);
  }
}

/** As many bytes as there are, `length` at most. */
function readAt(handle: number, buffer: Uint8Array, length: number, offset: number): number {
  let at = 0;
  while (at < length) {
    const read = readSync(handle, buffer, at, length - at, offset + at);
    if (read === 0) break;
    at += read;
  }
  return at;
}

const nothingToClose = (): Promise<void> => Promise.resolve();

/** `whole`: also a large file is read as a whole, because something beside its pixels has to go. */
export async function openInput(input: Input, whole = false): Promise<OpenInput> {
  if (input.entry !== undefined)
    return { file: readDicom(await readEntry(input.path, input.entry)), close: nothingToClose };
  if (input.bytes <= (whole ? LARGEST_WHOLE_FILE : LARGEST_IN_MEMORY))
    return { file: readDicom(readInto(input.path, LARGEST_WHOLE_FILE)), close: nothingToClose };
  const handle = openSync(input.path, 'r');
  try {
    return {
      file: await readDicomHead(sourceIn(handle, input.bytes)),
      close: () => Promise.resolve(closeSync(handle)),
    };
  } catch (error) {
    closeSync(handle);
    throw error;
  }
}

function sourceIn(handle: number, size: number): ByteSource {
  let piece = new Uint8Array(0);
  return {
    size,
    read(offset, length) {
      const buffer = new Uint8Array(length);
      return Promise.resolve(buffer.subarray(0, readAt(handle, buffer, length, offset)));
    },
    readPiece(offset, length) {
      if (piece.length < length) piece = new Uint8Array(length);
      return Promise.resolve(piece.subarray(0, readAt(handle, piece, length, offset)));
    },
  };
}

async function readEntry(path: string, entry: ZipEntry): Promise<Uint8Array> {
  const { readZipEntry } = await import('./zip-entries.ts');
  return readZipEntry(path, entry);
}

/** Everything before the pixels but numbers: enough to learn who and what the file speaks of. */
export async function readHeader(input: Input): Promise<DicomFile> {
  if (input.entry !== undefined) return readLearned(await readEntry(input.path, input.entry));
  if (input.bytes <= SMALL_FILE_BYTES) return readLearned(readInto(input.path, SMALL_FILE_BYTES));
  for (const most of FIRST_BYTES) {
    const file = readLearnedHead(readInto(input.path, most));
    if (file !== undefined) return file;
  }
  const opened = await openInput(input);
  await opened.close();
  return opened.file;
}
