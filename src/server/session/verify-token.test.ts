import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, errors, type JWTVerifyGetKey } from 'jose';
import { describe, expect, it } from 'vitest';
import { parseSiteConfig } from '../config.ts';
import { AUDIENCE, ISSUER, MFA, signToken } from '../testing/stack.ts';
import { createTestStack } from '../testing/stack.ts';
import { createVerifyToken } from './verify-token.ts';

const NOW = Date.UTC(2026, 0, 5, 8);

async function codeFor(token: string | undefined, oidc: Record<string, unknown> = {}): Promise<string> {
  const stack = await createTestStack({ oidc });
  const response = await stack.send('/api/session', token === undefined ? {} : { token });
  const body = (await response.json()) as { code?: string };
  return response.ok ? 'ok' : `${response.status} ${body.code}`;
}

describe('access tokens', () => {
  it('lets a token through that fits in everything', async () => {
    expect(await codeFor(await signToken(NOW, { roles: ['radiologist'] }))).toBe('ok');
    expect(await codeFor(await signToken(NOW, {}, { typ: 'application/AT+JWT' }))).toBe('ok');
  });

  it.each<[string, Record<string, unknown>, { typ?: string; kid?: string }, string]>([
    ['another issuer', { iss: 'https://evil.invalid' }, {}, '401 token-invalid'],
    ['another audience', { aud: 'https://other.invalid' }, {}, '401 token-invalid'],
    ['no audience', { aud: undefined }, {}, '401 token-invalid'],
    ['no login', { sid: undefined }, {}, '401 token-invalid'],
    ['an empty login', { sid: '' }, {}, '401 token-invalid'],
    ['no person', { sub: undefined }, {}, '401 token-invalid'],
    ['no expiry', { exp: undefined }, {}, '401 token-invalid'],
    ['an expiry in the past', { exp: NOW / 1000 - 10 }, {}, '401 token-expired'],
    ['a start in the future', { nbf: NOW / 1000 + 60 }, {}, '401 token-invalid'],
    ['the type of an ID token', {}, { typ: 'JWT' }, '401 token-invalid'],
    ['no type', {}, { typ: undefined as unknown as string }, '401 token-invalid'],
    ['an unknown key', {}, { kid: 'k2' }, '401 token-invalid'],
    ['a login that began too long ago', { auth_time: NOW / 1000 - 13 * 3600 }, {}, '401 session-expired'],
  ])('refuses %s', async (_, claims, header, code) => {
    expect(await codeFor(await signToken(NOW, claims, header))).toBe(code);
  });

  it('refuses what is not signed by the provider', async () => {
    const token = await signToken(NOW, {});
    const [head = '', body = '', signature = ''] = token.split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');
    expect(await codeFor(`${none}.${body}.`)).toBe('401 token-invalid');
    expect(await codeFor(`${none}.${body}.${signature}`)).toBe('401 token-invalid');
    const changed = Buffer.from(body, 'base64url').toString().replace('"u1"', '"u2"');
    expect(await codeFor(`${head}.${Buffer.from(changed).toString('base64url')}.${signature}`)).toBe(
      '401 token-invalid',
    );
    const stranger = await generateKeyPair('ES256');
    const forged = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, sid: 's', sub: 'u', iat: 1, exp: 9e9 })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k1' })
      .sign(stranger.privateKey);
    expect(await codeFor(forged)).toBe('401 token-invalid');
    // The classic: the public key used as an HMAC secret.
    const hmac = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, sid: 's', sub: 'u', iat: 1, exp: 9e9 })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .sign(Buffer.from(JSON.stringify(await exportJWK(stranger.publicKey))));
    expect(await codeFor(hmac)).toBe('401 token-invalid');
    expect(await codeFor('not.a.token')).toBe('401 token-invalid');
    expect(await codeFor('x'.repeat(20_000))).toBe('401 token-invalid');
    expect(await codeFor(undefined)).toBe('401 token-missing');
  });

  it('are recorded when they are bad, folded per address, and never when they merely ran out', async () => {
    const stack = await createTestStack();
    const bad = await stack.token({ iss: 'https://evil.invalid' });
    const late = await stack.token({ exp: 1 });
    for (let at = 0; at < 5; at += 1) {
      expect((await stack.send('/api/session', { token: bad })).status).toBe(401);
      expect((await stack.send('/api/session', { token: late })).status).toBe(401);
      expect((await stack.send('/api/session')).status).toBe(401);
    }
    const refused = (await stack.events()).filter((event) => event.action === 'access-refused');
    expect(refused).toMatchObject([{ reason: 'token-invalid', who: null, address: '192.0.2.7' }]);
  });

  it('refuses other schemes than Bearer', async () => {
    const stack = await createTestStack();
    const token = await signToken(NOW, {});
    for (const authorization of [`Basic ${token}`, token, `Bearer ${token} ${token}`, `Bearer  ${token}`]) {
      expect((await stack.send('/api/session', { headers: { authorization } })).status).toBe(401);
    }
  });

  it('reads Keycloak tokens: type JWT, nested roles, other role names, numeric acr', async () => {
    const oidc = {
      tokenTypes: ['JWT'],
      claims: { roles: 'realm_access.roles', name: 'preferred_username' },
      roleNames: { Radiologie: 'radiologist' },
    };
    const stack = await createTestStack({ oidc });
    const token = await stack.token(
      {
        realm_access: { roles: ['offline_access', 'Radiologie'] },
        preferred_username: 'iv',
        acr: 1,
        roles: ['auditor'],
      },
      { typ: 'JWT' },
    );
    const response = await stack.send('/api/session', { token });
    expect(await response.json()).toMatchObject({ name: 'iv', roles: ['radiologist'], masked: false });
  });

  it('gives no role for a claim of another form', async () => {
    const stack = await createTestStack();
    for (const roles of ['radiologist', { radiologist: true }, [['radiologist']], 7, undefined]) {
      const response = await stack.send('/api/session', { token: await stack.token({ roles }) });
      expect(await response.json()).toMatchObject({ roles: [], masked: true });
    }
  });
});

