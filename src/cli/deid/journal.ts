// What is done, line by line, beside the output folder while a run lasts: whoever is killed goes on from here.
//
// Lines hold original UIDs and numbers, so each is sealed with a key made from the project's.
import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Written } from './job.ts';

export type Journal = {
  /** Numbers of inputs whose outputs are in place. */
  readonly done: ReadonlySet<number>;
  add(result: Written): void;
  /** In the order of the inputs. */
  entries(): AsyncIterable<Written>;
  /** The run is complete: nothing of it is needed any more. */
  remove(): Promise<void>;
};

type Place = { readonly offset: number; readonly length: number };

const SETTINGS = 'settings';
const LINES = 'journal';
const NEWLINE = 0x0a;

/** `fingerprint` changes with anything that changes a result: then nothing done before counts. */
export async function openJournal(
  partDir: string,
  outDir: string,
  key: Uint8Array,
  fingerprint: string,
): Promise<Journal> {
  const settingsFile = join(partDir, SETTINGS);
  const linesFile = join(partDir, LINES);
  const fits = existsSync(settingsFile) && (await readFile(settingsFile, 'utf8')) === fingerprint;
  if (!fits) {
    await rm(partDir, { recursive: true, force: true });
    await mkdir(partDir, { recursive: true });
    await writeFile(settingsFile, fingerprint);
  }
  const seal = sealWith(key);
  const { places, end } = existsSync(linesFile)
    ? await readPlaces(linesFile, outDir, seal)
    : { places: new Map<number, Place>(), end: 0 };
  const handle = await open(linesFile, existsSync(linesFile) ? 'r+' : 'w+');
  // A line cut short by the kill is written over.
  await handle.truncate(end);
  let offset = end;
  let queue: Promise<unknown> = Promise.resolve();
  return {
    done: new Set(places.keys()),
    add(result) {
      const line = Buffer.from(`${seal.close(JSON.stringify(result))}\n`);
      const place = { offset, length: line.length - 1 };
      offset += line.length;
      places.set(result.number, place);
      queue = queue.then(() => handle.write(line, 0, line.length, place.offset));
    },
    async *entries() {
      await queue;
      for (const number of [...places.keys()].sort((a, b) => a - b)) {
        const place = places.get(number);
        if (place !== undefined) yield await readEntry(handle, place, seal);
      }
    },
    async remove() {
      await queue;
      await handle.close();
      await rm(partDir, { recursive: true, force: true });
    },
  };
}

async function readEntry(handle: FileHandle, { offset, length }: Place, seal: Seal): Promise<Written> {
  const buffer = Buffer.alloc(length);
  await handle.read(buffer, 0, length, offset);
  return JSON.parse(seal.open(buffer.toString('latin1'))) as Written; // authenticated: our own line
}

/** Lines that can be read and whose outputs stand in place; `end` is behind the last whole line. */
async function readPlaces(
  path: string,
  outDir: string,
  seal: Seal,
): Promise<{ places: Map<number, Place>; end: number }> {
  const places = new Map<number, Place>();
  const bytes = await readFile(path);
  let offset = 0;
  for (let end = bytes.indexOf(NEWLINE, offset); end >= 0; end = bytes.indexOf(NEWLINE, offset)) {
    const result = entryIn(bytes.toString('latin1', offset, end), seal);
    if (result === undefined) break;
    if (existsSync(join(outDir, result.output))) places.set(result.number, { offset, length: end - offset });
    offset = end + 1;
  }
  return { places, end: offset };
}

function entryIn(line: string, seal: Seal): Written | undefined {
  try {
    return JSON.parse(seal.open(line)) as Written; // authenticated: our own line
  } catch {
    // Half a line, or one of another key: what follows it is done again.
    return undefined;
  }
}

type Seal = { close(text: string): string; open(line: string): string };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function sealWith(projectKey: Uint8Array): Seal {
  const key = createSecretKey(
    Buffer.from(hkdfSync('sha256', projectKey, '', 'collimator de-identification journal', 32)),
  );
  return {
    close(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(line) {
      const bytes = Buffer.from(line, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
