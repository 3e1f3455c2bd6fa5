import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { FoundRow } from '../../core/audit/index.ts';
import { LogUnreadable, type LogSource } from './log-source.ts';

type Row = Record<string, SQLOutputValue>;

/**
 * A gateway's SQLite file, running or copied. Evidence is not touched: a live file is opened for reading only, a copy
 * with its write-ahead log is read from a second copy, a file alone is read as it lies there.
 */
export function openDatabaseLog(file: string): LogSource {
  if (!existsSync(file)) throw new LogUnreadable('there is no such file', 0);
  const { db, cleanUp } = opened(resolve(file));
  try {
    const head = all(db, 'SELECT size, chain_hash FROM log_head')[0];
    return {
      head: head === undefined ? undefined : { size: whole(head['size']), chainHash: String(head['chain_hash']) },
      verifierKeys: all(db, 'SELECT verifier_key FROM verifier_keys ORDER BY position').map((r) =>
        String(r['verifier_key']),
      ),
      checkpointNotes: all(db, 'SELECT note FROM checkpoints ORDER BY size').map((row) => String(row['note'])),
      rows: rowsOf(db),
      damage: async () => damageOf(db),
      close: async () => {
        db.close();
        cleanUp();
      },
    };
  } catch (cause) {
    db.close();
    cleanUp();
    throw new LogUnreadable('this is not a log of the gateway, or it is damaged', 0, { cause });
  }
}

/** A folder, or a file of somebody else: SQLite says so in many ways. */
function opened(file: string): { db: DatabaseSync; cleanUp: () => void } {
  try {
    return openReadOnly(file);
  } catch (cause) {
    throw cause instanceof LogUnreadable ? cause : new LogUnreadable('the file cannot be opened', 0, { cause });
  }
}

function openReadOnly(file: string): { db: DatabaseSync; cleanUp: () => void } {
  const cleanUp = (): void => undefined;
  if (!existsSync(`${file}-wal`)) {
    const url = pathToFileURL(file);
    // Without this SQLite would want to put a write-ahead log beside the file.
    url.searchParams.set('immutable', '1');
    return { db: new DatabaseSync(url, { readOnly: true }), cleanUp };
  }
  // A gateway that runs has a shared-memory file too: SQLite's own locks keep the reading consistent.
  const live = existsSync(`${file}-shm`) ? tryLive(file) : undefined;
  return live === undefined ? openCopy(file) : { db: live, cleanUp };
}

/** Undefined where the folder, or the file's owner, does not let us take part in the locks. */
function tryLive(file: string): DatabaseSync | undefined {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch {
    db.close();
    return undefined;
  }
}

function openCopy(file: string): { db: DatabaseSync; cleanUp: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-audit-'));
  const cleanUp = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    copyFileSync(file, join(folder, 'log.db'));
    copyFileSync(`${file}-wal`, join(folder, 'log.db-wal'));
    return { db: new DatabaseSync(join(folder, 'log.db')), cleanUp };
  } catch (cause) {
    cleanUp();
    throw new LogUnreadable('the file cannot be read', 0, { cause });
  }
}

function all(db: DatabaseSync, sql: string): Row[] {
  return db.prepare(sql).all();
}

function* rowsOf(db: DatabaseSync): Generator<FoundRow> {
  let read = 0;
  try {
    // By row number, whatever an index says: the table is what was signed.
    for (const row of db.prepare('SELECT * FROM events NOT INDEXED ORDER BY log_index').iterate()) {
      yield {
        index: whole(row['log_index']),
        eventId: String(row['event_id']),
        event: String(row['event']),
        leafHash: String(row['leaf_hash']),
        chainHash: String(row['chain_hash']),
      };
      read += 1;
    }
  } catch (cause) {
    throw new LogUnreadable('the file is damaged', read, { cause });
  }
}

function damageOf(db: DatabaseSync): string | undefined {
  try {
    const [row] = all(db, 'PRAGMA integrity_check(1)');
    return row?.['integrity_check'] === 'ok' ? undefined : 'file-damaged';
  } catch {
    // A file so broken that it cannot be checked is damaged.
    return 'file-damaged';
  }
}

function whole(value: SQLOutputValue | undefined): number {
  return typeof value === 'number' ? value : -1;
}
