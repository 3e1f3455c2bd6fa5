import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A virtual environment of the project where there is one, else the system's Python. */
const OWN = resolve(import.meta.dirname, '../../.cache/judges/bin/python');
export const python = process.env['COLLIMATOR_PYTHON'] ?? (existsSync(OWN) ? OWN : 'python3');

export function hasPydicom(): boolean {
  return spawnSync(python, ['-c', 'import pydicom'], { stdio: 'ignore' }).status === 0;
}

export function pydicomFaults(map: string, out: string, report: string): { compared: number; found: string[] } {
  const said = execFileSync(python, [join(import.meta.dirname, 'untouched.py'), map, out, report], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return JSON.parse(said) as { compared: number; found: string[] };
}
