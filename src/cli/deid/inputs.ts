// What there is to do: every file below the named files and folders, entries of ZIP archives included, in a fixed order.
import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { listZip, ZipUnreadable } from './zip-entries.ts';
import type { ZipEntry } from './zip-entries.ts';

export type Input = {
  /** Position in the sorted list: how the report names an input, because file names name patients. */
  readonly number: number;
  readonly path: string;
  readonly entry?: ZipEntry | undefined;
  readonly bytes: number;
};

/** An input that is refused before anything of it was read. */
export type UnreadableInput = { readonly path: string; readonly code: string };

export type InputList = { readonly inputs: readonly Input[]; readonly unreadable: readonly UnreadableInput[] };

export const nameOf = ({ path, entry }: Input): string => (entry === undefined ? path : `${path}!${entry.name}`);

export async function listInputs(roots: readonly string[], outDir: string): Promise<InputList> {
  const found: Omit<Input, 'number'>[] = [];
  const unreadable: UnreadableInput[] = [];
  const out = resolve(outDir);
  for (const root of roots) await walk(resolve(root), out, found, unreadable);
  const keyed = new Map(found.map((input) => [nameOf({ ...input, number: 0 }), input]));
  const names = [...keyed.keys()].sort((a, b) => (a < b ? -1 : 1));
  return {
    inputs: names.flatMap((name, number) => {
      const input = keyed.get(name);
      return input === undefined ? [] : [{ ...input, number }];
    }),
    unreadable,
  };
}

async function walk(
  path: string,
  out: string,
  found: Omit<Input, 'number'>[],
  unreadable: UnreadableInput[],
): Promise<void> {
  // The output of an earlier run inside the input is not input.
  if (path === out || path.startsWith(out + sep) || path === `${out}.part`) return;
  const info = await stat(path);
  if (info.isDirectory()) {
    for (const name of await readdir(path)) await walk(join(path, name), out, found, unreadable);
  } else if (!info.isFile()) unreadable.push({ path, code: 'not-a-file' });
  else if (await isZip(path)) {
    try {
      for (const entry of await listZip(path)) found.push({ path, entry, bytes: entry.bytes });
    } catch (error) {
      unreadable.push({ path, code: error instanceof ZipUnreadable ? error.code : 'unreadable' });
    }
  } else found.push({ path, bytes: info.size });
}

async function isZip(path: string): Promise<boolean> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const signature = bytesRead === 4 ? buffer.readUInt32LE(0) : 0;
    return signature === 0x04034b50 || signature === 0x06054b50;
  } finally {
    await handle.close();
  }
}
