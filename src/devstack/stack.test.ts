import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemSchema } from '../contract/index.ts';
import { DEMO_ACCOUNTS } from './accounts.ts';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { openArchive, type Archive } from './pacs/index.ts';
import { startStack, takePort, type Port, type Stack } from './stack.ts';
import { instanceFile, nativePixels } from './testing/instances.ts';
import { readParts } from './testing/pacs-server.ts';
import { createSignInDriver, type SignInDriver, type Tokens } from './testing/sign-in-driver.ts';

// The whole stack in this process, driven over HTTP: what a browser would do, and what it must not get.

let folder: string;
let port: Port;
let data: DataFolder;
let archive: Archive;
let researchArchive: Archive;
let stack: Stack;
let drive: SignInDriver;

const account = (username: string) => DEMO_ACCOUNTS.find((each) => each.username === username) ?? expect.unreachable();
const SCRIPT = `export const x = ${JSON.stringify('collimator '.repeat(500))};`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'collimator-stack-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'web/assets'), { recursive: true });
  writeFileSync(join(dist, 'web/index.html'), '<!doctype html><title>Collimator</title>');
  writeFileSync(join(dist, 'web/callback.html'), '<!doctype html><title>Callback</title>');
  writeFileSync(join(dist, 'web/assets/app-abc123.js'), SCRIPT);
  writeFileSync(join(dist, 'web/assets/codec-abc123.wasm'), Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  port = await takePort(0);
  data = openDataFolder(join(folder, 'data'), ['P-7']);
  archive = await openArchive(join(folder, 'data/pacs'));
  researchArchive = await openArchive(join(folder, 'data/research-archive'));
  const add = async (wish: Record<string, unknown>) =>
    archive.takeIn([await archive.files.spool(instanceFile(wish as never))]);
  await add({});
  await add({ StudyInstanceUID: '1.2.7', SeriesInstanceUID: '1.2.7.1', SOPInstanceUID: '1.2.7.1.1', PatientID: 'P-7' });
  stack = await startStack({
    port,
    data,
    archive,
    researchArchive,
    distFolder: dist,
    log: () => undefined,
    say: () => undefined,
  });
  drive = createSignInDriver(port.origin);
});

afterAll(async () => {
  await port.close();
  await stack.close();
  await archive.close();
  await researchArchive.close();
  data.release();
  rmSync(folder, { recursive: true });
});

interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The request target exactly as written: fetch would tidy it up first. */
function raw(target: string, headers: Record<string, string | string[]> = {}, method = 'GET'): Promise<RawAnswer> {
  const { hostname, port: number } = new URL(port.origin);
  return new Promise((done, fail) => {
    const asked = httpRequest({ hostname, port: number, path: target, method, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('latin1');
      response.on('data', (text: string) => (body += text));
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    asked.on('error', fail);
    asked.end();
  });
}

const PAGE = { accept: 'text/html' };
const bearer = ({ access_token: token }: Tokens) => ({ authorization: `Bearer ${token}` });

function post(path: string, tokens: Tokens, body: unknown) {
  const headers = { ...bearer(tokens), 'content-type': 'application/json' };
  return fetch(`${port.origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

const openStudy = (tokens: Tokens, studyInstanceUID: string, extra: object = { purpose: 'TREAT' }) =>
  post('/api/grants', tokens, { study: { studyInstanceUID }, ...extra });

const FRAME = '/dicom-web/studies/1.2.3/series/1.2.3.1/instances/1.2.3.1.1/frames/1';
const OTHER_FRAME = '/dicom-web/studies/1.2.7/series/1.2.7.1/instances/1.2.7.1.1/frames/1';

describe('the app', () => {
  it('is one page for every route of its own, with a policy and never from a stale cache', async () => {
    for (const path of ['/', '/read/abc', '/callback?code=1']) {
      const { status, headers, body } = await raw(path, PAGE);
      expect({ path, status, isPage: body.includes('<title>Collimator') }).toEqual({ path, status: 200, isPage: true });
      expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(headers['cache-control']).toBe('no-cache');
    }
    expect((await raw('/callback.html', PAGE)).body).toContain('Callback');
  });

  it('sends hashed files compressed and for ever, WebAssembly under its own type', async () => {
    const script = await raw('/assets/app-abc123.js', { 'accept-encoding': 'gzip, br' });
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(script.body.length).toBeLessThan(SCRIPT.length / 10);
    expect((await raw('/assets/app-abc123.js')).body).toBe(SCRIPT);
    expect((await raw('/assets/codec-abc123.wasm')).headers['content-type']).toBe('application/wasm');
    const etag = String(script.headers['etag']);
    expect((await raw('/assets/app-abc123.js', { 'if-none-match': etag })).status).toBe(304);
  });

  it.each([
    '/wado?requestType=WADO',
    '/api',
    '/api/unknown',
    '/auth',
    '/oidc',
    '/oidc/unknown',
    '/dicomweb/studies',
    '/assets/missing.js',
    '/fhir/Patient',
  ])('is not what %s answers', async (path) => {
    const { status, body } = await raw(path, PAGE);
    expect(status).toBe(404);
    expect(body).not.toContain('<title>Collimator<');
  });

  it('is not what a script gets that asked for data', async () => {
    expect((await raw('/read/abc', { accept: '*/*', 'sec-fetch-mode': 'cors' })).status).toBe(404);
  });

  it.each(['/', '/wado', FRAME, '/api/config', '/oidc/jwks'])('sends the security headers with %s', async (path) => {
    const { headers } = await raw(path, PAGE);
    expect(headers).toMatchObject({
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('answers under its own name only', async () => {
    expect((await raw('/', { ...PAGE, host: 'evil.example' })).status).toBe(421);
    const { port: number } = new URL(port.origin);
    const moved = await raw('/read/x', { ...PAGE, host: `localhost:${number}`, 'sec-fetch-mode': 'navigate' });
    expect([moved.status, moved.headers['location']]).toEqual([308, `${port.origin}/read/x`]);
  });
});

describe('pixels', () => {
  it('come only with a token, and only for a study whose view was recorded', async () => {
    expect((await raw(FRAME)).status).toBe(401);
    const tokens = await drive.signIn(drive.openBrowser(), account('radiologist'));
    expect((await raw(FRAME, bearer(tokens))).status).toBe(403);
    expect((await openStudy(tokens, '1.2.3')).status).toBe(201);
    const accept = 'multipart/related; type="application/octet-stream"; transfer-syntax=*';
    const response = await fetch(`${port.origin}${FRAME}`, { headers: { ...bearer(tokens), accept } });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect((await readParts(response))[0]?.body).toEqual(Buffer.from(nativePixels()));
    expect((await raw(OTHER_FRAME, bearer(tokens))).status).toBe(403);
    const metadata = await fetch(`${port.origin}/dicom-web/studies/1.2.3/series/1.2.3.1/metadata`, {
      headers: bearer(tokens),
    });
    expect([metadata.status, metadata.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it.each([
    '/dicom-web/studies/1.2.3/../1.2.7/metadata',
    '/dicom-web/studies/1.2.3/%2e%2e/1.2.7/metadata',
    '/dicom-web/studies/1.2.3//metadata',
    '/dicom-web/studies/1.2.3/metadata;x=1',
    '/dicom-web/studies/1.2.3\\..\\1.2.7/metadata',
    '/dicom-web/studies/1.2.3/./metadata',
    '//dicom-web/studies/1.2.3/metadata',
    '/x/../dicom-web/studies/1.2.3/metadata',
    '/%64icom-web/studies/1.2.3/metadata',
  ])('do not come by %s', async (target) => {
    const tokens = await drive.signIn(drive.openBrowser(), account('radiologist'));
    await openStudy(tokens, '1.2.3');
    const answer = await raw(target, bearer(tokens));
    expect([answer.status, answer.headers['x-reason']]).toEqual([400, 'path-not-canonical']);
    expect(problemSchema.parse(JSON.parse(answer.body)).code).toBe('path-not-canonical');
  });

  it('do not come with two tokens, of which one would have to be believed', async () => {
    const tokens = await drive.signIn(drive.openBrowser(), account('radiologist'));
    await openStudy(tokens, '1.2.3');
    const { authorization } = bearer(tokens);
    expect((await raw(FRAME, { authorization })).status).toBe(200);
    for (const both of [
      [authorization, 'Bearer x'],
      ['Bearer x', authorization],
      [authorization, authorization],
    ]) {
      const answer = await raw(FRAME, { authorization: both });
      expect([answer.status, answer.headers['x-reason']]).toEqual([401, 'token-invalid']);
    }
  });

  it('end at once when the person signs out', async () => {
    const browser = drive.openBrowser();
    const tokens = await drive.signIn(browser, account('radiologist'));
    await openStudy(tokens, '1.2.3');
    expect((await raw(FRAME, bearer(tokens))).status).toBe(200);
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${port.origin}/` });
    expect((await drive.follow(browser, `/oidc/session/end?${query.toString()}`)).at.href).toBe(`${port.origin}/`);
    expect((await raw(FRAME, bearer(tokens))).status).toBe(401);
  });

  it('of a restricted patient need a reason and a fresh second factor', async () => {
    const browser = drive.openBrowser();
    const clinician = account('clinician');
    const tokens = await drive.signIn(browser, clinician);
    expect((await openStudy(tokens, '1.2.7')).status).toBe(403);
    const emergency = {
      purpose: 'BTG',
      justification: { reasonCode: 'life-threatening', text: 'Collapsed in the corridor' },
    };
    const unproved = await openStudy(tokens, '1.2.7', emergency);
    expect([unproved.status, ((await unproved.json()) as { kind: string }).kind]).toEqual([401, 'needsStepUp']);
    const { stepUp } = (await (await fetch(`${port.origin}/api/config`)).json()) as { stepUp: { acrValues: string } };
    const raised = await drive.signIn(browser, clinician, { acr_values: stepUp.acrValues });
    expect((await openStudy(raised, '1.2.7', emergency)).status).toBe(201);
    expect((await raw(OTHER_FRAME, bearer(raised))).status).toBe(200);
    expect((await raw(FRAME, bearer(raised))).status).toBe(403);
  });
});

