// One run of a command: its CPU seconds, its time and its memory, as GNU time sees them, children included.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Measured = { readonly cpuSeconds: number; readonly wallSeconds: number; readonly peakMB: number };

export function timed(command: readonly string[]): Measured | undefined {
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

/** Each figure's own median: one run that something disturbed does not count. */
export function medianOf(runs: readonly Measured[]): Measured {
  return {
    cpuSeconds: median(runs.map(({ cpuSeconds }) => cpuSeconds)),
    wallSeconds: median(runs.map(({ wallSeconds }) => wallSeconds)),
    peakMB: median(runs.map(({ peakMB }) => peakMB)),
  };
}

const LOOK_EVERY_MS = 5;

/**
 * The most that a command held of its own at any look: heap, buffers, stacks, compiled code (RssAnon of proc(5)). What the
 * system counts as resident beyond that is the program file itself, mapped: 34 MB of Node before it does anything.
 */
export async function ownPeakMB(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: 'ignore' });
  let most = 0;
  const look = setInterval(() => {
    try {
      const kilobytes = /RssAnon:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      most = Math.max(most, Number(kilobytes ?? 0) / 1024);
    } catch {
      // Between its end and our hearing of it.
    }
  }, LOOK_EVERY_MS);
  await new Promise((done, fail) => child.once('close', done).once('error', fail));
  clearInterval(look);
  return most;
}
