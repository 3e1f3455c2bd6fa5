// De-identification against `cp -r` and the peers, in one interleaved run: every round runs everybody, so that whatever
// else the machine does falls on all of them. CPU seconds (user + system) are what counts, wall time stands beside them.
//
//   npm run bench -- deid [--ct 3000] [--headers 10000] [--rounds 3] [--no-browser]
//
// 3,000 slices are 1.6 GB, what a researcher exports at a time; fewer files show more of what Node needs to start and to
// compile: the line under each table says how much that is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync, writevSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWithBrowser } from './deid-browser.ts';
import { ctSlice, headerOnly, manyFrames, writeFiles } from './deid-data.ts';
import { medianOf, ownPeakMB, timed } from './deid-measure.ts';
import type { Measured } from './deid-measure.ts';
import { OURS, peersIn } from './deid-peers.ts';
import type { Peer } from './deid-peers.ts';

type FileSet = { readonly name: string; readonly folder: string; readonly files: number; readonly bytes: number };

/** The whole of it, and the part that slow peers get and that tells what the start costs. */
type Sets = { readonly whole: FileSet; readonly part: FileSet; readonly bar: string };

type Run = { readonly peer: Peer; readonly set: FileSet; readonly measured: Measured[] };

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    allowNegative: true,
    options: {
      ct: { type: 'string', default: '3000' },
      headers: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      browser: { type: 'boolean', default: true },
    },
  });
  const scratch = mkdtempSync(join(tmpdir(), 'deid-bench-'));
  try {
    const keyFile = join(scratch, 'project.key');
    writeFileSync(keyFile, Buffer.alloc(32, 'bench'));
    const { peers, absent } = peersIn(scratch, keyFile);
    if (absent.length > 0) console.log(`not installed here: ${absent.join(', ')}`);
    const rounds = Number(values.rounds);
    const headers = made(scratch, 'headers', Number(values.headers), headerOnly, '800 files/s per core');
    const headerRuns = measureAll(peers, headers, scratch, rounds);
    const ct = made(scratch, 'ct', Number(values.ct), ctSlice, '250 MB/s per core');
    const ctRuns = measureAll(peers, ct, scratch, rounds);
    for (const [sets, runs] of [[ct, ctRuns] as const, [headers, headerRuns] as const]) tell(sets, runs);
    await tellMemory(peers, scratch, [ct, headers], [ctRuns, headerRuns]);
    if (values.browser) await compareWithBrowser();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function made(scratch: string, name: string, files: number, make: (instance: number) => Uint8Array, bar: string): Sets {
  const [folder, partFolder, few] = [join(scratch, name), join(scratch, `${name}-part`), Math.ceil(files / 10)];
  const { bytes, partBytes } = writeFiles(folder, files, make, { folder: partFolder, few });
  return {
    whole: { name, folder, files, bytes },
    part: { name: `${name}-part`, folder: partFolder, files: few, bytes: partBytes },
    bar,
  };
}

/** Outputs stay until the end: on some file systems what was deleted lately makes the next one's files dear. */
function measureAll(peers: readonly Peer[], { whole, part }: Sets, scratch: string, rounds: number): Run[] {
  const runs: Run[] = peers.flatMap((peer) => {
    const sets = peer.isSlow === true ? [part] : peer.name === OURS ? [whole, part] : [whole];
    return sets.map((set) => ({ peer, set, measured: [] }));
  });
  for (let round = 0; round < rounds; round++)
    for (const { peer, set, measured } of runs) {
      const output = join(scratch, 'out', `${set.name} ${peer.name} ${round}`.replaceAll(/\W+/g, '-'));
      mkdirSync(join(scratch, 'out'), { recursive: true });
      // gdcmanon wants the folder to be there, cp wants it not to be.
      if (peer.name.startsWith('gdcm')) mkdirSync(output);
      const result = timed(peer.command(set.folder, output));
      if (result !== undefined) measured.push(result);
    }
  return runs;
}

function tell({ whole, part, bar }: Sets, runs: readonly Run[]): void {
  console.log(
    `\n${whole.name}: ${whole.files} files, ${(whole.bytes / 1e6).toFixed(0)} MB, one thread (slow ones: ${part.files} files)`,
  );
  console.log(
    `${'who'.padEnd(22)}${'CPU s'.padStart(8)}${'wall s'.padStart(8)}${'MB/s/core'.padStart(11)}${'files/s/core'.padStart(14)}${'peak MB'.padStart(9)}  what it does`,
  );
  for (const { peer, set, measured } of runs) {
    if (peer.name === OURS && set === part) continue;
    const { cpuSeconds, wallSeconds, peakMB } = medianOf(measured);
    console.log(
      `${peer.name.padEnd(22)}${cpuSeconds.toFixed(2).padStart(8)}${wallSeconds.toFixed(2).padStart(8)}${(set.bytes / 1e6 / cpuSeconds).toFixed(0).padStart(11)}${(set.files / cpuSeconds).toFixed(0).padStart(14)}${peakMB.toFixed(0).padStart(9)}  ${peer.does}`,
    );
  }
  const cpuOf = (set: FileSet): number =>
    medianOf(runs.find((each) => each.peer.name === OURS && each.set === set)?.measured ?? []).cpuSeconds;
  const seconds = cpuOf(whole) - cpuOf(part);
  const [bytes, files] = [whole.bytes - part.bytes, whole.files - part.files];
  console.log(
    `bar: ${bar}. The start of the process apart (two sizes): ${(bytes / 1e6 / seconds).toFixed(0)} MB/s, ${(files / seconds).toFixed(0)} files/s per core`,
  );
}

const LARGE_FRAMES = 512;

/** What a run needs at most: as the system counts it, and of its own. */
async function tellMemory(
  peers: readonly Peer[],
  scratch: string,
  [ct, headers]: readonly [Sets, Sets],
  [ctRuns, headerRuns]: readonly [readonly Run[], readonly Run[]],
): Promise<void> {
  const nothing = [process.execPath, '-e', '0'];
  const large = join(scratch, 'large');
  const largeMB = writeLarge(large);
  const ours = peers.find(({ name }) => name === OURS);
  const command = (input: string, run: string): readonly string[] =>
    ours?.command(input, join(scratch, 'out', run)) ?? [];
  const peakOf = (runs: readonly Run[]): number =>
    medianOf(runs.find(({ peer, set }) => peer.name === OURS && !set.name.endsWith('part'))?.measured ?? []).peakMB;
  console.log('\nmemory, MB; bar: the file and 64');
  for (const [name, fileMB, resident, own] of [
    ['an empty Node', 0, medianOf([1, 2, 3].flatMap(() => timed(nothing) ?? [])).peakMB, await ownPeakMB(nothing)],
    ['ct, 0.5 MB each', 0.5, peakOf(ctRuns), await ownPeakMB(command(ct.whole.folder, 'own ct'))],
    ['headers', 0, peakOf(headerRuns), await ownPeakMB(command(headers.whole.folder, 'own headers'))],
    [
      `one file of ${largeMB.toFixed(0)} MB`,
      largeMB,
      timed(command(large, 'large'))?.peakMB ?? NaN,
      await ownPeakMB(command(large, 'own large')),
    ],
  ] as const)
    console.log(
      `${name.padEnd(22)} its own ${own.toFixed(0)}, more than the file ${(own - fileMB).toFixed(0)}; with the mapped program ${resident.toFixed(0)}`,
    );
}

/** One file that nobody should hold as a whole; gives its size in MB. */
function writeLarge(folder: string): number {
  mkdirSync(folder);
  const handle = openSync(join(folder, '0.dcm'), 'w');
  const chunks = manyFrames(LARGE_FRAMES);
  for (const chunk of chunks) writevSync(handle, [chunk]);
  closeSync(handle);
  return chunks.reduce((sum, { length }) => sum + length, 0) / 2 ** 20;
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
