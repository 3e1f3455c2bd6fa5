// One study, de-identified in this page to be looked at: by the engines of an export, from the same originals, and only what they
// have written is ever shown. Nothing of it can be released; it is gone with the look.
import type { StudyRow } from '../../../../contract/index.ts';
import { builtInProfile } from '../../../../core/deid/index.ts';
import type { ExportPolicy } from '../../../../core/export/index.ts';
import { type AppError, Denied, grantOfViewing, type Grant } from '../../../services/index.ts';
import type { DeidPool, RunSettings, WrittenInstance } from '../../../workers/export/protocol.ts';
import type { ExportServices } from '../export-services.ts';
import { appliedProfile, firstDraft } from '../profile/profile-draft.ts';
import { openToTake } from '../run/archive-study.ts';
import { byReadingOrder, finishedInstanceOf, runInstanceOf } from '../run/assemble.ts';
import { createFileDesk } from '../run/file-desk.ts';
import { createGate } from '../run/gate.ts';
import { textModels } from '../run/models.ts';
import { refuseTwins, type Entry } from '../run/run-entries.ts';
import { asFault, ExportFault } from '../run/run-fault.ts';
import { createRunStore, type RunStore } from '../run/run-state.ts';
import { takeAll, type Keeping } from '../run/take-inputs.ts';
import { forgetOldViews, forgetRun, newViewFolder, vaultKey } from '../run/vault-folder.ts';
import { poolWidth, writeAll } from '../run/write-all.ts';
import type { FinishedFiles } from './finished-origin.ts';

export type ViewServices = Pick<
  ExportServices,
  'exports' | 'models' | 'grants' | 'dicomweb' | 'startDeidPool' | 'wipe'
>;

export interface ViewedStudy {
  readonly files: FinishedFiles;
  /** New. */
  readonly studyInstanceUID: string;
  readonly grant: Grant;
  /** So many instances could not be de-identified: they are not shown. */
  readonly refused: number;
}

export interface Viewing {
  /** How far it is. */
  readonly store: RunStore;
  /** Rejects with an `AppError`; nothing was shown then. */
  readonly opened: Promise<ViewedStudy>;
  /** Forgets everything of it. */
  readonly end: () => void;
}

/** Nothing to go on with: what a look keeps goes with it. */
const NOTHING_KEPT: Keeping = { keepListing: async () => undefined, listing: async () => undefined };
const SECRET_BYTES = 32;

export function startViewing(services: ViewServices, handle: string, expected: number | undefined): Viewing {
  const gate = createGate();
  const counts = { taken: 0, written: 0, refused: 0, byteLength: 0 };
  const store = createRunStore([{ label: 'Study', modalities: '', instances: expected, ...counts }], Date.now());
  const ends: (() => void)[] = [];
  const unregister = services.wipe.register('look at a study', () => end());

  function end(): void {
    unregister();
    gate.cancel();
    for (const one of ends.splice(0)) one();
  }

  async function open(): Promise<ViewedStudy> {
    const { policy } = await services.exports.policy();
    const study = { kind: 'archive', row: rowOf(handle) } as const;
    // The record first: without it nothing else is needed.
    const outcome = await openToTake(services, study, { viewing: 'deidentified' });
    if (outcome.kind === 'refused') throw refusalOf(outcome.code);
    const { grant } = outcome;
    try {
      const pool = await startPool(policy);
      const cohort = { studies: [study], files: [] };
      const untilDone = <T>(work: () => Promise<T>): Promise<T> => work();
      const desk = createFileDesk([], store, gate);
      const parts = { services, cohort, files: 0, pool, desk, gate, store, keeper: NOTHING_KEPT, untilDone };
      const entries = await takeAll({ ...parts, open: async () => outcome });
      refuseTwins(entries);
      store.setState({ phase: 'preparing' });
      const taken = entries.flatMap((entry) => entry.taken ?? []);
      if (taken.length === 0) throw new ExportFault('nothing-to-show');
      await pool.prepare(taken);
      store.setState({ phase: 'writing' });
      await writeAll({ entries, pool, desk, gate, store, isResumed: false, untilDone });
      store.setState({ phase: 'done' });
      return viewedStudy(entries, pool, grant);
    } finally {
      // The originals are needed no more, or never will be.
      await services.grants.release(grant);
    }
  }

  async function startPool(policy: ExportPolicy): Promise<DeidPool> {
    const vault = await vaultKey(services.exports);
    await forgetOldViews();
    const models = await textModels(services.models, policy);
    gate.signal.throwIfAborted();
    const runId = newViewFolder(new Promise<void>((over) => ends.push(over)));
    const pool = await services.startDeidPool(settingsOf(policy, { runId, vault, ...models }), poolWidth());
    ends.push(() => {
      pool.close();
      // Detached: nobody can read what is left, and it goes before the next look at the latest.
      void forgetRun(runId).catch(() => undefined);
    });
    // Ended while they were starting: nobody else would end them.
    if (gate.signal.aborted) end();
    gate.signal.throwIfAborted();
    return pool;
  }

  const opened = open().catch((error: unknown) => {
    const wasEnded = gate.signal.aborted;
    end();
    throw wasEnded ? new ExportFault('cancelled') : asFault(error);
  });
  // Whoever shows it hears of it; nobody else has to.
  opened.catch(() => undefined);
  return { store, opened, end };
}

