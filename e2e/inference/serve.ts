// Builds the page of this folder and serves it beside the models, cross-origin isolated when asked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize, resolve } from 'node:path';
import { build } from 'vite';

const ROOT = resolve(import.meta.dirname, '../..');
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' }; // prettier-ignore

export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

export async function serveModelPage(models: string, isolated: boolean): Promise<Served> {
  const outDir = mkdtempSync(join(tmpdir(), 'model-page-'));
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2023',
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(import.meta.dirname, 'index.html') },
    },
  });
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://page').pathname));
    const file = path.startsWith('/models/')
      ? join(models, path.slice('/models'.length))
      : join(outDir, path === '/' ? 'index.html' : path);
    try {
      const body = readFileSync(file);
      const isolation = isolated
        ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }
        : {};
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...isolation });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      await new Promise((done) => void server.close(done));
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/** As the command line finds them. */
export const MODELS = process.env['COLLIMATOR_MODELS'] ?? join(ROOT, 'models');
