// What lies in the private file system of a page, opened with the key of its login: for specs that must know the very bytes.
import { type Page, expect } from '@playwright/test';

export interface SealedFile {
  readonly name: string;
  readonly facts: unknown;
  /** Of a finished file all of it, also what is sealed with its original only. */
  readonly bytes: Uint8Array;
  /** As it lies on the disk. */
  readonly raw: Uint8Array;
}

/** The key as the page's own login gets it; call before the page signs in. */
export function vaultKeyOf(page: Page): () => Promise<string> {
  let authorization: string | undefined;
  page.on('request', (request) => {
    const header = request.headers()['authorization'];
    if (header !== undefined) authorization = header;
  });
  return async () => {
    if (authorization === undefined) throw new Error('the page has asked for nothing yet');
    const response = await page.request.get(new URL('/api/exports/vault', page.url()).href, {
      headers: { authorization },
    });
    expect(response.status()).toBe(200);
    return ((await response.json()) as { key: string }).key;
  };
}

export async function sealedFiles(page: Page, key: string): Promise<SealedFile[]> {
  const files = await page.evaluate(openAll, { key, wants: 'bytes' } as const);
  return files.map(({ name, facts, bytes, raw }) => ({
    name,
    facts,
    bytes: new Uint8Array(Buffer.from(bytes, 'base64')),
    raw: new Uint8Array(Buffer.from(raw, 'base64')),
  }));
}

/** SHA-256 of each finished file, sorted: of a cohort that does not fit into one message. */
export async function finishedHashes(page: Page, key: string): Promise<string[]> {
  const files = await page.evaluate(openAll, { key, wants: 'hashes' } as const);
  return files.map(({ bytes }) => bytes).sort();
}

interface Wanted {
  readonly key: string;
  /** `bytes`: in base64, all files; `hashes`: in place of the bytes, of finished files. */
  readonly wants: 'bytes' | 'hashes';
}

/** Runs in the page. As in workers/export: container.ts (mark, lengths, name, body), sealing.ts, finished-file.ts. */
async function openAll({ key, wants }: Wanted) {
  type Shared = { at: number; from: number; length: number };
  const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  const vault = await crypto.subtle.importKey('raw', bytesOf(key), 'AES-GCM', false, ['decrypt']);
  const text = (bytes: Uint8Array): string => {
    let letters = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(letters);
  };
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('exports');
  const found: { name: string; facts: unknown; bytes: string; raw: string }[] = [];
  for await (const [runId, folder] of root.entries()) {
    if (!(folder instanceof FileSystemDirectoryHandle)) continue;
    const data = await (await folder.getFileHandle('data')).getFile();
    const read = async (from: number, to: number): Promise<Uint8Array<ArrayBuffer>> =>
      new Uint8Array(await data.slice(from, to).arrayBuffer());
    // The latest of a name counts.
    const places = new Map<string, { from: number; to: number }>();
    for (let at = 0; at + 14 <= data.size;) {
      const fixed = await read(at, at + 14);
      const view = new DataView(fixed.buffer);
      const from = at + 14 + view.getUint16(4);
      at = from + Number(view.getBigUint64(6));
      places.set(new TextDecoder().decode(await read(from - view.getUint16(4), from)), { from, to: at });
    }
    const open = async (name: string) => {
      const { from: start, to = 0 } = places.get(name) ?? { from: 0 };
      const raw = await read(start, to);
      const piece = async (from: number, nth: number, of: number): Promise<{ plain: Uint8Array; next: number }> => {
        const length = new DataView(raw.buffer).getUint32(from);
        const place = new TextEncoder().encode(JSON.stringify([runId, name, nth, of]));
        const iv = raw.slice(from + 4, from + 16);
        const sealed = raw.slice(from + 16, from + 16 + length);
        const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: place }, vault, sealed);
        return { plain: new Uint8Array(plain), next: from + 16 + length };
      };
      let { plain, next } = await piece(0, 0, 0);
      const head = JSON.parse(new TextDecoder().decode(plain)) as { facts: unknown; length: number };
      const bytes = new Uint8Array(head.length);
      const pieces = Math.ceil(head.length / 2 ** 22);
      for (let nth = 1; nth <= pieces; nth++) {
        ({ plain, next } = await piece(next, nth, pieces));
        bytes.set(plain, (nth - 1) * 2 ** 22);
      }
      return { facts: head.facts, bytes, raw };
    };
    const whole = async (name: string) => {
      const { facts, bytes: own, raw } = await open(name);
      const shared = (facts as { shared?: Shared[] } | undefined)?.shared ?? [];
      if (shared.length === 0) return { facts, bytes: own, raw };
      const original = (await open(`o${name.slice(1)}`)).bytes;
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let [at, taken] = [0, 0];
      for (const { at: next, from, length } of shared) {
        parts.push(own.subarray(taken, taken + next - at), original.subarray(from, from + length));
        taken += next - at;
        at = next + length;
      }
      parts.push(own.subarray(taken));
      return { facts, bytes: new Uint8Array(await new Blob(parts).arrayBuffer()), raw };
    };
    for (const name of places.keys()) {
      if (wants === 'hashes' && !name.startsWith('f')) continue;
      const { facts, bytes, raw } = await whole(name);
      if (wants === 'bytes') found.push({ name, facts, bytes: text(bytes), raw: text(raw.subarray(0, 2 ** 16)) });
      else if (bytes.length > 0) {
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
        const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        found.push({ name, facts: undefined, bytes: hash, raw: '' });
      }
    }
  }
  return found;
}
