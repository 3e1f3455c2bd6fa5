import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJSON, type AuditEvent } from '../../core/audit/index.ts';
import { postgresPrograms, startPostgres, type PostgresCluster } from '../testing/postgres-cluster.ts';
import {
  EventConflict,
  openPostgresStore,
  openSqliteStore,
  StoreUnavailable,
  type GrantRecord,
  type Store,
  type StoredExport,
  type StoredModelState,
} from './index.ts';

interface Subject {
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

const sqlite: Subject = {
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

const postgres: Subject = {
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

function event(change: Partial<AuditEvent> = {}): AuditEvent {
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

function grant(change: Partial<GrantRecord> = {}): GrantRecord {
  return {
    grantId: randomUUID(),
    sub: 'u1',
    sid: 's1',
    studyInstanceUID: '1.2.3',
    purpose: 'TREAT',
    readOnly: false,
    patientKey: 'a'.repeat(64),
    patientSealed: 'sealed',
    emergencyId: undefined,
    createdAtMs: 1000,
    expiresAtMs: 2000,
    endedAtMs: undefined,
    receipt: { index: 0, leafHash: 'b'.repeat(64), recordedAt: '2026-01-05T08:00:00.000Z' },
    ...change,
  };
}

function anExport(change: Partial<StoredExport> = {}): StoredExport {
  return {
    exportId: randomUUID(),
    sub: 'u1',
    sid: 's1',
    version: 1,
    openedAtMs: 1000,
    endsAtMs: 5000,
    isOpen: true,
    record: '{"a":1}',
    ...change,
  };
}

const reason = programs === undefined ? ' (skipped: PostgreSQL is not installed)' : '';
describe('sqlite store', () => contract(sqlite));
describe.skipIf(programs === undefined)(`postgres store${reason}`, () => contract(postgres));

function contract(subject: Subject): void {
  it('gives indexes without gaps and chains each row to the one before', async () => {
    const { first } = await subject.open();
    const events = [event(), event({ action: 'locked' }), event({ action: 'unlocked' })];
    const receipts = [...(await first.append(events.slice(0, 2))), ...(await first.append(events.slice(2)))];
    expect(receipts.map((receipt) => receipt.index)).toEqual([0, 1, 2]);
    const rows = await first.readLog(0, 10);
    let previous = Buffer.alloc(32);
    rows.forEach((row, at) => {
      expect(row.event).toBe(canonicalJSON(events[at]));
      const leaf = createHash('sha256')
        .update(Buffer.from([0]))
        .update(row.event)
        .digest();
      expect(row.leafHash).toBe(leaf.toString('hex'));
      expect(row.leafHash).toBe(receipts[at]?.leafHash);
      previous = createHash('sha256').update(previous).update(leaf).digest();
      expect(row.chainHash).toBe(previous.toString('hex'));
    });
    expect(await first.logHead()).toEqual({ size: 3, chainHash: rows[2]?.chainHash });
    expect(await first.readLeafHashes(1, 1)).toEqual([rows[1]?.leafHash]);
  });

  it('orders many writers in two copies without a gap or a double', async () => {
    const { first, second } = await subject.open();
    const stores = [first, second];
    const receipts = await Promise.all(
      Array.from({ length: 300 }, (_, at) => stores[at % 2]?.append([event(), event()]) ?? Promise.reject(new Error())),
    );
    const indexes = receipts.flat().map((receipt) => receipt.index);
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 600 }, (_, at) => at));
    // The two events of one call stand together.
    expect(receipts.every(([a, b]) => a !== undefined && b?.index === a.index + 1)).toBe(true);
    const rows = await second.readLog(0, 1000);
    expect(new Set(rows.map((row) => row.chainHash)).size).toBe(600);
  });

  it('answers a repeated event with its first receipt, and refuses another one under its id', async () => {
    const { first, second } = await subject.open();
    const one = event();
    const [receipt] = await first.append([one]);
    await first.append([event()]);
    expect(await second.append([one])).toEqual([receipt]);
    await expect(second.append([{ ...one, outcome: 'denied' }])).rejects.toBeInstanceOf(EventConflict);
    expect((await first.logHead()).size).toBe(2);
    // Neighbours of a refused one in the same flush are not harmed.
    const settled = await Promise.allSettled([
      first.append([event()]),
      first.append([{ ...one, outcome: 'failure' }]),
      first.append([event()]),
    ]);
    expect(settled.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await first.logHead()).size).toBe(4);
  });

