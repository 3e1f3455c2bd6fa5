// A cohort in one tab against the same work on the command line: time from the click to the result, and the memory of the
// browser as the system counts it (proportional set size of all its processes).
//
//   npm run bench -- export [--instances 2000] [--rows 624] [--folder DIR] [--from files|archive] [--runs 1] [--threads] [--kill]
//
// What docs/export.md promises is judged: another outcome makes the command fail. `--kill`: a second run, killed half-way.
// `--runs`: so often one after the other, of which the medians are compared. `--threads`: where the seconds of processors go.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { syntheticSeries } from '../../src/devstack/studies/index.ts';
import { type Measured, medianOf, timed } from './deid-measure.ts';
import { finishedHashes, vaultKeyOf } from '../sealed-files.ts';
import { cpuByThread, cpuSecondsOf, memoryOf, processesOf } from './export-processes.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../embedded-stack.ts';

const ROOT = join(import.meta.dirname, '../..');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** What a run may add to what the browser takes for the page before it, whatever the cohort: docs/export.md promises it. */
const CEILING_MB = 300;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      instances: { type: 'string', default: '2000' },
      rows: { type: 'string', default: '624' },
      from: { type: 'string', default: 'files' },
      folder: { type: 'string' },
      runs: { type: 'string', default: '1' },
      threads: { type: 'boolean', default: false },
      kill: { type: 'boolean', default: false },
    },
  });
  const scratch = mkdtempSync(join(tmpdir(), 'export-bench-'));
  try {
    const folder =
      values.folder ?? (await writtenSeries(join(scratch, 'in'), Number(values.instances), Number(values.rows)));
    const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    const secret = join(scratch, 'project.key');
    writeFileSync(secret, Buffer.alloc(32, 'bench'));
    console.log(`${sizes.length} instances, ${(bytes / 1e9).toFixed(2)} GB`);
    const cohort = { folder, secret, isArchive: values.from === 'archive', scratch };
    const told = ({ wallSeconds, cpuSeconds }: Pick<Measured, 'wallSeconds' | 'cpuSeconds'>): string =>
      `${wallSeconds.toFixed(1)} s, ${(bytes / 1e6 / wallSeconds).toFixed(0)} MB/s, ${cpuSeconds.toFixed(1)} s of processors`;
    const tabs: BrowserRun[] = [];
    const plain: Measured[] = [];
    const hashing: Measured[] = [];
    for (let nth = 0; nth < Number(values.runs); nth++) {
      const tab = await browserRun(cohort, false);
      tabs.push(tab);
      console.log(
        `one tab:      ${told(tab)}, ${tab.peakMB.toFixed(0)} MB at most (${tab.idleMB.toFixed(0)} before); ${tab.written}`,
      );
      if (values.threads) tellThreads(tab.threads);
      const out = join(scratch, `out-${nth}`);
      plain.push(commandRun(cohort, out, []));
      console.log(`command line: ${told(plain.at(-1) as Measured)}`); // pushed above
      judge('the tab and the command line make the same bytes', same(tab.hashes, hashesIn(out)));
      rmSync(out, { recursive: true });
      hashing.push(commandRun(cohort, out, ['--manifest', join(scratch, 'manifest.json')]));
      console.log(`  with the SHA-256 of each file: ${told(hashing.at(-1) as Measured)}`); // pushed above
      rmSync(out, { recursive: true });
    }
    const ratio = (runs: readonly Measured[]): string => {
      const [tab, command] = [medianOf(tabs), medianOf(runs)];
      const [wall, cpu] = [tab.wallSeconds / command.wallSeconds, tab.cpuSeconds / command.cpuSeconds];
      return `${wall.toFixed(2)} times in time, ${cpu.toFixed(2)} times in seconds of processors`;
    };
    console.log(`one tab against the command line: ${ratio(plain)}`);
    console.log(`  against the command line that hashes, as the tab does: ${ratio(hashing)}`);
    const peak = Math.max(...tabs.map(({ peakMB, idleMB }) => peakMB - idleMB));
    // What steers the browser keeps up to 200 MB of the answers of a server, so from the archive this says nothing of the run.
    if (cohort.isArchive)
      console.log(`memory: ${peak.toFixed(0)} MB more, up to 200 of them kept by what steers the browser`);
    else judge(`memory: ${CEILING_MB} MB more at most`, peak <= CEILING_MB);
    if (values.kill) {
      const resumed = await browserRun(cohort, true);
      console.log(`killed at ${resumed.killedAt} written, and gone on with: ${told(resumed)} after it`);
      judge('killed half-way: the same bytes', same(resumed.hashes, tabs[0]?.hashes ?? []));
      judge('killed half-way: the same batch', resumed.batchSha256 === tabs[0]?.batchSha256);
      if (!cohort.isArchive)
        judge(`killed half-way, memory: ${CEILING_MB} MB more at most`, resumed.peakMB - resumed.idleMB <= CEILING_MB);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function writtenSeries(folder: string, slices: number, rows: number): Promise<string> {
  mkdirSync(folder);
  let nth = 0;
  for await (const slice of syntheticSeries({ slices, rows, columns: rows }))
    writeFileSync(join(folder, `${nth++}`), slice.bytes);
  return folder;
}

function commandRun({ folder, secret }: BenchCohort, out: string, more: readonly string[]): Measured {
  const command = [process.execPath, join(ROOT, 'src/cli/main.ts'), 'deid', folder, '--out', out];
  const measured = timed([...command, '--profile', 'research', '--key', secret, ...more]);
  if (measured === undefined) throw new Error('the command line failed');
  return measured;
}

/** Those that matter. */
function tellThreads(threads: ReadonlyMap<string, number>): void {
  for (const [name, seconds] of [...threads].sort((a, b) => b[1] - a[1]))
    if (seconds >= 0.1) console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${name}`);
}

/** A promise, not a figure: one that is not kept makes the command fail. */
function judge(promise: string, isKept: boolean): void {
  console.log(`${isKept ? 'kept' : 'NOT KEPT'}: ${promise}`);
  if (!isKept) process.exitCode = 1;
}

function same(some: readonly string[], others: readonly string[]): boolean {
  return some.length > 0 && some.length === others.length && some.every((one, at) => one === others[at]);
}

function hashesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.dcm'))
    .map((name) =>
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    )
    .sort();
}

interface BenchCohort {
  readonly folder: string;
  readonly secret: string;
  /** From the embedded archive, which then works on the same processors. */
  readonly isArchive: boolean;
  readonly scratch: string;
}

/** A profile on the disk, as people have: in a private window the browser keeps private files in its memory. */
function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: ['--no-sandbox'],
  });
}

interface BrowserRun extends Measured {
  readonly idleMB: number;
  readonly threads: ReadonlyMap<string, number>;
  readonly written: string;
  readonly hashes: readonly string[];
  readonly batchSha256: string;
  readonly killedAt: number;
}

async function browserRun({ folder, secret, isArchive, scratch }: BenchCohort, isKilled: boolean): Promise<BrowserRun> {
  const data = mkdtempSync(join(scratch, 'data-'));
  const stack = await startEmbeddedStack(data, isArchive ? ['--import', folder] : []);
  const profile = `${data}-profile`;
  let browser = await openBrowser(profile);
  try {
    let page = await browser.newPage();
    await signIn(page, stack);
    await openCohort(page, secret, isArchive ? undefined : folder);
    const start = page.getByRole('button', { name: /^Open the export and de-identify/ });
    let killedAt = 0;
    if (isKilled) {
      await start.click();
      const cookies = await browser.cookies();
      killedAt = await killHalfWay(page, profile);
      await browser.close().catch(() => undefined);
      browser = await openBrowser(profile);
      // The demo's provider forgets a login with its browser, and what a run has kept is noise then. This one is remembered.
      await browser.addCookies(cookies);
      page = await browser.newPage();
      await signIn(page, stack);
    }
    const key = vaultKeyOf(page);
    let batchSha256 = '';
    page.on('request', (request) => {
      if (request.method() === 'PUT' && request.url().endsWith('/batch'))
        ({ batchSha256 } = request.postDataJSON() as { batchSha256: string });
    });
    const idleMB = memoryOf(profile);
    let peakMB = idleMB;
    const timer = setInterval(() => {
      peakMB = Math.max(peakMB, memoryOf(profile));
    }, SAMPLE_MS);
    const cpuBefore = cpuSecondsOf(profile);
    const threadsBefore = cpuByThread(profile);
    const started = performance.now();
    if (isKilled) {
      await page.getByRole('button', { name: 'Go on with it' }).click();
      if (!isArchive) {
        await page.getByText(/ files? ha(s|ve) to be chosen again$/).waitFor();
        await page.getByLabel('Folder', { exact: true }).setInputFiles(folder);
      }
    } else await start.click();
    await page.getByRole('button', { name: /^Review [\d,]+ instance/ }).waitFor({ timeout: RUN_MS });
    const wallSeconds = (performance.now() - started) / 1000;
    clearInterval(timer);
    const cpuSeconds = cpuSecondsOf(profile) - cpuBefore;
    const threads = new Map(
      [...cpuByThread(profile)].map(([name, spent]) => [name, spent - (threadsBefore.get(name) ?? 0)]),
    );
    const written = await page.getByText(/^[\d,]+ written$/).textContent();
    const hashes = await finishedHashes(page, await key());
    return { wallSeconds, cpuSeconds, peakMB, idleMB, threads, written: written ?? '', hashes, batchSha256, killedAt };
  } catch (error) {
    if (process.env['SHOT'] !== undefined) await browser.pages().at(-1)?.screenshot({ path: process.env['SHOT'] });
    throw error;
  } finally {
    await browser.close();
    await stack.stop();
    rmSync(profile, { recursive: true, force: true });
  }
}

const RUN_MS = 1_800_000;
const SAMPLE_MS = 2000;

/** All processes of the browser at once, as when the machine runs out of memory: nothing of it can put anything in order. */
async function killHalfWay(page: Page, profile: string): Promise<number> {
  const number = async (what: string): Promise<number> => {
    const text = await page.getByText(new RegExp(`^[\\d,]+ ${what}$`)).textContent();
    return Number(text?.replace(/\D/g, ''));
  };
  await page.getByText(/^[\d,]+ written$/).waitFor();
  for (;;) {
    const written = await number('written');
    if (2 * written >= (await number('instances')) && written > 0) {
      for (const one of processesOf(profile)) process.kill(one, 'SIGKILL');
      return written;
    }
    await page.waitForTimeout(50);
  }
}

async function signIn(page: Page, stack: EmbeddedStack): Promise<void> {
  const account = stack.accounts.find(({ roles }) => roles.includes('researcher'));
  if (account === undefined) throw new Error('the demo has no researcher');
  await page.goto(stack.url);
  const exports = page.getByRole('button', { name: 'Export images' });
  const doSignIn = page.getByRole('button', { name: 'Sign in' });
  // Whom the browser still knows is not asked again.
  await exports.or(doSignIn).waitFor();
  if (await doSignIn.isVisible()) {
    await doSignIn.click();
    const userName = page.getByLabel('User name');
    await userName.fill(account.username);
    await page.getByLabel('Password').fill(account.password);
    await page.getByLabel('Password').press('Enter');
  }
  await exports.click();
}

async function openCohort(page: Page, secret: string, folder: string | undefined): Promise<void> {
  if (folder === undefined) {
    await page.getByLabel('Description').fill('CT Thorax long series');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByRole('button', { name: /^Add / }).click();
  } else {
    await page.getByRole('button', { name: 'Files of this computer' }).click();
    await page.getByLabel('Folder', { exact: true }).setInputFiles(folder);
    await page.getByText(/^[\d,]+ files, /).waitFor({ timeout: 300_000 });
  }
  await page.getByRole('button', { name: /^Choose the profile for/ }).click();
  await page.getByRole('group', { name: 'Faces' }).getByLabel('Leave them').check();
  await page.getByLabel('Purpose').selectOption({ index: 1 });
  await page.getByLabel('Recipient').selectOption({ index: 1 });
  await page.getByLabel('Destination').selectOption({ index: 1 });
  await page.getByLabel('Number of the document').fill('DUA-2026-017');
  await page.getByLabel('Secret', { exact: true }).selectOption('file');
  await page.getByLabel('File of the secret').setInputFiles(secret);
}
