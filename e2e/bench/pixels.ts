// `npm run bench -- pixels`: finding and covering text. CPU seconds of this process are what counts on a shared machine.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { chromium } from '@playwright/test';
import { MODELS } from '../../src/cli/inference/model-folder.ts';
import { createTextFinder, type TextFinder } from '../../src/cli/inference/text-finder.ts';
import { writeDicomStream } from '../../src/core/dicom/index.ts';
import {
  findText,
  planOf,
  redactFile,
  regionsOfMap,
  renderingsOf,
  openFrames,
} from '../../src/core/redaction/index.ts';
import type {} from '../inference/page.ts';
import { serveModelPage } from '../inference/serve.ts';
import { clip } from './pixels-data.ts';

const ROUNDS = 5;

export async function run(): Promise<void> {
  const finder = await createTextFinder(MODELS);
  await oneFrame(finder);
  await wholeClip(finder, 100);
  await wholeClip(finder, 300);
  await finder.close();
  await withWorkers();
  await inBrowser();
}

async function cpuSeconds(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** All passes of the operating point, from decoded pixels to boxes. */
async function oneFrame({ detector, codecs }: TextFinder): Promise<void> {
  const [rows, columns] = [1024, 1024];
  const file = clip(rows, columns, 1);
  const frame = await openFrames(file, codecs).frame(0);
  const times: number[] = [];
  let renderings = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const seconds = await cpuSeconds(async () => {
      const images = renderingsOf(frame, file.dataset);
      renderings = images.length;
      const map = await detector.detect(images);
      regionsOfMap(map, detector.thresholds, columns, rows);
    });
    if (round > 0) times.push(seconds);
  }
  console.log(
    `all passes on 1024 x 1024, 8 bits, ${renderings} rendering(s), WebAssembly, one thread: ${median(times).toFixed(3)} CPU s (bar 0.5)`,
  );
}

async function wholeClip(finder: TextFinder, frames: number): Promise<void> {
  const file = clip(600, 800, frames);
  const start = performance.now();
  let bytes = 0;
  let highest = 0;
  const seconds = await cpuSeconds(async () => {
    const found = await findText(file, finder);
    const redacted = await redactFile(file, planOf(found, file.dataset), finder.codecs, { acceptedByPerson: false });
    for await (const piece of writeDicomStream(redacted)) {
      bytes += piece.length;
      highest = Math.max(highest, process.memoryUsage().rss);
    }
  });
  console.log(
    `${frames} frames of 800 x 600, found, covered, written: ${seconds.toFixed(1)} CPU s, ${((performance.now() - start) / 1000).toFixed(1)} s, ` +
      `${(frames / seconds).toFixed(1)} frames a CPU second, ${(bytes / 2 ** 20).toFixed(0)} MiB, memory at most ${(highest / 2 ** 20).toFixed(0)} MiB`,
  );
}

/** Frames a second with one thread for each part: how far more of them help on this machine. */
async function withWorkers(): Promise<void> {
  const frames = 20;
  for (const threads of [1, 2, 4].filter((count) => count === 1 || count <= availableParallelism())) {
    const workers = Array.from(
      { length: threads },
      () =>
        new Worker(new URL('./pixels-worker.ts', import.meta.url), {
          workerData: { rows: 600, columns: 800, frames, models: MODELS },
        }),
    );
    const answer = (worker: Worker): Promise<void> =>
      new Promise((done, failed) => {
        worker.once('message', () => done());
        worker.once('error', failed);
      });
    await Promise.all(workers.map(answer));
    const start = performance.now();
    await Promise.all(
      workers.map((worker) => {
        const done = answer(worker);
        worker.postMessage('go');
        return done;
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    console.log(`${threads} thread(s): ${((threads * frames) / seconds).toFixed(1)} frames of 800 x 600 a second`);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function inBrowser(): Promise<void> {
  const served = await serveModelPage(MODELS, true);
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox', '--enable-unsafe-webgpu', '--enable-features=Vulkan'] }); // prettier-ignore
  try {
    const page = await browser.newPage();
    await page.goto(served.origin);
    const adapter = await page.evaluate(() => modelPage.adapter());
    for (const prefer of ['wasm', 'wasm-threads', ...(adapter === 'real' ? (['webgpu'] as const) : [])] as const) {
      await page.evaluate((wanted) => modelPage.open('/models/text-detector', wanted), prefer);
      const times = await page.evaluate(() => modelPage.time(608, 800, 8));
      console.log(`Chromium, ${prefer}: ${(1000 / median(times)).toFixed(1)} frames of 800 x 600 a second`);
    }
    if (adapter !== 'real') console.log(`Chromium, webgpu: not measured, the adapter here is: ${adapter}`);
  } finally {
    await browser.close();
    await served.close();
  }
}
