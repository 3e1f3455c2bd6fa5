// What there is to do: every file below the named files and folders, entries of ZIP archives included, in a fixed order.
import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { ZipEntry } from './zip-entries.ts';
import { ZipUnreadable } from './zip-unreadable.ts';

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
  const entered = new Set<string>();
  for (const root of roots) await walk(resolve(root), { out, found, unreadable, entered });
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

type Walk = {
  readonly out: string;
  readonly found: Omit<Input, 'number'>[];
  readonly unreadable: UnreadableInput[];
  /** Folders that links may lead to again. */
  readonly entered: Set<string>;
};

async function walk(path: string, state: Walk): Promise<void> {
  const { out, found, unreadable } = state;
  // The output of an earlier run inside the input is not input.
  if (path === out || path.startsWith(out + sep) || path === `${out}.part`) return;
  try {
    const info = statSync(path);
    if (info.isDirectory()) await enter(path, state);
    else if (!info.isFile()) unreadable.push({ path, code: 'not-a-file' });
    else if (isZip(path)) {
      const { listZip } = await import('./zip-entries.ts');
      for (const entry of await listZip(path)) found.push({ path, entry, bytes: entry.bytes });
    } else found.push({ path, bytes: info.size });
  } catch (error) {
    // A link to nowhere, a folder that nobody here may read, a damaged archive: the rest goes on.
    if (error instanceof ZipUnreadable) unreadable.push({ path, code: error.code });
    else if (error instanceof Error && 'syscall' in error) unreadable.push({ path, code: 'unreadable' });
    else throw error;
  }
}

async function enter(path: string, state: Walk): Promise<void> {
  const real = realpathSync(path);
  if (state.entered.has(real)) return;
  state.entered.add(real);
  for (const name of readdirSync(path)) await walk(join(path, name), state);
}

const signature = Buffer.alloc(4);

/** By what it begins with: names promise nothing. */
function isZip(path: string): boolean {
  const handle = openSync(path, 'r');
  try {
    if (readSync(handle, signature, 0, 4, 0) < 4) return false;
    const number = signature.readUInt32LE(0);
    return number === 0x04034b50 || number === 0x06054b50;
  } finally {
    closeSync(handle);
  }
}
