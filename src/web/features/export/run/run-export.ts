// One run, from the open export to the value that the review takes: studies one after the other, few requests at once,
// every original sealed as it comes, every refusal listed, nothing of it lost when one goes wrong.
import type { AppError, Grant } from '../../../services/index.ts';
import { DicomwebError } from '../../../services/dicomweb/index.ts';
import type { DeidPool, RunSettings, Taken, Written } from '../../../workers/export/protocol.ts';
import type { ArchiveStudy, ChosenCohort, LocalFile } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import { concernsAll, instancesOf, openForExport, patiently, REQUESTS_AT_ONCE } from './archive-study.ts';
import { finishedRun, refusedRows } from './assemble.ts';
import { createGate, eachOf, type Gate } from './gate.ts';
import { textModels } from './models.ts';
import { inPlace, refuseTwins, type Entry } from './run-entries.ts';
import { asFault, ExportFault } from './run-fault.ts';
import { count, createRunStore, type RunPhase, type RunStore, type StudyProgress } from './run-state.ts';
import { forgetRun, vaultKey } from './vault-folder.ts';

export interface RunHandle {
  /** Tells one run of this page from another. */
  readonly name: string;
  readonly store: RunStore;
  /** Rejects with an `AppError` when the run is over for good. */
  readonly finished: Promise<FinishedRun>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends the export and throws away what was made. */
  readonly cancel: () => Promise<void>;
}

export interface RunRequest {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly plan: ExportPlan;
}

/** Handles named in one request. */
const STUDIES_AT_ONCE = 100;
/** Files are read from this machine's disk, which does not get faster by asking more. */
const FILES_AT_ONCE = 2;
const MOST_WORKERS = 8;

export function startRun({ services, cohort, plan }: RunRequest): RunHandle {
  const gate = createGate();
  const store = createRunStore(rowsFor(cohort), Date.now());
  const ends: (() => Promise<void> | void)[] = [];
  const unregister = services.wipe.register('export run', () => {
    gate.cancel();
    return endAll();
  });
  let pausedAtMs = 0;

  async function endAll(): Promise<void> {
    unregister();
    for (const end of ends.splice(0)) await end();
  }

  const finished = run().catch(async (error: unknown) => {
    await endAll();
    throw gate.signal.aborted ? new ExportFault('cancelled') : asFault(error);
  });
  // Whoever shows the run hears of it; nobody else has to.
  finished.catch(() => undefined);

  async function run(): Promise<FinishedRun> {
    const { exports, person } = services;
    const { policy } = await exports.policy();
    const { exportId } = await exports.open(plan.terms);
    const handles = cohort.studies.filter(({ row }) => !row.restricted).map(({ row }) => row.handle);
    for (let at = 0; at < handles.length; at += STUDIES_AT_ONCE)
      await exports.nameStudies(exportId, handles.slice(at, at + STUDIES_AT_ONCE));
    const models = await textModels(services.models, policy);
    const runId = crypto.randomUUID();
    const settings: RunSettings = {
      runId,
      vault: await vaultKey(exports),
      profile: plan.profile,
      key: plan.key,
      ...plan.terms.options,
      pseudonymPrefix: plan.pseudonymPrefix,
      crosswalk: plan.crosswalk,
      showsOriginals: !person.masked,
      detector: models.detector,
      reader: models.reader,
    };
    const width = Math.max(1, Math.min(MOST_WORKERS, navigator.hardwareConcurrency - 1));
    const pool = await services.startDeidPool(settings, width);
    ends.push(() => pool.close());
    const forget = async (): Promise<void> => {
      await endAll();
      await forgetRun(runId);
    };
    gate.signal.addEventListener('abort', () => pool.close());
    const entries = await takeAll({ services, cohort, exportId, pool, gate, store, untilDone });
    phase('preparing');
    for (const twin of refuseTwins(entries)) count(store, twin.study, { refused: 1 });
    const taken = entries.flatMap((entry) => entry.taken ?? []);
    if (taken.length === 0) throw new ExportFault('nothing-left');
    await pool.prepare(taken);
    phase('writing');
    await writeAll({ entries, pool, gate, store, untilDone });
    phase('closing');
    const parts = {
      exportId, plan, policy, entries, pool, gate, exports, modelSha256: models.sha256, showsOriginals: !person.masked, forget,
      labelOf: (entry: Entry) => labelOf(store, entry), drawn: new Map(),
    }; // prettier-ignore
    const done = await untilDone(() => finishedRun(parts));
    store.setState({ refused: done.refused });
    phase('done');
    return done;
  }

  function phase(next: RunPhase): void {
    store.setState({ phase: next });
  }

  function pause(trouble?: AppError): void {
    if (!gate.isPaused()) pausedAtMs = Date.now();
    gate.pause();
    store.setState({ isPaused: true, trouble });
  }

  function resume(): void {
    const pausedMs = store.getState().pausedMs + (gate.isPaused() ? Date.now() - pausedAtMs : 0);
    store.setState({ isPaused: false, trouble: undefined, pausedMs });
    gate.resume();
  }

  /** What may pass by itself waits for a person, and is done again; anything else ends the run. */
  async function untilDone<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      await gate.pass();
      try {
        return await work();
      } catch (error) {
        gate.signal.throwIfAborted();
        const fault = asFault(error);
        if (!mayPass(fault)) throw error;
        pause(fault);
      }
    }
  }

  return {
    name: crypto.randomUUID(),
    store,
    finished,
    pause: () => pause(),
    resume,
    async cancel() {
      gate.cancel();
      await finished.then(({ forget }) => forget()).catch(() => undefined);
    },
  };
}

