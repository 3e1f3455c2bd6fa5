import { releaseArchive, releaseFiles, type ReleasePermit, type ReleaseSource } from '../../../../core/export/index.ts';

// Where released bytes go. Every sink takes them one after the other, so memory does not grow with the export.

export interface Written {
  readonly files: number;
  readonly byteLength: number;
}

export interface ReleaseSink {
  /** Uses the permit up, also when it fails. Rejects with what stopped it; nothing whole is left behind then. */
  write(permit: ReleasePermit, source: ReleaseSource, signal: AbortSignal): Promise<Written>;
}

/** A file that is whole only after `close`. */
export interface FileInMaking {
  readonly write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly close: () => Promise<void>;
  readonly abort: () => Promise<void>;
}

/** A ZIP archive into a file: of one's choice where the browser lets one choose, else a download. */
export function zipSink(begin: () => Promise<FileInMaking>): ReleaseSink {
  return {
    async write(permit, source, signal) {
      const file = await begin();
      try {
        for await (const part of releaseArchive(permit, source)) {
          signal.throwIfAborted();
          await file.write(ownBytes(part));
        }
        await file.close();
      } catch (error) {
        // Archive readers find no archive in it; this takes away what is left of it.
        await file.abort();
        throw error;
      }
      return totalOf(permit);
    },
  };
}

/** The folder holds something else under the same name. Choose another one; nothing of it was touched. */
export class FolderTaken extends Error {
  readonly code = 'folder-taken';
  constructor() {
    super('the folder already holds a whole export of this name');
  }
}

/**
 * The same files in a folder of their own, the manifest last: without it this is no export. A second try under a new
 * permission goes on where the first one ended: what is there with the right bytes stays.
 */
export function folderSink(parent: FileSystemDirectoryHandle, name: string): ReleaseSink {
  return {
    async write(permit, source, signal) {
      const folder = await parent.getDirectoryHandle(name, { create: true });
      const isThere = await folder.getFileHandle('manifest.json').then(
        () => true,
        () => false,
      );
      if (isThere) throw new FolderTaken();
      for await (const { path, bytes } of releaseFiles(permit, source)) {
        signal.throwIfAborted();
        await writeInto(folder, path, ownBytes(bytes));
      }
      return totalOf(permit);
    },
  };
}

async function writeInto(
  folder: FileSystemDirectoryHandle,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const parts = path.split('/');
  const fileName = parts.pop() ?? '';
  let place = folder;
  for (const part of parts) place = await place.getDirectoryHandle(part, { create: true });
  const handle = await place.getFileHandle(fileName, { create: true });
  if (await holds(handle, bytes)) return;
  const writable = await handle.createWritable();
  try {
    await writable.write(bytes);
    await writable.close();
  } catch (error) {
    await writable.abort().catch(() => undefined);
    throw error;
  }
}

async function holds(handle: FileSystemFileHandle, bytes: Uint8Array): Promise<boolean> {
  const file = await handle.getFile();
  if (file.size !== bytes.length) return false;
  const there = new Uint8Array(await file.arrayBuffer());
  return there.every((byte, at) => byte === bytes[at]);
}

export function totalOf({ planned }: ReleasePermit): Written {
  const { files, byteLength } = planned.facts.counts;
  return { files, byteLength };
}

/** Files take buffers that nobody shares. */
export function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice();
}
