import type pg from 'pg';
import type { JobResult } from './group-commit.ts';
import { linkAfter, type PreparedEvent } from './log-entry.ts';
import { number, text, type Row } from './rows.ts';
import { EventConflict, StoreUnavailable, type LogHead, type LogRow, type Receipt } from './store.ts';

/** "collimat" in ASCII: one writer of the log at a time, over all copies of the gateway. */
const LOG_LOCK = '7165064745118589300';

/** Until the transaction ends nobody else changes the log, or what is changed together with it. */
export async function lockLog(client: pg.PoolClient): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOG_LOCK]);
}

/** The events of one change, under the log's lock. Throws `EventConflict` for a forged one. */
export async function appendWith(client: pg.PoolClient, prepared: readonly PreparedEvent[]): Promise<Receipt[]> {
  const [result] = await appendIn(client, [prepared]);
  if (result === undefined || 'conflict' in result) throw result?.conflict ?? new StoreUnavailable('no receipt');
  // One job's receipts, as `link` made them.
  return result.value as Receipt[];
}

/** Under the log's lock. */
export async function appendIn(
  client: pg.PoolClient,
  jobs: readonly (readonly PreparedEvent[])[],
): Promise<JobResult[]> {
  const known = await knownEvents(client, jobs.flat());
  const { rows } = await client.query<Row>('SELECT size, chain_hash FROM log_head');
  const before = { size: number(rows[0]?.['size']), chainHash: text(rows[0]?.['chain_hash']) };
  const { results, added, head } = link(jobs, known, before);
  if (added.length === 0) return results;
  await client.query(
    'INSERT INTO events SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])',
    [
      added.map((row) => row.index),
      added.map((row) => row.eventId),
      added.map((row) => row.event),
      added.map((row) => row.leafHash),
      added.map((row) => row.chainHash),
    ],
  );
  await client.query('UPDATE log_head SET size = $1, chain_hash = $2', [head.size, head.chainHash]);
  return results;
}

/** Index and leaf hash of those events that are in the log already. */
async function knownEvents(
  client: pg.PoolClient,
  prepared: readonly PreparedEvent[],
): Promise<Map<string, { index: number; leafHash: string }>> {
  const sql = 'SELECT event_id, log_index, leaf_hash FROM events WHERE event_id = ANY($1)';
  const { rows } = await client.query<Row>(sql, [prepared.map((one) => one.eventId)]);
  return new Map(
    rows.map((row) => [text(row['event_id']), { index: number(row['log_index']), leafHash: text(row['leaf_hash']) }]),
  );
}

/** Links the new events of all jobs behind the head. A job with a conflict adds nothing. */
function link(
  jobs: readonly (readonly PreparedEvent[])[],
  known: Map<string, { index: number; leafHash: string }>,
  before: LogHead,
): { results: JobResult[]; added: LogRow[]; head: LogHead } {
  let head = before;
  const added: LogRow[] = [];
  const results = jobs.map((job): JobResult => {
    const isConflict = job.some((one) => (known.get(one.eventId)?.leafHash ?? one.leafHash) !== one.leafHash);
    if (isConflict) return { conflict: new EventConflict('this event id stands for another event') };
    const receipts = job.map((one): Receipt => {
      const earlier = known.get(one.eventId);
      if (earlier !== undefined) return { ...earlier, recordedAt: one.recordedAt };
      const row = linkAfter(head, one);
      head = { size: row.index + 1, chainHash: row.chainHash };
      added.push(row);
      // The same event again in this very batch is the same event.
      known.set(one.eventId, { index: row.index, leafHash: one.leafHash });
      return { index: row.index, leafHash: one.leafHash, recordedAt: one.recordedAt };
    });
    return { value: receipts };
  });
  return { results, added, head };
}
