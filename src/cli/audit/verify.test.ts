import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, openSqliteStore } from '../../server/index.ts';
import { createTestStack } from '../../server/testing/stack.ts';
import { COMMANDS } from '../commands.ts';
import { run } from '../run.ts';
import { forgeEvent } from './testing/forge.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-verify-'));
const original = join(folder, 'original.db');
const bundle = join(folder, 'original.bundle');
let keptNote = '';
let key = '';
const LOGINS = 30;

beforeAll(async () => {
  const store = openSqliteStore(original);
  const config = { audit: { checkpointEveryEvents: 10 } };
  const stack = await createTestStack({ store, config });
  for (let at = 0; at < LOGINS; at += 1) {
    const token = await stack.token({ roles: ['radiologist'], sid: `s${at}` });
    await stack.send('/api/session/events', { token, json: { kind: 'signed-in' } });
  }
  const auditor = await stack.token({ roles: ['auditor'], sid: 'auditor' });
  writeFileSync(bundle, await (await stack.send('/api/audit/bundle', { token: auditor })).text());
  await stack.gateway.close();
  keptNote = (await store.latestCheckpoint())?.note ?? '';
  key = (await store.readVerifierKeys())[0] ?? '';
  await store.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verify(...args: string[]): Promise<{ code: number; out: string; err: string; json: unknown }> {
  let out = '';
  let err = '';
  const token = args.find((arg) => arg.startsWith('token:'))?.slice('token:'.length);
  const env = { COLLIMATOR_TOKEN: token };
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), env };
  const given = args.filter((arg) => !arg.startsWith('token:'));
  const code = await run(COMMANDS, ['audit', 'verify', ...given], terminal);
  return { code, out, err, json: args.includes('--json') && out !== '' ? JSON.parse(out) : undefined };
}

let copies = 0;
/** A copy of the log in which somebody with the file in their hands does `sql`. */
function tampered(sql: string): string {
  const file = join(folder, `copy-${(copies += 1)}.db`);
  copyFileSync(original, file);
  const db = new DatabaseSync(file);
  const triggers = db.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
  db.exec(sql);
  db.close();
  return file;
}

const SIZE = LOGINS + 3;

