import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { AuditEvent } from '../../core/audit/index.ts';
import { GroupCommit, type JobResult } from './group-commit.ts';
import { linkAfter, prepare, type PreparedEvent } from './log-entry.ts';
import {
  number,
  text,
  toCheckpoint,
  toEmergency,
  toExport,
  toGrant,
  toLogRow,
  toModelState,
  type Row,
} from './sqlite-rows.ts';
import { SQLITE_SCHEMA } from './sqlite-schema.ts';
import {
  EventConflict,
  StoreUnavailable,
  type EmergencyRecord,
  type EmergencySelector,
  type ExportSelector,
  type GrantRecord,
  type GrantSelector,
  type LogHead,
  type LogRow,
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
  return new SqliteStore(db);
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

/** How long the store is left alone before the write-ahead log is folded into the file. */
const FOLD_AFTER_MS = 200;

class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #writer: GroupCommit<() => JobResult>;
  #foldTimer: NodeJS.Timeout | undefined;
  #version = 0;
  #dataVersion = -1;
  #isClosed = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#writer = new GroupCommit((jobs) => this.#transaction(jobs));
  }

  async append(events: readonly AuditEvent[]): Promise<Receipt[]> {
    const prepared = events.map(prepare);
    return this.#write(() => this.#insert(prepared));
  }

  async logHead(): Promise<LogHead> {
    return this.#read(() => this.#head());
  }

  async readLog(from: number, limit: number): Promise<LogRow[]> {
    const rows = this.#all('SELECT * FROM events WHERE log_index >= ? ORDER BY log_index LIMIT ?', [from, limit]);
    return rows.map(toLogRow);
  }

  async readLeafHashes(from: number, limit: number): Promise<string[]> {
    const sql = 'SELECT leaf_hash FROM events WHERE log_index >= ? ORDER BY log_index LIMIT ?';
    return this.#all(sql, [from, limit]).map((row) => text(row['leaf_hash']));
  }

  async latestCheckpoint(): Promise<StoredCheckpoint | undefined> {
    return this.#all('SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1', []).map(toCheckpoint)[0];
  }

  async readCheckpoints(fromSize: number, limit: number): Promise<StoredCheckpoint[]> {
    const sql = 'SELECT * FROM checkpoints WHERE size >= ? ORDER BY size LIMIT ?';
    return this.#all(sql, [fromSize, limit]).map(toCheckpoint);
  }

  async putCheckpoint(checkpoint: StoredCheckpoint): Promise<boolean> {
    const { size, note, frontier, createdAtMs } = checkpoint;
    const sql = 'INSERT INTO checkpoints VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
    return this.#write(() => this.#run(sql, [size, note, JSON.stringify(frontier), createdAtMs]) === 1);
  }

  async putVerifierKey(verifierKey: string): Promise<void> {
    const sql = 'INSERT INTO verifier_keys (verifier_key) VALUES (?) ON CONFLICT DO NOTHING';
    if ((await this.readVerifierKeys()).includes(verifierKey)) return;
    await this.#write(() => this.#run(sql, [verifierKey]));
  }

  async readVerifierKeys(): Promise<string[]> {
    return this.#all('SELECT verifier_key FROM verifier_keys ORDER BY position', []).map((r) =>
      text(r['verifier_key']),
    );
  }

  async standing(who: {
    sub: string;
    sid: string;
    studyInstanceUID: string | undefined;
  }): ReturnType<Store['standing']> {
    const revoked = this.#all(
      `SELECT kind, at_ms FROM revocations WHERE (kind = 'sid' AND key = ?) OR (kind = 'sub' AND key = ?)`,
      [who.sid, who.sub],
    );
    const grants =
      who.studyInstanceUID === undefined
        ? []
        : this.#all(
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
    try {
      // Differs once another connection, in whatever process, has committed. Our own commits count themselves.
      const dataVersion = number(this.#statement('PRAGMA data_version').get()?.['data_version']);
      if (dataVersion !== this.#dataVersion) this.#version += 1;
      this.#dataVersion = dataVersion;
      return this.#version;
    } catch {
      // Not readable, so nothing remembered counts: whoever asks the store then gets the error itself.
      return undefined;
    }
  }

  async putGrant(g: GrantRecord): Promise<void> {
    await this.#write(() =>
      this.#run('INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
        g.grantId,
        g.sub,
        g.sid,
        g.studyInstanceUID,
        g.purpose,
        g.readOnly ? 1 : 0,
        g.patientKey,
        g.patientSealed,
        g.emergencyId ?? null,
        g.createdAtMs,
        g.expiresAtMs,
        g.endedAtMs ?? null,
        JSON.stringify(g.receipt),
      ]),
    );
  }

  async findGrant(grantId: string): Promise<GrantRecord | undefined> {
    return this.#all('SELECT * FROM grants WHERE grant_id = ?', [grantId]).map(toGrant)[0];
  }

  async renewGrant(grantId: string, expiresAtMs: number): Promise<boolean> {
    const sql = `UPDATE grants SET expires_at_ms = max(expires_at_ms, ?) WHERE grant_id = ? AND ended_at_ms IS NULL`;
    return this.#write(() => this.#run(sql, [expiresAtMs, grantId]) === 1);
  }

  async endGrants(which: GrantSelector, atMs: number): Promise<GrantRecord[]> {
    const [column, key] = selected(which);
    const sql = `UPDATE grants SET ended_at_ms = ? WHERE ${column} = ? AND ended_at_ms IS NULL RETURNING *`;
    return this.#write(() => this.#all(sql, [atMs, key]).map(toGrant));
  }

  async putEmergency(e: EmergencyRecord): Promise<void> {
    await this.#write(() =>
      this.#run('INSERT INTO emergencies VALUES (?, ?, ?, ?, ?, ?, ?)', [
        e.emergencyId,
        e.sub,
        e.sid,
        e.patientKey,
        e.startedAtMs,
        e.endsAtMs,
        e.endedAtMs ?? null,
      ]),
    );
  }

  async findOpenEmergencies(who: { sub: string; sid: string }, nowMs: number): Promise<EmergencyRecord[]> {
    const sql = `SELECT * FROM emergencies WHERE sub = ? AND sid = ? AND ended_at_ms IS NULL AND ends_at_ms > ?
      ORDER BY started_at_ms`;
    return this.#all(sql, [who.sub, who.sid, nowMs]).map(toEmergency);
  }

  async endEmergencies(which: EmergencySelector, atMs: number): Promise<EmergencyRecord[]> {
    const [condition, key] =
      'dueAtMs' in which ? (['ends_at_ms <= ?', which.dueAtMs] as const) : onColumn(selected(which));
    const sql = `UPDATE emergencies SET ended_at_ms = ? WHERE ${condition} AND ended_at_ms IS NULL RETURNING *`;
    return this.#write(() => this.#all(sql, [atMs, key]).map(toEmergency));
  }

  async findExport(exportId: string): Promise<StoredExport | undefined> {
    return this.#all('SELECT * FROM exports WHERE export_id = ?', [exportId]).map(toExport)[0];
  }

  async findExports(which: ExportSelector, limit: number): Promise<StoredExport[]> {
    const [condition, values] = exportCondition(which);
    const sql = `SELECT * FROM exports WHERE ${condition} ORDER BY opened_at_ms DESC, rowid DESC LIMIT ?`;
    return this.#all(sql, [...values, limit]).map(toExport);
  }

  async changeExport(e: StoredExport, events: readonly AuditEvent[]): Promise<Receipt[] | undefined> {
    const prepared = events.map(prepare);
    return this.#write(() => {
      const before = this.#all('SELECT version FROM exports WHERE export_id = ?', [e.exportId])[0];
      if ((before === undefined ? 0 : number(before['version'])) !== e.version - 1) return undefined;
      // First, because it refuses a forged event before anything of this job is written.
      const receipts = this.#insert(prepared);
      this.#run(
        `INSERT INTO exports VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (export_id) DO UPDATE SET
          version = excluded.version, ends_at_ms = excluded.ends_at_ms, is_open = excluded.is_open,
          record = excluded.record`,
        [e.exportId, e.sub, e.sid, e.version, e.openedAtMs, e.endsAtMs, e.isOpen ? 1 : 0, e.record],
      );
      return receipts;
    });
  }

  async findModelState(kind: StoredModelState['kind'], key: string): Promise<StoredModelState | undefined> {
    return this.#all('SELECT * FROM model_states WHERE kind = ? AND key = ?', [kind, key]).map(toModelState)[0];
  }

  async findModelStates(kind: StoredModelState['kind'], sinceMs: number, limit: number): Promise<StoredModelState[]> {
    const sql = 'SELECT * FROM model_states WHERE kind = ? AND at_ms >= ? ORDER BY at_ms DESC, key LIMIT ?';
    return this.#all(sql, [kind, sinceMs, limit]).map(toModelState);
  }

  async changeModelState(m: StoredModelState, events: readonly AuditEvent[]): Promise<Receipt[] | undefined> {
    const prepared = events.map(prepare);
    return this.#write(() => {
      const before = this.#all('SELECT version FROM model_states WHERE kind = ? AND key = ?', [m.kind, m.key])[0];
      if ((before === undefined ? 0 : number(before['version'])) !== m.version - 1) return undefined;
      const receipts = this.#insert(prepared);
      this.#run(
        `INSERT INTO model_states VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, key) DO UPDATE SET
          version = excluded.version, record = excluded.record`,
        [m.kind, m.key, m.version, m.atMs, m.record],
      );
      return receipts;
    });
  }

  async revoke(what: { kind: 'sid' | 'sub'; key: string; atMs: number; untilMs: number }): Promise<void> {
    const sql = `INSERT INTO revocations VALUES (?, ?, ?, ?) ON CONFLICT (kind, key)
      DO UPDATE SET at_ms = max(at_ms, excluded.at_ms), until_ms = max(until_ms, excluded.until_ms)`;
    await this.#write(() => this.#run(sql, [what.kind, what.key, what.atMs, what.untilMs]));
  }

  async rememberOnce(kind: string, key: string, untilMs: number): Promise<boolean> {
    const sql = 'INSERT INTO used_once VALUES (?, ?, ?) ON CONFLICT DO NOTHING';
    return this.#write(() => this.#run(sql, [kind, key, untilMs]) === 1);
  }

  async purge(nowMs: number): Promise<void> {
    await this.#write(() => {
      this.#run('DELETE FROM grants WHERE expires_at_ms < ?', [nowMs - GRANT_MEMORY_MS]);
      this.#run('DELETE FROM emergencies WHERE ended_at_ms IS NOT NULL AND ends_at_ms < ?', [nowMs - GRANT_MEMORY_MS]);
      this.#run('DELETE FROM revocations WHERE until_ms < ?', [nowMs]);
      this.#run('DELETE FROM used_once WHERE until_ms < ?', [nowMs]);
    });
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    // Whatever is still queued goes first.
    await this.#write(() => undefined);
    this.#isClosed = true;
    clearTimeout(this.#foldTimer);
    this.#statements.clear();
    this.#db.close();
  }

  #write<T>(work: () => T): Promise<T> {
    const job = (): JobResult => {
      try {
        return { value: work() };
      } catch (error) {
        if (error instanceof EventConflict) return { conflict: error };
        throw error;
      }
    };
    // `value` is what `work` returned: the queue only carries it.
    return this.#writer.add(job) as Promise<T>;
  }

  #transaction(jobs: readonly (() => JobResult)[]): JobResult[] {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const results = jobs.map((job) => job());
      this.#db.exec('COMMIT');
      this.#foldSoon();
      return results;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#version += 1;
    }
  }

  #insert(prepared: readonly PreparedEvent[]): Receipt[] {
    const known = prepared.map((one) => this.#known(one));
    let head = this.#head();
    const before = head.size;
    const receipts = prepared.map((one, at) => {
      const earlier = known[at];
      if (earlier !== undefined) return { index: earlier, leafHash: one.leafHash, recordedAt: one.recordedAt };
      const row = linkAfter(head, one);
      const values = [row.index, row.eventId, row.event, row.leafHash, row.chainHash];
      this.#run('INSERT INTO events VALUES (?, ?, ?, ?, ?)', values);
      head = { size: row.index + 1, chainHash: row.chainHash };
      return { index: row.index, leafHash: one.leafHash, recordedAt: one.recordedAt };
    });
    if (head.size > before) this.#run('UPDATE log_head SET size = ?, chain_hash = ?', [head.size, head.chainHash]);
    return receipts;
  }

  #known(prepared: PreparedEvent): number | undefined {
    const row = this.#all('SELECT log_index, leaf_hash FROM events WHERE event_id = ?', [prepared.eventId])[0];
    if (row === undefined) return undefined;
    if (row['leaf_hash'] !== prepared.leafHash) throw new EventConflict('this event id stands for another event');
    return number(row['log_index']);
  }

  #head(): LogHead {
    const row = this.#all('SELECT size, chain_hash FROM log_head', [])[0];
    if (row === undefined) throw new StoreUnavailable('the log has no head');
    return { size: number(row['size']), chainHash: text(row['chain_hash']) };
  }

  #foldSoon(): void {
    clearTimeout(this.#foldTimer);
    this.#foldTimer = setTimeout(() => {
      this.#fold();
    }, FOLD_AFTER_MS).unref();
  }

  #fold(): void {
    if (this.#isClosed) return;
    try {
      this.#db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch {
      // Nothing is lost: the rows are in the write-ahead log. A disk that is full shows with the next append.
    }
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  #run(sql: string, values: readonly SQLInputValue[]): number {
    return Number(this.#statement(sql).run(...values).changes);
  }

  #all(sql: string, values: readonly SQLInputValue[]): Row[] {
    return this.#read(() => this.#statement(sql).all(...values));
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      if (cause instanceof StoreUnavailable) throw cause;
      throw new StoreUnavailable('the store did not answer', { cause });
    }
  }
}

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
