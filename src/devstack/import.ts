// Loads a folder of DICOM files into the archive. Every file ends stored, already present, or refused with a code.
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Archive, Outcome, SpooledFile } from './pacs/index.ts';

export interface ImportProgress {
  files: number;
  bytes: number;
}

export interface ImportSummary extends ImportProgress {
  stored: number;
  alreadyPresent: number;
  refused: number;
}

export interface ImportReport {
  onProgress(progress: ImportProgress): void;
  /** `file` is relative to the folder; the message holds no value of the file. */
  onRefused(file: string, code: string, message: string): void;
}

/** One transaction and one wait for the disk per batch. */
const BATCH_FILES = 32;
const BATCH_BYTES = 64 * 1024 * 1024;

interface Found {
  path: string;
  kind: 'file' | 'unreadable-folder' | 'something-else';
}

async function* filesUnder(folder: string): AsyncGenerator<Found> {
  const entries = await entriesOf(folder);
  if (entries === undefined) yield { path: folder, kind: 'unreadable-folder' };
  for (const entry of entries ?? []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    // Links are not followed: they could lead out of the folder or round in circles.
    else yield { path, kind: entry.isFile() ? 'file' : 'something-else' };
  }
}

/** In the same order on every machine; undefined where the folder cannot be read. */
async function entriesOf(folder: string): Promise<Dirent[] | undefined> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // Permission, or gone since it was listed: everything else is imported all the same.
    return undefined;
  }
}

interface Pending {
  file: string;
  byteLength: number;
  /** Files of a batch are written side by side: the disk flushes several as fast as one. */
  spooled: Promise<SpooledFile>;
}

/** Loads everything, or what is there until `signal` says stop: a batch that was begun is finished. */
export async function importFolder(
  archive: Archive,
  folder: string,
  report: ImportReport,
  signal?: AbortSignal,
): Promise<ImportSummary> {
  const summary: ImportSummary = { files: 0, bytes: 0, stored: 0, alreadyPresent: 0, refused: 0 };
  let batch: Pending[] = [];

  function count(file: string, outcome: Outcome): void {
    if (outcome.kind === 'refused') refuse(file, outcome.code, outcome.message);
    else if (outcome.kind === 'stored') summary.stored++;
    else summary.alreadyPresent++;
  }
  function refuse(file: string, code: string, message: string): void {
    summary.refused++;
    report.onRefused(file, code, message);
  }
  async function flush(): Promise<void> {
    const outcomes = await archive.takeIn(await Promise.all(batch.map(({ spooled }) => spooled)));
    outcomes.forEach((outcome, index) => count(batch[index]?.file ?? '', outcome));
    batch = [];
    report.onProgress(summary);
  }

  for await (const { path, kind } of filesUnder(folder)) {
    if (signal?.aborted === true) break;
    const file = relative(folder, path);
    summary.files++;
    if (kind === 'unreadable-folder') {
      refuse(file, 'unreadable', 'the folder cannot be opened');
      continue;
    }
    if (kind === 'something-else') {
      refuse(file, 'not-a-file', 'links and devices are not followed');
      continue;
    }
    const bytes = await readOrRefuse(path, (code, message) => refuse(file, code, message));
    if (bytes === undefined) continue;
    summary.bytes += bytes.byteLength;
    if (archive.holdsFile(createHash('sha256').update(bytes).digest('hex'))) summary.alreadyPresent++;
    else batch.push(pendingFor(archive, file, bytes));
    const batchBytes = batch.reduce((sum, { byteLength }) => sum + byteLength, 0);
    if (batch.length >= BATCH_FILES || batchBytes >= BATCH_BYTES) await flush();
  }
  if (batch.length > 0) await flush();
  return summary;
}

function pendingFor(archive: Archive, file: string, bytes: Uint8Array): Pending {
  const spooled = archive.files.spool(bytes);
  // A failure is met where the batch is awaited; until then it must not count as unhandled.
  spooled.catch(() => undefined);
  return { file, byteLength: bytes.byteLength, spooled };
}

/** Without this prefix only small files can be DICOM: nobody writes a bare data set of this size. */
const LARGEST_WITHOUT_PREFIX = 256 * 1024 * 1024;
/** What one array can hold. */
const LARGEST_FILE = 2 ** 31 - 1;

async function readOrRefuse(
  path: string,
  refuse: (code: string, message: string) => void,
): Promise<Buffer | undefined> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_FILE) {
      refuse('too-large', 'the file is larger than 2 GiB');
      return undefined;
    }
    const bytes = await readFile(path);
    if (size <= LARGEST_WITHOUT_PREFIX || bytes.toString('latin1', 128, 132) === 'DICM') return bytes;
    refuse('not-dicom', 'neither a DICOM file nor a data set');
  } catch {
    // Permission, or gone since it was listed: either way this file cannot be had.
    refuse('unreadable', 'the file cannot be opened');
  }
  return undefined;
}
