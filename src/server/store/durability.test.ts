import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogVerifier, type AuditEvent } from '../../core/audit/index.ts';
import { postgresPrograms, startPostgres, type PostgresCluster } from '../testing/postgres-cluster.ts';
import { openPostgresStore, openSqliteStore, StoreUnavailable, type Store } from './index.ts';
import { sha256 } from './log-entry.ts';

const programs = postgresPrograms();
const folder = mkdtempSync(join(tmpdir(), 'collimator-kill-'));
let cluster: PostgresCluster | undefined;
beforeAll(async () => {
  if (programs !== undefined) cluster = await startPostgres(programs);
}, 60_000);
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const WRITER = join(import.meta.dirname, '../testing/append-forever.ts');

/** Lets a process append under load, kills it in the middle, and gives back what it had been told was stored. */
async function killWhileWriting(address: string, afterMs: number): Promise<Map<string, number>> {
  const acknowledged = new Map<string, number>();
  const child: ChildProcess = spawn(process.execPath, [WRITER, address], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.stdout === null) throw new Error('no output');
  const lines = createInterface({ input: child.stdout });
  const first = new Promise((resolve) => lines.once('line', resolve));
  lines.on('line', (line) => {
    const [id, index] = line.split(' ');
    // The last line may have been cut by the kill.
    if (id?.length === 36 && index !== undefined && line.endsWith('.'))
      acknowledged.set(id, Number.parseInt(index, 10));
  });
  await first;
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return acknowledged;
}

async function expectWhole(store: Store, acknowledged: Map<string, number>): Promise<void> {
  const rows = await store.readLog(0, 1_000_000);
  const places = new Map(rows.map((row) => [row.eventId, row.index]));
  expect(places.size).toBe(rows.length);
  for (const [id, index] of acknowledged) expect(places.get(id)).toBe(index);
  const head = await store.logHead();
  const verifier = createLogVerifier({ checkpointNotes: [], keys: [], head, sha256, verifySignature: () => false });
  for (const row of rows) expect(verifier.add(row)).toBeUndefined();
  expect(verifier.finish()).toMatchObject({ kind: 'whole', size: rows.length });
}

describe('a gateway that is killed under load', () => {
  it('has every acknowledged event exactly once, in SQLite', async () => {
    const file = join(folder, 'kill.db');
    const acknowledged = new Map<string, number>();
    for (const afterMs of [5, 40, 90, 150, 13, 60]) {
      for (const [id, index] of await killWhileWriting(`sqlite:${file}`, afterMs)) acknowledged.set(id, index);
      const store = openSqliteStore(file);
      await expectWhole(store, acknowledged);
      await store.close();
    }
    expect(acknowledged.size).toBeGreaterThan(50);
  }, 60_000);

  it.skipIf(programs === undefined)(
    `has every acknowledged event exactly once, in PostgreSQL${programs === undefined ? ' (skipped: not installed)' : ''}`,
    async () => {
      const url = cluster?.createDatabase('kill') ?? '';
      const acknowledged = new Map<string, number>();
      for (const afterMs of [30, 90, 150]) {
        for (const [id, index] of await killWhileWriting(url, afterMs)) acknowledged.set(id, index);
        const store = await openPostgresStore(url);
        await expectWhole(store, acknowledged);
        await store.close();
      }
      expect(acknowledged.size).toBeGreaterThan(20);
    },
    60_000,
  );
});

describe.skipIf(programs === undefined)(
  `PostgreSQL${programs === undefined ? ' (skipped: not installed)' : ''}`,
  () => {
    it('serves a gateway whose account may add to the log but not rewrite it', async () => {
      const url = cluster?.createDatabase('two_accounts') ?? '';
      await (await openPostgresStore(url)).close();
      cluster?.execute(
        'two_accounts',
        `CREATE ROLE gateway LOGIN;
         GRANT SELECT, INSERT ON events, checkpoints, verifier_keys TO gateway;
         GRANT SELECT, UPDATE ON log_head TO gateway;
         GRANT ALL ON grants, emergencies, revocations, used_once TO gateway;`,
      );
      const store = await openPostgresStore(url.replace('owner@', 'gateway@'));
      await store.append([anEvent()]);
      await store.putVerifierKey('a+00000000+x');
      expect(await store.putCheckpoint({ size: 1, note: 'n', frontier: [], createdAtMs: 1 })).toBe(true);
      expect(await store.rememberOnce('jti', 'x', 1)).toBe(true);
      await store.purge(2);
      const client = new pg.Client({ connectionString: url.replace('owner@', 'gateway@') });
      await client.connect();
      for (const sql of [
        'DELETE FROM events',
        "UPDATE events SET event = ''",
        'TRUNCATE events',
        'DROP TRIGGER events_append_only ON events',
      ]) {
        await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
      }
      await client.end();
      await store.close();
    });

    it('that goes away is said to be unavailable, and is used again when it is back', async () => {
      const url = cluster?.createDatabase('outage') ?? '';
      const store = await openPostgresStore(url);
      const [before] = await store.append([anEvent()]);
      await cluster?.stopServer();
      await expect(store.append([anEvent()])).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(store.standing({ sub: 'u', sid: 's', studyInstanceUID: '1.2' })).rejects.toBeInstanceOf(
        StoreUnavailable,
      );
      await cluster?.startServer();
      const [after] = await store.append([anEvent()]);
      expect(after?.index).toBe((before?.index ?? 0) + 1);
      await store.close();
    });
  },
  60_000,
);

function anEvent(): AuditEvent {
  const id = randomUUID();
  return {
    id,
    recordedAt: '2026-01-05T08:00:00.000Z',
    action: 'search',
    outcome: 'success',
    who: null,
    address: null,
    appVersion: 'test',
    correlationId: id,
  };
}
