// What a person decided and has not sent yet, on this workstation, so that a crash or a new sign-in does not lose it. Only
// ciphertext lies here: AES-GCM under a key that the gateway gives to this person and nobody else, and that lives in memory.
// Names of studies and people are keyed hashes. What this does not protect: what a person does while signed in.
import { answer, opened, STORE } from './drafts-database.ts';
import { packed, unpacked } from './pack.ts';

/** Whoever has not come back within a week reads the study anew. */
const LONGEST_MS = 7 * 24 * 60 * 60_000;

export interface Drafts {
  /** Replaces what stood under this name. Resolves when it is written. */
  save: (studyInstanceUID: string, name: string, value: unknown) => Promise<void>;
  /** Everything of this person about this study, by name. What cannot be read any more is left out and removed. */
  load: (studyInstanceUID: string) => Promise<ReadonlyMap<string, unknown>>;
  remove: (studyInstanceUID: string, names: readonly string[]) => Promise<void>;
  close: () => void;
}

interface Row {
  readonly id: string;
  readonly study: string;
  readonly atMs: number;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly box: ArrayBuffer;
}

export async function openDrafts(
  databases: IDBFactory,
  key: Uint8Array<ArrayBuffer>,
  now: () => number,
): Promise<Drafts> {
  const [sealing, naming] = await keysFrom(key);
  const db = await opened(databases);
  const nameOf = async (...parts: string[]): Promise<string> => {
    const bytes = new TextEncoder().encode(JSON.stringify(parts));
    const hash = new Uint8Array(await crypto.subtle.sign('HMAC', naming, bytes));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const write = async (work: (rows: IDBObjectStore) => void): Promise<void> => {
    const transaction = db.transaction(STORE, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(STORE));
    await done(transaction);
  };
  await write((rows) => {
    rows.index('atMs').openCursor(IDBKeyRange.upperBound(now() - LONGEST_MS)).onsuccess = ({ target }) => {
      const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result; // of this very request
      cursor?.delete();
      cursor?.continue();
    };
  });
  return {
    async save(studyInstanceUID, name, value) {
      const id = await nameOf('draft', studyInstanceUID, name);
      const study = await nameOf('study', studyInstanceUID);
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const plain = await squeezed(packed({ name, value }), new CompressionStream('deflate-raw'));
      const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: asBytes(id) }, sealing, plain);
      const row: Row = { id, study, atMs: now(), iv, box };
      await write((rows) => rows.put(row));
    },
    async load(studyInstanceUID) {
      const study = await nameOf('study', studyInstanceUID);
      const index = db.transaction(STORE).objectStore(STORE).index('study');
      const found: Row[] = await answer(index.getAll(study)); // written above and nowhere else
      const drafts = new Map<string, unknown>();
      for (const { id, iv, box } of found) {
        try {
          const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: asBytes(id) }, sealing, box);
          const bytes = await squeezed(new Uint8Array(plain), new DecompressionStream('deflate-raw'));
          const { name, value } = unpacked(bytes) as { name: string; value: unknown }; // authenticated: `save` wrote it
          drafts.set(name, value);
        } catch {
          // Cut off or damaged on the disk: it would never be readable again.
          await write((rows) => rows.delete(id));
        }
      }
      return drafts;
    },
    async remove(studyInstanceUID, names) {
      const ids = await Promise.all(names.map((name) => nameOf('draft', studyInstanceUID, name)));
      await write((rows) => {
        for (const id of ids) rows.delete(id);
      });
    },
    close: () => db.close(),
  };
}

/** One key for each purpose, neither of which can be taken out of the browser's key store. */
async function keysFrom(key: Uint8Array<ArrayBuffer>): Promise<readonly [sealing: CryptoKey, naming: CryptoKey]> {
  const base = await crypto.subtle.importKey('raw', key, 'HKDF', false, ['deriveKey']);
  key.fill(0);
  const from = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(info) }); // prettier-ignore
  return [
    await crypto.subtle.deriveKey(from('seal'), base, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
    await crypto.subtle.deriveKey(from('name'), base, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']),
  ];
}

const asBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function squeezed(
  bytes: Uint8Array<ArrayBuffer>,
  stream: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(transaction.error ?? new DOMException('the database took nothing', 'AbortError'));
    transaction.oncomplete = () => resolve();
    transaction.onerror = fail;
    transaction.onabort = fail;
  });
}