/** Nothing is known to be wrong with the run itself: no answer came, no record could be made, the disk is full. */
const MAY_PASS = new Set([
  'unreachable', 'audit-unavailable', 'gateway-unavailable', 'pacs-unavailable', 'too-busy', 'storage-full',
]); // prettier-ignore

function mayPass(fault: AppError): boolean {
  return MAY_PASS.has(fault.code) || concernsAll(fault);
}

function rowsFor({ studies, files }: ChosenCohort): StudyProgress[] {
  const empty = { taken: 0, written: 0, refused: 0, byteLength: 0 };
  const rows = studies.map(({ row }, at): StudyProgress => ({
    label: `Study ${at + 1}`,
    modalities: row.modalities.join(', '),
    instances: row.instanceCount ?? undefined,
    ...empty,
  }));
  const dropped = { label: 'Files of this computer', modalities: '', instances: files.length, ...empty };
  return files.length === 0 ? rows : [...rows, dropped];
}

function labelOf(store: RunStore, { study, nth }: Entry): string {
  const { label = '' } = store.getState().studies[study] ?? {};
  return nth === 0 ? label : `${label}, input ${nth}`;
}

interface Taking {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly exportId: string;
  readonly pool: DeidPool;
  readonly gate: Gate;
  readonly store: RunStore;
  readonly untilDone: <T>(work: () => Promise<T>) => Promise<T>;
}

async function takeAll(taking: Taking): Promise<Entry[]> {
  const { cohort, store } = taking;
  const entries: Entry[] = [];
  store.setState({ phase: 'taking', startedAtMs: Date.now() });
  for (const [at, study] of cohort.studies.entries()) await takeStudy(taking, study, at, entries);
  await takeFiles(taking, cohort.files, cohort.studies.length, entries);
  return entries;
}

async function takeStudy(taking: Taking, study: ArchiveStudy, at: number, entries: Entry[]): Promise<void> {
  const { services, exportId, gate, store, untilDone } = taking;
  const opened = await untilDone(() => openForExport(services, study, exportId));
  if (opened.kind === 'refused') {
    // The study as a whole is one input that does not leave.
    entries.push({ ticket: entries.length, study: at, place: `study ${String(at).padStart(6, '0')}`, nth: 0, refused: { code: opened.code, where: undefined } }); // prettier-ignore
    count(store, at, { refused: 1 });
    setInstances(store, at, 1);
    return;
  }
  const { grant } = opened;
  try {
    const refs = await untilDone(() => instancesOf(services, grant, gate.signal));
    setInstances(store, at, refs.length);
    const mine = refs.map(({ seriesInstanceUID, sopInstanceUID }, nth): Entry & { seriesInstanceUID: string; sopInstanceUID: string } => ({
      ticket: entries.length + nth,
      study: at,
      place: `instance ${grant.studyInstanceUID} ${seriesInstanceUID} ${sopInstanceUID}`,
      nth: nth + 1,
      seriesInstanceUID,
      sopInstanceUID,
    })); // prettier-ignore
    entries.push(...mine);
    await eachOf(mine, REQUESTS_AT_ONCE, gate, (entry) =>
      takeOne(taking, entry, () => fetched(services, grant, entry, gate.signal)),
    );
  } finally {
    await services.grants.release(grant);
  }
}

function fetched(
  { dicomweb }: ExportServices,
  grant: Grant,
  ref: { seriesInstanceUID: string; sopInstanceUID: string },
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  return patiently(() => dicomweb.instanceFile(grant, ref, signal), signal);
}

async function takeFiles(taking: Taking, files: readonly LocalFile[], at: number, entries: Entry[]): Promise<void> {
  // By name, so that the same files have the same place; the name stays in memory.
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const mine = sorted.map((file, nth) => ({ ticket: entries.length + nth, study: at, place: `file ${file.name}`, nth: nth + 1, file })); // prettier-ignore
  entries.push(...mine);
  await eachOf(mine, FILES_AT_ONCE, taking.gate, (entry) =>
    takeOne(taking, entry, () => entry.file.read(taking.gate.signal)),
  );
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
    const result = await pool.take(entry.ticket, whole);
    count(store, entry.study, { byteLength });
    return result;
  });
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

interface Writing extends Pick<Taking, 'pool' | 'gate' | 'store' | 'untilDone'> {
  readonly entries: readonly Entry[];
}

async function writeAll({ entries, pool, gate, store, untilDone }: Writing): Promise<void> {
  const waiting = inPlace(entries).filter(({ taken }) => taken !== undefined);
  await eachOf(waiting, pool.width + 1, gate, async (entry) => {
    const { taken } = entry;
    if (taken === undefined) return;
    const result = await untilDone((): Promise<Written> => pool.write(taken));
    if (result.kind === 'written') {
      entry.written = result;
      count(store, entry.study, { written: 1 });
    } else {
      entry.refused = { code: result.code, where: result.where };
      count(store, entry.study, { refused: 1, taken: -1 });
    }
  });
  store.setState({ refused: refusedRows({ labelOf: (entry) => labelOf(store, entry) }, inPlace(entries)) });
}

function setInstances(store: RunStore, at: number, instances: number): void {
  store.setState(({ studies }) => ({
    studies: studies.map((one, index) => (index === at ? { ...one, instances } : one)),
  }));
}
