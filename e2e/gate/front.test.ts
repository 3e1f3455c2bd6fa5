// What nginx does by itself: limits, failures of what is behind it, TLS, files. Behind it stand servers of this test,
// which see what really arrives.
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GATE_PROBLEMS } from './gate-problems.ts';
import { freePort } from '../embedded-stack.ts';
import { createClient, type Client } from '../stacks/http.ts';
import { startNginx, type Nginx } from '../stacks/nginx.ts';
import { missingTools, mustHaveAll } from '../stacks/tools.ts';
import { verdictOf } from './asking.ts';

const missing = missingTools(['nginx', 'openssl']);
const STUDY = '/dicom-web/studies/1.2.3';
const FRAME = `${STUDY}/series/1.2.4/instances/1.2.5/frames/1`;

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly byteLength: number;
}

const isAbsent = missing.length > 0 && !mustHaveAll;
const absent = isAbsent ? ` (skipped: needs ${missing.join(', ')}, which this machine does not have)` : '';
describe.skipIf(isAbsent)(`the front by itself${absent}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'collimator-front-'));
  const seen: Record<'gateway' | 'pacs' | 'idp', Seen[]> = { gateway: [], pacs: [], idp: [] };
  let gate: { status: number; reason?: string } = { status: 204 };
  let servers: Record<'gateway' | 'pacs' | 'idp', Server>;
  let ports: Record<'gateway' | 'pacs' | 'idp', number>;
  let nginx: Nginx;
  let client: Client;

  function listen(name: keyof typeof seen, answer: RequestListener): Server {
    const server = createServer((request, response) => {
      let byteLength = 0;
      request.on('data', (chunk: Buffer) => (byteLength += chunk.length));
      request.on('end', () => {
        seen[name].push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, byteLength });
        answer(request, response);
      });
    });
    return server.listen(ports[name], '127.0.0.1');
  }

  const answerGateway: RequestListener = (request, response) => {
    if (request.url !== '/auth') return void response.end('{"by":"gateway"}');
    response.writeHead(gate.status, gate.reason === undefined ? {} : { 'x-reason': gate.reason }).end();
  };
  const answerPacs: RequestListener = (request, response) => {
    if (request.url?.includes('X-ACCEL') === true) return void response.end();
    response.setHeader('x-accel-redirect', '/index.html');
    response.setHeader('set-cookie', 'pacs=1');
    response.setHeader('cache-control', 'public, max-age=600');
    response.end('{"by":"pacs"}');
  };

  beforeAll(async () => {
    ports = { gateway: await freePort(), pacs: await freePort(), idp: await freePort() };
    servers = {
      gateway: listen('gateway', answerGateway),
      pacs: listen('pacs', answerPacs),
      idp: listen('idp', (_, response) => void response.end('<form></form>')),
    };
    const [web, own] = [join(folder, 'web'), join(folder, 'nginx')];
    mkdirSync(join(web, 'assets'), { recursive: true });
    mkdirSync(own);
    chmodSync(folder, 0o755);
    writeFileSync(join(web, 'index.html'), '<!doctype html><title>app</title>');
    writeFileSync(join(web, 'assets/viewer-0a1b2c3d.js'), '/* code */ '.repeat(500));
    nginx = await startNginx({
      folder: own,
      httpsPort: await freePort(),
      httpPort: await freePort(),
      gateway: `127.0.0.1:${ports.gateway}`,
      pacs: `127.0.0.1:${ports.pacs}`,
      pacsAuthorization: 'Basic front',
      identityProvider: `127.0.0.1:${ports.idp}`,
      webRoot: web,
      signInRate: '6r/m',
      signInBurst: 5,
      dicomwebRate: '1r/s',
      dicomwebBurst: 20,
    });
    client = createClient(nginx.url, nginx.certificate.certificate);
  });
  afterAll(async () => {
    client.close();
    await nginx.stop();
    for (const server of Object.values(servers)) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  /** Each as a login of its own, so that the narrow limits of this test meet only who is meant. */
  const someone = () => `Bearer ${randomBytes(24).toString('base64url')}`;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    client.send({ path, headers: { authorization: someone(), ...headers } });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 500));
  /** Bytes as they are, over TLS. */
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const { port } = new URL(nginx.url);
      const socket = connectTls({
        host: '127.0.0.1',
        port: Number(port),
        servername: 'localhost',
        ca: nginx.certificate.certificate,
      });
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
      socket.on('close', () => resolve(answer));
      socket.on('error', () => resolve(answer));
      socket.write(text);
    });
  const last = (name: keyof typeof seen): Seen => seen[name].at(-1) ?? expect.unreachable();

  it('asks the gateway about the address as it came, and gives the archive neither token nor cookie nor body', async () => {
    const headers = { authorization: 'Bearer secret-token', cookie: 'idp=secret', accept: 'multipart/related' };
    const answer = await client.send({ path: FRAME, headers, body: 'smuggled' });
    expect(answer.text()).toBe('{"by":"pacs"}');
    expect(last('gateway')).toMatchObject({ method: 'GET', url: '/auth', byteLength: 0 });
    expect(last('gateway').headers).toMatchObject({
      authorization: 'Bearer secret-token',
      accept: 'multipart/related',
      'x-original-uri': FRAME,
      'x-original-method': 'GET',
      'x-forwarded-for': '127.0.0.1',
    });
    expect(last('pacs')).toMatchObject({ url: FRAME, byteLength: 0 });
    expect(last('pacs').headers['authorization']).toBe('Basic front');
    expect(JSON.stringify(last('pacs').headers)).not.toMatch(/secret/);
  });

  it('takes no orders from the archive, lets it set no cookie and nothing be kept', async () => {
    const answer = await ask(FRAME);
    expect(answer.text()).toBe('{"by":"pacs"}');
    expect(answer.headersDistinct['cache-control']).toEqual(['no-store']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.headers['x-accel-redirect']).toBeUndefined();
  });

  it('sends searches and stores to the gateway and never to the archive', async () => {
    const before = seen.pacs.length;
    for (const path of [
      '/dicom-web/studies?limit=1',
      `${STUDY}/series`,
      `${STUDY}/instances`,
      `${STUDY}/series/1.2.4/instances`,
    ])
      expect((await ask(path)).text()).toBe('{"by":"gateway"}');
    const stored = await client.send({ method: 'POST', path: STUDY, body: Buffer.alloc(100_000) });
    expect(stored.text()).toBe('{"by":"gateway"}');
    expect(last('gateway')).toMatchObject({ method: 'POST', url: STUDY, byteLength: 100_000 });
    expect(seen.pacs).toHaveLength(before);
  });

  it('believes no header about where a request comes from', async () => {
    await ask('/api/config', { 'x-forwarded-for': '10.0.0.1', forwarded: 'for=10.0.0.1', 'x-request-id': 'mine' });
    expect(last('gateway').headers['x-forwarded-for']).toBe('127.0.0.1');
    expect(last('gateway').headers['forwarded']).toBeUndefined();
    expect(last('gateway').headers['x-request-id']).not.toBe('mine');
  });

  it.each(GATE_PROBLEMS)('tells the refusal $code in the gateway’s own words', async ({ code, status, message }) => {
    gate = { status, reason: code };
    const answer = await ask(FRAME);
    gate = { status: 204 };
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ code, message });
    if (status === 401) expect(answer.headersDistinct['www-authenticate']).toEqual(['Bearer']);
  });

  it('never repeats a reason that it does not know', async () => {
    gate = { status: 403, reason: '"><script>1.2.3' };
    const answer = await ask(FRAME);
    gate = { status: 204 };
    expect(answer.json()).toMatchObject({ code: 'refused', message: 'This is not released.' });
  });

  it('fails closed when the gateway answers nonsense', async () => {
    gate = { status: 302 };
    expect(verdictOf(await ask(FRAME))).toBe('503 gateway-unavailable');
    gate = { status: 500 };
    expect(verdictOf(await ask(FRAME))).toBe('503 gateway-unavailable');
    gate = { status: 204 };
  });

  it('answers 503 with a sentence when the gateway, the archive or the sign-in is away', async () => {
    const away = async (name: keyof typeof servers): Promise<() => Promise<void>> => {
      servers[name].closeAllConnections();
      servers[name].close();
      await once(servers[name], 'close');
      return async () => {
        servers[name].listen(ports[name], '127.0.0.1');
        await once(servers[name], 'listening');
      };
    };
    await settle();
    let back = await away('gateway');
    for (const path of [FRAME, '/api/config', '/dicom-web/studies'])
      expect(verdictOf(await ask(path))).toBe('503 gateway-unavailable');
    const store = await client.send({ method: 'POST', path: STUDY, body: Buffer.alloc(1000) });
    expect(verdictOf(store)).toBe('503 gateway-unavailable');
    await back();
    back = await away('pacs');
    expect(verdictOf(await ask(FRAME))).toBe('503 pacs-unavailable');
    await back();
    back = await away('idp');
    expect(verdictOf(await ask('/oidc/auth'))).toBe('503 identity-provider-unavailable');
    await back();
    expect((await ask(FRAME)).status).toBe(200);
  });

  it('limits guessing at sign-in by address, and nothing else with it', async () => {
    const post = () => client.send({ method: 'POST', path: '/oidc/login', body: 'password=x' });
    const statuses = await Promise.all(Array.from({ length: 20 }, post)).then((answers) => answers.map(verdictOf));
    expect(statuses.filter((status) => status === '200').length).toBeGreaterThanOrEqual(5);
    expect(statuses.filter((status) => status === '429 too-many-requests').length).toBeGreaterThanOrEqual(12);
    expect((await ask('/oidc/page')).status).toBe(200);
    expect((await ask(FRAME)).status).toBe(200);
  });

  it('limits images by login, so that one login does not slow another', async () => {
    await settle();
    const as = (token: string) => ask(FRAME, { authorization: `Bearer ${token.padEnd(40, token)}` });
    const [busy, calm] = await Promise.all([
      Promise.all(Array.from({ length: 80 }, () => as('a'))),
      Promise.all(Array.from({ length: 10 }, () => as('b'))),
    ]);
    expect(busy.filter(({ status }) => status === 429).length).toBeGreaterThan(30);
    expect(busy.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
    expect(calm.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
  });

  it('takes small bodies only where small bodies belong', async () => {
    const large = (path: string) => client.send({ method: 'POST', path, body: Buffer.alloc(100_000) });
    expect(verdictOf(await large('/api/grants'))).toBe('413 too-large');
    expect(verdictOf(await large('/'))).toBe('413 too-large');
  });

  it('keeps administration of the identity provider inside', async () => {
    for (const path of [
      '/oidc/',
      '/oidc/admin/',
      '/oidc/admin/master/console/',
      '/oidc/realms/master/account',
      '/oidc/metrics',
      '/oidc/health/ready',
    ])
      expect(verdictOf(await ask(path))).toBe('404 not-found');
  });

  it('serves the app’s pages to browsers, its code for good, and nothing hidden', async () => {
    const page = await ask('/worklist', { accept: 'text/html,application/xhtml+xml' });
    expect(page.text()).toContain('<title>app</title>');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(verdictOf(await ask('/worklist', { accept: 'application/json' }))).toBe('404 not-found');
    const code = await ask('/assets/viewer-0a1b2c3d.js', { 'accept-encoding': 'gzip, br' });
    expect(code.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(code.headers['content-encoding']).toMatch(/^(gzip|br)$/);
    expect(verdictOf(await ask('/assets/gone-0a1b2c3d.js'))).toBe('404 not-found');
    expect(verdictOf(await ask('/.well-known/../.env'))).toMatch(/^400/);
    expect(verdictOf(await ask('/.env', { accept: 'text/html' }))).toBe('404 not-found');
  });

  it('speaks TLS 1.2 and 1.3, nothing older, and answers to no other name', async () => {
    const { port } = new URL(nginx.url);
    const ca = nginx.certificate.certificate;
    const handshake = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve) => {
        // OpenSSL itself refuses old versions at its default level; the question here is whether nginx does.
        const ciphers = version === 'TLSv1.1' ? { ciphers: 'DEFAULT@SECLEVEL=0' } : {};
        const options = { host: '127.0.0.1', port: Number(port), servername: 'localhost', ca, ...ciphers };
        const socket = connectTls({ ...options, minVersion: version, maxVersion: version }, () => {
          resolve(socket.getProtocol() ?? '');
          socket.destroy();
        });
        socket.on('error', () => resolve('refused'));
      });
    expect(await handshake('TLSv1.3')).toBe('TLSv1.3');
    expect(await handshake('TLSv1.2')).toBe('TLSv1.2');
    expect(await handshake('TLSv1.1')).toBe('refused');
    const stranger = await raw('GET /api/config HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
    expect(stranger).toMatch(/^HTTP\/1\.1 421 [\s\S]*"code":"unknown-host"/);
    const plain = await createClient(nginx.httpUrl).send({ path: '/dicom-web/studies/1.2.3?PatientName=X' });
    expect(plain.status).toBe(301);
    expect(plain.headers.location).toBe('https://localhost/');
  });

  it('answers what is not even a request without a page of its own', async () => {
    for (const text of [
      'GET /dicom-web/studies/1.2.3%00 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      'GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n',
      `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'a'.repeat(40_000)}\r\n\r\n`,
      'NONSENSE\r\n\r\n',
    ]) {
      const answer = await raw(text);
      expect(answer).toMatch(/^HTTP\/1\.1 4(00|14) /);
      expect(answer).toContain('{"code":"bad-request"');
      expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
      expect(answer).not.toMatch(/<html>|nginx\/\d/);
    }
  });

  it('speaks HTTP/2', async () => {
    const version = await new Promise<string>((resolve) => {
      const { port } = new URL(nginx.url);
      const socket = connectTls(
        {
          host: '127.0.0.1',
          port: Number(port),
          servername: 'localhost',
          ca: nginx.certificate.certificate,
          ALPNProtocols: ['h2', 'http/1.1'],
        },
        () => {
          resolve(socket.alpnProtocol === false ? '' : (socket.alpnProtocol ?? ''));
          socket.destroy();
        },
      );
    });
    expect(version).toBe('h2');
  });

  it('writes nothing of a request into any log or temporary file', async () => {
    const secrets = ['1.2.840.99999.42', 'SECRET^PATIENT', 'secret-token', 'secret-agent', 'secret.example'];
    const path = `/dicom-web/studies/1.2.840.99999.42/metadata`;
    const headers = {
      authorization: 'Bearer secret-token',
      referer: `https://secret.example${path}`,
      'user-agent': 'secret-agent',
    };
    gate = { status: 403, reason: 'grant-missing' };
    await ask(path, headers);
    gate = { status: 500 };
    await ask(path, headers);
    gate = { status: 204 };
    await ask(`${path}/../x`, headers);
    await ask('/dicom-web/studies?PatientName=SECRET^PATIENT', headers);
    await client.send({ method: 'SECRET^PATIENT'.replace('^', '-'), path, headers });
    servers.pacs.closeAllConnections();
    servers.pacs.close();
    await once(servers.pacs, 'close');
    await ask(path, headers);
    await new Promise<void>((resolve) => {
      const { port } = new URL(nginx.url);
      const socket = connectTcp(Number(port), '127.0.0.1', () => {
        socket.end(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
      });
      socket.resume();
      socket.on('close', () => resolve());
    });
    await settle();
    const logs = nginx.logFiles.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(logs).toContain('"route":"wado-metadata"');
    expect(logs.split('\n').length).toBeGreaterThan(20);
    for (const secret of [...secrets, 'SECRET-PATIENT']) expect(logs).not.toContain(secret);
    const left = readdirSync(join(folder, 'nginx/tmp'), { recursive: true, withFileTypes: true });
    expect(left.filter((entry) => entry.isFile())).toEqual([]);
  });
});
