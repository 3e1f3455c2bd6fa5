import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { problemSchema } from '../contract/index.ts';
import { openSqliteStore } from './index.ts';
import { failingStore } from './testing/failing-store.ts';
import { createTestStack, OPEN_STUDY, OTHER_STUDY, type TestStack } from './testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-failure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SENTENCE = 'Not recorded, so not shown: the audit service did not answer. Try again.';

function open(stack: TestStack, token: string, studyInstanceUID = OPEN_STUDY): Promise<Response> {
  return stack.send('/api/grants', { token, json: { study: { studyInstanceUID }, purpose: 'TREAT' } });
}

async function read(stack: TestStack, token: string, studyInstanceUID = OPEN_STUDY): Promise<string> {
  const uri = `/dicom-web/studies/${studyInstanceUID}/metadata`;
  const decision = await stack.gateway.authorize({
    method: 'GET',
    uri,
    authorization: `Bearer ${token}`,
    accept: null,
    remoteAddress: null,
  });
  return decision.kind === 'allow' ? 'released' : `${decision.status} ${decision.code}: ${decision.message}`;
}

async function expectUnavailable(response: Response): Promise<void> {
  expect(response.status).toBe(503);
  expect(problemSchema.parse(await response.json())).toMatchObject({ code: 'audit-unavailable', message: SENTENCE });
}

