// What lies in the private file system of a page, opened with the key of its login: for specs that must know the very bytes.
import { type Page, expect } from '@playwright/test';

export interface SealedFile {
  readonly name: string;
  readonly facts: unknown;
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
  const files = await page.evaluate(async (base64) => {
    const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
    const vault = await crypto.subtle.importKey('raw', bytesOf(base64), 'AES-GCM', false, ['decrypt']);
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
      const handle = await folder.getFileHandle('data');
      const data = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      // As in workers/export/container.ts: mark, lengths of name and body, name, body; the latest of a name counts.
      for (let at = 0; at + 14 <= data.length;) {
        const view = new DataView(data.buffer, at);
        const bodyAt = at + 14 + view.getUint16(4);
        const name = new TextDecoder().decode(data.subarray(at + 14, bodyAt));
        const raw = data.slice(bodyAt, bodyAt + Number(view.getBigUint64(6)));
        at = bodyAt + raw.length;
        const open = async (from: number, piece: number, of: number): Promise<{ plain: Uint8Array; next: number }> => {
          const length = new DataView(raw.buffer).getUint32(from);
          const place = new TextEncoder().encode(JSON.stringify([runId, name, piece, of]));
          const plain = await crypto.subtle.decrypt(
            { name: 'AES-GCM', iv: raw.slice(from + 4, from + 16), additionalData: place },
            vault,
            raw.slice(from + 16, from + 16 + length),
          );
          return { plain: new Uint8Array(plain), next: from + 16 + length };
        };
        let { plain, next } = await open(0, 0, 0);
        const head = JSON.parse(new TextDecoder().decode(plain)) as { facts: unknown; length: number };
        const bytes = new Uint8Array(head.length);
        const pieces = Math.ceil(head.length / 2 ** 22);
        for (let piece = 1; piece <= pieces; piece++) {
          ({ plain, next } = await open(next, piece, pieces));
          bytes.set(plain, (piece - 1) * 2 ** 22);
        }
        found.push({ name, facts: head.facts, bytes: text(bytes), raw: text(raw.subarray(0, 2 ** 16)) });
      }
    }
    return found;
  }, key);
  return files.map(({ name, facts, bytes, raw }) => ({
    name,
    facts,
    bytes: new Uint8Array(Buffer.from(bytes, 'base64')),
    raw: new Uint8Array(Buffer.from(raw, 'base64')),
  }));
}
