import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from './index.ts';
import { createTestStack, OPEN_STUDY, OTHER_STUDY, type TestStack } from './testing/stack.ts';

let stack: TestStack;
let server: Listening;
beforeAll(async () => {
  stack = await createTestStack();
  server = await listen(stack.gateway, { host: '127.0.0.1', port: 0, forwardedForTrusted: true });
});
afterAll(() => server.close());

/** Bytes on a socket: no client library gets the chance to tidy the address first. */
function raw(target: string, headers: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
    const lines = Object.entries({ host: 'viewer.invalid', connection: 'close', ...headers }).map(
      ([k, v]) => `${k}: ${v}`,
    );
    socket.write(`GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  });
}

describe('over a real socket', () => {
  it.each([
    `/dicom-web/studies/${OPEN_STUDY}/../${OTHER_STUDY}/metadata`,
    `/dicom-web/studies/${OPEN_STUDY}/%2e%2e/${OTHER_STUDY}/metadata`,
    `/dicom-web//studies`,
    `/dicom-web/studies;x/1.2.3`,
    `/api/./config`,
    `/api/%63onfig`,
  ])('refuses %s as it stands on the wire', async (target) => {
    const answer = await raw(target);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('path-not-canonical');
  });

  it('refuses a backslash before any of our code sees it', async () => {
    expect(await raw('/dicom-web\\studies')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('decides for the front by the address that the front saw', async () => {
    const token = await stack.token({ roles: ['radiologist'] });
    const ask = (uri: string): Promise<string> =>
      raw('/auth', {
        authorization: `Bearer ${token}`,
        'x-original-uri': uri,
        'x-original-method': 'GET',
        accept: '*/*',
      });
    const metadata = `/dicom-web/studies/${OPEN_STUDY}/metadata`;
    expect(await ask(metadata)).toMatch(/^HTTP\/1\.1 403 [\s\S]*x-reason: grant-missing/);
    const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
    await stack.send('/api/grants', { token, json });
    expect(await ask(metadata)).toMatch(/^HTTP\/1\.1 204 /);
    expect(await ask(`/dicom-web/studies/${OPEN_STUDY}/../${OTHER_STUDY}/metadata`)).toMatch(
      /^HTTP\/1\.1 400 [\s\S]*x-reason: path-not-canonical/,
    );
    expect(await ask('/dicom-web/studies')).toMatch(/^HTTP\/1\.1 403 [\s\S]*x-reason: route-not-allowed/);
    expect(await raw('/auth', { authorization: `Bearer ${token}` })).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('believes neither of two tokens', async () => {
    const token = await stack.token({ roles: ['radiologist'] });
    const json = { study: { studyInstanceUID: OPEN_STUDY }, purpose: 'TREAT' };
    await stack.send('/api/grants', { token, json });
    const headers = { 'x-original-uri': `/dicom-web/studies/${OPEN_STUDY}/metadata`, 'x-original-method': 'GET' };
    const once = `Bearer ${token}`;
    expect(await raw('/auth', { ...headers, authorization: once })).toMatch(/^HTTP\/1\.1 204 /);
    const twice = `${once}\r\nauthorization: ${once}`;
    expect(await raw('/auth', { ...headers, authorization: twice })).toMatch(/^HTTP\/1\.1 401 [\s\S]*token-invalid/);
  });

  it('records the address that the front adds, and only its last entry', async () => {
    const token = await stack.token({ roles: ['radiologist'], sid: 's-address' });
    const body = JSON.stringify({ kind: 'signed-in' });
    await fetch(`http://127.0.0.1:${server.port}/api/session/events`, {
      method: 'POST',
      body,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'x-forwarded-for': '6.6.6.6, 192.0.2.44',
      },
    });
    expect((await stack.events()).at(-1)?.address).toBe('192.0.2.44');
  });

  it('says that a port is taken', async () => {
    await expect(
      listen(stack.gateway, { host: '127.0.0.1', port: server.port, forwardedForTrusted: false }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
