import { generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { appConfigSchema, problemSchema, receiptSchema, sessionAnswerSchema } from '../../contract/index.ts';
import {
  createTestStack,
  ISSUER,
  MFA,
  OPEN_STUDY,
  RESTRICTED_STUDY,
  signToken,
  type TestStack,
} from '../testing/stack.ts';

async function code(response: Response): Promise<string> {
  return `${response.status} ${problemSchema.parse(await response.json()).code}`;
}

async function openStudy(stack: TestStack, token: string): Promise<void> {
  const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
  expect((await stack.send('/api/grants', { token, json })).status).toBe(201);
}

async function readStatus(stack: TestStack, token: string): Promise<number> {
  const uri = `/dicom-web/studies/${OPEN_STUDY}/metadata`;
  return (await stack.send('/auth', { token, headers: { 'x-original-uri': uri, 'x-original-method': 'GET' } })).status;
}

describe('configuration and health', () => {
  it('tells the app what it needs before anyone has signed in', async () => {
    const stack = await createTestStack();
    const response = await stack.send('/api/config');
    expect(appConfigSchema.parse(await response.json())).toMatchObject({
      oidc: { authority: ISSUER, clientId: 'viewer' },
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const health = await stack.send('/api/health');
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('answers unknown addresses with a problem, not with a page', async () => {
    const stack = await createTestStack();
    expect(await code(await stack.send('/api/nothing'))).toBe('404 not-found');
    expect(await code(await stack.send('/'))).toBe('404 not-found');
    expect(await code(await stack.send('/api/../api/config'))).toBe('400 path-not-canonical');
  });
});

describe('the login', () => {
  it('says who is asking and records what the browser did', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['clinician', 'guest'] });
    const session = sessionAnswerSchema.parse(await (await stack.send('/api/session', { token })).json());
    expect(session).toEqual({ name: 'Dr. Test', roles: ['clinician'], masked: false, emergency: [] });
    for (const kind of ['signed-in', 'locked', 'unlocked']) {
      const response = await stack.send('/api/session/events', { token, json: { kind } });
      const receipt = receiptSchema.parse(await response.json());
      expect((await stack.events())[receipt.index]).toMatchObject({ action: kind, who: { sub: 'u1' } });
    }
    expect(await code(await stack.send('/api/session/events', { token, json: { kind: 'study-opened' } }))).toBe(
      '400 request-malformed',
    );
    const plain = await stack.send('/api/session/events', { token, method: 'POST', body: '{"kind":"locked"}' });
    expect(await code(plain)).toBe('415 media-type-not-supported');
  });

  it('ends everywhere at sign-out: tokens, grants, emergency access', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['clinician'], acr: MFA });
    await openStudy(stack, token);
    const justification = { reasonCode: 'other', text: 'Covering the night shift' };
    const json = { study: { studyInstanceUID: RESTRICTED_STUDY }, purpose: 'BTG', justification };
    expect((await stack.send('/api/grants', { token, json })).status).toBe(201);
    expect(await readStatus(stack, token)).toBe(204);
    const response = await stack.send('/api/session/end', { method: 'POST', token });
    expect(response.status).toBe(204);
    expect(response.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect(await readStatus(stack, token)).toBe(401);
    expect(await code(await stack.send('/api/session', { token }))).toBe('401 session-revoked');
    // A token of the same login that was fetched at the same moment is worth nothing either.
    expect(await readStatus(stack, await stack.token({ roles: ['clinician'] }))).toBe(401);
    expect((await stack.events()).slice(-2).map((event) => [event.action, event.reason])).toEqual([
      ['emergency-ended', 'signed-out'],
      ['signed-out', undefined],
    ]);
    const next = await stack.token({ roles: ['clinician'], sid: 's2' });
    expect((await stack.send('/api/session', { token: next })).status).toBe(200);
  });
});

describe('back-channel logout', () => {
  const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  async function notice(stack: TestStack, claims: object = {}, typ = 'logout+jwt'): Promise<string> {
    const base = {
      aud: 'viewer',
      jti: crypto.randomUUID(),
      events: EVENTS,
      sid: 's1',
      auth_time: undefined,
      name: undefined,
      acr: undefined,
    };
    return signToken(stack.now(), { ...base, ...claims }, { typ });
  }
  function send(stack: TestStack, token: string): Promise<Response> {
    return stack.send('/api/oidc/backchannel-logout', {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });
  }

  it('ends the login it names, once', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    await openStudy(stack, token);
    const logout = await notice(stack);
    expect((await send(stack, logout)).status).toBe(200);
    expect(await readStatus(stack, token)).toBe(401);
    expect(await code(await send(stack, logout))).toBe('400 logout-token-invalid');
    expect((await stack.events()).at(-1)).toMatchObject({ action: 'session-revoked', who: null });
  });

  it('ends every login of a person when it names only them, but not the next one', async () => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    const other = await stack.token({ roles: ['radiologist'], sub: 'u2' });
    stack.advance(2000);
    expect((await send(stack, await notice(stack, { sid: undefined, sub: 'u1' }))).status).toBe(200);
    expect(await code(await stack.send('/api/session', { token }))).toBe('401 session-revoked');
    expect((await stack.send('/api/session', { token: other })).status).toBe(200);
    stack.advance(2000);
    const later = await stack.token({ roles: ['radiologist'], sid: 's7' });
    expect((await stack.send('/api/session', { token: later })).status).toBe(200);
  });

  it.each<[string, object, string]>([
    ['of another audience', { aud: 'other' }, 'logout+jwt'],
    ['of another issuer', { iss: 'https://evil.invalid' }, 'logout+jwt'],
    ['without the event', { events: {} }, 'logout+jwt'],
    ['with a nonce', { nonce: 'n' }, 'logout+jwt'],
    ['without sid and sub', { sid: undefined, sub: undefined }, 'logout+jwt'],
    ['without jti', { jti: undefined }, 'logout+jwt'],
    ['that is old', { iat: 1, exp: 9e9 }, 'logout+jwt'],
    ['that is an access token', {}, 'at+jwt'],
  ])('takes no notice %s', async (_, claims, typ) => {
    const stack = await createTestStack();
    const token = await stack.token({ roles: ['radiologist'] });
    expect(await code(await send(stack, await notice(stack, claims, typ)))).toBe('400 logout-token-invalid');
    expect((await stack.send('/api/session', { token })).status).toBe(200);
  });

  it('takes no notice that somebody else signed', async () => {
    const stack = await createTestStack();
    const stranger = await generateKeyPair('ES256');
    const forged = await new SignJWT({
      iss: ISSUER,
      aud: 'viewer',
      jti: 'x',
      events: EVENTS,
      sid: 's1',
      iat: stack.now() / 1000,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt', kid: 'k1' })
      .sign(stranger.privateKey);
    expect(await code(await send(stack, forged))).toBe('400 logout-token-invalid');
    expect(await code(await stack.send('/api/oidc/backchannel-logout', { method: 'POST', body: 'x=1' }))).toBe(
      '400 logout-token-invalid',
    );
  });
});
