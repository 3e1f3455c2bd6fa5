export { openPostgresStore } from './postgres.ts';
export { openSqliteStore, type SqliteStoreOptions } from './sqlite.ts';
export {
  EventConflict,
  StoreUnavailable,
  type EmergencyRecord,
  type EmergencySelector,
  type ExportSelector,
  type GrantRecord,
  type GrantSelector,
  type LogHead,
  type LogRow,
  type NewGrant,
  type Receipt,
  type Standing,
  type Store,
  type StoredCheckpoint,
  type StoredExport,
  type StoredModelState,
} from './store.ts';
