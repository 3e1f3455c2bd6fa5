// One run of a command: its CPU seconds, its time and its memory, as GNU time sees them, children included.
import { spawnSync } from 'node:child_process';

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
