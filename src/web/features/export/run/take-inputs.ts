// The first half of a run: every input is sealed and learned from. Studies come one after the other, each under a grant of its
// own for as long as it is read; what an earlier page has sealed already is not asked for again.
import type { Grant } from '../../../services/index.ts';
import { DicomwebError } from '../../../services/dicomweb/index.ts';
import { letGo } from '../../../workers/export/let-go.ts';
import type { DeidPool, Taken } from '../../../workers/export/protocol.ts';
import type { ArchiveStudy, ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import { concernsAll, instancesOf, patiently, REQUESTS_AT_ONCE, type Opened } from './archive-study.ts';
import { placeOf, type FileDesk } from './file-desk.ts';
import { eachOf, type Gate } from './gate.ts';
import { inBatches, type Entry } from './run-entries.ts';
import type { ListedInput, RunKeeper } from './run-record.ts';
import { count, setInstances, type RunStore } from './run-state.ts';

export interface Taking {
  readonly services: Pick<ExportServices, 'grants' | 'dicomweb'>;
  readonly cohort: ChosenCohort;
  readonly open: (study: ArchiveStudy) => Promise<Opened>;
  readonly pool: DeidPool;
  readonly desk: Pick<FileDesk, 'find'>;
  readonly gate: Gate;
  readonly store: RunStore;
  readonly keeper: Keeping;
  /** Of the cohort when the run began: some of them may have to be chosen again. */
  readonly files: number;
  readonly untilDone: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What is kept so that a closed tab goes on; a run that ends with its page keeps nothing. */
export type Keeping = Pick<RunKeeper, 'keepListing' | 'listing'>;

/** Headers that a worker reads at once. */
const HEADERS_AT_ONCE = 32;

export async function takeAll(taking: Taking): Promise<Entry[]> {
  const { cohort, store } = taking;
  const entries: Entry[] = [];
  store.setState({ phase: 'taking', startedAtMs: Date.now() });
  for (const [at, study] of cohort.studies.entries()) await takeStudy(taking, study, at, entries);
  if (taking.files > 0) await takeFiles(taking, cohort.studies.length, entries);
  return entries;
}

async function takeStudy(taking: Taking, study: ArchiveStudy, at: number, entries: Entry[]): Promise<void> {
  const { keeper, gate, untilDone, services } = taking;
  const before = await keeper.listing(at);
  const mine = before === undefined ? undefined : entriesOf(before, at, entries);
  const missing = mine === undefined ? undefined : await relearned(taking, mine);
  if (missing?.length === 0) return;
  const opened = await untilDone(() => taking.open(study));
  if (opened.kind === 'refused') {
    refuse(taking, mine ?? wholeStudy(taking, at, entries), opened.code);
    return;
  }
  const { grant } = opened;
  try {
    const wanted = missing ?? (await listed(taking, grant, at, entries));
    await eachOf(wanted, REQUESTS_AT_ONCE, gate, (entry) =>
      takeOne(taking, entry, () => fetched(taking, grant, entry)),
    );
  } finally {
    await services.grants.release(grant);
  }
}

/** A study that is not opened is one input that does not leave. */
function wholeStudy({ store }: Taking, at: number, entries: Entry[]): Entry[] {
  const entry: Entry = { ticket: entries.length, study: at, place: `study ${String(at).padStart(6, '0')}`, nth: 0 };
  entries.push(entry);
  setInstances(store, at, 1);
  return [entry];
}

function refuse({ store }: Taking, entries: readonly Entry[], code: string): void {
  for (const entry of entries) {
    if (entry.taken !== undefined) continue;
    entry.refused = { code, where: undefined };
    count(store, entry.study, { refused: 1 });
  }
}

async function listed(taking: Taking, grant: Grant, at: number, entries: Entry[]): Promise<Entry[]> {
  const { services, gate, keeper, untilDone } = taking;
  const refs = await untilDone(() => instancesOf(services, grant, gate.signal));
  const inputs = refs.map(({ seriesInstanceUID, sopInstanceUID }, nth): ListedInput => ({
    nth: nth + 1,
    place: `instance ${grant.studyInstanceUID} ${seriesInstanceUID} ${sopInstanceUID}`,
    instance: { seriesInstanceUID, sopInstanceUID },
  }));
  await untilDone(() => keeper.keepListing(at, inputs));
  setInstances(taking.store, at, inputs.length);
  return entriesOf(inputs, at, entries);
}

function entriesOf(inputs: readonly ListedInput[], study: number, entries: Entry[]): Entry[] {
  const mine = inputs.map((input, at): Entry => ({ ticket: entries.length + at, study, ...input }));
  entries.push(...mine);
  return mine;
}

/** What lies sealed from before is learned from again; the others are returned. */
async function relearned({ pool, gate, store }: Taking, entries: readonly Entry[]): Promise<Entry[]> {
  const missing: Entry[] = [];
  const [first] = entries;
  if (first !== undefined) setInstances(store, first.study, entries.length);
  await eachOf(entries, pool.width + 1, gate, async (entry) => {
    const taken = await pool.learn(entry.ticket);
    if (taken.kind === 'refused') missing.push(entry);
    else {
      entry.taken = taken;
      count(store, entry.study, { taken: 1, byteLength: taken.byteLength, moved: taken.byteLength });
    }
  });
  return missing.sort((a, b) => a.ticket - b.ticket);
}

function fetched({ services, gate }: Taking, grant: Grant, { instance }: Entry): Promise<Uint8Array<ArrayBuffer>> {
  if (instance === undefined) throw new Error('an entry of the archive names its instance');
  return patiently(() => services.dicomweb.instanceFile(grant, instance, gate.signal), gate.signal);
}

/** By name, so that the same files have the same place; the name stays in memory and in what is sealed. */
export function listedFiles({ files }: ChosenCohort): ListedInput[] {
  const places = files.map(placeOf).sort((a, b) => (a < b ? -1 : 1));
  return places.map((place, nth) => ({ nth: nth + 1, place }));
}

async function takeFiles(taking: Taking, at: number, entries: Entry[]): Promise<void> {
  const { cohort, gate, keeper, untilDone, pool, desk, store } = taking;
  const mine = entriesOf((await keeper.listing(at)) ?? listedFiles(cohort), at, entries);
  setInstances(store, at, mine.length);
  await desk.find(mine);
  refuse(taking, mine.filter(({ source }) => source === undefined), 'file-gone'); // prettier-ignore
  const found = mine.filter(({ refused }) => refused === undefined);
  await eachOf(inBatches(found, HEADERS_AT_ONCE), 2 * pool.width, gate, async (batch) => {
    const unread = batch.flatMap(({ ticket, source }) => (source === undefined ? [] : [{ input: ticket, source }]));
    const taken = await untilDone(() => pool.learnFiles(unread));
    for (const [index, entry] of batch.entries()) {
      const one = taken[index];
      if (one !== undefined) settle(taking, entry, one);
      if (one?.kind === 'taken') count(store, at, { byteLength: one.byteLength });
    }
  });
}

async function takeOne(taking: Taking, entry: Entry, read: () => Promise<Uint8Array<ArrayBuffer>>): Promise<void> {
  const { pool, store, gate, untilDone } = taking;
  const taken = await untilDone(async (): Promise<Taken> => {
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = await read();
    } catch (error) {
      gate.signal.throwIfAborted();
      if (concernsAll(error)) throw error;
      return { kind: 'refused', input: entry.ticket, code: codeOfReading(error), where: undefined };
    }
    const byteLength = bytes.length;
    // A part of a larger buffer would take all of it along.
    const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
    if (whole !== bytes) letGo([bytes]);
    const result = await pool.take(entry.ticket, whole);
    count(store, entry.study, { byteLength, moved: byteLength });
    return result;
  });
  settle(taking, entry, taken);
}

function settle({ store }: Taking, entry: Entry, taken: Taken): void {
  if (taken.kind === 'taken') {
    entry.taken = taken;
    count(store, entry.study, { taken: 1 });
  } else {
    entry.refused = { code: taken.code, where: taken.where };
    count(store, entry.study, { refused: 1 });
  }
}

function codeOfReading(error: unknown): string {
  if (error instanceof DicomwebError) return error.code;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unreadable';
}