describe('audit verify', () => {
  it('proves an untouched log and says how much of it is signed', async () => {
    const result = await verify('--db', original, '--json');
    expect(result.json).toMatchObject({ ok: true, size: SIZE, signedSize: SIZE, keyFrom: 'log' });
    expect(result.code).toBe(0);
    // The evidence was not touched, nor anything put beside it.
    expect(existsSync(`${original}-wal`)).toBe(false);
    expect((await verify('--db', original)).out).toContain(`whole: ${SIZE} entries`);
  });

  it('proves the bundle that the gateway hands to an auditor', async () => {
    expect((await verify('--bundle', bundle, '--json')).json).toMatchObject({ ok: true, size: SIZE - 1 });
  });

  it('reads the file while the gateway writes to it, and a copy with or without its write-ahead log', async () => {
    const live = join(folder, 'live.db');
    const store = openSqliteStore(live);
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'] });
    await stack.send('/api/session/events', { token, json: { kind: 'signed-in' } });
    expect((await verify('--db', live, '--json')).json).toMatchObject({ ok: true, size: 2 });
    copyFileSync(live, join(folder, 'with.db'));
    copyFileSync(`${live}-wal`, join(folder, 'with.db-wal'));
    expect((await verify('--db', join(folder, 'with.db'), '--json')).json).toMatchObject({ ok: true, size: 2 });
    copyFileSync(live, join(folder, 'all.db'));
    for (const end of ['-wal', '-shm']) copyFileSync(`${live}${end}`, join(folder, `all.db${end}`));
    expect((await verify('--db', join(folder, 'all.db'), '--json')).json).toMatchObject({ ok: true, size: 2 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    copyFileSync(live, join(folder, 'alone.db'));
    expect((await verify('--db', join(folder, 'alone.db'), '--json')).json).toMatchObject({ ok: true, size: 2 });
    await stack.gateway.close();
    await store.close();
  });

  it("asks a running gateway with an auditor's token", async () => {
    const stack = await createTestStack();
    const server = await listen(stack.gateway, { host: '127.0.0.1', port: 0, forwardedForTrusted: false });
    const url = `http://127.0.0.1:${server.port}`;
    const auditor = await stack.token({ roles: ['auditor'] });
    expect((await verify('--url', url, '--json', `token:${auditor}`)).json).toMatchObject({ ok: true, size: 2 });
    const reader = await stack.token({ roles: ['radiologist'], sid: 's2' });
    expect((await verify('--url', url, `token:${reader}`)).code).toBe(1);
    await server.close();
    expect(await verify('--url', url, `token:${auditor}`)).toMatchObject({ code: 1, out: '' });
  });

  it.each([
    [
      'one letter of an event',
      "UPDATE events SET event = replace(event, 's7', 'S7') WHERE log_index = 8",
      'event-changed',
      8,
    ],
    [
      'a leaf hash',
      "UPDATE events SET leaf_hash = replace(leaf_hash, substr(leaf_hash, 1, 1), 'x') WHERE log_index = 4",
      'event-changed',
      4,
    ],
    ['a chain hash', `UPDATE events SET chain_hash = '${'0'.repeat(64)}' WHERE log_index = 5`, 'chain-broken', 5],
    ['an event id', "UPDATE events SET event_id = 'other' WHERE log_index = 6", 'event-malformed', 6],
    ['the first row', 'DELETE FROM events WHERE log_index = 0', 'row-missing', 0],
    ['a row in the middle', 'DELETE FROM events WHERE log_index = 12', 'row-missing', 12],
    [
      'a row and its gap',
      'DELETE FROM events WHERE log_index = 12; UPDATE events SET log_index = log_index - 1 WHERE log_index > 12',
      'chain-broken',
      12,
    ],
    [
      'the order of two rows',
      'UPDATE events SET log_index = -1 WHERE log_index = 9; UPDATE events SET log_index = 9 WHERE log_index = 10; UPDATE events SET log_index = 10 WHERE log_index = -1',
      'chain-broken',
      9,
    ],
    ['the tail', `DELETE FROM events WHERE log_index >= ${SIZE - 2}`, 'tail-missing', SIZE - 2],
    [
      'the tail and the head',
      `DELETE FROM events WHERE log_index >= ${SIZE - 2}; UPDATE log_head SET size = ${SIZE - 2}`,
      'tail-missing',
      SIZE - 2,
    ],
    ['the whole log', 'DELETE FROM events', 'tail-missing', 0],
    [
      'a signature',
      "UPDATE checkpoints SET note = replace(note, 'collimator.invalid/log ', 'collimator.invalid/log A') WHERE size > 10",
      'checkpoint-malformed',
      10,
    ],
    [
      "a checkpoint's size",
      "UPDATE checkpoints SET note = replace(note, char(10) || '10' || char(10), char(10) || '11' || char(10)) WHERE size = 10",
      'checkpoint-not-signed',
      0,
    ],
  ])('finds a change of %s', async (_, sql, code, firstBadIndex) => {
    const result = await verify('--db', tampered(sql), '--json');
    expect(result.json).toEqual({ ok: false, code, firstBadIndex });
    expect(result.code).toBe(1);
  });

  it('finds history rewritten with all hashes, by the signed checkpoints', async () => {
    const file = tampered('SELECT 1');
    forgeEvent(file, 15);
    const result = await verify('--db', file, '--json');
    expect(result.json).toEqual({ ok: false, code: 'checkpoint-differs', firstBadIndex: 10 });
  });

  it('finds a log replaced with its own key and checkpoints, by what was kept elsewhere', async () => {
    const other = join(folder, 'other.db');
    const store = openSqliteStore(other);
    const stack = await createTestStack({ store });
    await stack.gateway.close();
    await store.close();
    expect((await verify('--db', other)).code).toBe(0);
    const keyFile = join(folder, 'key');
    const noteFile = join(folder, 'note');
    writeFileSync(keyFile, `${key}\n`);
    writeFileSync(noteFile, keptNote);
    expect((await verify('--db', other, '--key', keyFile, '--json')).json).toMatchObject({
      code: 'checkpoint-not-signed',
    });
    expect((await verify('--db', other, '--checkpoint', noteFile, '--json')).json).toMatchObject({ ok: false });
    expect((await verify('--db', original, '--key', keyFile, '--checkpoint', noteFile)).code).toBe(0);
  });

  it('goes on proving a log whose signing key was changed', async () => {
    const file = join(folder, 'rotated.db');
    for (const version of ['first', 'second']) {
      const store = openSqliteStore(file);
      const stack = await createTestStack({ store, config: { version } });
      await stack.gateway.close();
      await store.close();
    }
    expect((await verify('--db', file, '--json')).json).toMatchObject({
      ok: true,
      size: 4,
      checkpoints: 2,
      signedSize: 4,
    });
    const store = openSqliteStore(file);
    const keys = (await store.readVerifierKeys()).map((text, at) => {
      writeFileSync(join(folder, `key-${at}`), text);
      return ['--key', join(folder, `key-${at}`)];
    });
    await store.close();
    expect(keys).toHaveLength(2);
    expect((await verify('--db', file, ...keys.flat())).code).toBe(0);
    expect((await verify('--db', file, ...(keys[0] ?? []))).code).toBe(1);
  });

  it('finds any flipped bit in the rows of the file', async () => {
    const bytes = readFileSync(original);
    const at = bytes.indexOf('"sid":"s20"');
    expect(at).toBeGreaterThan(0);
    const flipped = Buffer.from(bytes);
    flipped[at + 8] = (flipped[at + 8] ?? 0) ^ 1;
    const file = join(folder, 'flipped.db');
    writeFileSync(file, flipped);
    expect((await verify('--db', file, '--json')).json).toEqual({
      ok: false,
      code: 'event-changed',
      firstBadIndex: 21,
    });
  });

  it('finds a changed, a cut and a foreign bundle', async () => {
    const text = readFileSync(bundle, 'utf8');
    const file = join(folder, 'tampered.bundle');
    writeFileSync(file, text.replace('\\"sid\\":\\"s20\\"', '\\"sid\\":\\"s99\\"'));
    expect((await verify('--bundle', file, '--json')).json).toEqual({
      ok: false,
      code: 'event-changed',
      firstBadIndex: 21,
    });
    writeFileSync(file, `${text.trimEnd().split('\n').slice(0, -3).join('\n')}\n`);
    expect((await verify('--bundle', file, '--json')).json).toEqual({
      ok: false,
      code: 'tail-missing',
      firstBadIndex: SIZE - 4,
    });
    writeFileSync(file, text.slice(0, -20));
    expect((await verify('--bundle', file, '--json')).json).toEqual({
      ok: false,
      code: 'log-unreadable',
      firstBadIndex: SIZE - 2,
    });
    writeFileSync(file, 'hello\n');
    expect((await verify('--bundle', file, '--json')).json).toEqual({
      ok: false,
      code: 'log-unreadable',
      firstBadIndex: null,
    });
  });

  it('exits 1 for a file that is no log and 2 for wrong usage', async () => {
    const file = join(folder, 'text.db');
    writeFileSync(file, 'not a database');
    expect(await verify('--db', file)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('log-unreadable'),
    });
    expect((await verify('--db', join(folder, 'none.db'))).code).toBe(1);
    expect(await verify('--db', folder)).toMatchObject({ code: 1, err: expect.stringContaining('log-unreadable') });
    expect((await verify()).code).toBe(2);
    expect((await verify('--db', original, '--bundle', bundle)).code).toBe(2);
    expect((await verify('--nonsense')).code).toBe(2);
    expect((await verify('--url', 'https://viewer.invalid')).code).toBe(2);
    const terminal = { out: () => undefined, err: () => undefined, env: {} };
    expect(await run(COMMANDS, ['audit'], terminal)).toBe(2);
    expect(await run(COMMANDS, [], terminal)).toBe(2);
    expect(await run(COMMANDS, ['--help'], terminal)).toBe(0);
  });
});
