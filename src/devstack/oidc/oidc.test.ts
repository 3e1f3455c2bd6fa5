import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ACCOUNTS } from '../accounts.ts';
import { createSignInDriver, type SignInDriver } from '../testing/sign-in-driver.ts';
import { ACR_PASSWORD, ACR_SECOND_FACTOR, createIdentityProvider, issuerOf } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'collimator-oidc-'));
const logoutTokens: string[] = [];
let server: Server;
let origin: string;
let drive: SignInDriver;

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  origin = `http://127.0.0.1:${address.port}`;
  drive = createSignInDriver(origin);
  const provider = createIdentityProvider({ origin, dataFolder: folder, accounts: DEMO_ACCOUNTS });
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/oidc/') === true) {
      void provider.handle(request, response);
      return;
    }
    // Stands in for the gateway's end of the back channel.
    request.setEncoding('utf8');
    request.on('data', (text: string) => logoutTokens.push(new URLSearchParams(text).get('logout_token') ?? ''));
    request.on('end', () => response.end());
  });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const radiologist = DEMO_ACCOUNTS.find(({ username }) => username === 'radiologist') ?? expect.unreachable();

describe('the identity provider', () => {
  it('signs a person in and issues a token for the gateway that names role, factor, time and login', async () => {
    const tokens = await drive.signIn(drive.openBrowser(), radiologist);
    const jwks = createRemoteJWKSet(new URL(`${origin}/oidc/jwks`));
    const { payload, protectedHeader } = await jwtVerify(tokens.access_token, jwks, {
      issuer: issuerOf(origin),
      audience: `${origin}/api`,
      typ: 'at+jwt',
      algorithms: ['ES256'],
    });
    expect(protectedHeader.alg).toBe('ES256');
    expect(payload).toMatchObject({
      sub: 'radiologist',
      name: radiologist.name,
      roles: ['radiologist'],
      acr: ACR_PASSWORD,
    });
    expect(typeof payload['auth_time']).toBe('number');
    expect(typeof payload['sid']).toBe('string');
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    expect(decodeJwt(tokens.id_token)).toMatchObject({ roles: ['radiologist'], sid: payload['sid'], nonce: 'no' });
  });

  it('refuses a code request without PKCE', async () => {
    const { url } = drive.startCode();
    const { at } = await drive.follow(drive.openBrowser(), url.replace(/&code_challenge.*$/, ''));
    expect(at.searchParams.get('error')).toBe('invalid_request');
  });

  it('refuses to send the answer to an address that is not registered', async () => {
    const { url } = drive.startCode({ redirect_uri: 'http://127.0.0.1:9/callback' });
    const { status, text } = await drive.follow(drive.openBrowser(), url);
    expect(status).toBe(400);
    expect(text).toContain('Sign-in could not go on');
  });

  it('says that something is wrong without saying what, and never returns the password', async () => {
    const browser = drive.openBrowser();
    const page = await drive.follow(browser, drive.startCode().url);
    const wrong = await drive.submit(browser, page.at, { username: 'radio"logist', password: 'hunter2-hunter2' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain('role="alert"');
    expect(wrong.text).toContain('User name or password is wrong');
    expect(wrong.text).toContain('value="radio&quot;logist"');
    expect(wrong.text).not.toContain('hunter2');
  });

  it('makes a guesser wait, even when the next guess is right', async () => {
    const browser = drive.openBrowser();
    const page = await drive.follow(browser, drive.startCode().url);
    for (let i = 0; i < 5; i++) await drive.submit(browser, page.at, { username: 'auditor', password: `guess-${i}` });
    const { status, text } = await drive.submit(browser, page.at, { username: 'auditor', password: 'who-saw-what' });
    expect(status).toBe(429);
    expect(text).toMatch(/Try again in \d+ seconds/);
  });

  it('refuses a form that another site sent', async () => {
    const browser = drive.openBrowser();
    const page = await drive.follow(browser, drive.startCode().url);
    const { username, password } = radiologist;
    const { status } = await drive.follow(browser, page.at.href, {
      method: 'POST',
      body: new URLSearchParams({ username, password }),
      headers: { origin: 'http://evil.example' },
    });
    expect(status).toBe(400);
  });

  it('runs under a policy without inline script or style, and may be framed by the app only', async () => {
    const browser = drive.openBrowser();
    const page = await drive.follow(browser, drive.startCode().url);
    const { response, text } = await browser.go(page.at.href);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain('unsafe');
    expect(text).not.toMatch(/<script|<style|style=|onload=/);
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect((await fetch(`${origin}/oidc/sign-in.css`)).headers.get('content-type')).toContain('text/css');
  });

  it('renews silently while the login lives', async () => {
    const browser = drive.openBrowser();
    const first = await drive.signIn(browser, radiologist);
    const { verifier, url } = drive.startCode({ prompt: 'none' });
    const { at } = await drive.follow(browser, url);
    const { body } = await drive.exchange(at, verifier);
    expect(decodeJwt(body['access_token'] ?? '')['sid']).toBe(decodeJwt(first.access_token)['sid']);
  });

  it('tells a stranger that asks silently to sign in', async () => {
    const { at } = await drive.follow(drive.openBrowser(), drive.startCode({ prompt: 'none' }).url);
    expect(at.searchParams.get('error')).toBe('login_required');
  });

  it('rotates refresh tokens and ends the family when an old one comes back', async () => {
    const first = await drive.signIn(drive.openBrowser(), radiologist);
    const second = await drive.askToken({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect(second.body['refresh_token']).not.toBe(first.refresh_token);
    expect(decodeJwt(second.body['access_token'] ?? '')).toMatchObject({ sub: 'radiologist', acr: ACR_PASSWORD });
    const reused = await drive.askToken({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(reused).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    const afterReuse = await drive.askToken({
      grant_type: 'refresh_token',
      refresh_token: second.body['refresh_token'] ?? '',
    });
    expect(afterReuse.body['error']).toBe('invalid_grant');
  });

  it('asks for the one-time code in a live session, every time it is requested, and keeps the login', async () => {
    const browser = drive.openBrowser();
    const first = await drive.signIn(browser, radiologist);
    const stepUp = { acr_values: ACR_SECOND_FACTOR };
    const raised = await drive.signIn(browser, radiologist, stepUp);
    const claims = decodeJwt(raised.access_token);
    expect(claims).toMatchObject({ acr: ACR_SECOND_FACTOR, sid: decodeJwt(first.access_token)['sid'] });
    const again = await drive.follow(browser, drive.startCode(stepUp).url);
    expect(again.text).toContain('name="otp"');
    expect(again.text).toContain('value="radiologist"');
    const silent = await drive.follow(browser, drive.startCode({ ...stepUp, prompt: 'none' }).url);
    expect(silent.at.searchParams.get('error')).toBe('login_required');
  });

  it('refuses a step-up without the code, with a wrong one, and as another person', async () => {
    const browser = drive.openBrowser();
    await drive.signIn(browser, radiologist);
    const page = await drive.follow(browser, drive.startCode({ acr_values: ACR_SECOND_FACTOR }).url);
    const { username, password } = radiologist;
    expect((await drive.submit(browser, page.at, { username, password })).status).toBe(401);
    expect((await drive.submit(browser, page.at, { username, password, otp: '000000' })).status).toBe(401);
    const other = DEMO_ACCOUNTS.find((account) => account.username === 'clinician') ?? expect.unreachable();
    const asOther = await drive.submit(browser, page.at, {
      username: other.username,
      password: other.password,
      otp: other.otp,
    });
    expect(asOther.status).toBe(401);
    expect(asOther.text).toContain('Someone else is signed in');
    const cancelled = await drive.submit(browser, page.at, { cancel: 'yes' });
    expect(cancelled.at.searchParams.get('error')).toBe('access_denied');
  });

  it('signs out at once when the ID token proves who asks, tells the gateway, and revokes what was issued', async () => {
    const browser = drive.openBrowser();
    const tokens = await drive.signIn(browser, radiologist);
    logoutTokens.length = 0;
    const query = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${origin}/`,
      state: 'bye',
    });
    const { at } = await drive.follow(browser, `/oidc/session/end?${query.toString()}`);
    expect(at.href).toBe(`${origin}/?state=bye`);
    expect(logoutTokens).toHaveLength(1);
    expect(decodeJwt(logoutTokens[0] ?? '')).toMatchObject({
      sid: decodeJwt(tokens.access_token)['sid'],
      aud: 'collimator',
    });
    const refreshed = await drive.askToken({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    expect(refreshed.body['error']).toBe('invalid_grant');
    const { at: silent } = await drive.follow(browser, drive.startCode({ prompt: 'none' }).url);
    expect(silent.searchParams.get('error')).toBe('login_required');
  });

  it('asks before it signs out for a link that proves nothing', async () => {
    const browser = drive.openBrowser();
    await drive.signIn(browser, radiologist);
    const { text, at } = await drive.follow(browser, '/oidc/session/end');
    expect(text).toContain('This ends your session here and in every window');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const done = await drive.submit(browser, new URL(`${at.origin}/oidc/session/end/confirm`), { xsrf, logout: 'yes' });
    expect(done.text).toContain('You are signed out');
  });

  it('needs no page to sign out somebody whose session is already gone', async () => {
    const tokens = await drive.signIn(drive.openBrowser(), radiologist);
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: `${origin}/` });
    const { at } = await drive.follow(drive.openBrowser(), `/oidc/session/end?${query.toString()}`);
    expect(at.href).toBe(`${origin}/`);
  });

  it('lets another person sign in where one was, as a new login', async () => {
    const browser = drive.openBrowser();
    const first = await drive.signIn(browser, radiologist);
    const { verifier, url } = drive.startCode({ prompt: 'login' });
    const page = await drive.follow(browser, url);
    const other = DEMO_ACCOUNTS.find((account) => account.username === 'researcher') ?? expect.unreachable();
    const { at } = await drive.submit(browser, page.at, { username: other.username, password: other.password });
    const { body } = await drive.exchange(at, verifier);
    const claims = decodeJwt(body['access_token'] ?? '');
    expect(claims.sub).toBe('researcher');
    expect(claims['sid']).not.toBe(decodeJwt(first.access_token)['sid']);
  });

  it('keeps its keys for itself, and the same ones after a restart', () => {
    expect(statSync(join(folder, 'oidc-keys.json')).mode & 0o777).toBe(0o600);
  });
});
