// What a run keeps beside its memory, in the origin's private file system, all of it sealed: see decision 42.
import { letGo } from './let-go.ts';
import { sealingWith, VaultLost, type Opened } from './sealing.ts';
import type { StoreAnswer, StoreAsked, StoreQuestion, StoreReply } from './store-protocol.ts';

export { VaultLost } from './sealing.ts';

/** Of this origin. */
const FOLDER = 'exports';

/** The disk is full, or the browser gives no more of it. What was written so far stays; more room, then go on. */
export class VaultFull extends Error {
  readonly code = 'storage-full';
}

export interface VaultRecord {
  readonly name: string;
  readonly facts: unknown;
  readonly bytes?: Uint8Array;
}

/** Of a run: what belongs together is put together. */
export interface RunVault extends Vault {
  putAll(records: readonly VaultRecord[]): Promise<void>;
}

export interface Vault {
  put(name: string, facts: unknown, bytes?: Uint8Array): Promise<void>;
  get(name: string): Promise<Opened>;
  /** Without the bytes. */
  facts(name: string): Promise<unknown>;
}

export async function vaultRoot(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/**
 * Files of one run, through the worker that holds them: one file on the disk for all of them, because a browser takes twenty
 * milliseconds to make one.
 */
export function openVault(runId: string, key: CryptoKey, store: MessagePort): RunVault {
  const sealing = sealingWith(key, runId);
  const waiting = new Map<number, { resolve: (answer: StoreAnswer) => void; reject: (error: Error) => void }>();
  let tickets = 0;
  store.onmessage = ({ data }: MessageEvent<StoreReply>) => {
    const asked = waiting.get(data.ticket);
    waiting.delete(data.ticket);
    if (!('code' in data)) asked?.resolve(data.answer);
    else if (data.code === 'storage-lost') asked?.reject(new VaultLost('a sealed file is not there'));
    else if (data.code === 'storage-full') asked?.reject(new VaultFull('the browser gives no more room'));
    else asked?.reject(new Error(data.code));
  };
  const ask = (question: StoreQuestion, transfer: Transferable[] = []): Promise<StoreAnswer> =>
    new Promise((resolve, reject) => {
      tickets += 1;
      waiting.set(tickets, { resolve, reject });
      store.postMessage({ ticket: tickets, question } satisfies StoreAsked, transfer);
    });
  const sealedOf = async (kind: 'get' | 'head', name: string): Promise<Uint8Array<ArrayBuffer>> => {
    const sealed = await ask({ kind, name });
    if (sealed === undefined) throw new VaultLost('a sealed file is not there');
    return sealed;
  };
  const putAll = async (all: readonly VaultRecord[]): Promise<void> => {
    const records = await Promise.all(
      all.map(async ({ name, facts, bytes = new Uint8Array(0) }) => ({
        name,
        pieces: await sealing.seal(name, facts, bytes),
      })),
    );
    await ask(
      { kind: 'put', records },
      records.flatMap(({ pieces }) => pieces.map(({ buffer }) => buffer)),
    );
  };
  return {
    putAll,
    put: (name, facts, bytes) => putAll([{ name, facts, ...(bytes === undefined ? {} : { bytes }) }]),
    async get(name) {
      const sealed = await sealedOf('get', name);
      const found = await sealing.open(name, sealed);
      letGo([sealed]);
      return found;
    },
    facts: async (name) => sealing.facts(name, await sealedOf('head', name)),
  };
}

/** Small files of the page itself, one on the disk for each; `where` is a run, or undefined for what stands beside them. */
export async function openPageVault(where: string | undefined, key: CryptoKey): Promise<Vault> {
  const root = await vaultRoot();
  const folder = where === undefined ? root : await root.getDirectoryHandle(where, { create: true });
  const sealing = sealingWith(key, where ?? '');
  const read = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
    try {
      const file = await (await folder.getFileHandle(name)).getFile();
      return new Uint8Array(await file.arrayBuffer());
    } catch (cause) {
      throw new VaultLost('a sealed file is not there', { cause });
    }
  };
  return {
    async put(name, facts, bytes = new Uint8Array(0)) {
      try {
        // Takes the place of what was there when it is closed, and not before.
        const writable = await (await folder.getFileHandle(name, { create: true })).createWritable();
        for (const piece of await sealing.seal(name, facts, bytes)) await writable.write(piece);
        await writable.close();
      } catch (error) {
        throw isFull(error) ? new VaultFull('the browser gives no more room', { cause: error }) : error;
      }
    },
    get: async (name) => sealing.open(name, await read(name)),
    facts: async (name) => sealing.facts(name, await read(name)),
  };
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}
