import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { AuditEvent } from '../../core/audit/index.ts';
import { openPostgresStore, openSqliteStore, type Store } from '../store/index.ts';
import { postgresPrograms, startPostgres, type PostgresCluster } from './postgres-cluster.ts';

/** What the tests of the contract need of a kind of store. */
export interface StoreSubject {
  /** A store on a new, empty database, and a second one on the same database. */
  open(): Promise<{ first: Store; second: Store; raw: (sql: string) => Promise<unknown> }>;
}

const programs = postgresPrograms();
let cluster: PostgresCluster | undefined;
const folder = mkdtempSync(join(tmpdir(), 'collimator-store-'));
let databases = 0;

beforeAll(async () => {
  if (programs !== undefined) cluster = await startPostgres(programs);
}, 60_000);
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A database server has so many connections and no more: each test gives its own back. */
const opened: Store[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

const sqlite: StoreSubject = {
  async open() {
    const file = join(folder, `log-${(databases += 1)}.db`);
    const [first, second] = [openSqliteStore(file), openSqliteStore(file)];
    opened.push(first, second);
    return {
      first,
      second,
      raw: async (sql) => {
        const db = new DatabaseSync(file);
        try {
          db.exec(sql);
        } finally {
          db.close();
        }
      },
    };
  },
};

const postgres: StoreSubject = {
  async open() {
    if (cluster === undefined) throw new Error('no cluster');
    const url = cluster.createDatabase(`log_${(databases += 1)}`);
    const [first, second] = await Promise.all([openPostgresStore(url), openPostgresStore(url)]);
    opened.push(first, second);
    return {
      first,
      second,
      raw: async (sql) => {
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        try {
          await client.query(sql);
        } finally {
          await client.end();
        }
      },
    };
  },
};

export function event(change: Partial<AuditEvent> = {}): AuditEvent {
  return {
    id: randomUUID(),
    recordedAt: '2026-01-05T08:00:00.000Z',
    action: 'search',
    outcome: 'success',
    who: null,
    address: null,
    appVersion: 'test',
    correlationId: 'c'.repeat(8),
    ...change,
  };
}

/** Runs one contract against every kind of store. */
export function describeStores(contract: (subject: StoreSubject) => void): void {
  const reason = programs === undefined ? ' (skipped: PostgreSQL is not installed)' : '';
  describe('sqlite store', () => contract(sqlite));
  describe.skipIf(programs === undefined)(`postgres store${reason}`, () => contract(postgres));
}
