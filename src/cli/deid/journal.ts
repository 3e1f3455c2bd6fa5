// What is done, line by line, beside the output folder while a run lasts: whoever is killed goes on from here.
//
// A line holds what the report will hold and nothing of the original: original UIDs come from the inputs again.
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Written } from './job.ts';

export type Journal = {
  /** Numbers of inputs whose outputs are in place. */
  readonly done: ReadonlySet<number>;
  add(result: Written): Promise<void>;
  /** In the order of the inputs. */
  entries(): AsyncIterable<Written>;
  /** The run is complete: nothing of it is needed any more. */
  remove(): Promise<void>;
};

const SETTINGS = 'settings';
const LINES = 'journal.jsonl';

/** `fingerprint` changes with anything that changes a result: then nothing done before counts. */
export async function openJournal(partDir: string, outDir: string, fingerprint: string): Promise<Journal> {
  const settingsFile = join(partDir, SETTINGS);
  const linesFile = join(partDir, LINES);
  const fits = existsSync(settingsFile) && (await readFile(settingsFile, 'utf8')) === fingerprint;
  if (!fits) {
    await rm(partDir, { recursive: true, force: true });
    await mkdir(partDir, { recursive: true });
    await writeFile(settingsFile, fingerprint);
  }
  const known = fits ? await readLines(linesFile, outDir) : new Map<number, string>();
  const lines = new Map(known);
  const handle = await open(linesFile, 'a');
  // A line cut short by the kill must not swallow the next one.
  if (fits) await handle.write('\n');
  return {
    done: new Set(known.keys()),
    async add(result) {
      const line = JSON.stringify(result);
      lines.set(result.number, line);
      await handle.write(`${line}\n`);
    },
    async *entries() {
      for (const number of [...lines.keys()].sort((a, b) => a - b)) {
        const line = lines.get(number);
        if (line !== undefined) yield JSON.parse(line) as Written; // our own line
        await Promise.resolve();
      }
    },
    async remove() {
      await handle.close();
      await rm(partDir, { recursive: true, force: true });
    },
  };
}

async function readLines(path: string, outDir: string): Promise<Map<number, string>> {
  const lines = new Map<number, string>();
  if (!existsSync(path)) return lines;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const result = parsed(line);
    if (result !== undefined && existsSync(join(outDir, result.output))) lines.set(result.number, line);
  }
  return lines;
}

/** The last line may be half written. */
function parsed(line: string): Written | undefined {
  try {
    return line === '' ? undefined : (JSON.parse(line) as Written); // our own line
  } catch {
    return undefined;
  }
}
