import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Issuer } from '../../stacks/issuer.ts';
import { get, verdictOf } from '../asking.ts';
import { framePath, type GateStack } from '../stack.ts';

/** Tokens that nobody honest would send; only where we hold the issuer's key ourselves. */
export function tokensSuite(stack: () => GateStack & { readonly issuer: Issuer }): void {
  describe('tokens', () => {
    const now = Math.floor(Date.now() / 1000);
    const claims = () => ({ sub: 'mallory', sid: randomUUID(), name: 'Mallory', roles: ['radiologist'] });
    const bad: Record<string, (issuer: Issuer) => string> = {
      'wrong audience': (issuer) => issuer.token({ ...claims(), aud: 'https://elsewhere.example/api' }),
      'audience of the app': (issuer) => issuer.token({ ...claims(), aud: 'collimator' }),
      'no audience': (issuer) => issuer.token({ ...claims(), aud: undefined }),
      'wrong issuer': (issuer) => issuer.token({ ...claims(), iss: 'https://elsewhere.example/oidc' }),
      'issuer with one more slash': (issuer) => issuer.token({ ...claims(), iss: `${issuer.issuer}/` }),
      'not yet valid': (issuer) => issuer.token({ ...claims(), nbf: now + 600 }),
      'no expiry': (issuer) => issuer.token({ ...claims(), exp: undefined }),
      'no login': (issuer) => issuer.token({ ...claims(), sid: undefined }),
      'no person': (issuer) => issuer.token({ ...claims(), sub: undefined }),
      'wrong type': (issuer) => issuer.token(claims(), { header: { typ: 'id_token' } }),
      'no type': (issuer) => issuer.token(claims(), { header: { typ: undefined } }),
      'a logout token': (issuer) => issuer.logoutToken(claims()),
      'algorithm none': (issuer) => issuer.token(claims(), { header: { alg: 'none' }, unsigned: true }),
      'signature left away': (issuer) => issuer.token(claims(), { unsigned: true }),
      'an HMAC under the public key': (issuer) => issuer.token(claims(), { header: { alg: 'HS256' } }),
      'somebody else’s signature': (issuer) => issuer.token(claims(), { foreignKey: true }),
      'an unknown key': (issuer) => issuer.token(claims(), { header: { kid: 'unknown' } }),
      'a key that comes along': (issuer) =>
        issuer.token(claims(), { foreignKey: true, header: { jku: 'http://127.0.0.1:1/jwks', kid: 'x' } }),
      'a changed claim': (issuer) => {
        const [header, , signature] = issuer.token(claims()).split('.');
        const changed = Buffer.from(JSON.stringify({ ...claims(), iss: issuer.issuer })).toString('base64url');
        return `${header}.${changed}.${signature}`;
      },
      'no token at all': () => 'x.y.z',
    };

    it.each(Object.keys(bad))('refuses %s', async (name) => {
      const { client, issuer, open } = stack();
      const token = bad[name]?.(issuer) ?? expect.unreachable();
      for (const path of [framePath(open.first), '/api/session', '/dicom-web/studies']) {
        const answer = await client.send({ path, headers: { authorization: `Bearer ${token}` } });
        expect(verdictOf(answer)).toBe('401 token-invalid');
      }
    });

    it('refuses an expired token by name, so that the app renews it', async () => {
      const { client, issuer, open } = stack();
      const token = issuer.token({ ...claims(), iat: now - 400, exp: now - 100 });
      const headers = { authorization: `Bearer ${token}` };
      expect(verdictOf(await client.send({ path: framePath(open.first), headers }))).toBe('401 token-expired');
    });

    it('refuses schemes other than Bearer, and a good token in the address', async () => {
      const { client, issuer, open } = stack();
      const token = issuer.token(claims());
      for (const authorization of [`Basic ${token}`, token, `Bearer  ${token}`, 'Bearer'])
        expect(verdictOf(await client.send({ path: '/api/session', headers: { authorization } }))).toBe(
          authorization === '' ? '401 token-missing' : '401 token-invalid',
        );
      const inAddress = await get(client, undefined, `${framePath(open.first)}?access_token=${token}`);
      expect(inAddress.status).toBeGreaterThanOrEqual(400);
    });

    it('gives no right for roles it does not know', async () => {
      const { client, issuer } = stack();
      const token = issuer.token({ ...claims(), roles: ['superuser', 'Radiologist', 'radiologist '] });
      const headers = { authorization: `Bearer ${token}` };
      expect(verdictOf(await client.send({ path: '/dicom-web/studies', headers }))).toBe('403 no-role');
    });

    it('gives an auditor who is also a radiologist no patient', async () => {
      const { client, issuer } = stack();
      const token = issuer.token({ ...claims(), roles: ['radiologist', 'auditor'] });
      const headers = { authorization: `Bearer ${token}` };
      expect(verdictOf(await client.send({ path: '/dicom-web/studies', headers }))).toBe('403 role-not-allowed');
    });
  });
}