function viewedStudy(entries: readonly Entry[], pool: DeidPool, grant: Grant): ViewedStudy {
  const written = entries.flatMap(({ written: one, ticket }) => (one === undefined ? [] : [{ one, ticket }]));
  const uidOf = (one: WrittenInstance): string => one.report.sopInstanceUID;
  const finished = new Map(written.map(({ one }, input) => [uidOf(one), finishedInstanceOf(one, input)]));
  const tickets = new Map(written.map(({ one, ticket }) => [uidOf(one), ticket]));
  const inOrder = written.map(({ one }) => one).sort(byReadingOrder);
  const [first] = inOrder;
  if (first === undefined) throw new ExportFault('nothing-to-show');
  const read = (uid: string): Promise<Uint8Array<ArrayBuffer>> => {
    const ticket = tickets.get(uid);
    return ticket === undefined ? Promise.reject(new ExportFault('storage-lost')) : pool.finished(ticket);
  };
  const { studyInstanceUID } = first.report;
  return {
    files: { instances: new Map(inOrder.flatMap((one) => runInstanceOf(one, finished))), store: { finished: read } },
    studyInstanceUID,
    grant: grantOfViewing(grant, studyInstanceUID),
    refused: entries.filter(({ refused }) => refused !== undefined).length,
  };
}

interface ForThisLook extends Pick<RunSettings, 'runId' | 'vault' | 'detector' | 'reader'> {}

/** What the site has fixed for exports holds here too; where it has not, the stricter. */
function settingsOf(policy: ExportPolicy, { runId, vault, detector, reader }: ForThisLook): RunSettings {
  const draft = firstDraft(policy);
  const faces = policy.fixedOptions.faces ?? 'cut';
  const chosen = { ...draft, options: { ...draft.options, faces } };
  return {
    runId,
    vault,
    // A site that has its own profile only gives it out as a file: the strictest of the standard stands in for it.
    profile: appliedProfile(chosen) ?? appliedProfile({ ...chosen, profileCode: 'basic' }) ?? builtInProfile('basic'),
    // Of this look alone: names made with it lead from no study to another.
    key: crypto.getRandomValues(new Uint8Array(SECRET_BYTES)),
    ...chosen.options,
    pseudonymPrefix: '',
    crosswalk: undefined,
    showsOriginals: false,
    detector,
    reader,
  };
}

function refusalOf(code: string): AppError {
  return new Denied(code, SENTENCES[code] ?? 'The gateway does not open this study to you.');
}

const SENTENCES: Readonly<Record<string, string>> = {
  'patient-restricted': 'The patient is restricted: nobody looks at them for research. Nothing was fetched.',
  'role-not-allowed': 'The patient is restricted: nobody looks at them for research. Nothing was fetched.',
  'deidentified-viewing-required': 'This site shows studies to your role inside an export only. Nothing was fetched.',
};

/** Named to the gateway, and nothing more: whether it is restricted the gateway decides, and records. */
function rowOf(handle: string): StudyRow {
  return {
    handle,
    restricted: false,
    patientName: null,
    patientID: null,
    patientBirthDate: null,
    patientSex: null,
    accessionNumber: null,
    studyDate: '',
    studyTime: '',
    modalities: [],
    studyDescription: null,
    seriesCount: null,
    instanceCount: null,
  };
}
