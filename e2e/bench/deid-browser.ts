// The same engine in Node and in a worker of Chromium, on the same made-up files in memory.
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { ctSlice, headerOnly } from './deid-data-in-memory.ts';
import { runEngine } from './deid-engine.ts';
import type { EngineRun } from './deid-engine.ts';

const SETS = [
  { kind: 'ct', count: 60, make: ctSlice },
  { kind: 'headers', count: 300, make: headerOnly },
] as const;
const ROUNDS = 6;

export async function compareWithBrowser(): Promise<void> {
  const outDir = mkdtempSync(join(tmpdir(), 'deid-worker-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: true,
        target: 'es2023',
        lib: { entry: join(import.meta.dirname, 'deid-worker.ts'), formats: ['es'], fileName: 'worker' },
      },
    });
    const script = readFileSync(join(outDir, 'worker.js'));
    console.log(`\nthe engine alone, in memory: worker bundle ${(script.length / 1024).toFixed(0)} KB`);
    for (const { kind, count, make } of SETS) {
      const node = runEngine(
        Array.from({ length: count }, (_, instance) => make(instance)),
        ROUNDS,
        () => performance.now(),
      );
      const browser = await inChromium(script, kind, count);
      console.log(
        `${kind.padEnd(8)} Node ${node.mbPerSecond.toFixed(1)} MB/s (${node.written} written), Chromium worker ${browser.mbPerSecond.toFixed(1)} MB/s (${browser.written}), ratio ${(node.mbPerSecond / browser.mbPerSecond).toFixed(2)}`,
      );
    }
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function inChromium(script: Uint8Array, kind: string, count: number): Promise<EngineRun> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/worker.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>bench</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listening on TCP
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    return await page.evaluate(
      (message) =>
        new Promise<EngineRun>((resolve, reject) => {
          const worker = new Worker('/worker.js', { type: 'module' });
          worker.onmessage = ({ data }) => resolve(data as EngineRun); // what the worker posts
          worker.onerror = ({ message: text }) => reject(new Error(text));
          worker.postMessage(message);
        }),
      { kind, count, rounds: ROUNDS },
    );
  } finally {
    await browser.close();
    server.close();
  }
}
