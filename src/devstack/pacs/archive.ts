// Takes instances in: described, written, indexed; whole or not at all, whenever the process may end.
import { readFile } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { DicomError } from '../../core/dicom/index.ts';
import { openDatabase, transaction } from './database.ts';
import { asPart10, describeFile, type Description } from './describe.ts';
import { createIndexWriter, type IndexWriter, type Written } from './index-writer.ts';
import { PacsError } from './pacs-error.ts';
import { openStoredFiles, type SpooledFile, type StoredFiles } from './stored-files.ts';

export type Outcome =
  | { kind: Written; sopClassUID: string; sopInstanceUID: string; studyInstanceUID: string; seriesInstanceUID: string }
  /** Nothing of it is stored. UIDs where the file could be read that far. */
  | { kind: 'refused'; code: string; message: string; status: number; sopClassUID?: string; sopInstanceUID?: string };

export interface TakeInOptions {
  /** Refuse what belongs to another study. */
  studyInstanceUID?: string;
}

export interface Archive {
  database: DatabaseSync;
  files: StoredFiles;
  /** Takes spooled files over: each ends stored or deleted. One transaction for all that are accepted. */
  takeIn(spooled: readonly SpooledFile[], options?: TakeInOptions): Promise<Outcome[]>;
  /** True when a file of exactly these bytes is stored. */
  holdsFile(sha256: string): boolean;
  /** Waits for what is being taken in. */
  close(): Promise<void>;
}

interface Candidate {
  file: SpooledFile;
  description: Description;
}

const uidsOf = ({ sopClassUID, sopInstanceUID, studyInstanceUID, seriesInstanceUID }: Description) => ({
  sopClassUID,
  sopInstanceUID,
  studyInstanceUID,
  seriesInstanceUID,
});

function refusal(error: unknown, description?: Description): Outcome {
  const uids = description === undefined ? {} : uidsOf(description);
  if (error instanceof PacsError)
    return { kind: 'refused', code: error.code, message: error.message, status: error.status, ...uids };
  if (error instanceof DicomError)
    return { kind: 'refused', code: error.code, message: error.message, status: 422, ...uids };
  // Anything else is a fault of ours, or of the disk, and must be seen.
  throw error;
}

/** A file that makes the reader stumble is refused like any other bad file; a fault of the disk is not the file's. */
function readerRefusal(error: unknown, description?: Description): Outcome {
  const isStumble = error instanceof TypeError || error instanceof RangeError;
  return refusal(
    isStumble ? new PacsError('reader-failed', 422, 'The reader failed.', { cause: error }) : error,
    description,
  );
}

export async function openArchive(folder: string): Promise<Archive> {
  const files = await openStoredFiles(folder);
  const { database, isNew } = openDatabase(join(folder, 'index.sqlite'));
  const writer = createIndexWriter(database);
  if (isNew) await indexAgain(files, database, writer);
  else await removeOrphans(files, database);

  async function describeSpooled(spooled: SpooledFile, options: TakeInOptions): Promise<Candidate | Outcome> {
    let description: Description | undefined;
    try {
      const bytes = await readFile(spooled.path);
      description = describeFile(bytes);
      if (options.studyInstanceUID !== undefined && options.studyInstanceUID !== description.studyInstanceUID)
        throw new PacsError('study-mismatch', 409, 'The instance belongs to another study than the one addressed.');
      if (!description.isBareDataset) return { file: spooled, description };
      const part10 = asPart10(bytes);
      return { file: await files.spool(part10), description: describeFile(part10) };
    } catch (error) {
      return readerRefusal(error, description);
    }
  }

  /** Inside the transaction: an instance that contradicts is refused alone, by its own savepoint. */
  function write({ file, description }: Candidate): Outcome {
    database.exec('SAVEPOINT instance');
    try {
      const kind = writer.write(description, file);
      database.exec('RELEASE instance');
      return { kind, ...uidsOf(description) };
    } catch (error) {
      database.exec('ROLLBACK TO instance; RELEASE instance');
      return refusal(error, description);
    }
  }

  const isNamed = database.prepare('SELECT 1 FROM instances WHERE file = ?');

  async function takeInNow(spooled: readonly SpooledFile[], options: TakeInOptions): Promise<Outcome[]> {
    const temporary = [...spooled];
    try {
      const described: (Candidate | Outcome)[] = [];
      for (const each of spooled) {
        const result = await describeSpooled(each, options);
        described.push(result);
        if ('file' in result) temporary.push(result.file);
      }
      for (const each of described) {
        if ('file' in each && !writer.isPresent(each.description.sopInstanceUID, each.file.sha256))
          await files.keep(each.file);
      }
      await files.flush();
      return transaction(database, () => described.map((each) => ('file' in each ? write(each) : each)));
    } finally {
      for (const each of temporary) {
        await files.discard(each);
        if (isNamed.get(each.sha256) === undefined) await files.remove(each.sha256);
      }
    }
  }

  // One at a time: cleaning up after one must not take a file that another has kept but not yet indexed.
  let last: Promise<unknown> = Promise.resolve();
  return {
    database,
    files,
    takeIn(spooled, options = {}) {
      const result = last.then(() => takeInNow(spooled, options));
      // The next one runs whatever became of this one; its caller hears of a failure.
      last = result.catch(() => undefined);
      return result;
    },
    holdsFile: (sha256) => isNamed.get(sha256) !== undefined,
    async close() {
      await last;
      database.close();
    },
  };
}

/** Files that no row names were written by a process that ended before it could say so. */
async function removeOrphans(files: StoredFiles, database: DatabaseSync): Promise<void> {
  const named = new Set(
    (database.prepare('SELECT file FROM instances').all() as { file: string }[]).map(({ file }) => file),
  );
  for (const sha256 of await files.list()) if (!named.has(sha256)) await files.remove(sha256);
}

/** A new or outdated index is made from the files that are there. None is lost: what cannot be read is set aside. */
async function indexAgain(files: StoredFiles, database: DatabaseSync, writer: IndexWriter): Promise<void> {
  for (const sha256 of await files.list()) {
    const bytes = await readFile(files.pathOf(sha256));
    try {
      const description = describeFile(bytes);
      transaction(database, () => writer.write(description, { sha256, byteLength: bytes.byteLength }));
    } catch (error) {
      readerRefusal(error);
      await files.setAside(sha256);
    }
  }
}
