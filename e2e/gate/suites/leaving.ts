import { describe, expect, it } from 'vitest';
import { askFrame, askGrant, get, post, readAWhile, verdictOf } from '../asking.ts';
import type { GateStack } from '../stack.ts';

/** The access token is still good for minutes after a sign-out; the gate must not be. */
export function leavingSuite(stack: () => GateStack): void {
  describe('leaving', () => {
    it('releases nothing after sign-out, with the same token', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      await readAWhile(client, login, open.first);
      const end = await post(client, login, '/api/session/end');
      expect(end.status).toBe(204);
      expect(end.headers['clear-site-data']).toBe('"cache", "storage"');
      expect(verdictOf(await askFrame(client, login, open.first))).toBe('401 session-revoked');
      expect(verdictOf(await askGrant(client, login, open.first))).toBe('401 session-revoked');
      expect(verdictOf(await get(client, login, '/api/session'))).toBe('401 session-revoked');
    });

    it('releases nothing after a sign-out at the identity provider', async () => {
      const { client, open, signIn } = stack();
      const [login, bystander] = [await signIn('radiologist'), await signIn('radiologist')];
      await askGrant(client, login, open.first);
      await askGrant(client, bystander, open.first);
      for (const each of [login, bystander]) await readAWhile(client, each, open.first);
      await login.endAtProvider();
      await expect.poll(async () => verdictOf(await askFrame(client, login, open.first))).toBe('401 session-revoked');
      // Another login of the same person goes on: what ended was this one.
      expect((await askFrame(client, bystander, open.first)).status).toBe(200);
    });

    it('takes no word about a sign-out from strangers', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      const [header = '', payload = ''] = login.authorization().replace('Bearer ', '').split('.');
      for (const token of ['', 'x', `${header}.${payload}.`, login.authorization().replace('Bearer ', '')]) {
        const body = new URLSearchParams({ logout_token: token }).toString();
        const headers = { 'content-type': 'application/x-www-form-urlencoded' };
        const answer = await client.send({ method: 'POST', path: '/api/oidc/backchannel-logout', headers, body });
        expect(verdictOf(answer)).toBe('400 logout-token-invalid');
      }
      expect((await askFrame(client, login, open.first)).status).toBe(200);
    });
  });
}
