import { vi } from 'vitest';

// The private file system of an origin, as far as a page's own sealed files need it, in memory.

type Kept = Map<string, Kept | Uint8Array<ArrayBuffer>>;

const notFound = (): DOMException => new DOMException('not there', 'NotFoundError');

function folderOf(kept: Kept) {
  return {
    kind: 'directory',
    async getDirectoryHandle(name: string, { create = false } = {}) {
      const found = kept.get(name) ?? (create ? new Map() : undefined);
      if (!(found instanceof Map)) throw notFound();
      kept.set(name, found);
      return folderOf(found);
    },
    async getFileHandle(name: string, { create = false } = {}) {
      if (!create && !kept.has(name)) throw notFound();
      return fileOf(kept, name);
    },
    async removeEntry(name: string) {
      if (!kept.delete(name)) throw notFound();
    },
    async *entries() {
      for (const [name, one] of kept) yield [name, one instanceof Map ? folderOf(one) : fileOf(kept, name)] as const;
    },
  };
}

function fileOf(kept: Kept, name: string) {
  return {
    kind: 'file',
    async getFile() {
      const bytes = kept.get(name);
      if (!(bytes instanceof Uint8Array)) throw notFound();
      return new Blob([bytes]);
    },
    async createWritable() {
      const pieces: Uint8Array[] = [];
      return {
        write: async (piece: Uint8Array) => void pieces.push(piece.slice()),
        close: async () => void kept.set(name, new Uint8Array(Buffer.concat(pieces))),
      };
    },
  };
}

/** Gives the test a private file system and locks of its own; returns what lies in it. */
export function stubPrivateFiles(): Kept {
  const root: Kept = new Map();
  const locks = {
    request: async (_name: string, ...rest: unknown[]): Promise<unknown> =>
      (rest.at(-1) as (lock: object) => unknown)({}), // the last argument is the work
  };
  vi.stubGlobal('navigator', {
    storage: { getDirectory: async () => folderOf(root) },
    locks,
    hardwareConcurrency: 2,
  });
  return root;
}
