// De-identification against `cp -r` and the peers, in one interleaved run: every round runs everybody, so that whatever
// else the machine does falls on all of them. CPU seconds (user + system) are what counts, wall time stands beside them.
//
//   npm run bench -- deid [--ct 400] [--headers 2000] [--rounds 3] [--browser]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareWithBrowser } from './deid-browser.ts';
import { ctSlice, headerOnly, writeFiles } from './deid-data.ts';
import { peersIn } from './deid-peers.ts';
import type { Peer } from './deid-peers.ts';

type Measured = { readonly cpuSeconds: number; readonly wallSeconds: number; readonly peakMB: number };

export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ct: { type: 'string', default: '400' },
      headers: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
      browser: { type: 'boolean', default: false },
    },
  });
  const scratch = mkdtempSync(join(tmpdir(), 'deid-bench-'));
  try {
    const keyFile = join(scratch, 'project.key');
    writeFileSync(keyFile, Buffer.alloc(32, 'bench'));
    const { peers, absent } = peersIn(scratch, keyFile);
    if (absent.length > 0) console.log(`not installed here: ${absent.join(', ')}`);
    const sets = [
      { name: 'ct', count: Number(values.ct), make: ctSlice },
      { name: 'headers', count: Number(values.headers), make: headerOnly },
    ];
    for (const { name, count, make } of sets) {
      const input = join(scratch, name);
      const bytes = writeFiles(input, count, make);
      console.log(`\n${name}: ${count} files, ${(bytes / 1e6).toFixed(0)} MB, one thread`);
      tell(measure(peers, input, join(scratch, 'out'), Number(values.rounds)), peers, count, bytes);
      rmSync(input, { recursive: true });
    }
    startup(peers, scratch);
    if (values.browser) await compareWithBrowser();
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function measure(peers: readonly Peer[], input: string, output: string, rounds: number): Map<string, Measured[]> {
  const results = new Map<string, Measured[]>(peers.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const peer of peers) {
      rmSync(output, { recursive: true, force: true });
      // gdcmanon wants the folder to be there, cp wants it not to be.
      if (peer.name.startsWith('gdcm')) spawnSync('mkdir', ['-p', output]);
      const measured = timed(peer.command(input, output));
      if (measured !== undefined) results.get(peer.name)?.push(measured);
    }
  return results;
}

/** By GNU time, which counts the children too. */
function timed(command: readonly string[]): Measured | undefined {
  const { stderr, status } = spawnSync('/usr/bin/time', ['-f', 'TIMED %U %S %e %M', ...command], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const match = /TIMED ([\d.]+) ([\d.]+) ([\d.]+) (\d+)/.exec(stderr ?? '');
  if (match === null || (status !== 0 && status !== 1)) {
    console.log(`failed: ${command[0]}`);
    return undefined;
  }
  const [user, system, wall, kilobytes] = match.slice(1).map(Number) as [number, number, number, number]; // four groups
  return { cpuSeconds: user + system, wallSeconds: wall, peakMB: kilobytes / 1024 };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

function tell(
  results: ReadonlyMap<string, readonly Measured[]>,
  peers: readonly Peer[],
  count: number,
  bytes: number,
): void {
  console.log(
    `${'who'.padEnd(22)}${'CPU s'.padStart(8)}${'wall s'.padStart(8)}${'MB/s/core'.padStart(11)}${'files/s/core'.padStart(14)}${'peak MB'.padStart(9)}  what it does`,
  );
  for (const { name, does } of peers) {
    const runs = results.get(name) ?? [];
    const cpu = median(runs.map(({ cpuSeconds }) => cpuSeconds));
    const wall = median(runs.map(({ wallSeconds }) => wallSeconds));
    const peak = median(runs.map(({ peakMB }) => peakMB));
    console.log(
      `${name.padEnd(22)}${cpu.toFixed(2).padStart(8)}${wall.toFixed(2).padStart(8)}${(bytes / 1e6 / cpu).toFixed(0).padStart(11)}${(count / cpu).toFixed(0).padStart(14)}${peak.toFixed(0).padStart(9)}  ${does}`,
    );
  }
}

/** What the first file costs: the process, its modules and tables. */
function startup(peers: readonly Peer[], scratch: string): void {
  const input = join(scratch, 'first');
  writeFiles(input, 1, headerOnly);
  console.log('\nstart: one file');
  tell(measure(peers, input, join(scratch, 'out'), 3), peers, 1, 10_000);
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2));
