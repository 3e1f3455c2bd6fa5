import type { ExportsApi } from '../../../services/index.ts';
import { vaultRoot } from '../../../workers/export/vault.ts';

// The folder of sealed files, as the page sees it: workers write there, decision 42 says why.

/** In memory only, and not even readable there. The gateway gives it to this login and, once that is over, to nobody. */
export async function vaultKey(exports: Pick<ExportsApi, 'vaultKey'>): Promise<CryptoKey> {
  const bytes = Uint8Array.from(atob(await exports.vaultKey()), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const TRIES = 10;
const PAUSE_MS = 200;

/** A worker that was just ended may hold a file for a moment more. */
export async function forgetRun(runId: string): Promise<void> {
  const root = await vaultRoot();
  for (let attempt = 1; ; attempt++) {
    try {
      await root.removeEntry(runId, { recursive: true });
      return;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotFoundError') return;
      if (attempt >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

/** Of exports. What a look at one study keeps is nobody's to go on with. */
export async function runFolders(): Promise<string[]> {
  return (await folders()).filter((name) => !name.startsWith(VIEW));
}

async function folders(): Promise<string[]> {
  const names: string[] = [];
  for await (const [name, handle] of (await vaultRoot()).entries()) if (handle.kind === 'directory') names.push(name);
  return names;
}

const VIEW = 'view-';

/** A folder for one look at a study: its lock, held until `isOver`, tells other tabs that somebody needs it. */
export function newViewFolder(isOver: Promise<void>): string {
  const name = `${VIEW}${crypto.randomUUID()}`;
  // Detached: it ends with the look, and a page that goes lets go of it.
  void navigator.locks.request(name, () => isOver);
  return name;
}

/** What pages that are gone have left. */
export async function forgetOldViews(): Promise<void> {
  for (const name of await folders())
    if (name.startsWith(VIEW))
      await navigator.locks.request(name, { ifAvailable: true }, (lock) =>
        lock === null ? undefined : forgetRun(name),
      );
}

const LOCK = 'collimator-export';

/** One export at a time in all tabs of a browser: they share the disk, and a second would throw the first one's files away. */
export function aloneInBrowser<T>(work: () => Promise<T>): Promise<T | 'elsewhere'> {
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock === null ? 'elsewhere' : work()));
}
