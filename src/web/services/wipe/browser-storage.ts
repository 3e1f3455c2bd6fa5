/** The app's own caches (see service-worker.ts): they hold the shell and models, never anything of a patient. */
const OWN_CACHE = /^collimator-(precache|assets|models)/;

/** Another tab can hold what is to be deleted here: after that long the page is replaced all the same. */
const LONGEST_MS = 3000;

/** Files of exports, each sealed with a key that only their login can ask for: after a lock the same person goes on with them. */
export const SEALED_FOLDER = 'exports';

/**
 * Empties everything a page can leave in the browser, except the app itself, the named keys of local storage, and the named
 * databases and folders: those hold ciphertext only, see `services/drafts` and decision 42.
 * The app writes nothing of a patient there; this is the second line, for libraries that might.
 */
export async function wipeBrowserStorage(
  page: Window & typeof globalThis,
  keepKeys: readonly string[],
  keepDatabases: readonly string[] = [],
  keepFolders: readonly string[] = [],
): Promise<void> {
  page.sessionStorage.clear();
  for (const key of Object.keys(page.localStorage)) if (!keepKeys.includes(key)) page.localStorage.removeItem(key);
  const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
  const parts = [wipeCaches(page), wipeDatabases(page, keepDatabases), wipeFiles(page, keepFolders)];
  // What one of them cannot do must not keep the others from their end, nor the page from being replaced.
  await Promise.race([Promise.allSettled(parts), late]);
}

async function wipeCaches(page: Window): Promise<void> {
  if (!('caches' in page)) return;
  const names = await page.caches.keys();
  await Promise.all(names.filter((name) => !OWN_CACHE.test(name)).map((name) => page.caches.delete(name)));
}

async function wipeDatabases(page: Window, keep: readonly string[]): Promise<void> {
  const databases = await page.indexedDB.databases();
  for (const { name } of databases) if (name !== undefined && !keep.includes(name)) page.indexedDB.deleteDatabase(name);
}

async function wipeFiles(page: Window, keep: readonly string[]): Promise<void> {
  if (typeof page.navigator.storage?.getDirectory !== 'function') return;
  const root = await page.navigator.storage.getDirectory();
  for await (const name of root.keys()) if (!keep.includes(name)) await root.removeEntry(name, { recursive: true });
}