describe('when the log cannot be written', () => {
  it('opens nothing, releases nothing, and says so', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append', 'openGrant']);
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 3600 });
    expect((await open(stack, token)).status).toBe(201);
    expect(await read(stack, token)).toBe('released');

    failure.isFailing = true;
    await expectUnavailable(await open(stack, token, OTHER_STUDY));
    expect(await read(stack, token, OTHER_STUDY)).toBe(`503 audit-unavailable: ${SENTENCE}`);
    // Also what was granted before: its heartbeat could not be recorded either.
    expect(await read(stack, token)).toBe(`503 audit-unavailable: ${SENTENCE}`);
    const search = { filters: {}, sort: { key: 'studyDate', direction: 'descending' }, offset: 0, limit: 10 };
    await expectUnavailable(await stack.send('/api/search/studies', { token, json: search }));
    await expectUnavailable(await stack.send('/dicom-web/studies', { token }));
    await expectUnavailable(await stack.send('/api/session/events', { token, json: { kind: 'locked' } }));
    const stow = {
      method: 'POST',
      token,
      headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=b' },
      body: 'x',
    };
    await expectUnavailable(await stack.send(`/dicom-web/studies/${OPEN_STUDY}`, stow));
    expect(stack.pacs.asked.some((asked) => asked.method === 'POST')).toBe(false);
    expect((await stack.send('/api/health')).status).toBe(503);
    // A denial that cannot be recorded stays a denial.
    const auditor = await stack.token({ roles: ['auditor'], sid: 's9' });
    await expectUnavailable(await open(stack, auditor));

    failure.isFailing = false;
    stack.advance(1500);
    expect(await read(stack, token)).toBe('released');
    expect((await stack.send('/api/health')).status).toBe(200);
    const resumed = (await stack.events()).find((event) => event.action === 'audit-resumed');
    expect(resumed?.outageSince).toBe('2026-01-05T08:00:00.000Z');
  });

  it('is told once by the log itself when it can be written again, whatever is written first', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append', 'openGrant']);
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'] });
    const outages = async () =>
      (await stack.events()).flatMap(({ action, outageSince }) => (action === 'audit-resumed' ? [outageSince] : []));
    for (const since of ['2026-01-05T08:00:00.000Z', '2026-01-05T08:00:07.000Z']) {
      failure.isFailing = true;
      await expectUnavailable(await open(stack, token));
      stack.advance(1000);
      await expectUnavailable(await open(stack, token));
      failure.isFailing = false;
      const answers = await Promise.all([open(stack, token, OTHER_STUDY), open(stack, token)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect((await outages()).at(-1)).toBe(since);
      // What was opened a moment ago would be answered without the log.
      stack.advance(6000);
    }
    expect(await outages()).toHaveLength(2);
  });

  it('still lets a person sign out', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['append', 'openGrant']);
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'] });
    failure.isFailing = true;
    expect((await stack.send('/api/session/end', { method: 'POST', token })).status).toBe(204);
    failure.isFailing = false;
    stack.advance(1500);
    expect(await read(stack, token)).toMatch(/^401 session-revoked/);
    expect(stack.lines.some((line) => line.event === 'sign-out-not-recorded')).toBe(true);
  });

  it('refuses a login that signed out while the store was away, and writes that down when it is back', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), [
      'append', 'openGrant', 'standing', 'revoke', 'endGrants', 'endEmergencies', 'rememberOnce',
    ]); // prettier-ignore
    const stack = await createTestStack({ store });
    const [token, other] = [
      await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 3600 }),
      await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 3600, sid: 's2' }),
    ];
    for (const each of [token, other]) expect((await open(stack, each)).status).toBe(201);
    expect(await read(stack, token)).toBe('released');
    failure.isFailing = true;
    expect((await stack.send('/api/session/end', { method: 'POST', token })).status).toBe(204);
    expect(await read(stack, token)).toMatch(/^503/);
    // Back, but not yet written to: the sign-out was not forgotten.
    failure.isFailing = false;
    stack.advance(1500);
    expect(await read(stack, token)).toMatch(/^401 session-revoked/);
    expect(await read(stack, other)).toBe('released');
    const actions = async () => (await stack.events()).map(({ action }) => action);
    await vi.waitFor(async () => expect(await actions()).toContain('signed-out'), { timeout: 3000 });
    expect((await actions()).filter((action) => action === 'signed-out')).toHaveLength(1);
    expect(await read(stack, token)).toMatch(/^401 session-revoked/);
    expect((await store.standing({ sub: 'u1', sid: 's1', studyInstanceUID: undefined })).isSidRevoked).toBe(true);
  });

  it('still asks for a true token before it signs anybody out', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['standing', 'revoke']);
    const stack = await createTestStack({ store });
    failure.isFailing = true;
    const forged = (await stack.token({})).replace(/.{8}$/, 'AAAAAAAA');
    expect((await stack.send('/api/session/end', { method: 'POST', token: forged })).status).toBe(401);
  });

  it('releases nothing when the grants cannot be read or written', async () => {
    const { store, failure } = failingStore(openSqliteStore(':memory:'), ['standing', 'openGrant']);
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'] });
    expect((await open(stack, token)).status).toBe(201);
    failure.isFailing = true;
    expect(await read(stack, token)).toBe(`503 audit-unavailable: ${SENTENCE}`);
    await expectUnavailable(await open(stack, token, OTHER_STUDY));
    await expectUnavailable(await stack.send('/api/session', { token }));
  });

  it('does the same on a disk that is really full', async () => {
    const file = join(folder, 'full.db');
    const store = openSqliteStore(file, { maximumBytes: 200_000 });
    const stack = await createTestStack({ store });
    const token = await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 36_000 });
    expect((await open(stack, token)).status).toBe(201);
    let answers = 0;
    let response: Response;
    do {
      stack.advance(6000);
      response = await open(stack, token);
      answers += 1;
    } while (response.status === 201 && answers < 200);
    await expectUnavailable(response);
    expect(await read(stack, token)).toMatch(/^503 audit-unavailable/);
    const whole = new DatabaseSync(file, { readOnly: true });
    const views = whole.prepare('SELECT count(*) AS n FROM events WHERE event LIKE \'%"study-opened"%\'').get();
    // Every view that was answered is there, and none that was not.
    expect(views?.['n']).toBe(answers);
    whole.close();
    await store.close();
  });
});

describe('what the operator may read', () => {
  it('is codes and counts: no name, no UID, no address of a study, no person', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    await open(stack, token);
    await read(stack, token, OTHER_STUDY);
    await stack.send(`/dicom-web/studies/${OPEN_STUDY}/series`, { token });
    await stack.send('/dicom-web/studies?PatientName=ROE', { token });
    stack.pacs.answer = () => Response.json({ leak: 'ROE^JANE 1.2.826.0.1.1' });
    await open(stack, token, OTHER_STUDY);
    stack.pacs.answer = () => {
      throw new Error('cannot find ROE^JANE');
    };
    await open(stack, token, OTHER_STUDY);
    const text = JSON.stringify(stack.lines);
    expect(stack.lines.length).toBeGreaterThan(4);
    expect(text).not.toMatch(/ROE|JANE|1\.2\.826|Dr\. Test|"u1"|"s1"/);
    expect(text).toContain('POST /api/grants');
  });
});
