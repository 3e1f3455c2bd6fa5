import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { postgresPrograms, startPostgres, type PostgresCluster } from '../testing/postgres-cluster.ts';
import { openPostgresStore, openSqliteStore, type EmergencyRecord, type NewGrant, type Store } from './index.ts';

const programs = postgresPrograms();
const folder = mkdtempSync(join(tmpdir(), 'collimator-version-'));
let cluster: PostgresCluster | undefined;
let databases = 0;
const opened: Store[] = [];

beforeAll(async () => {
  if (programs !== undefined) cluster = await startPostgres(programs);
}, 60_000);
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

function running(): PostgresCluster {
  if (cluster === undefined) throw new Error('no cluster');
  return cluster;
}

const GRANT: NewGrant['grant'] = {
  grantId: 'g1',
  sub: 'u1',
  sid: 's1',
  studyInstanceUID: '1.2.3',
  purpose: 'TREAT',
  readOnly: false,
  patientKey: 'a'.repeat(64),
  patientSealed: 'sealed',
  emergencyId: 'e1',
  createdAtMs: 1000,
  expiresAtMs: 2000,
  endedAtMs: undefined,
};
const EMERGENCY: EmergencyRecord = {
  emergencyId: 'e1',
  sub: 'u1',
  sid: 's1',
  patientKey: 'p',
  startedAtMs: 1,
  endsAtMs: 100,
  endedAtMs: undefined,
};

function opens(store: Store, grantId: string, emergency?: EmergencyRecord): Promise<unknown> {
  const event = { id: randomUUID(), recordedAt: '2026-01-05T08:00:00.000Z', action: 'study-opened', outcome: 'success', who: null, address: null, appVersion: 'test', correlationId: 'c'.repeat(8) } as const; // prettier-ignore
  return store.openGrant({ grant: { ...GRANT, grantId }, emergency }, [event]);
}

/** The version, once the store knows it. */
async function known(store: Store): Promise<number> {
  return vi.waitFor(() => {
    const version = store.standingsVersion();
    if (version === undefined) throw new Error('not known yet');
    return version;
  }, 5000);
}

const CHANGES: readonly (readonly [what: string, change: (store: Store) => Promise<unknown>])[] = [
  ['a grant', (store) => opens(store, 'g1')],
  ['its renewal', (store) => store.renewGrant('g1', 5000)],
  ['its end', (store) => store.endGrants({ grantId: 'g1' }, 7)],
  ['a revoked login', (store) => store.revoke({ kind: 'sid', key: 's1', atMs: 5, untilMs: 10_000 })],
  ['a revoked person', (store) => store.revoke({ kind: 'sub', key: 'u1', atMs: 5, untilMs: 10_000 })],
  ['a second grant', (store) => opens(store, 'g2')],
  ['its end with its emergency', (store) => store.endGrants({ emergencyId: 'e1' }, 8)],
];

const openers: Record<string, () => Promise<Store[]>> = {
  sqlite: async () => {
    const file = join(folder, `${(databases += 1)}.db`);
    return [openSqliteStore(file), openSqliteStore(file)];
  },
  postgres: async () => {
    const url = running().createDatabase(`version_${(databases += 1)}`);
    return [await openPostgresStore(url), await openPostgresStore(url)];
  },
};

