import { mkdtempSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { grantAnswerSchema } from '../contract/index.ts';
import { createSecrets, openPostgresStore, openSqliteStore, type Store } from './index.ts';
import { createStandingMemory } from './standing-memory.ts';
import type { Standing } from './store/index.ts';
import { postgresPrograms, startPostgres, type PostgresCluster } from './testing/postgres-cluster.ts';
import { createTestStack, MFA, OPEN_STUDY, RESTRICTED_STUDY, type TestStack } from './testing/stack.ts';

const WHO = { sub: 'u1', sid: 's1', studyInstanceUID: '1.2.3' };
const EMPTY: Standing = { isSidRevoked: false, subRevokedAtMs: undefined, grants: [] };

describe('what is recalled', () => {
  let now = 1000;
  let version: number | undefined = 1;
  let answer: () => Promise<Standing> = async () => EMPTY;
  const fresh = () => {
    [now, version, answer] = [1000, 1, async () => EMPTY];
    const store = { standing: () => answer(), standingsVersion: () => version };
    return createStandingMemory(store, () => now);
  };

  it('is what was asked within the last second, for this very person, login and study', async () => {
    const memory = fresh();
    expect(memory.recall(WHO)).toBeUndefined();
    expect(await memory.ask(WHO)).toBe(EMPTY);
    now += 999;
    expect(memory.recall(WHO)).toBe(EMPTY);
    for (const other of [{ sub: 'u2' }, { sid: 's2' }, { studyInstanceUID: '1.2.4' }, { sub: 'u', sid: '1s1' }]) {
      expect(memory.recall({ ...WHO, ...other })).toBeUndefined();
    }
    now += 1;
    expect(memory.recall(WHO)).toBeUndefined();
  });

  it.each<[string, () => void]>([
    ['something was written', () => (version = 2)],
    ['the store cannot know of writes', () => (version = undefined)],
    ['the clock was set back', () => (now -= 1)],
  ])('is nothing once %s', async (_why, happen) => {
    const memory = fresh();
    await memory.ask(WHO);
    happen();
    expect(memory.recall(WHO)).toBeUndefined();
  });

  it('is not an answer that a write overtook', async () => {
    const memory = fresh();
    answer = async () => {
      version = 2;
      return EMPTY;
    };
    await memory.ask(WHO);
    expect(memory.recall(WHO)).toBeUndefined();
  });

  it('counts its second from the question, not from a late answer', async () => {
    const memory = fresh();
    answer = async () => {
      now += 900;
      return EMPTY;
    };
    await memory.ask(WHO);
    now += 100;
    expect(memory.recall(WHO)).toBeUndefined();
  });

  it('is nothing where the store could not know when it was asked, or did not answer', async () => {
    const memory = fresh();
    version = undefined;
    await memory.ask(WHO);
    version = 1;
    expect(memory.recall(WHO)).toBeUndefined();
    answer = () => Promise.reject(new Error('away'));
    await expect(memory.ask(WHO)).rejects.toThrow('away');
    expect(memory.recall(WHO)).toBeUndefined();
  });
});

const programs = postgresPrograms();
let cluster: PostgresCluster | undefined;
const folder = mkdtempSync(join(tmpdir(), 'collimator-memory-'));
let opened: Store[] = [];
let databases = 0;
beforeAll(async () => {
  if (programs !== undefined) cluster = await startPostgres(programs);
}, 60_000);
afterEach(async () => {
  await Promise.all(opened.map((store) => store.close()));
  opened = [];
});
afterAll(async () => {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

/** Counts how often the store was asked. */
function counting(store: Store): { store: Store; asked: () => number } {
  let asked = 0;
  const counted = new Proxy(store, {
    get(target, name) {
      if (name === 'standing') asked += 1;
      const member: unknown = Reflect.get(target, name);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return { store: counted, asked: () => asked };
}

interface Copies {
  readonly here: TestStack;
  readonly there: TestStack;
  readonly asked: () => number;
  readonly token: string;
  readonly read: (studyInstanceUID?: string) => Promise<string>;
  readonly database: string;
}

async function openStores(kind: string): Promise<{ stores: [Store, Store]; database: string }> {
  const database = `memory_${(databases += 1)}`;
  const file = join(folder, `${database}.db`);
  if (kind === 'sqlite') return { stores: [openSqliteStore(file), openSqliteStore(file)], database };
  const url = cluster?.createDatabase(database) ?? '';
  return { stores: [await openPostgresStore(url), await openPostgresStore(url)], database };
}

async function twoCopies(kind: string): Promise<Copies> {
  const { stores, database } = await openStores(kind);
  opened.push(...stores);
  while (stores.some((store) => store.standingsVersion() === undefined)) await wait(5);
  const { store, asked } = counting(stores[0]);
  const secrets = createSecrets();
  const here = await createTestStack({ secrets, store });
  const there = await createTestStack({ secrets, store: stores[1] });
  await wait(50);
  const token = await here.token({ roles: ['clinician'], acr: MFA });
  const read = async (studyInstanceUID = OPEN_STUDY): Promise<string> => {
    const uri = `/dicom-web/studies/${studyInstanceUID}/metadata`;
    const authorization = `Bearer ${token}`;
    const decision = await here.gateway.authorize({
      method: 'GET',
      uri,
      authorization,
      accept: null,
      remoteAddress: null,
    });
    return decision.kind === 'allow' ? 'released' : decision.code;
  };
  return { here, there, asked, token, read, database };
}

async function open({ here, token }: Copies): Promise<string> {
  const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
  return grantAnswerSchema.parse(await (await here.send('/api/grants', { token, json })).json()).grantId;
}

async function openEmergency({ here, token }: Copies): Promise<string> {
  const justification = { reasonCode: 'other', text: 'Covering the night shift' };
  const json = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
  const answer = grantAnswerSchema.parse(await (await here.send('/api/grants', { token, json })).json());
  return answer.emergency?.emergencyId ?? '';
}

const post = (stack: TestStack, token: string, path: string) => stack.send(path, { method: 'POST', token });
const remove = (stack: TestStack, token: string, path: string) => stack.send(path, { method: 'DELETE', token });

const kinds = programs === undefined ? ['sqlite'] : ['sqlite', 'postgres'];
const absent = programs === undefined ? ' (PostgreSQL is not installed: not tested)' : '';
describe.each(kinds)(`the frames of a series, over %s${absent}`, (kind) => {
  it('ask the store once, and again after a second or a write', async () => {
    const copies = await twoCopies(kind);
    await open(copies);
    await wait(50);
    const before = copies.asked();
    for (let frame = 0; frame < 20; frame += 1) expect(await copies.read()).toBe('released');
    expect(copies.asked()).toBe(before + 1);
    copies.here.advance(1000);
    await copies.read();
    expect(copies.asked()).toBe(before + 2);
    await copies.here.store.revoke({ kind: 'sid', key: 'another', atMs: 1, untilMs: 2 });
    await copies.read();
    expect(copies.asked()).toBe(before + 3);
  });

  it.each<['here' | 'there']>([['here'], ['there']])('stop with what ends %s', async (where) => {
    // Here: at once. There: with the notice.
    const settle = () => (where === 'here' ? Promise.resolve() : wait(100));
    const one = await twoCopies(kind);
    const grantId = await open(one);
    expect(await one.read()).toBe('released');
    await remove(one[where], one.token, `/api/grants/${grantId}`);
    await settle();
    expect(await one.read()).toBe('grant-expired');
    // A new grant counts at once, though the last answer was no.
    await open(one);
    expect(await one.read()).toBe('released');

    const emergencyId = await openEmergency(one);
    expect(await one.read(RESTRICTED_STUDY)).toBe('released');
    await remove(one[where], one.token, `/api/emergency/${emergencyId}`);
    await settle();
    expect(await one.read(RESTRICTED_STUDY)).toBe('emergency-ended');

    expect(await one.read()).toBe('released');
    await post(one[where], one.token, '/api/session/end');
    await settle();
    expect(await one.read()).toBe('session-revoked');
  });

  it('stop with a person who is signed out everywhere', async () => {
    const copies = await twoCopies(kind);
    await open(copies);
    expect(await copies.read()).toBe('released');
    const atMs = copies.here.now();
    await copies.there.store.revoke({ kind: 'sub', key: 'u1', atMs, untilMs: atMs + 60_000 });
    await wait(100);
    expect(await copies.read()).toBe('session-revoked');
  });

  it('stop with the clock, however fresh the memory is', async () => {
    const copies = await twoCopies(kind);
    await open(copies);
    // The notices of opening itself are through.
    await wait(50);
    copies.here.advance(299_500);
    expect(await copies.read()).toBe('released');
    copies.here.advance(499);
    const before = copies.asked();
    expect(await copies.read()).toBe('released');
    expect(copies.asked()).toBe(before);
    copies.here.advance(1);
    expect(await copies.read()).not.toBe('released');
  });
});

describe.skipIf(programs === undefined)(`when the listening connection is lost${absent}`, () => {
  it('every frame asks the store', async () => {
    const copies = await twoCopies('postgres');
    await open(copies);
    await copies.read();
    const listeners = `query LIKE 'LISTEN%' AND datname = current_database()`;
    cluster?.execute(copies.database, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${listeners}`);
    while (copies.here.store.standingsVersion() !== undefined) await wait(2);
    const before = copies.asked();
    for (let frame = 0; frame < 5; frame += 1) expect(await copies.read()).toBe('released');
    expect(copies.asked()).toBe(before + 5);
  });
});