describe('verified tokens', () => {
  const config = parseSiteConfig({
    siteName: 'T',
    version: '1',
    publicOrigin: 'https://v.invalid',
    oidc: { issuer: ISSUER, clientId: 'v', audience: AUDIENCE },
    stepUp: { acrValues: MFA, acceptedAcr: [MFA] },
  }).oidc;

  it('are verified once and forgotten when they expire', async () => {
    let now = NOW;
    let asked = 0;
    const pair = await generateKeyPair('ES256');
    const local = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'k', alg: 'ES256' }] });
    const keys: JWTVerifyGetKey = (header, token) => {
      asked += 1;
      return local(header, token);
    };
    const verifyToken = createVerifyToken(config, keys, () => now);
    const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'u', sid: 's', iat: now / 1000, exp: now / 1000 + 100 };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'k' })
      .sign(pair.privateKey);
    await verifyToken(`Bearer ${token}`);
    await verifyToken(`Bearer ${token}`);
    expect(asked).toBe(1);
    now += 106_000;
    await expect(verifyToken(`Bearer ${token}`)).rejects.toMatchObject({ code: 'token-expired' });
  });

  it.each([
    ['keys that do not arrive', new errors.JWKSTimeout()],
    ['a key set that answers with an error', new errors.JOSEError('Expected 200 OK')],
    ['a connection that is refused', new TypeError('fetch failed')],
  ])('tells %s from a bad token', async (_, failure) => {
    const verifyToken = createVerifyToken(
      config,
      () => Promise.reject(failure),
      () => NOW,
    );
    const token = await signToken(NOW, {});
    await expect(verifyToken(`Bearer ${token}`)).rejects.toMatchObject({ code: 'identity-provider-unavailable' });
  });
});
