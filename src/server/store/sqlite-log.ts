import { linkAfter, type PreparedEvent } from './log-entry.ts';
import type { SqliteConnection } from './sqlite-connection.ts';
import { number, text } from './rows.ts';
import { EventConflict, StoreUnavailable, type LogHead, type Receipt } from './store.ts';

export function headOf(db: SqliteConnection): LogHead {
  const row = db.all('SELECT size, chain_hash FROM log_head', [])[0];
  if (row === undefined) throw new StoreUnavailable('the log has no head');
  return { size: number(row['size']), chainHash: text(row['chain_hash']) };
}

/** Links new events behind the head. Inside a write; first in it, because it refuses a forged event before anything is written. */
export function insertEvents(db: SqliteConnection, prepared: readonly PreparedEvent[]): Receipt[] {
  const known = prepared.map((one) => knownAt(db, one));
  let head = headOf(db);
  const before = head.size;
  const receipts = prepared.map((one, at) => {
    const earlier = known[at];
    if (earlier !== undefined) return { index: earlier, leafHash: one.leafHash, recordedAt: one.recordedAt };
    const row = linkAfter(head, one);
    const values = [row.index, row.eventId, row.event, row.leafHash, row.chainHash];
    db.run('INSERT INTO events VALUES (?, ?, ?, ?, ?)', values);
    head = { size: row.index + 1, chainHash: row.chainHash };
    return { index: row.index, leafHash: one.leafHash, recordedAt: one.recordedAt };
  });
  if (head.size > before) db.run('UPDATE log_head SET size = ?, chain_hash = ?', [head.size, head.chainHash]);
  return receipts;
}

function knownAt(db: SqliteConnection, prepared: PreparedEvent): number | undefined {
  const row = db.all('SELECT log_index, leaf_hash FROM events WHERE event_id = ?', [prepared.eventId])[0];
  if (row === undefined) return undefined;
  if (row['leaf_hash'] !== prepared.leafHash) throw new EventConflict('this event id stands for another event');
  return number(row['log_index']);
}
