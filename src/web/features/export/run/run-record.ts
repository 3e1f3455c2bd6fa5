// What stands sealed about a run, so that a closed tab goes on where it was: the plan, and for each study its inputs.
import type { StudyRow } from '../../../../contract/index.ts';
import { openPageVault, VaultLost, type Vault } from '../../../workers/export/vault.ts';
import type { Knowledge } from '../../../workers/export/protocol.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
import type { Entry } from './run-entries.ts';
import { forgetRun, runFolders } from './vault-folder.ts';

export interface RunRecord {
  readonly runId: string;
  readonly exportId: string;
  readonly startedAtMs: number;
  readonly studies: readonly StudyRow[];
  /** Files of this computer: those that were not sealed yet are gone with the page. */
  readonly files: number;
  readonly plan: ExportPlan;
}

export interface ListedInput {
  readonly nth: number;
  readonly place: string;
  /** In the archive; absent for files. */
  readonly instance?: { readonly seriesInstanceUID: string; readonly sopInstanceUID: string };
}

/** One thing more that stands sealed beside a run: how far its review is. */
export interface Journal {
  readonly keep: (value: unknown) => Promise<void>;
  /** Undefined where nothing was kept. */
  readonly kept: () => Promise<unknown>;
}

export const NO_JOURNAL: Journal = { keep: async () => undefined, kept: async () => undefined };

/** Everything was taken: whoever goes on from here needs to learn nothing again, and writes the same bytes. */
export interface KnownRun extends Knowledge {
  readonly entries: readonly Entry[];
}

export interface RunKeeper {
  readonly record: RunRecord;
  readonly journal: Journal;
  keepListing(study: number, inputs: readonly ListedInput[]): Promise<void>;
  /** Undefined where the study was not listed yet. */
  listing(study: number): Promise<readonly ListedInput[] | undefined>;
  keepKnown(run: KnownRun): Promise<void>;
  known(): Promise<KnownRun | undefined>;
}

interface StoredPlan extends Omit<ExportPlan, 'key' | 'crosswalk'> {
  readonly key: string;
  readonly crosswalk: readonly (readonly [string, string])[] | undefined;
}

type Stored = Omit<RunRecord, 'plan' | 'runId'> & { readonly plan: StoredPlan };

/** The number is that of the form: what an earlier page has left in another is not gone on with. */
const RECORD = 'run-2';
const REVIEW = 'review';
const KNOWN = 'known';
const listingOf = (study: number): string => `s${study}`;

/** `files`: only this page knows which they are. */
export async function keepRun(record: RunRecord, files: readonly ListedInput[], key: CryptoKey): Promise<RunKeeper> {
  const vault = await openPageVault(record.runId, key);
  if (files.length > 0) await vault.put(listingOf(record.studies.length), files);
  // Last: what has a record can be gone on with.
  const { runId: _, plan, ...rest } = record;
  const stored: Stored = { ...rest, plan: storedPlan(plan) };
  await vault.put(RECORD, stored);
  return keeperOf(vault, record);
}

/** Runs of this login that did not come to their end. Folders of anybody else cannot be opened by anybody, and go. */
export async function interruptedRuns(key: CryptoKey): Promise<RunKeeper[]> {
  const found: RunKeeper[] = [];
  for (const runId of await runFolders()) {
    const vault = await openPageVault(runId, key);
    const stored = await orUndefined(vault.facts(RECORD));
    if (stored === undefined) await forgetRun(runId);
    // Sealed by this page's own code, for this login.
    else found.push(keeperOf(vault, recordOf(runId, stored as Stored)));
  }
  return found.sort((a, b) => b.record.startedAtMs - a.record.startedAtMs);
}

function keeperOf(vault: Vault, record: RunRecord): RunKeeper {
  return {
    record,
    journal: { keep: (value) => vault.put(REVIEW, value), kept: () => orUndefined(vault.facts(REVIEW)) },
    keepListing: (study, inputs) => vault.put(listingOf(study), inputs),
    async listing(study) {
      const found = await orUndefined(vault.facts(listingOf(study)));
      return found as readonly ListedInput[] | undefined; // sealed by this page's own code
    },
    keepKnown: (run) => vault.put(KNOWN, storedKnown(run)),
    async known() {
      const found = await orUndefined(vault.facts(KNOWN));
      return found === undefined ? undefined : knownOf(found as StoredKnown); // sealed by this page's own code
    },
  };
}

async function orUndefined(facts: Promise<unknown>): Promise<unknown> {
  try {
    return await facts;
  } catch (error) {
    if (error instanceof VaultLost) return undefined;
    throw error;
  }
}

type StoredKnown = Omit<KnownRun, 'identifiers'> & {
  readonly identifiers: Record<'names' | 'ids' | 'phrases' | 'dates', readonly string[]> & {
    readonly issuers: readonly (readonly [string, readonly string[]])[];
  };
};

function storedKnown({ entries, identifiers: { names, ids, phrases, dates, issuers }, plans }: KnownRun): StoredKnown {
  const identifiers = {
    names: [...names],
    ids: [...ids],
    phrases: [...phrases],
    dates: [...dates],
    issuers: [...issuers].map(([id, of]) => [id, [...of]] as const),
  };
  return { entries: entries.map((entry) => ({ ...entry, source: undefined })), identifiers, plans };
}

function knownOf({ entries, identifiers: { names, ids, phrases, dates, issuers }, plans }: StoredKnown): KnownRun {
  const identifiers = {
    names: new Set(names),
    ids: new Set(ids),
    phrases: new Set(phrases),
    dates: new Set(dates),
    issuers: new Map(issuers.map(([id, of]) => [id, new Set(of)])),
  };
  return { entries, identifiers, plans };
}

function storedPlan({ key, crosswalk, ...rest }: ExportPlan): StoredPlan {
  const letters = Array.from(key, (byte) => String.fromCharCode(byte)).join('');
  return { ...rest, key: btoa(letters), crosswalk: crosswalk === undefined ? undefined : [...crosswalk] };
}

function recordOf(runId: string, { plan, ...rest }: Stored): RunRecord {
  const key = Uint8Array.from(atob(plan.key), (letter) => letter.charCodeAt(0));
  const crosswalk = plan.crosswalk === undefined ? undefined : new Map(plan.crosswalk);
  return { ...rest, runId, plan: { ...plan, key, crosswalk } };
}
