import { answer, DRAFTS_DATABASE, opened, STORE } from './drafts-database.ts';

/** Whether this browser holds drafts at all, of whomever: costs nothing and needs no key. */
export async function hasDrafts(databases: IDBFactory): Promise<boolean> {
  const names = await databases.databases();
  if (!names.some(({ name }) => name === DRAFTS_DATABASE)) return false;
  const db = await opened(databases);
  try {
    return (await answer(db.transaction(STORE).objectStore(STORE).count())) > 0;
  } finally {
    db.close();
  }
}
