// A cohort in one tab against the same work on the command line: time from the click to the result, and the memory of the
// browser as the system counts it (proportional set size of all its processes).
//
//   npm run bench -- export [--instances 2000] [--rows 624] [--from files|archive] [--kill]
//
// What docs/export.md promises is judged: another outcome makes the command fail. `--kill`: a second run, killed half-way.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { syntheticSeries } from '../../src/devstack/studies/index.ts';
import { timed } from './deid-measure.ts';
import { finishedHashes, vaultKeyOf } from '../sealed-files.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../embedded-stack.ts';

const ROOT = join(import.meta.dirname, '../..');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const MEGABYTE = 2 ** 20;

/** What a run may add to what the browser takes for the page before it, whatever the cohort: docs/export.md promises it. */
const CEILING_MB = 300;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      instances: { type: 'string', default: '2000' },
      rows: { type: 'string', default: '624' },
      from: { type: 'string', default: 'files' },
      kill: { type: 'boolean', default: false },
    },
  });
  const instances = Number(values.instances);
  const scratch = mkdtempSync(join(tmpdir(), 'export-bench-'));
  try {
    const folder = join(scratch, 'in');
    mkdirSync(folder);
    let bytes = 0;
    const rows = Number(values.rows);
    for await (const slice of syntheticSeries({ slices: instances, rows, columns: rows })) {
      writeFileSync(join(folder, `${bytes}`), slice.bytes);
      bytes += slice.bytes.length;
    }
    const secret = join(scratch, 'project.key');
    writeFileSync(secret, Buffer.alloc(32, 'bench'));
    console.log(`${instances} instances, ${(bytes / 1e9).toFixed(2)} GB`);
    const cohort = { folder, secret, isArchive: values.from === 'archive', scratch };
    const rate = (seconds: number): string => `${seconds.toFixed(1)} s, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
    const inTab = await browserRun(cohort, false);
    console.log(
      `one tab:      ${rate(inTab.seconds)}, ${inTab.cpuSeconds.toFixed(1)} s of processors, ${inTab.peakMB.toFixed(0)} MB at most (${inTab.idleMB.toFixed(0)} before); ${inTab.written}`,
    );
    const out = join(scratch, 'out');
    const cli = ['src/cli/main.ts', 'deid', folder, '--out', out, '--profile', 'research'];
    const alone = timed([
      process.execPath,
      ...cli.map((word) => (word.startsWith('src/') ? join(ROOT, word) : word)),
      '--key',
      secret,
    ]);
    if (alone === undefined) throw new Error('the command line failed');
    console.log(`command line: ${rate(alone.wallSeconds)}, ${alone.cpuSeconds.toFixed(1)} s of processors`);
    const hashing = timed([
      'sh',
      '-c',
      'find "$0" -name "*.dcm" -print0 | xargs -0 -n 16 -P "$(nproc)" sha256sum',
      out,
    ]);
    if (hashing !== undefined)
      console.log(`  hashing its files, which the tab does too: ${hashing.cpuSeconds.toFixed(1)} s of processors more`);
    console.log(`one tab takes ${(inTab.seconds / alone.wallSeconds).toFixed(1)} times the command line`);
    judge('the tab and the command line make the same bytes', same(inTab.hashes, hashesIn(out)));
    judge(`memory: ${CEILING_MB} MB more at most`, inTab.peakMB - inTab.idleMB <= CEILING_MB);
    if (values.kill) {
      const resumed = await browserRun(cohort, true);
      console.log(`killed at ${resumed.killedAt} written, and gone on with: ${rate(resumed.seconds)} after it`);
      judge('killed half-way: the same bytes', same(resumed.hashes, inTab.hashes));
      judge('killed half-way: the same batch', resumed.batchSha256 === inTab.batchSha256);
      judge(`killed half-way, memory: ${CEILING_MB} MB more at most`, resumed.peakMB - resumed.idleMB <= CEILING_MB);
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
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

async function browserRun({ folder, secret, isArchive, scratch }: BenchCohort, isKilled: boolean) {
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
    const started = performance.now();
    if (isKilled) {
      await page.getByRole('button', { name: 'Go on with it' }).click();
      if (!isArchive) {
        await page.getByText(/ files? ha(s|ve) to be chosen again$/).waitFor();
        await page.getByLabel('Folder', { exact: true }).setInputFiles(folder);
      }
    } else await start.click();
    await page.getByRole('button', { name: /^Review [\d,]+ instance/ }).waitFor({ timeout: RUN_MS });
    const seconds = (performance.now() - started) / 1000;
    clearInterval(timer);
    const cpuSeconds = cpuSecondsOf(profile) - cpuBefore;
    const written = await page.getByText(/^[\d,]+ written$/).textContent();
    const hashes = await finishedHashes(page, await key());
    return { seconds, cpuSeconds, peakMB, idleMB, written: written ?? '', hashes, batchSha256, killedAt };
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

/** All processes of the browser with this profile, and those below them. */
function processesOf(profile: string): number[] {
  const parents = new Map<number, number[]>();
  const all: number[] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    if (read(`/proc/${name}/cmdline`)?.includes(profile) === true) all.push(Number(name));
    const stat = read(`/proc/${name}/stat`);
    const parent = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (Number.isFinite(parent)) parents.set(parent, [...(parents.get(parent) ?? []), Number(name)]);
  }
  for (const one of all) all.push(...(parents.get(one) ?? []).filter((child) => !all.includes(child)));
  return all;
}

/** Shared memory counts once. */
function memoryOf(profile: string): number {
  const kilobytes = processesOf(profile).map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  return (kilobytes.reduce((sum, each) => sum + each, 0) * 1024) / MEGABYTE;
}

/** User and system; the system counts in hundredths of a second. */
function cpuSecondsOf(profile: string): number {
  return processesOf(profile).reduce((sum, one) => {
    const stat = read(`/proc/${one}/stat`) ?? '';
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
  }, 0);
}

/** A process may end while it is looked at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
