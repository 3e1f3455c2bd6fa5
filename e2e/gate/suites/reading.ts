import { describe, expect, it } from 'vitest';
import { partsOf } from '../../stacks/http.ts';
import { askFrame, askGrant, get, post, readAWhile, verdictOf } from '../asking.ts';
import { ANY_SYNTAX, framePath, instancePath, seriesPath, type GateStack } from '../stack.ts';

/** No record, no pixels: the rule that everything else serves. */
export function readingSuite(stack: () => GateStack): void {
  describe('reading', () => {
    it('releases no frame to somebody who did not sign in', async () => {
      const { client, open } = stack();
      const answer = await askFrame(client, undefined, open.first);
      expect(verdictOf(answer)).toBe('401 token-missing');
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    });

    it('releases nothing of a study before its view was recorded', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      const paths = [
        framePath(open.first),
        instancePath(open.first),
        `${instancePath(open.first)}/metadata`,
        `${seriesPath(open.first)}/metadata`,
        `/dicom-web/studies/${open.first.studyInstanceUID}/metadata`,
        `/dicom-web/studies/${open.first.studyInstanceUID}/series`,
        `${seriesPath(open.first)}/instances`,
        `${instancePath(open.first)}/bulk/7fe00010`,
      ];
      for (const path of paths) expect(verdictOf(await get(client, login, path))).toBe('403 grant-missing');
    });

    it('answers a grant with a receipt, then releases exactly the stored pixels', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      const grant = await askGrant(client, login, open.first);
      expect(grant.status).toBe(201);
      expect(grant.json()).toMatchObject({ kind: 'granted', purpose: 'TREAT', readOnly: false });
      expect(grant.json()['receipt']).toMatchObject({ leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
      for (const number of [1, 2, 3]) {
        const answer = await askFrame(client, login, open.first, number);
        expect(answer.status).toBe(200);
        const [part, ...more] = partsOf(answer);
        expect(more).toEqual([]);
        expect(part?.headers).toMatch(/transfer-syntax=1\.2\.840\.10008\.1\.2\.1/);
        expect(part?.body.equals(open.first.instance(number).pixels)).toBe(true);
      }
      const metadata = await get(client, login, `${seriesPath(open.first)}/metadata`, 'application/dicom+json');
      expect(metadata.status).toBe(200);
      expect(JSON.parse(metadata.text())).toHaveLength(open.first.instances);
    });

    it('keeps the grant to its study, its login and its person', async () => {
      const { client, open, signIn } = stack();
      const [login, sameRole] = [await signIn('radiologist'), await signIn('radiologist')];
      expect((await askGrant(client, login, open.first)).status).toBe(201);
      await readAWhile(client, login, open.first);
      expect(verdictOf(await askFrame(client, login, open.other))).toBe('403 grant-missing');
      expect(verdictOf(await askFrame(client, sameRole, open.first))).toBe('403 grant-missing');
    });

    it('does not release an instance of another study under the path of a granted one', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      await readAWhile(client, login, open.first);
      const { seriesInstanceUID, sopInstanceUID } = open.other.instance(1);
      const path = `/dicom-web/studies/${open.first.studyInstanceUID}/series/${seriesInstanceUID}/instances/${sopInstanceUID}/frames/1`;
      const answer = await get(client, login, path, ANY_SYNTAX);
      expect(answer.status).toBe(404);
      expect(answer.body.includes(open.other.instance(1).pixels.subarray(0, 64))).toBe(false);
    });

    it('renews by a heartbeat and stops at the moment the view is closed', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      const grant = (await askGrant(client, login, open.first)).json();
      const path = `/api/grants/${String(grant['grantId'])}`;
      const renewed = await post(client, login, `${path}/heartbeat`);
      expect(renewed.status).toBe(200);
      expect(Date.parse(String(renewed.json()['expiresAt']))).toBeGreaterThanOrEqual(
        Date.parse(String(grant['expiresAt'])),
      );
      await readAWhile(client, login, open.first);
      const closed = await client.send({ method: 'DELETE', path, headers: { authorization: login.authorization() } });
      expect(closed.status).toBe(204);
      expect(verdictOf(await askFrame(client, login, open.first))).toBe('403 grant-expired');
    });

    it('takes the grant away when its time is over', async () => {
      const { client, open, signIn, grantMs } = stack().shortLived;
      const login = await signIn('radiologist');
      expect((await askGrant(client, login, open.other)).status).toBe(201);
      expect((await askFrame(client, login, open.other)).status).toBe(200);
      await new Promise((resolve) => setTimeout(resolve, grantMs + 200));
      expect(verdictOf(await askFrame(client, login, open.other))).toBe('403 grant-expired');
    });

    it('lets neither researcher nor auditor nor administrator open a study', async () => {
      const { client, open, signIn } = stack();
      for (const role of ['researcher', 'auditor', 'administrator'] as const) {
        const login = await signIn(role);
        const grant = await askGrant(client, login, open.first);
        expect(verdictOf(grant)).toMatch(/^403 (role-not-allowed|deidentified-viewing-required)$/);
        expect(verdictOf(await askFrame(client, login, open.first))).toMatch(/^403 /);
      }
    });

    it('passes on only the forms of an image that cost the archive nothing', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      await readAWhile(client, login, open.first);
      const transcode = 'multipart/related; type="image/jp2"; transfer-syntax=1.2.840.10008.1.2.4.90';
      expect(verdictOf(await get(client, login, framePath(open.first), transcode))).toBe('400 accept-not-allowed');
      const byQuery = `${framePath(open.first)}?accept=image/jpeg`;
      expect(verdictOf(await get(client, login, byQuery))).toBe('400 query-not-allowed');
    });
  });
}

/** Of stacks whose other door is another copy of the gateway over the same store. */
export function copiesSuite(stack: () => GateStack): void {
  describe('copies of the gateway', () => {
    it('honour what another granted, and end it in both', async () => {
      const { client, shortLived, open, signIn } = stack();
      const login = await signIn('radiologist');
      expect((await askGrant(client, login, open.first)).status).toBe(201);
      expect((await askFrame(shortLived.client, login, open.first)).status).toBe(200);
      await readAWhile(client, login, open.first);
      await post(shortLived.client, login, '/api/session/end');
      expect(verdictOf(await askFrame(client, login, open.first))).toBe('401 session-revoked');
    });
  });
}
