import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';

function sha256(...parts: Uint8Array[]): Buffer {
  return parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
}

/** What somebody with the database password can do: change an event and make every later hash fit again. */
export function forgeEvent(file: string, index: number): void {
  const db = new DatabaseSync(file);
  const rows = db.prepare('SELECT log_index, event FROM events ORDER BY log_index').all();
  let chain: Uint8Array = Buffer.alloc(32);
  for (const row of rows) {
    const event =
      row['log_index'] === index ? String(row['event']).replace('signed-in', 'unlocked') : String(row['event']);
    const leaf = sha256(Buffer.of(0), Buffer.from(event));
    chain = sha256(chain, leaf);
    db.prepare('UPDATE events SET event = ?, leaf_hash = ?, chain_hash = ? WHERE log_index = ?').run(
      event,
      leaf.toString('hex'),
      Buffer.from(chain).toString('hex'),
      row['log_index'] ?? null,
    );
  }
  db.prepare('UPDATE log_head SET chain_hash = ?').run(Buffer.from(chain).toString('hex'));
  db.close();
}
