// What a browser takes, as the system counts it: memory of all its processes, and seconds of processors by thread.
import { readdirSync, readFileSync } from 'node:fs';

const MEGABYTE = 2 ** 20;

/** All processes of the browser with this profile, and those below them. */
export function processesOf(profile: string): number[] {
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

/** Proportional set size: shared memory counts once. */
export function memoryOf(profile: string): number {
  const kilobytes = processesOf(profile).map((one) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`) ?? '')?.[1] ?? 0),
  );
  return (kilobytes.reduce((sum, each) => sum + each, 0) * 1024) / MEGABYTE;
}

export function cpuSecondsOf(profile: string): number {
  return processesOf(profile).reduce((sum, one) => sum + secondsIn(`/proc/${one}/stat`), 0);
}

/** By kind of process and name of thread; threads of one name together. One that has ended is not counted. */
export function cpuByThread(profile: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of processesOf(profile)) {
    const command = read(`/proc/${one}/cmdline`) ?? '';
    const kind = /--utility-sub-type=([\w.]+)/.exec(command)?.[1] ?? /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
    for (const thread of readOr(`/proc/${one}/task`)) {
      const name = (read(`/proc/${one}/task/${thread}/comm`) ?? '').trim().replace(/[\d/:]+$/, '');
      const place = `${kind}, ${name}`;
      found.set(place, (found.get(place) ?? 0) + secondsIn(`/proc/${one}/task/${thread}/stat`));
    }
  }
  return found;
}

/** User and system; the system counts in hundredths of a second. */
function secondsIn(path: string): number {
  const stat = read(path) ?? '';
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

/** A process may end while it is looked at. */
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function readOr(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
