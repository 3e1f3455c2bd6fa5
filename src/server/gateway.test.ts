import { describe, expect, it } from 'vitest';
import { grantAnswerSchema, heartbeatAnswerSchema, problemSchema } from '../contract/index.ts';
import { createTestStack, OPEN_STUDY, OTHER_STUDY } from './testing/stack.ts';

const FRAME = `/dicom-web/studies/${OPEN_STUDY}/series/1.2.3/instances/1.2.4/frames/1`;

describe('opening a study', () => {
  it('releases a frame only after the view was recorded', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const ask = () =>
      stack.gateway.authorize({
        method: 'GET',
        uri: FRAME,
        authorization: `Bearer ${token}`,
        accept: '*/*',
        remoteAddress: null,
      });
    expect(await ask()).toMatchObject({ kind: 'deny', status: 403, code: 'grant-missing' });
    const response = await stack.send('/api/grants', {
      token,
      json: { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' },
    });
    expect(response.status).toBe(201);
    const grant = grantAnswerSchema.parse(await response.json());
    const views = (await stack.events()).filter((event) => event.action === 'study-opened');
    expect(views).toMatchObject([
      { outcome: 'success', grantId: grant.grantId, purpose: 'TREAT', studyInstanceUID: OPEN_STUDY },
    ]);
    expect(await ask()).toMatchObject({ kind: 'allow', route: { name: 'frames', frameNumbers: [1] } });
    const other = FRAME.replace(OPEN_STUDY, OTHER_STUDY);
    expect(
      await stack.gateway.authorize({
        method: 'GET',
        uri: other,
        authorization: `Bearer ${token}`,
        accept: null,
        remoteAddress: null,
      }),
    ).toMatchObject({ kind: 'deny', status: 403, code: 'grant-missing' });
    const beat = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token });
    expect(beat.status).toBe(200);
    heartbeatAnswerSchema.parse(await beat.json());
  });

  it('answers 401 without a token', async () => {
    const stack = await createTestStack();
    const response = await stack.send('/api/session');
    expect(response.status).toBe(401);
    expect(problemSchema.parse(await response.json()).code).toBe('token-missing');
  });
});
