// The built web app, from a table made at start: only files that were there then are served, so no path can lead out.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { createEncodings, isCompressible, type Encoding } from './encodings.ts';

export interface StaticAnswer {
  status: 200 | 304;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
}

export interface StaticRequest {
  path: string;
  acceptEncoding: string | undefined;
  ifNoneMatch: string | undefined;
}

export interface StaticFiles {
  has(path: string): boolean;
  answer(request: StaticRequest): Promise<StaticAnswer>;
  /** Compresses what is not yet compressed: small files at once, large ones behind. */
  prepare(): Promise<void>;
}

const MEDIA_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

interface Entry {
  file: string;
  mediaType: string;
  cacheControl: string;
  etag: string;
  byteLength: number;
}

/** Vite puts a hash of the content into these names: what is behind one never changes. */
const isHashed = (path: string) => path.startsWith('/assets/');

function entryFor(folder: string, path: string): Entry {
  const file = join(folder, path);
  return {
    file,
    mediaType: MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
    cacheControl: isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    // The name already stands for the content; other files are few and small.
    etag: isHashed(path)
      ? `"${createHash('sha256').update(path).digest('hex').slice(0, 20)}"`
      : `"${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 20)}"`,
    byteLength: statSync(file).size,
  };
}

export function openStaticFiles(folder: string, encodedFolder: string): StaticFiles {
  const entries = new Map<string, Entry>();
  const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  for (const name of names) {
    if (statSync(join(folder, name)).isDirectory()) continue;
    const path = `/${name.split(sep).join('/')}`;
    entries.set(path, entryFor(folder, path));
  }
  const encodings = createEncodings(encodedFolder);

  async function bodyOf(path: string, entry: Entry, acceptEncoding: string | undefined) {
    const encoding = isCompressible(entry.mediaType) ? encodings.choose(acceptEncoding) : undefined;
    const encoded = encoding && (await encodings.find(path, entry.etag, encoding));
    if (encoding !== undefined && encoded !== undefined) return { body: encoded, encoding };
    return { body: await readFile(entry.file), encoding: undefined as Encoding | undefined };
  }

  return {
    has: (path) => entries.has(path),
    async answer({ path, acceptEncoding, ifNoneMatch }) {
      const entry = entries.get(path);
      if (entry === undefined) throw new Error('asked for a static file that is not in the table');
      const headers: Record<string, string> = {
        'Content-Type': entry.mediaType,
        'Cache-Control': entry.cacheControl,
        ETag: entry.etag,
        Vary: 'Accept-Encoding',
      };
      if (ifNoneMatch === entry.etag) return { status: 304, headers, body: undefined };
      const { body, encoding } = await bodyOf(path, entry, acceptEncoding);
      headers['Content-Length'] = String(body.byteLength);
      if (encoding !== undefined) headers['Content-Encoding'] = encoding;
      return { status: 200, headers, body };
    },
    async prepare() {
      const compressible = [...entries].filter(([, { mediaType }]) => isCompressible(mediaType));
      await encodings.prepare(
        compressible.map(([path, { file, etag, byteLength }]) => ({ path, file, etag, byteLength })),
      );
    },
  };
}
