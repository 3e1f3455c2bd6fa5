import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { AuditEvent } from '../../core/audit/index.ts';
import { prepare } from './log-entry.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { headOf, insertEvents } from './sqlite-log.ts';
import { number, text, toCheckpoint, toEmergency, toExport, toGrant, toLogRow, toModelState } from './rows.ts';
import { SQLITE_SCHEMA } from './sqlite-schema.ts';
import {
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
  type Store,
  type StoredCheckpoint,
  type StoredExport,
  type StoredModelState,
} from './store.ts';

export interface SqliteStoreOptions {
  /** The file stops growing here, so that a log cannot take the machine's last byte. Beyond it, every append fails. */
  readonly maximumBytes?: number;
}

/** One file, one process. WAL with synchronous=FULL: an answer means the bytes are on the disk. */
export function openSqliteStore(file: string, options: SqliteStoreOptions = {}): Store {
  if (file !== ':memory:') createForOwner(file);
  const db = new DatabaseSync(file, { timeout: 5000 });
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;');
  db.exec(SQLITE_SCHEMA);
  if (options.maximumBytes !== undefined) limitSize(db, options.maximumBytes);
  // So that a copy of the file alone is complete from the first moment.
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  return new SqliteStore(new SqliteConnection(db));
}

/** For the gateway's account only, before SQLite gives the files beside it the same rights. */
function createForOwner(file: string): void {
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

function limitSize(db: DatabaseSync, maximumBytes: number): void {
  const pageSize = db.prepare('PRAGMA page_size').get()?.['page_size'];
  if (typeof pageSize !== 'number') throw new StoreUnavailable('the database does not tell its page size');
  db.exec(`PRAGMA max_page_count = ${Math.max(1, Math.floor(maximumBytes / pageSize))}`);
}

class SqliteStore implements Store {
  readonly #db: SqliteConnection;

  constructor(db: SqliteConnection) {
    this.#db = db;
  }

  async append(events: readonly AuditEvent[]): Promise<Receipt[]> {
    const prepared = events.map(prepare);
    return this.#db.write(() => insertEvents(this.#db, prepared));
  }

  async logHead(): Promise<LogHead> {
    return headOf(this.#db);
  }

  async readLog(from: number, limit: number): Promise<LogRow[]> {
    const rows = this.#db.all('SELECT * FROM events WHERE log_index >= ? ORDER BY log_index LIMIT ?', [from, limit]);
    return rows.map(toLogRow);
  }

  async readLeafHashes(from: number, limit: number): Promise<string[]> {
    const sql = 'SELECT leaf_hash FROM events WHERE log_index >= ? ORDER BY log_index LIMIT ?';
    return this.#db.all(sql, [from, limit]).map((row) => text(row['leaf_hash']));
  }

  async latestCheckpoint(): Promise<StoredCheckpoint | undefined> {
    return this.#db.all('SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1', []).map(toCheckpoint)[0];
  }

  async readCheckpoints(fromSize: number, limit: number): Promise<StoredCheckpoint[]> {
    const sql = 'SELECT * FROM checkpoints WHERE size >= ? ORDER BY size LIMIT ?';
    return this.#db.all(sql, [fromSize, limit]).map(toCheckpoint);
  }

  async putCheckpoint(checkpoint: StoredCheckpoint): Promise<boolean> {
    const { size, note, frontier, createdAtMs } = checkpoint;
    const sql = 'INSERT INTO checkpoints VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
    return this.#db.write(() => this.#db.run(sql, [size, note, JSON.stringify(frontier), createdAtMs]) === 1);
  }

  async putVerifierKey(verifierKey: string): Promise<void> {
    const sql = 'INSERT INTO verifier_keys (verifier_key) VALUES (?) ON CONFLICT DO NOTHING';
    if ((await this.readVerifierKeys()).includes(verifierKey)) return;
    await this.#db.write(() => this.#db.run(sql, [verifierKey]));
  }

  async readVerifierKeys(): Promise<string[]> {
    return this.#db
      .all('SELECT verifier_key FROM verifier_keys ORDER BY position', [])
      .map((r) => text(r['verifier_key']));
  }

  async standing(who: {
    sub: string;
    sid: string;
    studyInstanceUID: string | undefined;
  }): ReturnType<Store['standing']> {
    const revoked = this.#db.all(
      `SELECT kind, at_ms FROM revocations WHERE (kind = 'sid' AND key = ?) OR (kind = 'sub' AND key = ?)`,
      [who.sid, who.sub],
    );
    const grants =
      who.studyInstanceUID === undefined
        ? []
        : this.#db.all(
            `SELECT * FROM grants WHERE sid = ? AND sub = ? AND study_instance_uid = ?
             ORDER BY created_at_ms DESC, rowid DESC LIMIT 16`,
            [who.sid, who.sub, who.studyInstanceUID],
          );
    const bySub = revoked.find((row) => row['kind'] === 'sub');
    return {
      isSidRevoked: revoked.some((row) => row['kind'] === 'sid'),
      subRevokedAtMs: bySub === undefined ? undefined : number(bySub['at_ms']),
      grants: grants.map(toGrant),
    };
  }

  standingsVersion(): number | undefined {
    return this.#db.version();
  }

  /** Only a site with one gateway keeps its state in SQLite: nobody else writes. */
  onWrittenElsewhere(): void {}

  async openGrant({ grant: g, emergency: e }: NewGrant, events: readonly AuditEvent[]): Promise<Receipt[]> {
    const prepared = events.map(prepare);
    return this.#db.write(() => {
      const receipts = insertEvents(this.#db, prepared);
      if (e !== undefined)
        this.#db.run('INSERT INTO emergencies VALUES (?, ?, ?, ?, ?, ?, ?)', [
          e.emergencyId, e.sub, e.sid, e.patientKey, e.startedAtMs, e.endsAtMs, e.endedAtMs ?? null,
        ]); // prettier-ignore
      this.#db.run('INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        g.grantId, g.sub, g.sid, g.studyInstanceUID, g.purpose, g.readOnly ? 1 : 0, g.patientKey, g.patientSealed,
        g.emergencyId ?? null, g.createdAtMs, g.expiresAtMs, g.endedAtMs ?? null, JSON.stringify(receipts.at(-1)),
      ]); // prettier-ignore
      return receipts;
    });
  }

  async findGrant(grantId: string): Promise<GrantRecord | undefined> {
    return this.#db.all('SELECT * FROM grants WHERE grant_id = ?', [grantId]).map(toGrant)[0];
  }

  async renewGrant(grantId: string, expiresAtMs: number): Promise<boolean> {
    const sql = `UPDATE grants SET expires_at_ms = max(expires_at_ms, ?) WHERE grant_id = ? AND ended_at_ms IS NULL`;
    return this.#db.write(() => this.#db.run(sql, [expiresAtMs, grantId]) === 1);
  }

  async endGrants(which: GrantSelector, atMs: number): Promise<GrantRecord[]> {
    const [column, key] = selected(which);
    const sql = `UPDATE grants SET ended_at_ms = ? WHERE ${column} = ? AND ended_at_ms IS NULL RETURNING *`;
    return this.#db.write(() => this.#db.all(sql, [atMs, key]).map(toGrant));
  }

  async findOpenEmergencies(who: { sub: string; sid: string }, nowMs: number): Promise<EmergencyRecord[]> {
    const sql = `SELECT * FROM emergencies WHERE sub = ? AND sid = ? AND ended_at_ms IS NULL AND ends_at_ms > ?
      ORDER BY started_at_ms`;
    return this.#db.all(sql, [who.sub, who.sid, nowMs]).map(toEmergency);
  }

  async endEmergencies(which: EmergencySelector, atMs: number): Promise<EmergencyRecord[]> {
    const [condition, key] =
      'dueAtMs' in which ? (['ends_at_ms <= ?', which.dueAtMs] as const) : onColumn(selected(which));
    const sql = `UPDATE emergencies SET ended_at_ms = ? WHERE ${condition} AND ended_at_ms IS NULL RETURNING *`;
    return this.#db.write(() => this.#db.all(sql, [atMs, key]).map(toEmergency));
  }

  async findExport(exportId: string): Promise<StoredExport | undefined> {
    return this.#db.all('SELECT * FROM exports WHERE export_id = ?', [exportId]).map(toExport)[0];
  }

  async findExports(which: ExportSelector, limit: number): Promise<StoredExport[]> {
    const [condition, values] = exportCondition(which);
    const sql = `SELECT * FROM exports WHERE ${condition} ORDER BY opened_at_ms DESC, rowid DESC LIMIT ?`;
    return this.#db.all(sql, [...values, limit]).map(toExport);
  }

  async changeExport(e: StoredExport, events: readonly AuditEvent[]): Promise<Receipt[] | undefined> {
    const before = ['SELECT version FROM exports WHERE export_id = ?', [e.exportId]] as const;
    return this.#changeVersion(before, e.version, events, [
      `INSERT INTO exports VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (export_id) DO UPDATE SET
        version = excluded.version, ends_at_ms = excluded.ends_at_ms, is_open = excluded.is_open,
        record = excluded.record`,
      [e.exportId, e.sub, e.sid, e.version, e.openedAtMs, e.endsAtMs, e.isOpen ? 1 : 0, e.record],
    ]);
  }

  async findModelState(kind: StoredModelState['kind'], key: string): Promise<StoredModelState | undefined> {
    return this.#db.all('SELECT * FROM model_states WHERE kind = ? AND key = ?', [kind, key]).map(toModelState)[0];
  }

  async findModelStates(kind: StoredModelState['kind'], sinceMs: number, limit: number): Promise<StoredModelState[]> {
    const sql = 'SELECT * FROM model_states WHERE kind = ? AND at_ms >= ? ORDER BY at_ms DESC, key LIMIT ?';
    return this.#db.all(sql, [kind, sinceMs, limit]).map(toModelState);
  }

  async changeModelState(m: StoredModelState, events: readonly AuditEvent[]): Promise<Receipt[] | undefined> {
    const before = ['SELECT version FROM model_states WHERE kind = ? AND key = ?', [m.kind, m.key]] as const;
    return this.#changeVersion(before, m.version, events, [
      `INSERT INTO model_states VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET
        version = excluded.version, record = excluded.record`,
      [m.kind, m.key, m.version, m.atMs, m.record],
    ]);
  }

  async revoke(what: { kind: 'sid' | 'sub'; key: string; atMs: number; untilMs: number }): Promise<void> {
    const sql = `INSERT INTO revocations VALUES (?, ?, ?, ?) ON CONFLICT (kind, key)
      DO UPDATE SET at_ms = max(at_ms, excluded.at_ms), until_ms = max(until_ms, excluded.until_ms)`;
    await this.#db.write(() => this.#db.run(sql, [what.kind, what.key, what.atMs, what.untilMs]));
  }

  async rememberOnce(kind: string, key: string, untilMs: number): Promise<boolean> {
    const sql = 'INSERT INTO used_once VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
    return this.#db.write(() => this.#db.run(sql, [kind, key, untilMs]) === 1);
  }

  async purge(nowMs: number): Promise<void> {
    await this.#db.write(() => {
      this.#db.run('DELETE FROM grants WHERE expires_at_ms < ?', [nowMs - GRANT_MEMORY_MS]);
      this.#db.run('DELETE FROM emergencies WHERE ended_at_ms IS NOT NULL AND ends_at_ms < ?', [
        nowMs - GRANT_MEMORY_MS,
      ]);
      this.#db.run('DELETE FROM revocations WHERE until_ms < ?', [nowMs]);
      this.#db.run('DELETE FROM used_once WHERE until_ms < ?', [nowMs]);
    });
  }

  async close(): Promise<void> {
    await this.#db.close();
  }

  /** The new state and its events, both or neither; undefined when `version` is not the next one. */
  #changeVersion(
    [asked, key]: Statement,
    version: number,
    events: readonly AuditEvent[],
    [sql, values]: Statement,
  ): Promise<Receipt[] | undefined> {
    const prepared = events.map(prepare);
    return this.#db.write(() => {
      const before = this.#db.all(asked, key)[0];
      if ((before === undefined ? 0 : number(before['version'])) !== version - 1) return undefined;
      const receipts = insertEvents(this.#db, prepared);
      this.#db.run(sql, values);
      return receipts;
    });
  }
}

type Statement = readonly [sql: string, values: readonly SQLInputValue[]];

/** Ended grants are kept a little, so that a refusal can say "expired" instead of "never opened". */
const GRANT_MEMORY_MS = 24 * 60 * 60 * 1000;

function selected(which: GrantSelector): readonly [column: string, key: string] {
  if ('grantId' in which) return ['grant_id', which.grantId];
  if ('emergencyId' in which) return ['emergency_id', which.emergencyId];
  if ('sid' in which) return ['sid', which.sid];
  return ['sub', which.sub];
}

function onColumn([column, key]: readonly [string, string]): readonly [string, string] {
  return [`${column} = ?`, key];
}

function exportCondition(which: ExportSelector): readonly [condition: string, values: readonly (string | number)[]] {
  if ('dueAtMs' in which) return ['is_open = 1 AND ends_at_ms <= ?', [which.dueAtMs]];
  if ('sid' in which) return ['sub = ? AND sid = ?', [which.sub, which.sid]];
  if (which.sub === undefined) return ['opened_at_ms < ?', [which.beforeMs]];
  return ['opened_at_ms < ? AND sub = ?', [which.beforeMs, which.sub]];
}
