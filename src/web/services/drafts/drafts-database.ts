/** The one database that outlives a lock: what is in it cannot be read without signing in as the person who wrote it. */
export const DRAFTS_DATABASE = 'collimator-drafts';
export const STORE = 'drafts';

/** Lets go of the database when another tab wants it deleted: a sign-out there would wait for this one, and this one for it. */
export function opened(databases: IDBFactory): Promise<IDBDatabase> {
  const request = databases.open(DRAFTS_DATABASE, 1);
  request.onupgradeneeded = () => {
    const rows = request.result.createObjectStore(STORE, { keyPath: 'id' });
    rows.createIndex('study', 'study');
    rows.createIndex('atMs', 'atMs');
  };
  return answer(request).then((database) => {
    database.addEventListener('versionchange', () => database.close());
    return database;
  });
}

export function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new DOMException('the database did not answer', 'UnknownError'));
  });
}
