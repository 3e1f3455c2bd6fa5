import type { DeidPool, WriteOrder, Written } from '../../../workers/export/protocol.ts';
import type { FileDesk } from './file-desk.ts';
import { eachOf, type Gate } from './gate.ts';
import { inBatches, inPlace, secondChances, type Entry } from './run-entries.ts';
import { count, type RunStore } from './run-state.ts';

const MOST_WORKERS = 8;

/** As many workers as processors: the page itself does little while they work, it hands on what comes. */
export function poolWidth(): number {
  return Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency));
}

export interface Writing {
  readonly entries: readonly Entry[];
  readonly pool: DeidPool;
  readonly desk: Pick<FileDesk, 'find'>;
  readonly gate: Gate;
  readonly store: RunStore;
  readonly isResumed: boolean;
  readonly untilDone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Files that a worker reads at once: more would save nothing and only lie in its memory. */
const AT_ONCE = { items: 8, bytes: 8 * 2 ** 20 };
/** Above this an image has its worker to itself. */
const LARGE_BYTES = 32 * 2 ** 20;
const RECALLED_AT_ONCE = 64;

/** The second half of a run: everything was learned, so each input can be made anew. */
export async function writeAll(writing: Writing): Promise<void> {
  const { entries, store } = writing;
  await writeThese(
    writing,
    inPlace(entries).filter(({ taken }) => taken !== undefined),
  );
  for (let more = secondChances(entries); more.length > 0; more = secondChances(entries)) {
    for (const { study } of more) count(store, study, { refused: -1, taken: 1 });
    await writeThese(writing, more);
  }
}

async function writeThese(writing: Writing, wanted: readonly Entry[]): Promise<void> {
  const { pool, gate, desk, isResumed, untilDone } = writing;
  if (isResumed) await recalled(writing, wanted);
  const waiting = wanted.filter(({ written, refused }) => written === undefined && refused === undefined);
  const ofFiles = waiting.filter(({ place }) => place.startsWith('file '));
  await desk.find(ofFiles);
  for (const entry of ofFiles) if (entry.source === undefined) settle(writing, entry, goneOf(entry));
  const ready = waiting.filter(({ refused }) => refused === undefined);
  const batches = [
    ...ready.filter(isByItself).map((entry) => [entry]),
    ...inBatches(ready.filter((entry) => !isByItself(entry)), AT_ONCE.items, AT_ONCE.bytes),
  ]; // prettier-ignore
  await eachOf(batches, 2 * pool.width + 1, gate, async (batch) => {
    const needsPixels = batch.some(({ taken }) => taken?.needsPixels === true);
    const isAlone = batch.some(isByItself);
    const orders = batch.map((entry) => orderOf(entry, isResumed));
    const results = await untilDone(() => pool.writeAll(orders, { needsPixels, isAlone }));
    for (const [at, entry] of batch.entries()) {
      const result = results[at];
      if (result !== undefined) settle(writing, entry, result);
      if (entry.source !== undefined) count(writing.store, entry.study, { moved: entry.taken?.byteLength ?? 0 });
    }
  });
}

/** What an earlier page finished was made of the same knowledge. */
async function recalled(writing: Writing, entries: readonly Entry[]): Promise<void> {
  const { pool, gate } = writing;
  await eachOf(inBatches(entries, RECALLED_AT_ONCE), pool.width, gate, async (batch) => {
    const results = await pool.recall(batch.map(({ ticket }) => ticket));
    for (const [at, entry] of batch.entries()) {
      const result = results[at];
      if (result !== undefined) settle(writing, entry, result);
    }
  });
}

function isByItself({ taken }: Entry): boolean {
  return taken?.needsPixels === true || (taken?.byteLength ?? 0) > LARGE_BYTES;
}

function orderOf({ ticket, source, taken }: Entry, isResumed: boolean): WriteOrder {
  if (source === undefined) return { input: ticket };
  return { input: ticket, source, ...(isResumed ? { mustBe: taken?.sopInstanceUID ?? '' } : {}) };
}

/** The page that had the file is closed, and nobody chose it again. */
function goneOf({ ticket }: Entry): Written {
  return { kind: 'refused', input: ticket, code: 'file-gone', where: undefined };
}

function settle({ store }: Writing, entry: Entry, result: Written): void {
  if (result.kind === 'written') {
    entry.written = result;
    count(store, entry.study, { written: 1 });
  } else {
    entry.refused = { code: result.code, where: result.where };
    count(store, entry.study, { refused: 1, taken: -1 });
  }
}
