import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type ByteSource, type DicomFile, DicomError, readDicom, readDicomHead } from '../../core/dicom/index.ts';
import type { Input } from './inputs.ts';
import { readZipEntry } from './zip-entries.ts';

// Files are read at once and not by promises: a job does one thing at a time, and thousands of small files would wait for
// the event loop longer than for the disk.

/** Of larger files the pixels stay where they are and are copied piece by piece: memory does not grow with them. */
const LARGEST_IN_MEMORY = 32 * 2 ** 20;
/** Node reads no larger file at once. */
export const LARGEST_WHOLE_FILE = 2 ** 31 - 1;
const FIRST_BYTES = 0x10000;

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
    if (shared.length < size) shared = Buffer.allocUnsafeSlow(Math.max(size, FIRST_BYTES));
    let at = 0;
    while (at < size) {
      const read = readSync(handle, shared, at, size - at, at);
      if (read === 0) break;
      at += read;
    }
    return new Uint8Array(shared.buffer, shared.byteOffset, at);
  } finally {
    closeSync(handle);
  }
}

const nothingToClose = (): Promise<void> => Promise.resolve();

/** `whole`: also a large file is read as a whole, because something beside its pixels has to go. */
export async function openInput(input: Input, whole = false): Promise<OpenInput> {
  if (input.entry !== undefined)
    return { file: readDicom(await readZipEntry(input.path, input.entry)), close: nothingToClose };
  if (input.bytes <= (whole ? LARGEST_WHOLE_FILE : LARGEST_IN_MEMORY))
    return { file: readDicom(readInto(input.path, LARGEST_WHOLE_FILE)), close: nothingToClose };
  const handle = await open(input.path, 'r');
  try {
    const source: ByteSource = {
      size: input.bytes,
      async read(offset, length) {
        const buffer = Buffer.alloc(length);
        const { bytesRead } = await handle.read(buffer, 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    return { file: await readDicomHead(source), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Everything before the pixels: enough to learn who and what the file speaks of. */
export async function readHeader(input: Input): Promise<DicomFile> {
  if (input.entry !== undefined)
    return readDicom(await readZipEntry(input.path, input.entry), { stopBeforePixelData: true });
  if (input.bytes <= FIRST_BYTES) return readDicom(readInto(input.path, FIRST_BYTES), { stopBeforePixelData: true });
  const file = headerIn(readInto(input.path, FIRST_BYTES));
  if (file !== undefined) return file;
  const opened = await openInput(input);
  await opened.close();
  return opened.file;
}

/** The header, if it ends within these bytes. */
function headerIn(bytes: Uint8Array): DicomFile | undefined {
  try {
    const file = readDicom(bytes, { stopBeforePixelData: true });
    return file.isComplete ? undefined : file;
  } catch (error) {
    // Cut inside the header, or no DICOM at all: the whole file tells which.
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}
