// What programs of others say of a file that the page stored or let out. Where one is absent the spec goes on and says what was
// not judged; where all must be there (COLLIMATOR_REQUIRE_ALL=1) it fails.
import { execFileSync, spawnSync } from 'node:child_process';
import { hasPydicom, python } from './judges/pydicom.ts';
import { findTool, mustHaveAll } from './stacks/tools.ts';

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function sayAbsent(judge: string): undefined {
  if (mustHaveAll) throw new Error(`COLLIMATOR_REQUIRE_ALL is set: ${judge} is not on this machine`);
  console.log(`not judged: ${judge} is not on this machine`);
}

/** Undefined where the program is not on this machine. */
export function said(program: string, args: readonly string[], input?: Buffer): Said | undefined {
  const path = findTool(program);
  if (path === undefined) return sayAbsent(program);
  const { error, status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', maxBuffer: 2 ** 26, input });
  if (error !== undefined) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** Errors of dciodvfy. */
export function errorsIn(path: string): string[] {
  const answer = said('dciodvfy', ['-new', path]);
  return answer === undefined
    ? []
    : `${answer.out}${answer.err}`.split('\n').filter((line) => line.startsWith('Error'));
}

/** Everything that dsrdump says in its strict mode beside the report, but that it does not check names in UTF-8. */
export function complaintsAbout(report: string): string[] {
  const answer = said('dsrdump', [report]);
  if (answer === undefined) return [];
  const lines = answer.err.split('\n').filter((line) => line !== '');
  return [
    ...lines.filter((line) => !/Specific Character Set|template constraints not yet supported/.test(line)),
    ...(answer.code === 0 ? [] : [`dsrdump ended with ${answer.code}`]),
  ];
}

/** pydicom reads each of them, or this throws. */
export function letPydicomRead(paths: readonly string[]): void {
  if (!hasPydicom()) return sayAbsent('pydicom');
  const script = 'import sys, pydicom\nfor path in sys.argv[1:]: pydicom.dcmread(path).PatientID';
  execFileSync(python, ['-c', script, ...paths]);
}

/** What another program reads in a picture of the page, in small letters; undefined where that program is not there. */
export function wordsIn(picture: Buffer): string | undefined {
  const answer = said('tesseract', ['-', '-', '--psm', '11'], picture);
  if (answer !== undefined && answer.code !== 0) throw new Error(`tesseract ended with ${answer.code}`);
  return answer?.out.toLowerCase();
}
