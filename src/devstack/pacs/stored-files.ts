// The files of the archive. A file is written beside, flushed and only then renamed to the hash of its content, so that
// a name never stands for half a file, and no name says anything about a patient.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface SpooledFile {
  path: string;
  sha256: string;
  byteLength: number;
}

export interface StoredFiles {
  /** Writes a stream or bytes to a temporary file and flushes it. */
  spool(chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<SpooledFile>;
  /** Gives a spooled file its final name. It counts only once the index names it. */
  keep(file: SpooledFile): Promise<void>;
  /** Makes the renames of `keep` durable. */
  flush(): Promise<void>;
  discard(file: SpooledFile): Promise<void>;
  remove(sha256: string): Promise<void>;
  /** Keeps a file that can no longer be read, out of the way. */
  setAside(sha256: string): Promise<void>;
  pathOf: (sha256: string) => string;
  /** Hashes of all files that are there. */
  list(): Promise<string[]>;
}

export async function openStoredFiles(folder: string): Promise<StoredFiles> {
  const instances = join(folder, 'instances');
  const spoolFolder = join(folder, 'incoming');
  // What was being received when the process ended was never acknowledged.
  await rm(spoolFolder, { recursive: true, force: true });
  await mkdir(spoolFolder, { recursive: true });
  await mkdir(instances, { recursive: true });
  // One folder: making a batch of renames durable is then one wait for the disk.
  const pathOf = (sha256: string) => join(instances, `${sha256}.dcm`);

  async function writeAll(path: string, chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<SpooledFile> {
    const hash = createHash('sha256');
    let byteLength = 0;
    const handle = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of chunks instanceof Uint8Array ? [chunks] : chunks) {
        hash.update(chunk);
        byteLength += chunk.byteLength;
        await handle.writeFile(chunk);
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
    return { path, sha256: hash.digest('hex'), byteLength };
  }

  return {
    pathOf,
    async spool(chunks) {
      const path = join(spoolFolder, randomUUID());
      try {
        return await writeAll(path, chunks);
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      }
    },
    keep: ({ path, sha256 }) => rename(path, pathOf(sha256)),
    flush: () => flushFolder(instances),
    discard: ({ path }) => rm(path, { force: true }),
    async setAside(sha256) {
      const folderAside = join(folder, 'unreadable');
      await mkdir(folderAside, { recursive: true });
      await rename(pathOf(sha256), join(folderAside, `${sha256}.dcm`));
    },
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
    async list() {
      const names = await readdir(instances);
      return names.filter((name) => name.endsWith('.dcm')).map((name) => name.slice(0, -'.dcm'.length));
    },
  };
}

async function flushFolder(path: string): Promise<void> {
  // Windows cannot open a folder; there a rename is as durable as it gets.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
