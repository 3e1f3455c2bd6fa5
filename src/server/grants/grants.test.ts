import { describe, expect, it } from 'vitest';
import { code, granted, JUSTIFICATION, open, read } from '../testing/asking.ts';
import { EXPORT_POLICY } from '../testing/exports.ts';
import { createTestStack, MFA, OPEN_STUDY, OTHER_STUDY } from '../testing/stack.ts';

describe('a grant', () => {
  it('lives as long as configured, the token and the heartbeat allow', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 3600 });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    expect(Date.parse(grant.expiresAt) - stack.now()).toBe(300_000);
    stack.advance(299_000);
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
    const beat = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token });
    expect(beat.status).toBe(200);
    stack.advance(299_000);
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
    stack.advance(2000);
    expect(await read(stack, token, OPEN_STUDY)).toBe('403 grant-expired');
    const late = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token });
    expect(await code(late)).toBe('403 grant-expired');
    const actions = (await stack.events()).map((event) => event.action);
    expect(actions.filter((action) => action === 'view-renewed')).toHaveLength(1);
  });

  it('never outlives the token it was made with', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'], exp: stack.now() / 1000 + 40 });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    expect(Date.parse(grant.expiresAt) - stack.now()).toBe(40_000);
    expect(grant.renewAfterMs).toBeLessThan(40_000);
  });

  it('is for one person, one login and one study', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
    expect(await read(stack, token, OTHER_STUDY)).toBe('403 grant-missing');
    const otherLogin = await stack.token({ roles: ['radiologist'], sid: 's2' });
    const otherPerson = await stack.token({ roles: ['radiologist'], sub: 'u2' });
    for (const other of [otherLogin, otherPerson]) {
      expect(await read(stack, other, OPEN_STUDY)).toBe('403 grant-missing');
      const beat = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token: other });
      expect(await code(beat)).toBe('404 grant-unknown');
      const end = await stack.send(`/api/grants/${grant.grantId}`, { method: 'DELETE', token: other });
      expect(await code(end)).toBe('404 grant-unknown');
    }
    expect(await read(stack, token, OPEN_STUDY)).toBe('released');
  });

  it('ends when the person closes the study', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    expect((await stack.send(`/api/grants/${grant.grantId}`, { method: 'DELETE', token })).status).toBe(204);
    expect((await stack.send(`/api/grants/${grant.grantId}`, { method: 'DELETE', token })).status).toBe(204);
    expect(await read(stack, token, OPEN_STUDY)).toBe('403 grant-expired');
    expect((await stack.events()).filter((event) => event.action === 'view-ended')).toHaveLength(1);
  });

  it('stops with the role, whatever was granted before', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    const demoted = await stack.token({ roles: ['researcher'] });
    expect(await read(stack, demoted, OPEN_STUDY)).toBe('403 deidentified-viewing-required');
    const beat = await stack.send(`/api/grants/${grant.grantId}/heartbeat`, { method: 'POST', token: demoted });
    expect(beat.status).toBe(403);
  });

  it('for research is told each time, because one does not say what another was for', async () => {
    const stack = await createTestStack({ config: { exports: EXPORT_POLICY } });
    const token = await stack.token({ roles: ['researcher'] });
    const look = { purpose: 'HRESCH', viewing: 'deidentified' };
    await granted(await open(stack, token, OPEN_STUDY, look));
    await granted(await open(stack, token, OPEN_STUDY, look));
    expect((await stack.events()).filter(({ action }) => action === 'study-opened')).toHaveLength(2);
  });

  it('is one view for a double click, and a new one later', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const answers = await Promise.all([1, 2, 3].map(async () => granted(await open(stack, token, OPEN_STUDY))));
    answers.push(await granted(await open(stack, token, OPEN_STUDY)));
    expect(new Set(answers.map((answer) => answer.grantId)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.receipt.index)).size).toBe(1);
    stack.advance(6000);
    await granted(await open(stack, token, OPEN_STUDY));
    const views = (await stack.events()).filter((event) => event.action === 'study-opened');
    expect(views).toHaveLength(2);
  });

  it('is recorded with who, what, whom and from where, without a name or an ID of the patient', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const grant = await granted(await open(stack, token, OPEN_STUDY));
    const rows = await stack.store.readLog(grant.receipt.index, 1);
    expect(rows[0]?.leafHash).toBe(grant.receipt.leafHash);
    const text = rows[0]?.event ?? '';
    expect(JSON.parse(text)).toMatchObject({
      action: 'study-opened',
      outcome: 'success',
      who: { sub: 'u1', sid: 's1', name: 'Dr. Test', roles: ['radiologist'], acr: 'pwd' },
      purpose: 'TREAT',
      studyInstanceUID: OPEN_STUDY,
      patient: { key: expect.stringMatching(/^[0-9a-f]{64}$/) },
      address: '192.0.2.7',
      grantId: grant.grantId,
    });
    expect(text).not.toMatch(/ROE|JANE|"P1"/);
  });

  it("takes the handle of the login in place of the UID, and nobody else's", async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const { handle } = await granted(await open(stack, token, OPEN_STUDY));
    const byHandle = { study: { handle }, purpose: 'TREAT' };
    expect((await granted(await stack.send('/api/grants', { token, json: byHandle }))).studyInstanceUID).toBe(
      OPEN_STUDY,
    );
    const other = await stack.token({ roles: ['radiologist'], sid: 's2' });
    expect(await code(await stack.send('/api/grants', { token: other, json: byHandle }))).toBe('404 handle-unknown');
    const bent = `${handle.slice(0, -1)}${handle.endsWith('A') ? 'B' : 'A'}`;
    for (const nonsense of [bent, 'x'.repeat(123), 'abcdefghijklmnop', `${handle}A`]) {
      const response = await stack.send('/api/grants', {
        token,
        json: { study: { handle: nonsense }, purpose: 'TREAT' },
      });
      expect(await code(response)).toBe('404 handle-unknown');
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['researcher', 'HRESCH', '403 deidentified-viewing-required'],
    ['researcher', 'TREAT', '403 deidentified-viewing-required'],
    ['auditor', 'TREAT', '403 role-not-allowed'],
    ['administrator', 'TREAT', '403 role-not-allowed'],
    ['radiologist', 'HRESCH', '403 purpose-not-allowed'],
    ['radiologist', 'BTG', '403 patient-not-restricted'],
    ['nobody', 'TREAT', '403 no-role'],
  ])('a %s for %s: %s, and it is recorded', async (role, purpose, expected) => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: [role], acr: MFA });
    const response = await open(stack, token, OPEN_STUDY, { purpose, justification: JUSTIFICATION });
    expect(await code(response)).toBe(expected);
    const events = await stack.events();
    expect(events.at(-1)).toMatchObject({ action: 'study-opened', outcome: 'denied', reason: expected.slice(4) });
    expect(events.filter((event) => event.outcome === 'denied')).toHaveLength(1);
  });

  it('does not tell excluded roles whether the archive has a study', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['auditor'] });
    expect(await code(await open(stack, token, '9.9.9'))).toBe('403 role-not-allowed');
    expect(stack.pacs.asked).toEqual([]);
  });

  it('an unknown study, also when the archive ignores the key and answers with others', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    expect(await code(await open(stack, token, '9.9.9'))).toBe('404 study-unknown');
    stack.pacs.answer = () => Response.json([{ '0020000D': { vr: 'UI', Value: [OPEN_STUDY] } }]);
    expect(await code(await open(stack, token, '9.9.8'))).toBe('404 study-unknown');
  });

  it.each<[string, () => Response, string]>([
    [
      'is away',
      () => {
        throw new TypeError('fetch failed');
      },
      '503 pacs-unavailable',
    ],
    ['is overloaded', () => new Response(null, { status: 503 }), '503 pacs-unavailable'],
    ['fails', () => new Response('oops', { status: 500 }), '502 pacs-failed'],
    ['talks nonsense', () => Response.json({ hello: 1 }), '502 pacs-failed'],
    ['talks HTML', () => new Response('<html>'), '502 pacs-failed'],
  ])('when the archive %s', async (_, answer, expected) => {
    const stack = await createTestStack();
    stack.pacs.answer = answer;
    const token = await stack.token({ roles: ['radiologist'] });
    expect(await code(await open(stack, token, OPEN_STUDY))).toBe(expected);
    expect(await read(stack, token, OPEN_STUDY)).toBe('403 grant-missing');
  });

  it.each([
    [{}, '400 request-malformed'],
    [{ study: { studyInstanceUID: '1.2' }, purpose: 'TREAT', who: 'me' }, '400 request-malformed'],
    [{ study: { studyInstanceUID: '../1.2' }, purpose: 'TREAT' }, '400 request-malformed'],
    [
      { study: { studyInstanceUID: '1.2' }, purpose: 'TREAT', justification: { reasonCode: 'other', text: 'short' } },
      '400 request-malformed',
    ],
    [{ study: { studyInstanceUID: '1.2' }, purpose: 'TREAT', pad: 'x'.repeat(20_000) }, '413 request-too-large'],
  ])('a malformed request (%#)', async (json, expected) => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    expect(await code(await stack.send('/api/grants', { token, json }))).toBe(expected);
  });

  it('folds equal refusals of frames into one event with a count', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    for (let at = 0; at < 50; at += 1) expect(await read(stack, token, OPEN_STUDY)).toBe('403 grant-missing');
    stack.advance(11_000);
    await read(stack, token, OPEN_STUDY);
    const refused = (await stack.events()).filter((event) => event.action === 'read-refused');
    expect(refused).toMatchObject([{ reason: 'grant-missing' }, { reason: 'grant-missing', repeated: 49 }]);
  });
});
