// What is done, kept beside the output folder while a run lasts: whoever is killed goes on from here.
//
// It holds original UIDs and numbers, so every line is sealed with a key made from the project's. Slices of a series are
// treated alike: what was done to them is written once and then named by number.
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Written } from './job.ts';
import { sealWith } from './seal.ts';
import type { Seal } from './seal.ts';

/** A written instance, its report entries by number. */
export type Entry = Omit<Written, 'entries'> & { readonly treatment: number };

export type Journal = {
  /** Numbers of inputs whose outputs are in place. */
  readonly done: ReadonlySet<number>;
  add(result: Written): void;
  /** In the order of the inputs. */
  entries(): Iterable<Entry>;
  /** JSON of the report entries. */
  treatment(number: number): string;
  /** The run is complete: nothing of it is needed any more. */
  remove(): void;
};

type Line = { readonly treatments: readonly string[]; readonly entries: readonly Entry[] };

const SETTINGS = 'settings';
const LINES = 'journal';
const NEWLINE = 0x0a;
/** What a kill can cost: these are done again. */
const ENTRIES_A_LINE = 32;

/** `fingerprint` changes with anything that changes a result: then nothing done before counts. */
export function openJournal(partDir: string, outDir: string, key: Uint8Array, fingerprint: string): Journal {
  const settingsFile = join(partDir, SETTINGS);
  const linesFile = join(partDir, LINES);
  const fits = existsSync(settingsFile) && readFileSync(settingsFile, 'utf8') === fingerprint;
  if (!fits) {
    rmSync(partDir, { recursive: true, force: true });
    mkdirSync(partDir, { recursive: true });
    writeFileSync(settingsFile, fingerprint);
  }
  const seal = sealWith(key);
  const known = existsSync(linesFile) ? readLines(readFileSync(linesFile), seal) : { lines: [], end: 0 };
  const handle = openSync(linesFile, existsSync(linesFile) ? 'r+' : 'w+');
  // A line cut short by the kill is written over.
  ftruncateSync(handle, known.end);
  let offset = known.end;
  const treatments = known.lines.flatMap((line) => line.treatments);
  const numberOf = new Map(treatments.map((text, number) => [text, number]));
  const entries = new Map<number, Entry>();
  for (const entry of known.lines.flatMap((line) => line.entries))
    if (existsSync(join(outDir, entry.output))) entries.set(entry.number, entry);
  const done = new Set(entries.keys());
  let pending: { treatments: string[]; entries: Entry[] } = { treatments: [], entries: [] };
  const flush = (): void => {
    if (pending.entries.length === 0) return;
    offset += writeSync(handle, `${seal.close(JSON.stringify(pending))}\n`, offset, 'latin1');
    pending = { treatments: [], entries: [] };
  };
  return {
    done,
    add({ entries: text, ...result }) {
      let treatment = numberOf.get(text);
      if (treatment === undefined) {
        treatment = treatments.push(text) - 1;
        numberOf.set(text, treatment);
        pending.treatments.push(text);
      }
      const entry = { ...result, treatment };
      entries.set(entry.number, entry);
      pending.entries.push(entry);
      if (pending.entries.length >= ENTRIES_A_LINE) flush();
    },
    *entries() {
      for (const number of [...entries.keys()].sort((a, b) => a - b)) {
        const entry = entries.get(number);
        if (entry !== undefined) yield entry;
      }
    },
    treatment: (number) => treatments[number] ?? '[]',
    remove() {
      closeSync(handle);
      rmSync(partDir, { recursive: true, force: true });
    },
  };
}

/** Whole lines of this key; `end` is behind the last of them. */
function readLines(bytes: Buffer, seal: Seal): { lines: Line[]; end: number } {
  const lines: Line[] = [];
  let offset = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, offset)) {
    const line = lineIn(bytes.toString('latin1', offset, end), seal);
    if (line === undefined) break;
    lines.push(line);
    offset = end + 1;
  }
  return { lines, end: offset };
}

function lineIn(line: string, seal: Seal): Line | undefined {
  try {
    return JSON.parse(seal.open(line)) as Line; // authenticated: our own line
  } catch {
    // Half a line, or one of another key: what follows it is done again.
    return undefined;
  }
}