  it.each([
    "UPDATE events SET event = '{}' WHERE log_index = 0",
    'DELETE FROM events',
    'UPDATE log_head SET size = 0',
    'DELETE FROM log_head',
    "UPDATE checkpoints SET note = ''",
    'DELETE FROM checkpoints',
  ])('refuses to rewrite history: %s', async (sql) => {
    const { first, raw } = await subject.open();
    await first.append([event()]);
    await first.putCheckpoint({ size: 1, note: 'note', frontier: ['00'], createdAtMs: 1 });
    await expect(raw(sql)).rejects.toThrow(/append only/);
    expect(await first.readLog(0, 10)).toHaveLength(1);
  });

  it('keeps one checkpoint for each size and finds the latest', async () => {
    const { first, second } = await subject.open();
    const checkpoint = { size: 5, note: 'five', frontier: ['aa', 'bb'], createdAtMs: 7 };
    expect(await first.latestCheckpoint()).toBeUndefined();
    expect(await first.putCheckpoint(checkpoint)).toBe(true);
    expect(await second.putCheckpoint({ ...checkpoint, note: 'other' })).toBe(false);
    await second.putCheckpoint({ ...checkpoint, size: 9 });
    expect(await first.latestCheckpoint()).toEqual({ ...checkpoint, size: 9 });
    expect((await first.readCheckpoints(0, 10)).map((one) => one.size)).toEqual([5, 9]);
    await first.putVerifierKey('a+00000000+x');
    await second.putVerifierKey('a+00000000+x');
    expect(await second.readVerifierKeys()).toEqual(['a+00000000+x']);
  });

  it('tells another copy at once what a login may see, and what it may not any more', async () => {
    const { first, second } = await subject.open();
    const who = { sub: 'u1', sid: 's1', studyInstanceUID: '1.2.3' };
    expect(await second.standing(who)).toEqual({ isSidRevoked: false, subRevokedAtMs: undefined, grants: [] });
    const one = grant();
    const later = grant({ createdAtMs: 1001, purpose: 'BTG', readOnly: true, emergencyId: 'e1' });
    await first.putGrant(one);
    await first.putGrant(later);
    await first.putGrant(grant({ sid: 's2' }));
    await first.putGrant(grant({ studyInstanceUID: '1.2.4' }));
    expect((await second.standing(who)).grants).toEqual([later, one]);
    expect(await second.findGrant(one.grantId)).toEqual(one);
    expect(await second.findGrant('none')).toBeUndefined();
    expect((await second.standing({ ...who, studyInstanceUID: undefined })).grants).toEqual([]);
    await first.revoke({ kind: 'sid', key: 's1', atMs: 5, untilMs: 10_000 });
    await first.revoke({ kind: 'sub', key: 'u1', atMs: 6, untilMs: 10_000 });
    expect(await second.standing(who)).toMatchObject({ isSidRevoked: true, subRevokedAtMs: 6 });
    expect(await second.standing({ ...who, sid: 's9', sub: 'u9' })).toMatchObject({
      isSidRevoked: false,
      subRevokedAtMs: undefined,
    });
  });

  it('renews a living grant and never shortens it; an ended one stays ended', async () => {
    const { first, second } = await subject.open();
    const one = grant();
    await first.putGrant(one);
    expect(await second.renewGrant(one.grantId, 5000)).toBe(true);
    expect(await second.renewGrant(one.grantId, 3000)).toBe(true);
    expect((await first.findGrant(one.grantId))?.expiresAtMs).toBe(5000);
    expect(await first.endGrants({ grantId: one.grantId }, 77)).toMatchObject([
      { grantId: one.grantId, endedAtMs: 77 },
    ]);
    expect(await second.endGrants({ sid: 's1' }, 78)).toEqual([]);
    expect(await second.renewGrant(one.grantId, 9000)).toBe(false);
  });

