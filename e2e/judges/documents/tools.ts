// The judges of documents, and which of them are on this machine.
import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findTool, mustHaveAll } from '../../stacks/tools.ts';
import { python } from '../pydicom.ts';

export interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function ask(command: string, args: readonly string[]): Promise<Answer> {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 1 << 28, encoding: 'utf8' }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, err }),
    );
  });
}

/** Runs one of the scripts beside this file on the files and reads what it prints. */
export async function askPython<T>(script: string, files: readonly string[]): Promise<Record<string, T>> {
  const { code, out, err } = await ask(python, [join(import.meta.dirname, script), ...files]);
  if (code !== 0) throw new Error(`${script} failed:\n${err.slice(-4000)}`);
  return JSON.parse(out) as Record<string, T>;
}

function hasModules(...modules: readonly string[]): boolean {
  return spawnSync(python, ['-c', modules.map((name) => `import ${name}`).join(';')], { stdio: 'ignore' }).status === 0;
}

const JUDGES = {
  dciodvfy: findTool('dciodvfy') !== undefined,
  dcmtk: findTool('dsrdump') !== undefined && findTool('dsr2xml') !== undefined && findTool('xml2dsr') !== undefined,
  highdicom: hasModules('highdicom'),
  PixelMed: hasModules('jpype') && existsSync('/usr/share/java/pixelmed.jar') && findTool('java') !== undefined,
  Orthanc: findTool('Orthanc') !== undefined,
} as const;
export type Judge = keyof typeof JUDGES;

/** Whether to leave a judge out, and the words that say so. In continuous integration an absent judge fails its tests. */
export function judge(name: Judge): { readonly isAbsent: boolean; readonly title: string } {
  const isAbsent = !JUDGES[name] && !mustHaveAll;
  return { isAbsent, title: isAbsent ? `${name} (skipped: not on this machine)` : name };
}