const reason = programs === undefined ? ' (skipped: PostgreSQL is not installed)' : '';
describe.each(Object.keys(openers))(`the version of standings in %s${reason}`, (kind) => {
  const pair = async (): Promise<{ here: Store; there: Store }> => {
    const [here, there] = (await openers[kind]?.()) ?? [];
    if (here === undefined || there === undefined) throw new Error('no stores');
    opened.push(here, there);
    // Each listener's own trial notices reach the other one as well.
    await Promise.all([known(here), known(there)]);
    await wait(50);
    return { here, there };
  };

  it.skipIf(kind === 'postgres' && programs === undefined)('changes with every write, here at once', async () => {
    const { here } = await pair();
    for (const [what, change] of [
      ...CHANGES,
      ['an emergency', (store: Store) => opens(store, 'g3', EMERGENCY)] as const,
      ['its end', (store: Store) => store.endEmergencies({ emergencyId: 'e1' }, 9)] as const,
      ['what is forgotten', (store: Store) => store.purge(1)] as const,
    ]) {
      const before = await known(here);
      await change(here);
      expect(here.standingsVersion(), what).not.toBe(before);
    }
  });

  it.skipIf(kind === 'postgres' && programs === undefined)('changes in another copy within 100 ms', async () => {
    const { here, there } = await pair();
    for (const [what, change] of CHANGES) {
      await wait(20);
      const before = await known(here);
      await change(there);
      await vi.waitFor(() => expect(here.standingsVersion(), what).not.toBe(before), { timeout: 100, interval: 2 });
    }
  });

  it.skipIf(kind === 'postgres' && programs === undefined)('stays while nothing is written', async () => {
    const { here } = await pair();
    const before = await known(here);
    await here.standing({ sub: 'u1', sid: 's1', studyInstanceUID: '1.2.3' });
    await wait(50);
    expect(here.standingsVersion()).toBe(before);
  });

  it.skipIf(kind === 'postgres' && programs === undefined)('is not known once closed', async () => {
    const { here } = await pair();
    await here.close();
    expect(here.standingsVersion()).toBeUndefined();
  });
});

describe.skipIf(programs === undefined)(`notices of PostgreSQL${reason}`, () => {
  const LISTENER = `query LIKE 'LISTEN%' AND datname = current_database()`;

  it('tells of a change that was made by hand', async () => {
    const name = `version_${(databases += 1)}`;
    const store = await openPostgresStore(running().createDatabase(name));
    opened.push(store);
    await opens(store, 'g1');
    const before = await known(store);
    running().execute(name, 'UPDATE grants SET ended_at_ms = 1');
    await vi.waitFor(() => expect(store.standingsVersion()).not.toBe(before), { timeout: 100, interval: 2 });
  });

  it('knows nothing while its connection is lost, and starts with another number', async () => {
    const name = `version_${(databases += 1)}`;
    const store = await openPostgresStore(running().createDatabase(name));
    opened.push(store);
    const before = await known(store);
    running().execute(name, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENER}`);
    await vi.waitFor(() => expect(store.standingsVersion()).toBeUndefined(), { timeout: 500, interval: 2 });
    expect(await known(store)).toBeGreaterThan(before);
  });

  it('tells apart what this copy wrote and what somebody else did', async () => {
    const name = `version_${(databases += 1)}`;
    const url = running().createDatabase(name);
    const [here, there] = [await openPostgresStore(url), await openPostgresStore(url)];
    opened.push(here, there);
    await Promise.all([known(here), known(there)]);
    await wait(50);
    let heard = 0;
    here.onWrittenElsewhere(() => (heard += 1));
    await opens(here, 'g1');
    await here.endGrants({ grantId: 'g1' }, 5);
    await wait(100);
    expect(heard).toBe(0);
    await there.revoke({ kind: 'sid', key: 's1', atMs: 1, untilMs: 2 });
    await vi.waitFor(() => expect(heard).toBe(1), { timeout: 100, interval: 2 });
    running().execute(name, 'UPDATE grants SET ended_at_ms = 1');
    await vi.waitFor(() => expect(heard).toBe(2), { timeout: 100, interval: 2 });
    running().execute(name, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${LISTENER}`);
    await vi.waitFor(() => expect(heard).toBeGreaterThan(2), { timeout: 500, interval: 2 });
  });

  it('knows nothing where a trigger is missing', async () => {
    const name = `version_${(databases += 1)}`;
    const url = running().createDatabase(name);
    await (await openPostgresStore(url)).close();
    running().execute(name, 'DROP TRIGGER revocations_notice ON revocations');
    const store = await openPostgresStore(url);
    opened.push(store);
    await wait(500);
    expect(store.standingsVersion()).toBeUndefined();
  });
});
