// Models over series in the page: from the click to the first mark on the canvas, memory, and how long the page was ever busy.
// What a model said is compared with the command line on the same files.
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, chromium, type Page } from '@playwright/test';
import { demoStudies } from '../../src/devstack/studies/index.ts';
import { type EmbeddedStack, startEmbeddedStack } from '../embedded-stack.ts';
import { openStudy, openWorklist } from '../person.ts';

const ROOT = join(import.meta.dirname, '../..');
const SHARED = join(ROOT, '../shared');
/** Models of others, and the examples of packages for them. */
const BRAINS = ['brain-tissue', 'brain-extraction'];
const brainFile = (name: string) => join(SHARED, 'models', name, 'model.onnx');
const HEAD = join(SHARED, 'data/series/mr-brain-t1');
const SLOWEST_MS = 1_500_000;

interface Case {
  readonly model: string;
  readonly study: RegExp;
  readonly files: string;
  readonly backends: readonly ('wasm' | 'wasm-threads' | 'webgpu' | 'chosen by the page')[];
}

export async function run(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-bench-infer-'));
  const chest = await chestFolder(folder);
  const models = modelsFolder(folder);
  const brains = BRAINS.filter((name) => existsSync(join(models, name)));
  const hasBrain = brains.length > 0;
  const data = join(folder, 'data');
  mkdirSync(data);
  // Marks appear when the run ends: the reading mode is not what is measured.
  writeFileSync(join(data, 'site.json'), JSON.stringify({ ai: { readingMode: 'concurrent' } }));
  process.env['COLLIMATOR_MODELS'] = models;
  const stack = await startEmbeddedStack(data, hasBrain ? ['--import', HEAD] : []);
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((path) => existsSync(path));
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--enable-unsafe-webgpu', '--enable-features=Vulkan'],
  });
  const cases: Case[] = [
    { model: 'ct-lung-density', study: /CT Thorax with contrast/, files: chest, backends: ['wasm', 'wasm-threads', 'chosen by the page'] }, // prettier-ignore
    { model: 'ct-nodule-candidates', study: /CT Thorax with contrast/, files: chest, backends: ['wasm', 'wasm-threads'] }, // prettier-ignore
    ...brains.map((model): Case => ({ model, study: /MRI Brain without contrast/, files: HEAD, backends: ['wasm', 'wasm-threads'] })), // prettier-ignore
  ];
  const only = args.find((arg) => arg.startsWith('--model='))?.slice('--model='.length);
  for (const name of BRAINS.filter((one) => !brains.includes(one))) console.log(`${name}: not measured, it is not in ../shared/models`); // prettier-ignore
  try {
    for (const one of cases) {
      if (only !== undefined && one.model !== only) continue;
      // The command line takes as long as the page: without it a long model is measured in half the time.
      const expected = args.includes('--page-only') ? undefined : onCommandLine(one, models, folder);
      for (const backend of one.backends) await measure(browser, stack, one, backend, expected);
    }
  } finally {
    await browser.close();
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The very files that the embedded stack shows. */
async function chestFolder(folder: string): Promise<string> {
  const to = join(folder, 'chest');
  mkdirSync(to);
  let count = 0;
  for await (const { label, bytes } of demoStudies({ only: ['chest-ct'] }))
    if (/^chest-ct \d+$/.test(label)) writeFileSync(join(to, `${++count}.dcm`), bytes);
  return to;
}

/** The packages that ship, and where it is at hand a model of others, signed with a key that lives as long as this run. */
function modelsFolder(folder: string): string {
  const to = join(folder, 'models');
  cpSync(join(ROOT, 'models'), to, {
    recursive: true,
    filter: (path) => !path.includes('training') && !path.includes('text-recogniser'),
  });
  const brains = BRAINS.filter((name) => existsSync(brainFile(name)) && existsSync(HEAD));
  const key = join(folder, 'key.pem');
  writeFileSync(key, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  for (const name of brains) {
    cpSync(join(ROOT, 'docs/model-examples', name), join(to, name), { recursive: true });
    cpSync(brainFile(name), join(to, name, 'model.onnx'));
    cli(['models', 'sign', join(to, name), '--key', key, '--trust']);
  }
  return to;
}

function cli(args: readonly string[]): string {
  const main = join(ROOT, 'src/cli/main.ts');
  return execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
}

interface CliFinding {
  readonly name: string;
  readonly score?: number;
  readonly voxels?: number;
  readonly measurements: readonly { readonly value: number }[];
}

/** Names, scores and numbers as the page shows them. */
function onCommandLine({ model, files }: Case, models: string, folder: string): string[] {
  const out = join(folder, `out-${model}`);
  const start = performance.now();
  const json = cli(['infer', '--model', join(models, model), files, '--out', out, '--json', '--models', models]);
  const { series } = JSON.parse(json) as { series: { findings: CliFinding[] }[] }; // our own command
  const findings = series[0]?.findings ?? [];
  console.log(
    `${model}, command line, WebAssembly, one thread: ${((performance.now() - start) / 1000).toFixed(1)} s; ` +
      findings.map(({ name, score, voxels }) => `${name}${score === undefined ? '' : ` ${score.toFixed(3)}`}${voxels === undefined ? '' : ` ${voxels} voxels`}`).join(', '),
  ); // prettier-ignore
  return findings.flatMap(({ score, measurements }) => (score === undefined ? measurements.map(({ value }) => shown(value)) : [score.toFixed(2)])); // prettier-ignore
}

const shown = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(1);

async function measure(
  browser: Browser,
  stack: EmbeddedStack,
  { model, study }: Case,
  backend: Case['backends'][number],
  expected: readonly string[] | undefined,
): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  try {
    await openWorklist(page, { ...stack });
    await openStudy(page, study);
    await page.locator('[data-testid=viewport-1][data-state=shown]').waitFor({ timeout: 120_000 });
    // The drawing tools come after the images; their second is not the model's.
    await page.getByText('Drawn by the').waitFor({ timeout: 60_000 });
    if (backend !== 'chosen by the page')
      await page.evaluate((wish) => history.replaceState(history.state, '', `?models=${wish}`), backend);
    await page.keyboard.press('Shift+A');
    const button = page.getByRole('button', { name: `Run ${model}` });
    await button.waitFor({ timeout: 60_000 });
    await sleep(1500);
    const memory = watchMemory();
    await prepareProbe(page);
    await browser.startTracing(page, { categories: ['-*', 'toplevel', '__metadata'] });
    await button.click();
    const found = await firstOverlay(page);
    const peak = memory.stop();
    const busiestMs = busiestTaskMs(await browser.stopTracing());
    const panel = await page.locator('aside').innerText();
    const missing = expected?.filter((value) => !panel.includes(value));
    console.log(
      `${model}, page, ${backend}: first overlay after ${((found.overlay - found.start) / 1000).toFixed(1)} s, ${ranOn(panel)}, ` +
        `page held for more than 50 ms: ${blocksIn(found)}, longest without a picture ${found.longestWithoutPicture.toFixed(0)} ms, ` +
        `most processor time of one task of a page ${busiestMs.toFixed(0)} ms, ` +
        `memory of the browser +${peak} MiB at most, ` +
        (missing === undefined
          ? 'not compared'
          : missing.length === 0
            ? 'numbers as on the command line'
            : `NOT as on the command line: ${missing.join(', ')}`),
    );
  } finally {
    await context.close();
  }
}

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds: unlike the time on the clock it knows nothing of what else the machine was doing. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

function busiestTaskMs(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }; // as Chromium writes them
  const threads = new Set(traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`)); // prettier-ignore
  return traceEvents.reduce((most, { ph, pid, tid, tdur = 0 }) => (ph === 'X' && threads.has(`${pid} ${tid}`) ? Math.max(most, tdur / 1000) : most), 0); // prettier-ignore
}

const blocksIn = ({ blocks }: Found): string =>
  blocks.length === 0
    ? 'never'
    : blocks.map(([at, ms]) => `${ms.toFixed(0)} ms after ${(at / 1000).toFixed(1)} s`).join(', ');

const ranOn = (panel: string): string => /Ran on the ([^\n]*?) over/.exec(panel)?.[1] ?? 'backend not said';

interface Found {
  start: number;
  overlay: number;
  /** Tasks that held the page for more than 50 ms: [when, how long], from the click on. */
  blocks: [number, number][];
  longestWithoutPicture: number;
}

/** What comes with the first mark is told of when it is over: so long is listened on. */
const AFTER_THE_OVERLAY_MS = 1500;

/** Looks at the canvas in every frame and notes when something is on it; and what held the page until it had been drawn. */
async function prepareProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const found: Found = { start: 0, overlay: 0, blocks: [], longestWithoutPicture: 0 };
    (globalThis as unknown as { found: Found }).found = found;
    addEventListener('click', (event) => (found.start ||= event.timeStamp), { capture: true });
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries())
        if (found.start > 0 && startTime >= found.start) found.blocks.push([startTime - found.start, duration]);
    }).observe({ type: 'longtask' });
    const marks = () => Number(document.querySelector<HTMLElement>('[data-testid=ai-overlay-1]')?.dataset['marks'] ?? 0);
    const result = () => document.querySelector('[data-testid^=ai-result-]') !== null;
    let before = performance.now();
    const look = (now: number) => {
      if (found.start > 0) found.longestWithoutPicture = Math.max(found.longestWithoutPicture, now - before);
      before = now;
      // A model of points may mark none of the images that stand in view: then the list of what it found counts.
      if (found.overlay === 0 && (marks() > 0 || result())) found.overlay = performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }); // prettier-ignore
}

async function firstOverlay(page: Page): Promise<Found> {
  await page.waitForFunction(() => (globalThis as unknown as { found: Found }).found.overlay > 0, undefined, {
    timeout: SLOWEST_MS,
    polling: 500,
  });
  await sleep(AFTER_THE_OVERLAY_MS);
  return page.evaluate(() => (globalThis as unknown as { found: Found }).found);
}

/** Resident memory of all processes of the browser, above what it was. */
function watchMemory(): { stop(): number } {
  const before = residentMiB();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, residentMiB())), 250);
  return {
    stop() {
      clearInterval(timer);
      return Math.round(most - before);
    },
  };
}

function residentMiB(): number {
  let pages = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (!isOurBrowser(Number(pid))) continue;
      pages += Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    } catch {
      // The process ended between the listing and the look.
    }
  }
  return (pages * 4096) / 2 ** 20;
}

function isOurBrowser(pid: number): boolean {
  for (let at = pid, steps = 0; at > 1 && steps < 10; steps++) {
    if (at === process.pid) return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('chrom');
    // The name may hold spaces and brackets: the fields after it are counted from its end.
    const stat = readFileSync(`/proc/${at}/stat`, 'utf8');
    at = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  }
  return false;
}