describe('searches and stores', () => {
  it('go through the gateway', async () => {
    const tokens = await drive.signIn(drive.openBrowser(), account('radiologist'));
    const found = await post('/api/search/studies', tokens, {
      filters: { patientName: 'roe' },
      sort: { key: 'patientName', direction: 'ascending' },
      offset: 0,
      limit: 10,
    });
    expect(found.status).toBe(200);
    expect(await found.json()).toMatchObject({ total: 2, sortedOverAll: true });
    expect((await fetch(`${port.origin}/dicom-web/studies`)).status).toBe(401);
  });

  it('store what a radiologist sends, and nothing of what a researcher sends', async () => {
    const boundary = 'b0undary';
    const file = instanceFile({ SOPInstanceUID: '1.2.3.1.9', InstanceNumber: 9 });
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
      file,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const send = async (username: string) => {
      const tokens = await drive.signIn(drive.openBrowser(), account(username));
      await openStudy(tokens, '1.2.3');
      const headers = {
        ...bearer(tokens),
        'content-type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
      };
      return (await fetch(`${port.origin}/dicom-web/studies/1.2.3`, { method: 'POST', headers, body })).status;
    };
    expect(await send('researcher')).toBe(403);
    expect(await send('radiologist')).toBe(200);
    const { n } = archive.database.prepare('SELECT count(*) AS n FROM instances').get() as { n: number };
    expect(n).toBe(3);
  });
});
