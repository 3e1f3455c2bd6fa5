// One run, from the open export to the value that the review takes: every original sealed as it comes, every refusal listed,
// nothing of it lost when one goes wrong, and nothing done twice when the page was closed in between.
import type { AppError } from '../../../services/index.ts';
import type { DeidPool, RunSettings } from '../../../workers/export/protocol.ts';
import type { ArchiveStudy, ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import { concernsAll, openToTake } from './archive-study.ts';
import { finishedRun, refusedRows } from './assemble.ts';
import { createFileDesk, type FileDesk } from './file-desk.ts';
import { createGate } from './gate.ts';
import { textModels } from './models.ts';
import { inPlace, refuseTwins, type Entry } from './run-entries.ts';
import { asFault, ExportFault } from './run-fault.ts';
import { keepRun, type RunKeeper } from './run-record.ts';
import { count, createRunStore, setInstances, type RunPhase, type RunStore, type StudyProgress } from './run-state.ts';
import { listedFiles, takeAll, type Taking } from './take-inputs.ts';
import { aloneInBrowser, forgetRun, vaultKey } from './vault-folder.ts';
import { poolWidth, writeAll } from './write-all.ts';

export interface RunHandle {
  /** Tells one run of this page from another. */
  readonly name: string;
  readonly store: RunStore;
  /** Rejects with an `AppError` when the run is over for good. */
  readonly finished: Promise<FinishedRun>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** Files that the page has lost and the person has chosen again. */
  readonly files: Pick<FileDesk, 'give' | 'goOnWithout'>;
  /** Ends the export and throws away what was made. */
  readonly cancel: () => Promise<void>;
}

export interface RunRequest {
  readonly services: ExportServices;
  readonly cohort: ChosenCohort;
  readonly plan: ExportPlan;
  /** What an earlier page has left, to go on with. */
  readonly kept?: RunKeeper | undefined;
}

/** Handles named in one request. */
const STUDIES_AT_ONCE = 100;

export function startRun({ services, cohort, plan, kept }: RunRequest): RunHandle {
  const gate = createGate();
  const store = createRunStore(rowsFor(cohort, kept), Date.now());
  const runId = kept?.record.runId ?? crypto.randomUUID();
  const desk = createFileDesk(cohort.files, store, gate);
  const ends: (() => void)[] = [];
  let exportId = kept?.record.exportId;
  let pausedAtMs = 0;
  const unregister = services.wipe.register('export run', () => {
    gate.cancel();
    endAll();
  });

  function endAll(): void {
    unregister();
    for (const end of ends.splice(0)) end();
  }

  async function forget(): Promise<void> {
    endAll();
    await forgetRun(runId);
  }

  // Holds the lock of the browser until nothing of the run is needed any more.
  const finished = new Promise<FinishedRun>((resolve, reject) => {
    const isOver = new Promise<void>((over) => ends.push(over));
    const alone = aloneInBrowser(async () => {
      resolve(await run());
      await isOver;
    });
    alone.then((end) => end === 'elsewhere' && reject(new ExportFault('export-in-another-tab'))).catch(reject);
  }).catch((error: unknown) => {
    endAll();
    throw gate.signal.aborted ? new ExportFault('cancelled') : asFault(error);
  });
  // Whoever shows the run hears of it; nobody else has to.
  finished.catch(() => undefined);

  async function run(): Promise<FinishedRun> {
    const { exports, person } = services;
    const { policy } = await exports.policy();
    const key = await vaultKey(exports);
    const models = await textModels(services.models, policy);
    const keeper = kept ?? (await begin(key));
    exportId = keeper.record.exportId;
    const settings: RunSettings = {
      runId,
      vault: key,
      profile: plan.profile,
      key: plan.key,
      ...plan.terms.options,
      pseudonymPrefix: plan.pseudonymPrefix,
      crosswalk: plan.crosswalk,
      showsOriginals: !person.masked,
      detector: models.detector,
      reader: models.reader,
    };
    const pool = await services.startDeidPool(settings, poolWidth());
    ends.push(() => pool.close());
    gate.signal.addEventListener('abort', () => pool.close());
    const { files } = keeper.record;
    const takenFor = { exportId };
    const open = (study: ArchiveStudy) => openToTake(services, study, takenFor);
    const taking = { services, cohort, open, files, pool, desk, gate, store, keeper, untilDone };
    const entries = (await goneOnFrom(pool, keeper)) ?? (await learnedAnew(taking));
    if (entries.some(({ taken }) => taken !== undefined)) {
      phase('writing');
      await writeAll({ entries, pool, desk, gate, store, isResumed: kept !== undefined, untilDone });
    }
    store.setState({ refused: refusedRows({ labelOf }, inPlace(entries)) });
    phase('closing');
    const parts = {
      exportId, plan, policy, entries, pool, gate, exports, modelSha256: models.sha256, showsOriginals: !person.masked, forget, labelOf,
      drawn: new Map(), exceptions: [], journal: keeper.journal,
    }; // prettier-ignore
    const done = await untilDone(() => finishedRun(parts));
    phase('done');
    return done;
  }

  /** Everything was learned before the page was closed. */
  async function goneOnFrom(pool: DeidPool, keeper: RunKeeper): Promise<Entry[] | undefined> {
    const known = await keeper.known();
    if (known === undefined) return undefined;
    store.setState({ startedAtMs: Date.now() });
    await pool.restore(known);
    for (const [study, mine] of Map.groupBy(known.entries, (entry) => entry.study)) {
      setInstances(store, study, mine.length);
      const taken = mine.flatMap((entry) => entry.taken ?? []);
      const byteLength = taken.reduce((sum, one) => sum + one.byteLength, 0);
      count(store, study, { taken: taken.length, refused: mine.length - taken.length, byteLength });
    }
    return [...known.entries];
  }

  async function learnedAnew(taking: Taking & { readonly keeper: RunKeeper }): Promise<Entry[]> {
    const entries = await takeAll(taking);
    phase('preparing');
    for (const twin of refuseTwins(entries)) count(store, twin.study, { refused: 1, taken: -1 });
    const taken = entries.flatMap((entry) => entry.taken ?? []);
    if (taken.length === 0) return entries;
    const unread = new Map(entries.flatMap(({ ticket, source }) => (source === undefined ? [] : [[ticket, source]])));
    const known = await taking.pool.prepare(taken, unread);
    await untilDone(() => taking.keeper.keepKnown({ ...known, entries }));
    return entries;
  }

  /** Opening the export is recorded before anything is taken. */
  async function begin(key: CryptoKey): Promise<RunKeeper> {
    const { exports } = services;
    const opened = await exports.open(plan.terms);
    exportId = opened.exportId;
    const handles = cohort.studies.filter(({ row }) => !row.restricted).map(({ row }) => row.handle);
    for (let at = 0; at < handles.length; at += STUDIES_AT_ONCE)
      await exports.nameStudies(exportId, handles.slice(at, at + STUDIES_AT_ONCE));
    const studies = cohort.studies.map(({ row }) => row);
    const record = { runId, exportId, startedAtMs: Date.now(), studies, files: cohort.files.length, plan };
    return keepRun(record, listedFiles(cohort), key);
  }

  function labelOf({ study, nth }: Entry): string {
    const { label = '' } = store.getState().studies[study] ?? {};
    return nth === 0 ? label : `${label}, input ${nth}`;
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
    name: runId,
    store,
    finished,
    pause: () => pause(),
    files: desk,
    resume,
    async cancel() {
      gate.cancel();
      await finished.catch(() => undefined);
      await forget();
      // Already ended, or nobody to tell: it ends by itself, and nothing was released.
      if (exportId !== undefined) await services.exports.end(exportId).catch(() => undefined);
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

function rowsFor({ studies, files }: ChosenCohort, kept: RunKeeper | undefined): StudyProgress[] {
  const empty = { taken: 0, written: 0, refused: 0, byteLength: 0 };
  const rows = studies.map(({ row }, at): StudyProgress => ({
    label: `Study ${at + 1}`,
    modalities: row.modalities.join(', '),
    instances: row.instanceCount ?? undefined,
    ...empty,
  }));
  const fileCount = kept?.record.files ?? files.length;
  const dropped = {
    label: 'Files of this computer',
    modalities: '',
    instances: fileCount,
    headersFirst: true,
    ...empty,
  };
  return fileCount === 0 ? rows : [...rows, dropped];
}