  it.each([{ sid: 's1' }, { sub: 'u1' }, { emergencyId: 'e1' }])('ends every grant of %o', async (which) => {
    const { first, second } = await subject.open();
    await first.putGrant(grant({ emergencyId: 'e1' }));
    await first.putGrant(grant({ emergencyId: 'e1' }));
    const other = grant({ sid: 's2', sub: 'u2', emergencyId: 'e2' });
    await first.putGrant(other);
    expect(await second.endGrants(which, 5)).toHaveLength(2);
    expect((await second.findGrant(other.grantId))?.endedAtMs).toBeUndefined();
  });

  it('keeps emergencies until they end, by time, by hand or with the login', async () => {
    const { first, second } = await subject.open();
    const base = { sub: 'u1', sid: 's1', patientKey: 'p', startedAtMs: 1, endsAtMs: 100, endedAtMs: undefined };
    await first.putEmergency({ ...base, emergencyId: 'e1' });
    await first.putEmergency({ ...base, emergencyId: 'e2', startedAtMs: 2, endsAtMs: 200 });
    await first.putEmergency({ ...base, emergencyId: 'e3', sid: 's3' });
    const open = async (now: number) => (await second.findOpenEmergencies(base, now)).map((one) => one.emergencyId);
    expect(await open(50)).toEqual(['e1', 'e2']);
    expect(await open(100)).toEqual(['e2']);
    expect((await second.endEmergencies({ dueAtMs: 150 }, 150)).map((one) => one.emergencyId).sort()).toEqual([
      'e1',
      'e3',
    ]);
    expect(await second.endEmergencies({ dueAtMs: 150 }, 150)).toEqual([]);
    expect(await second.endEmergencies({ sid: 's1' }, 160)).toMatchObject([{ emergencyId: 'e2', endedAtMs: 160 }]);
    expect(await open(50)).toEqual([]);
  });

  it('changes an export together with its record, or neither', async () => {
    const { first, second } = await subject.open();
    const one = anExport();
    const opened = event({ action: 'export-opened', export: { exportId: one.exportId } });
    expect(await first.changeExport(one, [opened])).toMatchObject([{ index: 0 }]);
    expect(await second.findExport(one.exportId)).toEqual(one);
    expect(await second.findExport('none')).toBeUndefined();
    const next = { ...one, version: 2, record: '{"a":2}', endsAtMs: 6000, isOpen: false };
    expect(await second.changeExport(next, [event()])).toMatchObject([{ index: 1 }]);
    // Somebody who did not see that change, and somebody who opens it once more: nothing is written, nothing is told.
    expect(await first.changeExport({ ...next, record: '{"a":3}' }, [event()])).toBeUndefined();
    expect(await first.changeExport(one, [event()])).toBeUndefined();
    expect(await first.changeExport({ ...next, version: 9 }, [event()])).toBeUndefined();
    await expect(
      first.changeExport({ ...next, version: 3 }, [{ ...opened, outcome: 'denied' }]),
    ).rejects.toBeInstanceOf(EventConflict);
    expect(await first.findExport(one.exportId)).toEqual(next);
    expect((await first.logHead()).size).toBe(2);
  });

  it('lets one of many that change the same export at once win, and records just that one', async () => {
    const { first, second } = await subject.open();
    const one = anExport();
    await first.changeExport(one, [event()]);
    const tries = Array.from({ length: 12 }, (_, at) =>
      (at % 2 === 0 ? first : second).changeExport({ ...one, version: 2, record: `{"a":${at}}` }, [event()]),
    );
    const won = (await Promise.all(tries)).flatMap((receipts, at) => (receipts === undefined ? [] : [at]));
    expect(won).toHaveLength(1);
    expect((await second.findExport(one.exportId))?.record).toBe(`{"a":${won[0]}}`);
    expect((await first.logHead()).size).toBe(2);
  });

