// What is done, kept beside the output folder while a run lasts: whoever is killed goes on from here.
//
// It holds original UIDs and numbers, so every line is sealed with a key made from the project's. Slices of a series are
// treated alike: what was done to them is written once and then named by number. In memory stays only where things stand.
import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
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
/** Texts of treatments that are recognised without hashing them. */
const MOST_RECENT = 8;

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
  const lines = openLines(linesFile, sealWith(key));
  /** Line and place in it of every input that is done, and of every treatment. */
  const places = new Map<number, Place>();
  const treatments: Place[] = [];
  const numberOf = new Map<string, number>();
  for (const [line, { treatments: texts, entries }] of lines.known()) {
    for (const [at, text] of texts.entries()) numberOf.set(digestOf(text), treatments.push({ line, at }) - 1);
    for (const [at, entry] of entries.entries())
      if (existsSync(join(outDir, entry.output))) places.set(entry.number, { line, at });
  }
  const done = new Set(places.keys());
  let pending: { treatments: string[]; entries: Entry[] } = { treatments: [], entries: [] };
  const flush = (): void => {
    if (pending.entries.length > 0) lines.add(pending);
    pending = { treatments: [], entries: [] };
  };
  const recent = new Map<string, number>();
  const treatmentOf = (text: string): number => {
    const before = recent.get(text);
    if (before !== undefined) return before;
    if (recent.size >= MOST_RECENT) recent.clear();
    const treatment = firstTreatmentOf(text);
    recent.set(text, treatment);
    return treatment;
  };
  const firstTreatmentOf = (text: string): number => {
    const digest = digestOf(text);
    const known = numberOf.get(digest);
    if (known !== undefined) return known;
    const treatment = treatments.push({ line: lines.count, at: pending.treatments.push(text) - 1 }) - 1;
    numberOf.set(digest, treatment);
    return treatment;
  };
  return {
    done,
    add({ entries: text, ...result }) {
      const treatment = treatmentOf(text);
      places.set(result.number, { line: lines.count, at: pending.entries.push({ ...result, treatment }) - 1 });
      if (pending.entries.length >= ENTRIES_A_LINE) flush();
    },
    *entries() {
      flush();
      for (const number of [...places.keys()].sort((a, b) => a - b)) {
        const { line, at } = places.get(number) as Place; // one of its own keys
        const entry = lines.at(line).entries[at];
        if (entry !== undefined) yield entry;
      }
    },
    treatment(number) {
      const place = treatments[number];
      return place === undefined ? '[]' : (lines.at(place.line).treatments[place.at] ?? '[]');
    },
    remove() {
      lines.close();
      rmSync(partDir, { recursive: true, force: true });
    },
  };
}

type Place = { readonly line: number; readonly at: number };

const digestOf = (text: string): string => hash('sha256', text, 'base64');

type Lines = {
  /** How many there are: the number of the next. */
  readonly count: number;
  /** Those of an earlier run, one after the other. */
  known(): Iterable<readonly [number, Line]>;
  add(line: Line): void;
  at(number: number): Line;
  close(): void;
};

/** Lines that are read again soon: threads finish out of order, but not by far. */
const MOST_OPEN_LINES = 16;

function openLines(path: string, seal: Seal): Lines {
  const handle = openSync(path, existsSync(path) ? 'r+' : 'w+');
  const starts = wholeLines(readFileSync(path), seal);
  let end = starts.pop() ?? 0;
  // A line cut short by the kill is written over.
  ftruncateSync(handle, end);
  const open = new Map<number, Line>();
  const read = (number: number): Line => {
    const start = starts[number] ?? end;
    const bytes = Buffer.alloc((starts[number + 1] ?? end) - start);
    readSync(handle, bytes, 0, bytes.length, start);
    const line = lineIn(bytes.toString('latin1').trimEnd(), seal);
    if (line === undefined) throw new Error('somebody else wrote into the journal of this run');
    return line;
  };
  return {
    get count() {
      return starts.length;
    },
    *known() {
      for (const number of starts.keys()) yield [number, read(number)] as const;
    },
    add(line) {
      starts.push(end);
      end += writeSync(handle, `${seal.close(JSON.stringify(line))}\n`, end, 'latin1');
    },
    at(number) {
      const known = open.get(number) ?? read(number);
      // The one that was asked for last goes last.
      open.delete(number);
      open.set(number, known);
      for (const oldest of open.keys()) {
        if (open.size <= MOST_OPEN_LINES) break;
        open.delete(oldest);
      }
      return known;
    },
    close: () => closeSync(handle),
  };
}

/** Where each whole line of this key begins, and where the last of them ends. */
function wholeLines(bytes: Buffer, seal: Seal): number[] {
  const starts = [0];
  let offset = 0;
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, offset)) {
    if (lineIn(bytes.toString('latin1', offset, end), seal) === undefined) break;
    offset = end + 1;
    starts.push(offset);
  }
  return starts;
}

function lineIn(line: string, seal: Seal): Line | undefined {
  try {
    return JSON.parse(seal.open(line)) as Line; // authenticated: our own line
  } catch {
    // Half a line, or one of another key: what follows it is done again.
    return undefined;
  }
}
