import { describe, expect, it } from 'vitest';
import type { ReleasePermit, ReleaseSource } from '../../../../core/export/index.ts';
import { permittedRelease } from '../testing/permitted-release.ts';
import { FolderTaken, folderSink } from './sinks.ts';

/** The part of the browser's folders that is used here, in memory. */
class MemoryFolder {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Map<string, MemoryFolder>();
  writes = 0;
  readonly #root: MemoryFolder;
  readonly #failAt: number;
  constructor(root?: MemoryFolder, failAt = Number.POSITIVE_INFINITY) {
    this.#root = root ?? this;
    this.#failAt = failAt;
  }
  async getDirectoryHandle(name: string): Promise<MemoryFolder> {
    const found = this.folders.get(name) ?? new MemoryFolder(this.#root, this.#failAt);
    this.folders.set(name, found);
    return found;
  }
  async getFileHandle(name: string, options?: { create?: boolean }) {
    if (!this.files.has(name) && options?.create !== true) throw new DOMException('not here', 'NotFoundError');
    if (!this.files.has(name)) this.files.set(name, new Uint8Array(0));
    const bytes = (): Uint8Array => this.files.get(name) ?? new Uint8Array(0);
    return {
      getFile: async () => ({ size: bytes().length, arrayBuffer: async () => bytes().slice().buffer }),
      createWritable: async () => ({
        write: async (part: Uint8Array) => {
          this.#root.writes += 1;
          if (this.#root.writes > this.#failAt) throw new DOMException('full', 'QuotaExceededError');
          this.files.set(name, part.slice());
        },
        close: async () => undefined,
        abort: async () => undefined,
      }),
    };
  }
  get handle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle; // as much of one as is used
  }
}

function paths(folder: MemoryFolder, at = ''): string[] {
  return [
    ...[...folder.files.keys()].map((name) => `${at}${name}`),
    ...[...folder.folders].flatMap(([name, inner]) => paths(inner, `${at}${name}/`)),
  ];
}

const signal = new AbortController().signal;

async function write(parent: MemoryFolder, { permit, source }: { permit: ReleasePermit; source: ReleaseSource }) {
  return folderSink(parent.handle, 'export-1').write(permit, source, signal);
}

describe('a release into a folder', () => {
  it('writes every file below one folder of its own, the manifest last', async () => {
    const parent = new MemoryFolder();
    const released = await permittedRelease();
    await write(parent, released);
    const expected = [
      ...released.planned.manifest.files.map(({ path }) => `export-1/${path}`),
      'export-1/manifest.json',
    ];
    expect(paths(parent).sort()).toEqual(expected.sort());
    expect([...(parent.folders.get('export-1')?.files.keys() ?? [])].at(-1)).toBe('manifest.json');
  });

  it('leaves no manifest where the disk was full, and goes on there under a new permission', async () => {
    const parent = new MemoryFolder(undefined, 5);
    await expect(write(parent, await permittedRelease())).rejects.toThrow('full');
    expect(paths(parent)).not.toContain('export-1/manifest.json');
    const room = new MemoryFolder();
    for (const [name, inner] of parent.folders) room.folders.set(name, inner);
    parent.writes = Number.NEGATIVE_INFINITY;
    const again = await permittedRelease();
    await write(parent, again);
    expect(paths(parent)).toContain('export-1/manifest.json');
    expect(paths(parent)).toHaveLength(again.planned.facts.counts.files);
  });

  it('touches nothing where a whole export of this name lies', async () => {
    const parent = new MemoryFolder();
    await write(parent, await permittedRelease());
    const { writes } = parent;
    await expect(write(parent, await permittedRelease())).rejects.toBeInstanceOf(FolderTaken);
    expect(parent.writes).toBe(writes);
  });
});
