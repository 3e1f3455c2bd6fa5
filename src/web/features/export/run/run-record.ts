// What stands sealed about a run, so that a closed tab goes on where it was: the plan, and for each study its inputs.
import type { StudyRow } from '../../../../contract/index.ts';
import { openPageVault, VaultLost, type Vault } from '../../../workers/export/vault.ts';
import type { ExportPlan } from '../profile/export-plan.ts';
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

export interface RunKeeper {
  readonly record: RunRecord;
  readonly journal: Journal;
  keepListing(study: number, inputs: readonly ListedInput[]): Promise<void>;
  /** Undefined where the study was not listed yet. */
  listing(study: number): Promise<readonly ListedInput[] | undefined>;
}

interface StoredPlan extends Omit<ExportPlan, 'key' | 'crosswalk'> {
  readonly key: string;
  readonly crosswalk: readonly (readonly [string, string])[] | undefined;
}

type Stored = Omit<RunRecord, 'plan' | 'runId'> & { readonly plan: StoredPlan };

const RECORD = 'run';
const REVIEW = 'review';
const listingOf = (study: number): string => `s${study}`;

export async function keepRun(record: RunRecord, key: CryptoKey): Promise<RunKeeper> {
  const vault = await openPageVault(record.runId, key);
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

function storedPlan({ key, crosswalk, ...rest }: ExportPlan): StoredPlan {
  const letters = Array.from(key, (byte) => String.fromCharCode(byte)).join('');
  return { ...rest, key: btoa(letters), crosswalk: crosswalk === undefined ? undefined : [...crosswalk] };
}

function recordOf(runId: string, { plan, ...rest }: Stored): RunRecord {
  const key = Uint8Array.from(atob(plan.key), (letter) => letter.charCodeAt(0));
  const crosswalk = plan.crosswalk === undefined ? undefined : new Map(plan.crosswalk);
  return { ...rest, runId, plan: { ...plan, key, crosswalk } };
}
