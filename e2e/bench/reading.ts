// First image and whole series, the app against a floor page: fetch the frames, draw the first on a 2D canvas, nothing else.
// Interleaved pairs in one browser against one embedded stack; ratios are what counts on a shared machine.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test';
import { writeFile, mkdir } from 'node:fs/promises';
import { syntheticSeries } from '../../src/devstack/studies/index.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../embedded-stack.ts';
import { openWorklist, studyRow } from '../person.ts';

const SLICES = 300;
const SETTLE_MS = 4000;

interface Times {
  firstImageMs: number;
  wholeSeriesMs: number;
}

interface Visit extends Times {
  scriptBytesGzip: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function seriesFolder(folder: string): Promise<string> {
  const to = join(folder, 'series');
  await mkdir(to, { recursive: true });
  let k = 0;
  for await (const { bytes } of syntheticSeries({
    slices: SLICES,
    rows: 512,
    columns: 512,
    key: 'bench',
    compression: 'none',
  })) {
    await writeFile(join(to, `${(k += 1)}.dcm`), bytes);
  }
  return to;
}

/** A page of the same origin that does only what no viewer can do without. Times from its own navigation start. */
const FLOOR = `<!doctype html><title>floor</title><canvas width=512 height=512></canvas><script type=module>
const { token, study } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const get = (path, accept) => fetch('/dicom-web/studies/' + study + path, { headers: { authorization: 'Bearer ' + token, accept } });
const json = 'application/dicom+json';
const [series] = await (await get('/series', json)).json();
const uid = series['0020000E'].Value[0];
const instances = await (await get('/series/' + uid + '/metadata', json)).json();
let first = 0, done = 0;
const queue = instances.map((i) => i['00080018'].Value[0]);
async function work() {
  for (let sop = queue.shift(); sop; sop = queue.shift()) {
    const body = new Uint8Array(await (await get('/series/' + uid + '/instances/' + sop + '/frames/1', 'multipart/related; type="application/octet-stream"; transfer-syntax=*')).arrayBuffer());
    done += 1;
    if (first === 0) {
      let start = 0; while (!(body[start] === 13 && body[start + 1] === 10 && body[start + 2] === 13 && body[start + 3] === 10)) start += 1;
      const pixels = new Int16Array(body.slice(start + 4, start + 4 + 524288).buffer);
      const image = new ImageData(512, 512);
      for (let k = 0; k < pixels.length; k += 1) { const v = (pixels[k] + 160) * 255 / 400; image.data[4*k] = image.data[4*k+1] = image.data[4*k+2] = v; image.data[4*k+3] = 255; }
      document.querySelector('canvas').getContext('2d').putImageData(image, 0, 0);
      first = performance.now();
    }
  }
}
await Promise.all(Array.from({ length: 25 }, work));
window.floor = { firstImageMs: first, wholeSeriesMs: performance.now(), frames: done };
</script>`;

async function floorVisit(context: BrowserContext, url: string, token: string, study: string): Promise<Times> {
  const page = await context.newPage();
  await page.route('**/floor.html', (route) => route.fulfill({ contentType: 'text/html', body: FLOOR }));
  await page.goto(`${url}floor.html#${encodeURIComponent(JSON.stringify({ token, study }))}`);
  const read = await page.waitForFunction(() => (globalThis as unknown as { floor?: Times }).floor, undefined, {
    timeout: 120_000,
  });
  const times = (await read.jsonValue()) as Times;
  await page.close();
  return times;
}

/** Counts script and style bytes, compressed, that arrived before the first image. */
function countScripts(page: Page): { total(): number } {
  let total = 0;
  page.on('response', (response) => {
    if (!/\.(js|mjs|css|wasm)(\?|$)/.test(response.url())) return;
    response.body().then(
      (body) => (total += gzipSync(body).length),
      () => undefined,
    );
  });
  return { total: () => total };
}

/** From the click that opens the study to its first painted image, in a profile that has never seen the viewer. */
async function appVisit(
  browser: Browser,
  stack: EmbeddedStack,
): Promise<Visit & { token: string; study: string; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  const scripts = countScripts(page);
  let token = '';
  let study = '';
  page.on('request', (request) => (token = request.headers()['authorization']?.slice(7) ?? token));
  page.on('request', (request) => (study = /\/studies\/([0-9.]+)\//.exec(request.url())?.[1] ?? study));
  await openWorklist(page, stack);
  const row = studyRow(page, 'CT Thorax long series');
  const times = page.evaluate(
    (slices) =>
      new Promise<Times>((resolve) => {
        let started = 0;
        // The press of the button counts, not the moment at which the test tool hears of it.
        addEventListener('click', (event) => (started = event.timeStamp), { capture: true, once: true });
        const probe = document.createElement('canvas');
        probe.width = probe.height = 32;
        const context2d = probe.getContext('2d', { willReadFrequently: true });
        let firstImageMs = 0;
        const look = () => {
          if (started === 0) return void requestAnimationFrame(look);
          for (const canvas of firstImageMs === 0 ? document.querySelectorAll('[data-testid=viewport-1] canvas') : []) {
            if (!(canvas instanceof HTMLCanvasElement) || canvas.width < 200 || context2d === null) continue;
            context2d.clearRect(0, 0, 32, 32);
            context2d.drawImage(canvas, 0, 0, 32, 32);
            const { data } = context2d.getImageData(0, 0, 32, 32);
            let low = 255;
            let high = 0;
            for (let k = 0; k < data.length; k += 4) {
              if (data[k + 3] === 0) continue;
              low = Math.min(low, data[k] ?? 0);
              high = Math.max(high, data[k] ?? 0);
            }
            if (high - low > 40) firstImageMs = performance.now() - started;
          }
          const frames = performance
            .getEntriesByType('resource')
            .filter((entry) => entry.name.includes('/frames/')).length;
          const state = document.querySelector('[data-testid=viewport-1]')?.getAttribute('data-state');
          if (firstImageMs > 0 && state === 'shown' && frames >= Math.min(slices, 250))
            resolve({ firstImageMs, wholeSeriesMs: performance.now() - started });
          else requestAnimationFrame(look);
        };
        performance.setResourceTimingBufferSize(5000);
        requestAnimationFrame(look);
      }),
    SLICES,
  );
  let beforeFirst = 0;
  const counted = page
    .waitForFunction(() => document.querySelector('[data-testid=viewport-1] canvas') !== null)
    .then(() => (beforeFirst = scripts.total()));
  await row.click();
  const measured = await times;
  await counted;
  return { ...measured, scriptBytesGzip: beforeFirst, token, study, context };
}

export async function run(args: readonly string[]): Promise<void> {
  const pairs = Number(args[args.indexOf('--pairs') + 1] || 5) || 5;
  const folder = mkdtempSync(join(tmpdir(), 'collimator-bench-'));
  const stack = await startEmbeddedStack(join(folder, 'data'), ['--import', await seriesFolder(folder)]);
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  try {
    const ratios: Times[] = [];
    const rows: (Visit & { floor: Times })[] = [];
    for (let k = 0; k < pairs; k += 1) {
      const { context, token, study, ...app } = await appVisit(browser, stack);
      // The drawing tools come after the images: they must not take the floor page's time.
      await sleep(SETTLE_MS);
      // The app's own view holds the grant that the floor page reads under.
      const floor = await floorVisit(context, stack.url, token, study);
      await context.close();
      rows.push({ ...app, floor });
      ratios.push({
        firstImageMs: app.firstImageMs / floor.firstImageMs,
        wholeSeriesMs: app.wholeSeriesMs / floor.wholeSeriesMs,
      });
      console.log(
        `pair ${k + 1}: app ${app.firstImageMs.toFixed(0)} / ${app.wholeSeriesMs.toFixed(0)} ms, floor ${floor.firstImageMs.toFixed(0)} / ${floor.wholeSeriesMs.toFixed(0)} ms`,
      );
    }
    console.log(`first image, median ratio to the floor: ${median(ratios.map((r) => r.firstImageMs)).toFixed(2)}`);
    console.log(
      `${SLICES} slices, median ratio to the floor: ${median(ratios.map((r) => r.wholeSeriesMs)).toFixed(2)}`,
    );
    console.log(
      `scripts, styles and wasm before the first image: ${(median(rows.map((r) => r.scriptBytesGzip)) / 1024).toFixed(0)} KB gzip`,
    );
  } finally {
    await browser.close();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
