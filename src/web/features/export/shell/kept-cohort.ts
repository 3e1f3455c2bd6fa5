// The cohort over a reload: sealed for this login, and noise to anybody else. Files of the computer cannot be kept so: the
// browser forgets them with the page, and says how many there were.
import type { StudyRow } from '../../../../contract/index.ts';
import { openPageVault, VaultLost, type Vault } from '../../../workers/export/vault.ts';
import type { ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ExportServices } from '../export-services.ts';
import { asFault } from '../run/run-fault.ts';
import { interruptedRuns } from '../run/run-record.ts';
import { aloneInBrowser, vaultKey } from '../run/vault-folder.ts';
import type { ExportStore } from './export-store.ts';

interface Kept {
  readonly studies: readonly StudyRow[];
  readonly files: number;
}

const NAME = 'cohort';
/** Ticking a hundred boxes writes the file a few times, not a hundred. */
const PAUSE_MS = 300;

/** Brings back what this login left, then keeps what is chosen from now on. Never rejects: what fails is told in the store. */
export async function keepCohort(store: ExportStore, services: ExportServices): Promise<void> {
  try {
    const key = await vaultKey(services.exports);
    const vault = await openPageVault(undefined, key);
    const kept = await readKept(vault);
    // Another tab may be in the middle of a run: its folder is left alone.
    const interrupted = await aloneInBrowser(() => interruptedRuns(key));
    const { cohort } = store.getState();
    const isUntouched = cohort.studies.length === 0 && cohort.files.length === 0;
    store.getState().change({
      ...(kept === undefined || !isUntouched ? {} : { cohort: cohortOf(kept), filesToChoose: kept.files }),
      interrupted: interrupted === 'elsewhere' ? [] : interrupted,
      restoring: { kind: 'done' },
    });
    follow(store, vault, services);
  } catch (error) {
    store.getState().change({ restoring: { kind: 'failed', fault: asFault(error) } });
  }
}

async function readKept(vault: Vault): Promise<Kept | undefined> {
  try {
    return (await vault.facts(NAME)) as Kept; // sealed by this page's own code
  } catch (error) {
    if (error instanceof VaultLost) return undefined;
    throw error;
  }
}

function cohortOf({ studies }: Kept): ChosenCohort {
  return { studies: studies.map((row) => ({ kind: 'archive', row })), files: [] };
}

function follow(store: ExportStore, vault: Vault, services: ExportServices): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();
  const write = (): void => {
    const { studies, files } = store.getState().cohort;
    const kept: Kept = { studies: studies.map(({ row }) => row), files: files.length };
    writing = writing
      .then(() => vault.put(NAME, kept))
      .catch((error: unknown) => store.getState().change({ restoring: { kind: 'failed', fault: asFault(error) } }));
  };
  const stop = store.subscribe((now, before) => {
    if (now.cohort === before.cohort) return;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  });
  services.wipe.register('kept cohort', () => {
    stop();
    clearTimeout(timer);
  });
}
