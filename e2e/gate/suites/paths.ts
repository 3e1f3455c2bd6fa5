import { describe, expect, it } from 'vitest';
import { askGrant, get, readAWhile, verdictOf } from '../asking.ts';
import { ANY_SYNTAX, framePath, type GateStack, type Login } from '../stack.ts';

/**
 * Ways to make the gate judge one study and the archive deliver another. The first was a working bypass of an earlier
 * gate: `[0-9.]+` found the granted study, the archive resolved the dots.
 */
const TRAVERSALS: Record<string, (granted: string, other: string) => string> = {
  'dots to the sibling': (g, o) => `/dicom-web/studies/${g}/../${o}/metadata`,
  'encoded dots': (g, o) => `/dicom-web/studies/${g}/%2e%2e/${o}/metadata`,
  'half-encoded dots': (g, o) => `/dicom-web/studies/${g}/.%2e/${o}/metadata`,
  'twice-encoded dots': (g, o) => `/dicom-web/studies/${g}/%252e%252e/${o}/metadata`,
  'encoded slash': (g, o) => `/dicom-web/studies/${g}%2f..%2f${o}/metadata`,
  'overlong UTF-8 dots': (g, o) => `/dicom-web/studies/${g}/%c0%ae%c0%ae/${o}/metadata`,
  'dots deep inside': (g, o) => `/dicom-web/studies/${g}/series/1.2/instances/../../../${o}/metadata`,
  'dots after the root': (g, o) => `/dicom-web/../dicom-web/studies/${g}/../${o}/metadata`,
  'dots with a parameter': (g, o) => `/dicom-web/studies/${g}/..;/${o}/metadata`,
  'semicolon parameter': (g) => `/dicom-web/studies/${g};x=1/metadata`,
  'empty segment': (g) => `/dicom-web//studies/${g}/metadata`,
  'empty segment inside': (g) => `/dicom-web/studies//${g}/metadata`,
  'two slashes first': (g) => `//dicom-web/studies/${g}/metadata`,
  'single dot': (g) => `/dicom-web/./studies/${g}/metadata`,
  'dot at the end': (g) => `/dicom-web/studies/${g}/metadata/.`,
  'slash at the end': (g) => `/dicom-web/studies/${g}/metadata/`,
  backslash: (g, o) => `/dicom-web/studies/${g}\\..\\${o}/metadata`,
  'encoded backslash': (g, o) => `/dicom-web/studies/${g}%5c..%5c${o}/metadata`,
  'zero byte': (g, o) => `/dicom-web/studies/${g}%00${o}/metadata`,
  'encoded question mark': (g, o) => `/dicom-web/studies/${g}/metadata%3f/../../${o}/metadata`,
  'encoded line break': (g, o) => `/dicom-web/studies/${g}%0d%0aX-Other:${o}/metadata`,
  'encoded letters': (g) => `/dicom-web/%73tudies/${g}/metadata`,
  'letter in a UID': (g) => `/dicom-web/studies/${g}a/metadata`,
  'leading zero in a UID': (g) => `/dicom-web/studies/${g}.01/metadata`,
  'UID too long': (g) => `/dicom-web/studies/${g}.${'1'.repeat(64)}/metadata`,
  'dots in a UID': (g, o) => `/dicom-web/studies/${g}..${o}/metadata`,
  'UID of dots': () => '/dicom-web/studies/.../metadata',
};

const NOT_RELEASED = [
  '/dicom-web/servers',
  '/dicom-web/info',
  '/dicom-web/studies/1.2.3/rendered',
  '/dicom-web/studies/1.2.3/thumbnail',
  '/dicom-web/studies/1.2.3',
  '/dicom-web/studies/1.2.3/series/1.2.4',
  '/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/rendered',
  '/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/0',
  '/dicom-web/studies/1.2.3/series/1.2.4/instances/1.2.5/frames/1,,2',
  '/dicom-web/series',
  '/dicom-web/instances',
  '/wado?requestType=WADO&studyUID=1.2.3&seriesUID=1.2.4&objectUID=1.2.5',
  '/wado-rs/studies',
  '/DICOM-WEB/studies',
  '/dicomweb/studies',
  '/studies',
  '/instances',
  '/patients',
  '/system',
  '/tools/create-archive',
  '/app/explorer.html',
  '/auth',
  '/_gate',
  '/api',
  '/api/',
  '/api/unknown',
  '/.git/config',
  '/.env',
];

export function pathsSuite(stack: () => GateStack): void {
  describe('paths', () => {
    /** Signed in, with the first study open: one for all, since none of these requests may change anything. */
    let reader: Promise<Login> | undefined;
    const reading = (): Promise<Login> => (reader ??= open());
    async function open(): Promise<Login> {
      const login = await stack().signIn('radiologist');
      await askGrant(stack().client, login, stack().open.first);
      await readAWhile(stack().client, login, stack().open.first);
      return login;
    }

    it.each(Object.keys(TRAVERSALS))('refuses to read a path that could be read in two ways: %s', async (name) => {
      const { client, open } = stack();
      const login = await reading();
      const path = TRAVERSALS[name]?.(open.first.studyInstanceUID, open.other.studyInstanceUID) ?? expect.unreachable();
      const answer = await get(client, login, path);
      expect(answer.status).toBe(400);
      expect(answer.body.includes(open.other.patientID)).toBe(false);
    });

    it('refuses an address with a host in it, as a proxy would be asked', async () => {
      const { client, open } = stack();
      const login = await reading();
      const answer = await get(client, login, `${client.origin}${framePath(open.other)}`, ANY_SYNTAX);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    });

    it.each(NOT_RELEASED)('does not answer %s with data or with the app', async (path) => {
      const answer = await get(stack().client, await reading(), path);
      expect([400, 403, 404]).toContain(answer.status);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      expect(answer.json()).toMatchObject({ code: expect.any(String), message: expect.any(String) });
    });

    it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])('does not pass %s on to the archive', async (method) => {
      const { client, open } = stack();
      const login = await reading();
      const headers = { authorization: login.authorization() };
      const answer = await client.send({ method, path: framePath(open.first), headers });
      expect([400, 403, 404, 405]).toContain(answer.status);
      expect((await get(client, login, framePath(open.first), ANY_SYNTAX)).status).toBe(200);
    });

    it('is not talked into another address, method or person by headers', async () => {
      const { client, open } = stack();
      const login = await reading();
      const tricks: Record<string, string>[] = [
        { 'x-original-uri': framePath(open.first), 'x-original-method': 'GET' },
        { 'x-original-url': framePath(open.other), 'x-rewrite-url': framePath(open.other) },
        { 'x-http-method-override': 'DELETE' },
        { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
      ];
      for (const headers of tricks) {
        const path = framePath(open.other);
        const answer = await client.send({ path, headers: { authorization: login.authorization(), ...headers } });
        expect(verdictOf(answer)).toBe('403 grant-missing');
      }
    });
  });
}
