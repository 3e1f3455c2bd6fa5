import { describe, expect, it } from 'vitest';
import { securityHeaders, STRICT_TRANSPORT_SECURITY, type AnswerKind } from '../../../src/server/index.ts';
import type { Answer } from '../../stacks/http.ts';
import { askFrame, askGrant, get, post } from '../asking.ts';
import { seriesPath, type GateStack } from '../stack.ts';

/** Every kind of answer there is, good or bad, carries the same armour, once. */
export function answersSuite(stack: () => GateStack): void {
  describe('answers', () => {
    function expectHeaders(answer: Answer, kind: AnswerKind): void {
      const expected = { ...securityHeaders(kind), ...(stack().hasFront ? STRICT_TRANSPORT_SECURITY : {}) };
      const got = Object.keys(expected).map((name) => [name, answer.headersDistinct[name.toLowerCase()]]);
      expect(Object.fromEntries(got)).toEqual(
        Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, [value]])),
      );
      expect(answer.headers['server'] ?? '').not.toMatch(/\d/);
      expect(answer.headers['x-powered-by']).toBeUndefined();
      if (kind === 'data') expect(answer.headers['cache-control']).toBe('no-store');
    }

    it('carry all security headers when they are data', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      const search = { filters: {}, sort: { key: 'studyDate', direction: 'descending' }, offset: 0, limit: 10 };
      const answers: Record<string, Answer> = {
        frame: await askFrame(client, login, open.first),
        metadata: await get(client, login, `${seriesPath(open.first)}/metadata`),
        config: await get(client, undefined, '/api/config'),
        search: await post(client, login, '/api/search/studies', search),
        qido: await get(client, login, '/dicom-web/studies?limit=1'),
        grant: await askGrant(client, login, open.first),
        'not signed in': await askFrame(client, undefined, open.first),
        'no grant': await askFrame(client, login, open.other),
        'bad path': await get(client, login, '/dicom-web/studies/../x'),
        'unknown route': await get(client, login, '/api/unknown'),
        'unknown api-like path': await get(client, login, '/wado'),
        'bad body': await post(client, login, '/api/grants', { nonsense: true }),
      };
      for (const [what, answer] of Object.entries(answers)) {
        expect(what).toBeTruthy();
        expectHeaders(answer, 'data');
      }
    });

    it('carry all security headers when they are the app', async () => {
      const { client } = stack();
      for (const path of ['/', '/index.html']) {
        const answer = await get(client, undefined, path, 'text/html');
        expect(answer.status).toBe(200);
        expectHeaders(answer, 'app');
      }
    });

    it('are problems with a code, a sentence and a number to quote, and repeat nothing of the request', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      const secret = 'SECRET^NAME';
      const refusals = [
        await askFrame(client, undefined, open.first),
        await askFrame(client, login, open.other),
        await get(client, login, `/dicom-web/studies?PatientName=${secret}`),
        await get(client, login, `/api/${open.first.studyInstanceUID}`),
        await post(client, login, '/api/grants', { study: secret }),
      ];
      for (const answer of refusals) {
        expect(answer.headers['content-type']).toMatch(/^application\/json/);
        expect(Object.keys(answer.json()).sort()).toEqual(['code', 'correlationId', 'message']);
        expect(String(answer.json()['correlationId']).length).toBeGreaterThanOrEqual(8);
        for (const value of [secret, open.first.studyInstanceUID, open.other.studyInstanceUID])
          expect(answer.text()).not.toContain(value);
      }
    });

    it('are compressed when they are metadata and never when they are frames', async () => {
      const { client, open, signIn } = stack();
      const login = await signIn('radiologist');
      await askGrant(client, login, open.first);
      const headers = { authorization: login.authorization(), 'accept-encoding': 'br, gzip' };
      const metadata = await client.send({ path: `${seriesPath(open.first)}/metadata`, headers });
      expect(metadata.headers['content-encoding']).toMatch(/^(br|gzip)$/);
      const { sopInstanceUID } = open.first.instance(1);
      const frame = await client.send({
        path: `${seriesPath(open.first)}/instances/${sopInstanceUID}/frames/1`,
        headers,
      });
      expect(frame.status).toBe(200);
      expect(frame.headers['content-encoding']).toBeUndefined();
    });
  });
}
