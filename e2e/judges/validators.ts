// dciodvfy, dcentvfy and dcmdump, asked about files before and after.
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';

/** Of one instance: the file that went in and the one that came out. */
export type Outcome = { readonly source: string; readonly output: string };
/** The same, both in a form that every judge can read. */
export type Pair = Outcome & { readonly written: string; readonly name: string; readonly folder: string };

type Answer = { readonly code: number; readonly said: string };

function ask(command: string, args: readonly string[]): Promise<Answer> {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 1 << 28, encoding: 'latin1' }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said: `${out}\n${err}` }),
    );
  });
}

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      while (next < items.length) {
        const index = next++;
        results[index] = await work(items[index] as T); // within bounds
      }
    }),
  );
  return results;
}

/** Errors without the values they quote: a value that was changed is not another error. */
function errorsIn(said: string): string[] {
  return said
    .split('\n')
    .filter((line) => /\bError\b/.test(line))
    .map((line) =>
      line
        .replace(/= ?<[^>]*>|values? <[^>]*>|<[^<>]*\.dcm>|file <[^>]*>/g, '<>')
        .replace(/(?<=SOPInstanceUID - )[\d.]+/, '')
        .trim(),
    );
}

const counted = (lines: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
};

/** Errors of the output that the input has less often, or not at all. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const known = counted(before);
  return [...counted(after)].filter(([line, count]) => count > (known.get(line) ?? 0)).map(([line]) => line);
}

const DEFLATED = '1.2.840.10008.1.2.1.99';

/** The programs of dicom3tools cannot inflate; dcmtk can. */
export async function inflated(pairs: readonly Outcome[]): Promise<Pair[]> {
  const plain = async (path: string, into: string): Promise<string> => {
    if (!readFileSync(path).subarray(0, 1024).includes(DEFLATED)) return path;
    return (await ask('dcmconv', ['+te', path, into])).code === 0 ? into : path;
  };
  return each(pairs, async ({ source, output }) => ({
    source: await plain(source, `${output}.before`),
    output: await plain(output, `${output}.after`),
    written: output,
    name: nameOf(source),
    folder: nameOf(dirname(source)),
  }));
}

export async function newErrors(pairs: readonly Pair[]): Promise<string[]> {
  const found = await each(pairs, async ({ source, output, name }) => {
    const before = await ask('dciodvfy', ['-new', source]);
    const after = await ask('dciodvfy', ['-new', output]);
    return added(errorsIn(before.said), errorsIn(after.said)).map((line) => `${name}: ${line}`);
  });
  return found.flat();
}

/** dcentvfy compares the files it is given: those of one folder. */
export async function brokenEntities(pairs: readonly Pair[]): Promise<string[]> {
  const folders = [...Map.groupBy(pairs, ({ folder }) => folder)];
  const found = await each(folders, async ([folder, inside]) => {
    const lines = (await entityErrors(inside)) ?? (await entityErrors(await readableOf(inside))) ?? ['ended by itself'];
    return lines.map((line) => `${folder}: ${line}`);
  });
  return found.flat();
}

/** Undefined where a file ended the program by itself, or could not be read by it before or after. */
async function entityErrors(pairs: readonly Pair[]): Promise<string[] | undefined> {
  const before = await ask('dcentvfy', pairs.map(({ source }) => source)); // prettier-ignore
  const after = await ask('dcentvfy', pairs.map(({ output }) => output)); // prettier-ignore
  const ends = [before, after].some(({ code, said }) => code < 0 || /read failed|Seek failed/.test(said));
  return ends ? undefined : added(errorsIn(before.said), errorsIn(after.said));
}

async function readableOf(pairs: readonly Pair[]): Promise<Pair[]> {
  const alone = await each(pairs, async (pair) => ((await entityErrors([pair])) === undefined ? [] : [pair]));
  return alone.flat();
}

export async function unreadable(pairs: readonly Pair[]): Promise<string[]> {
  const found = await each(pairs, async ({ source, written, name }) => {
    const { code, said } = await ask('dcmdump', ['-q', written]);
    if (code === 0) return [];
    // What cannot be read before cannot be read after: an odd file is not made whole.
    const before = await ask('dcmdump', ['-q', source]);
    return [`${name}: ${before.code === 0 ? '' : '(nor the input) '}${said.trim().split('\n')[0] ?? ''}`];
  });
  return found.flat();
}

const nameOf = (path: string): string => path.split('/').slice(-2).join('/');
