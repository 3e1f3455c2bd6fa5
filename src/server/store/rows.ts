import { purposeSchema, receiptSchema } from '../../contract/index.ts';
import {
  MODEL_STATE_KINDS,
  StoreUnavailable,
  type EmergencyRecord,
  type GrantRecord,
  type LogRow,
  type StoredCheckpoint,
  type StoredExport,
  type StoredModelState,
} from './store.ts';

/** As a driver gives it: SQLite counts truth as 0 and 1. */
export type Row = Readonly<Record<string, unknown>>;

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new StoreUnavailable('a column does not hold text');
  return value;
}

/** PostgreSQL's driver gives bigint columns as text, json_agg as numbers. */
export function number(value: unknown): number {
  const parsed = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  if (!Number.isSafeInteger(parsed)) throw new StoreUnavailable('a column does not hold a number');
  return Number(parsed);
}

function truth(value: unknown): boolean {
  return value === true || value === 1;
}

export function toCheckpoint(row: Row): StoredCheckpoint {
  const frontier: unknown = JSON.parse(text(row['frontier']));
  if (!Array.isArray(frontier)) throw new StoreUnavailable('a frontier is not a list');
  const createdAtMs = number(row['created_at_ms']);
  return { size: number(row['size']), note: text(row['note']), frontier: frontier.map(String), createdAtMs };
}

export function toGrant(row: Row): GrantRecord {
  return {
    grantId: text(row['grant_id']),
    sub: text(row['sub']),
    sid: text(row['sid']),
    studyInstanceUID: text(row['study_instance_uid']),
    purpose: purposeSchema.parse(row['purpose']),
    readOnly: truth(row['read_only']),
    patientKey: text(row['patient_key']),
    patientSealed: text(row['patient_sealed']),
    emergencyId: row['emergency_id'] === null ? undefined : text(row['emergency_id']),
    createdAtMs: number(row['created_at_ms']),
    expiresAtMs: number(row['expires_at_ms']),
    endedAtMs: row['ended_at_ms'] === null ? undefined : number(row['ended_at_ms']),
    receipt: receiptSchema.parse(JSON.parse(text(row['receipt']))),
  };
}

export function toEmergency(row: Row): EmergencyRecord {
  return {
    emergencyId: text(row['emergency_id']),
    sub: text(row['sub']),
    sid: text(row['sid']),
    patientKey: text(row['patient_key']),
    startedAtMs: number(row['started_at_ms']),
    endsAtMs: number(row['ends_at_ms']),
    endedAtMs: row['ended_at_ms'] === null ? undefined : number(row['ended_at_ms']),
  };
}

export function toLogRow(row: Row): LogRow {
  return {
    index: number(row['log_index']),
    eventId: text(row['event_id']),
    event: text(row['event']),
    leafHash: text(row['leaf_hash']),
    chainHash: text(row['chain_hash']),
  };
}

export function toExport(row: Row): StoredExport {
  return {
    exportId: text(row['export_id']),
    sub: text(row['sub']),
    sid: text(row['sid']),
    version: number(row['version']),
    openedAtMs: number(row['opened_at_ms']),
    endsAtMs: number(row['ends_at_ms']),
    isOpen: truth(row['is_open']),
    record: text(row['record']),
  };
}

export function toModelState(row: Row): StoredModelState {
  const kind = MODEL_STATE_KINDS.find((known) => known === row['kind']);
  if (kind === undefined) throw new StoreUnavailable('a column does not hold a kind');
  return {
    kind,
    key: text(row['key']),
    version: number(row['version']),
    atMs: number(row['at_ms']),
    record: text(row['record']),
  };
}
