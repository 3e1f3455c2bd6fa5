import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { merkleRoot } from '../../core/audit/index.ts';
import { createSecrets, openSqliteStore } from '../index.ts';
import { sha256 } from '../store/log-entry.ts';
import { problemSchema } from '../../contract/index.ts';
import { createTestStack, OPEN_STUDY, type TestStack } from '../testing/stack.ts';

async function get(stack: TestStack, target: string, role: string): Promise<Response> {
  return stack.send(target, { token: await stack.token({ roles: [role], sid: `s-${role}` }) });
}

describe('the log, for auditors', () => {
  it.each(['radiologist', 'clinician', 'researcher', 'administrator', 'nobody'])('is not for a %s', async (role) => {
    const stack = await createTestStack();
    for (const target of [
      '/api/audit/events',
      '/api/audit/bundle',
      '/api/audit/checkpoint',
      '/api/audit/proof/inclusion?index=0&size=1',
    ]) {
      const response = await get(stack, target, role);
      expect(response.status).toBe(403);
      expect(problemSchema.parse(await response.json()).code).toBe(role === 'nobody' ? 'no-role' : 'role-not-allowed');
    }
    expect((await stack.events()).some((event) => event.action === 'access-refused')).toBe(true);
  });

  it('is read in pages, and each reading is itself recorded', async () => {
    const stack = await createTestStack();
    const response = await get(stack, '/api/audit/events?from=0&limit=5', 'auditor');
    const { rows } = (await response.json()) as { rows: { index: number; event: string }[] };
    expect(rows.map((row) => row.index)).toEqual([0]);
    expect((await stack.events()).at(-1)).toMatchObject({
      action: 'audit-read',
      read: { from: 0, count: 1 },
      who: { roles: ['auditor'] },
    });
    expect((await get(stack, '/api/audit/events?from=x', 'auditor')).status).toBe(400);
  });

  it('opens the sealed identity and reason for the auditor, beside the row as it was signed', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    await stack.send('/api/grants', { token, json: { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' } });
    const response = await get(stack, '/api/audit/events?limit=100', 'auditor');
    const { rows } = (await response.json()) as { rows: { event: string; opened: { patientID?: string } }[] };
    const view = rows.find((row) => row.event.includes('study-opened'));
    expect(view?.opened).toEqual({ patientID: 'P1', issuerOfPatientID: '' });
    expect(view?.event).not.toContain('"P1"');
  });

  it('proves that an entry is in the log and that the log only grew', async () => {
    const stack = await createTestStack();
    for (let at = 0; at < 6; at += 1) await get(stack, '/api/audit/events?limit=1', 'auditor');
    const inclusion = await get(stack, '/api/audit/proof/inclusion?index=2&size=5', 'auditor');
    expect(await inclusion.json()).toMatchObject({
      index: 2,
      size: 5,
      hashes: [expect.any(String), expect.any(String), expect.any(String)],
    });
    const consistency = await get(stack, '/api/audit/proof/consistency?first=3&second=6', 'auditor');
    expect(await consistency.json()).toMatchObject({ first: 3, second: 6 });
    for (const bad of [
      'inclusion?index=5&size=5',
      'inclusion?index=0&size=999',
      'consistency?first=4&second=3',
      'consistency?first=0',
    ]) {
      expect((await get(stack, `/api/audit/proof/${bad}`, 'auditor')).status).toBe(400);
    }
  });
});

describe('checkpoints', () => {
  it('are signed in time and handed out to be kept elsewhere', async () => {
    const stack = await createTestStack({ config: { audit: { checkpointEveryEvents: 5 } } });
    for (let at = 0; at < 12; at += 1) await get(stack, '/api/audit/events?limit=1', 'auditor');
    await stack.gateway.close();
    const sizes = (await stack.store.readCheckpoints(0, 100)).map((one) => one.size);
    expect(sizes.at(-1)).toBe((await stack.store.logHead()).size);
    expect(sizes.length).toBeGreaterThanOrEqual(2);
    expect(stack.kept.map(({ size }) => size)).toEqual(sizes);
    expect(stack.kept.at(-1)?.note).toContain('— collimator.invalid/log ');
  });

  it('do not build on a frontier that somebody changed', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'collimator-frontier-')), 'log.db');
    const secrets = createSecrets();
    const run = async (): Promise<string> => {
      const store = openSqliteStore(file);
      const stack = await createTestStack({ store, secrets });
      await stack.gateway.close();
      const note = (await store.latestCheckpoint())?.note ?? '';
      const leaves = (await store.readLeafHashes(0, 100)).map((leaf) => Buffer.from(leaf, 'hex'));
      await store.close();
      expect(note).toContain(`\n${leaves.length}\n${Buffer.from(merkleRoot(leaves, sha256)).toString('base64')}\n`);
      return note;
    };
    const first = await run();
    const db = new DatabaseSync(file);
    db.exec('DROP TRIGGER checkpoints_no_update');
    db.prepare('UPDATE checkpoints SET frontier = ?').run(JSON.stringify(['00'.repeat(32)]));
    db.close();
    expect(await run()).not.toBe(first);
    rmSync(dirname(file), { recursive: true });
  });
});
