// A cohort in one tab against the same work on the command line: time from the click to the result, and the memory of the
// browser as the system counts it (proportional set size of all its processes).
//
//   npm run bench -- export [--instances 2000] [--rows 624] [--from files|archive]
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { syntheticSeries } from '../../src/devstack/studies/index.ts';
import { timed } from './deid-measure.ts';
import { startEmbeddedStack, type EmbeddedStack } from '../embedded-stack.ts';

const ROOT = join(import.meta.dirname, '../..');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const MEGABYTE = 2 ** 20;

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      instances: { type: 'string', default: '2000' },
      rows: { type: 'string', default: '624' },
      from: { type: 'string', default: 'files' },
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
    const inTab = await browserRun(folder, join(scratch, 'data'), secret, values.from === 'archive');
    const rate = (seconds: number): string => `${seconds.toFixed(1)} s, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
    console.log(
      `one tab:      ${rate(inTab.seconds)}, ${inTab.cpuSeconds.toFixed(1)} s of processors, ${inTab.peakMB.toFixed(0)} MB at most (${inTab.idleMB.toFixed(0)} before); ${inTab.written}`,
    );
    const cli = ['src/cli/main.ts', 'deid', folder, '--out', join(scratch, 'out'), '--profile', 'research'];
    const alone = timed([
      process.execPath,
      ...cli.map((word) => (word.startsWith('src/') ? join(ROOT, word) : word)),
      '--key',
      secret,
    ]);
    if (alone !== undefined)
      console.log(`command line: ${rate(alone.wallSeconds)}, ${alone.cpuSeconds.toFixed(1)} s of processors`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** `isArchive`: from the embedded archive, which then works on the same processors. */
async function browserRun(folder: string, data: string, secret: string, isArchive: boolean) {
  const stack = await startEmbeddedStack(data, isArchive ? ['--import', folder] : []);
  // A profile on the disk, as people have: in a private window the browser keeps private files in its memory.
  const profile = `${data}-profile`;
  const browser = await chromium.launchPersistentContext(profile, {
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    await openCohort(page, stack, secret, isArchive ? undefined : folder);
    const idleMB = memoryOf(profile);
    let peakMB = idleMB;
    const timer = setInterval(() => {
      peakMB = Math.max(peakMB, memoryOf(profile));
    }, 4000);
    const cpuBefore = cpuSecondsOf(profile);
    const started = performance.now();
    await page.getByRole('button', { name: /^Open the export and de-identify/ }).click();
    await page.getByRole('button', { name: /^Review [\d,]+ instance/ }).waitFor({ timeout: 1_800_000 });
    const seconds = (performance.now() - started) / 1000;
    clearInterval(timer);
    const written = await page.getByText(/^[\d,]+ written$/).textContent();
    const cpuSeconds = cpuSecondsOf(profile) - cpuBefore;
    return { seconds, cpuSeconds, peakMB, idleMB, written: written ?? '' };
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function openCohort(page: Page, stack: EmbeddedStack, secret: string, folder: string | undefined): Promise<void> {
  const account = stack.accounts.find(({ roles }) => roles.includes('researcher'));
  if (account === undefined) throw new Error('the demo has no researcher');
  await page.goto(stack.url);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('User name').fill(account.username);
  await page.getByLabel('Password').fill(account.password);
  await page.getByLabel('Password').press('Enter');
  await page.getByRole('button', { name: 'Export images' }).click();
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
