import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { grantAnswerSchema } from '../contract/index.ts';
import { createSecrets, openSqliteStore } from './index.ts';
import { createTestStack, MFA, OPEN_STUDY, RESTRICTED_STUDY, type TestStack } from './testing/stack.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-copies-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function readStatus(stack: TestStack, token: string, studyInstanceUID: string): Promise<number> {
  const headers = { 'x-original-uri': `/dicom-web/studies/${studyInstanceUID}/metadata`, 'x-original-method': 'GET' };
  return (await stack.send('/auth', { token, headers })).status;
}

it('lets any copy of the gateway go on where another one was', async () => {
  const secrets = createSecrets();
  const file = join(folder, 'shared.db');
  const first = await createTestStack({ secrets, store: openSqliteStore(file) });
  const second = await createTestStack({ secrets, store: openSqliteStore(file) });
  const token = await first.token({ roles: ['clinician'], acr: MFA });

  // What one grants, the other releases, renews and names.
  const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
  const grant = grantAnswerSchema.parse(await (await first.send('/api/grants', { token, json })).json());
  expect(await readStatus(second, token, OPEN_STUDY)).toBe(204);
  expect((await second.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token })).status).toBe(200);
  const byHandle = { study: { handle: grant.handle }, purpose: 'TREAT' };
  expect((await second.send('/api/grants', { token, json: byHandle })).status).toBe(201);

  // Emergency access, and the second factor that was spent on it, are known to both.
  const justification = { reasonCode: 'other', text: 'Covering the night shift' };
  const emergency = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
  const opened = grantAnswerSchema.parse(await (await first.send('/api/grants', { token, json: emergency })).json());
  const session = await second.send('/api/session', { token });
  expect(await session.json()).toMatchObject({ emergency: [opened.emergency] });
  await second.send(`/api/emergency/${opened.emergency?.emergencyId}`, { method: 'DELETE', token });
  expect(await readStatus(first, token, RESTRICTED_STUDY)).toBe(403);
  expect((await second.send('/api/grants', { token, json: emergency })).status).toBe(401);

  // Signing out at one signs out at both, and both wrote one log.
  await first.send('/api/session/end', { method: 'POST', token });
  expect(await readStatus(second, token, OPEN_STUDY)).toBe(401);
  const indexes = (await second.store.readLog(0, 100)).map((row) => row.index);
  expect(indexes).toEqual(indexes.map((_, at) => at));
  expect((await first.events()).map((event) => event.action)).toEqual(
    (await second.events()).map((event) => event.action),
  );
});