  it('finds exports by login, by person and time, and those whose time is over', async () => {
    const { first, second } = await subject.open();
    const list = [
      anExport({ openedAtMs: 10, endsAtMs: 100 }),
      anExport({ openedAtMs: 20, endsAtMs: 200, isOpen: false }),
      anExport({ openedAtMs: 30, endsAtMs: 300, sid: 's2' }),
      anExport({ openedAtMs: 40, endsAtMs: 400, sub: 'u2', sid: 's1' }),
    ];
    for (const one of list) await first.changeExport(one, [event()]);
    const found = async (which: Parameters<Store['findExports']>[0], limit = 10) =>
      (await second.findExports(which, limit)).map(({ exportId }) =>
        list.findIndex((one) => one.exportId === exportId),
      );
    expect(await found({ sub: 'u1', sid: 's1' })).toEqual([1, 0]);
    expect(await found({ beforeMs: 40 })).toEqual([2, 1, 0]);
    expect(await found({ beforeMs: 1000, sub: 'u2' })).toEqual([3]);
    expect(await found({ beforeMs: 1000 }, 2)).toEqual([3, 2]);
    expect(await found({ dueAtMs: 300 })).toEqual([2, 0]);
    // Exports are the ledger of a person: what is short-lived is forgotten, they are not.
    await first.purge(10 ** 13);
    expect(await found({ beforeMs: 1000 })).toHaveLength(4);
  });

  it('changes what is known about models together with its record, or neither, and finds it by kind and time', async () => {
    const { first, second } = await subject.open();
    const run: StoredModelState = { kind: 'run', key: '2.25.1', version: 1, atMs: 100, record: '{"a":1}' };
    const signed = event({ action: 'ai-run', ai: { model: { name: 'lungs' }, runUID: run.key } });
    expect(await first.changeModelState(run, [signed])).toMatchObject([{ index: 0 }]);
    expect(await second.findModelState('run', run.key)).toEqual(run);
    expect(await second.findModelState('switch', run.key)).toBeUndefined();
    const next = { ...run, version: 2, record: '{"a":2}' };
    const tries = Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? first : second).changeModelState(next, [event()])); // prettier-ignore
    expect((await Promise.all(tries)).filter((receipts) => receipts !== undefined)).toHaveLength(1);
    await expect(first.changeModelState({ ...next, version: 3 }, [{ ...signed, outcome: 'denied' }])).rejects.toBeInstanceOf(EventConflict); // prettier-ignore
    expect(await first.findModelState('run', run.key)).toEqual(next);
    await first.changeModelState({ ...run, key: '2.25.2', atMs: 300 }, [event()]);
    await first.changeModelState({ ...run, key: 'lungs@1.0.0', kind: 'switch', atMs: 300 }, [event()]);
    const found = async (sinceMs: number, limit = 10) => (await second.findModelStates('run', sinceMs, limit)).map(({ key }) => key); // prettier-ignore
    expect(await found(0)).toEqual(['2.25.2', '2.25.1']);
    expect([await found(101), await found(0, 1), await found(301)]).toEqual([['2.25.2'], ['2.25.2'], []]);
    await first.purge(10 ** 13);
    expect(await found(0)).toHaveLength(2);
    expect((await first.logHead()).size).toBe(4);
  });

  it('remembers what may be used once', async () => {
    const { first, second } = await subject.open();
    expect(await first.rememberOnce('jti', 'x', 100)).toBe(true);
    expect(await second.rememberOnce('jti', 'x', 100)).toBe(false);
    expect(await second.rememberOnce('other', 'x', 100)).toBe(true);
    await first.purge(101);
    expect(await second.rememberOnce('jti', 'x', 300)).toBe(true);
  });

  it('forgets old grants but never an event', async () => {
    const { first } = await subject.open();
    const old = grant({ expiresAtMs: 1 });
    const young = grant({ expiresAtMs: 48 * 60 * 60 * 1000 });
    await first.putGrant(old);
    await first.putGrant(young);
    await first.append([event()]);
    await first.purge(25 * 60 * 60 * 1000);
    expect(await first.findGrant(old.grantId)).toBeUndefined();
    expect(await first.findGrant(young.grantId)).toEqual(young);
    expect((await first.logHead()).size).toBe(1);
  });

  it('says that it is unavailable once closed', async () => {
    const { first } = await subject.open();
    await first.close();
    await first.close();
    await expect(first.append([event()])).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(first.logHead()).rejects.toBeInstanceOf(StoreUnavailable);
  });
}
