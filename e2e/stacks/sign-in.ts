// Signs a person in the way a browser does, without one: authorization code with PKCE, cookies, redirects and forms.
// The same steps go through oidc-provider and Keycloak.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Answer, Client } from './http.ts';

export interface Credentials {
  readonly username: string;
  readonly password: string;
  /** Asked for only when the form has a field for it. */
  readonly otp: () => string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

export interface SignInOptions {
  readonly client: Client;
  /** Path of the issuer, such as `/oidc` or `/oidc/realms/collimator`. */
  readonly issuerPath: string;
  readonly clientId: string;
  readonly scope: string;
  readonly credentials: Credentials;
  readonly acrValues?: string;
}

/** A browser's memory of one person: a second sign-in with the same one continues the session. */
export type Cookies = Map<string, string>;

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint: string;
}

const MAX_STEPS = 12;

export async function signIn(options: SignInOptions, cookies: Cookies = new Map()): Promise<Tokens> {
  const endpoints = await discover(options);
  const verifier = randomBytes(32).toString('base64url');
  const redirectUri = `${options.client.origin}/callback.html`;
  const query = new URLSearchParams({
    client_id: options.clientId,
    response_type: 'code',
    scope: options.scope,
    redirect_uri: redirectUri,
    state: randomBytes(8).toString('hex'),
    nonce: randomBytes(8).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(options.acrValues === undefined ? {} : { acr_values: options.acrValues }),
  });
  const start = new URL(endpoints.authorization_endpoint);
  const code = await authorize(options, cookies, `${start.pathname}?${query.toString()}`);
  const answer = await postForm(options.client, new URL(endpoints.token_endpoint).pathname, {
    grant_type: 'authorization_code',
    client_id: options.clientId,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  });
  return tokensOf(answer);
}

export async function discover({ client, issuerPath }: SignInOptions): Promise<Endpoints> {
  const answer = await client.send({ path: `${issuerPath}/.well-known/openid-configuration` });
  if (answer.status !== 200) throw new Error(`discovery answered ${answer.status}`);
  return answer.json() as unknown as Endpoints;
}

function tokensOf(answer: Answer): Tokens {
  const body = answer.json();
  if (answer.status !== 200) throw new Error(`the token endpoint answered ${answer.status} ${String(body['error'])}`);
  return {
    accessToken: String(body['access_token']),
    idToken: String(body['id_token']),
    refreshToken: String(body['refresh_token']),
  };
}

export async function refresh(options: SignInOptions, refreshToken: string): Promise<Answer> {
  const endpoints = await discover(options);
  return postForm(options.client, new URL(endpoints.token_endpoint).pathname, {
    grant_type: 'refresh_token',
    client_id: options.clientId,
    refresh_token: refreshToken,
  });
}

/** RP-initiated logout; follows the provider's confirmation page where it has one. */
export async function signOut(options: SignInOptions, cookies: Cookies, idToken: string): Promise<void> {
  const endpoints = await discover(options);
  const query = new URLSearchParams({
    id_token_hint: idToken,
    client_id: options.clientId,
    post_logout_redirect_uri: `${options.client.origin}/`,
  });
  let step: Step | undefined = await visit(
    options.client,
    cookies,
    `${new URL(endpoints.end_session_endpoint).pathname}?${query.toString()}`,
  );
  for (let count = 0; count < MAX_STEPS && step !== undefined; count += 1)
    step = await nextStep(options, cookies, step, {});
}

/** Walks redirects and forms until the code arrives at the app's address. */
async function authorize(options: SignInOptions, cookies: Cookies, path: string): Promise<string> {
  let step: Step | undefined = await visit(options.client, cookies, path);
  for (let count = 0; count < MAX_STEPS; count += 1) {
    if (step === undefined) break;
    const location = step.answer.headers.location;
    const target = location === undefined ? undefined : new URL(location, options.client.origin);
    if (target?.pathname === '/callback.html') {
      const code = target.searchParams.get('code');
      if (code === null) throw new Error(`sign-in ended with ${target.searchParams.get('error') ?? 'no code'}`);
      return code;
    }
    const { username, password, otp } = options.credentials;
    step = await nextStep(options, cookies, step, { username, password, otp });
  }
  throw new Error('sign-in did not come to an end');
}

interface Step {
  readonly path: string;
  readonly answer: Answer;
}

async function visit(client: Client, cookies: Cookies, path: string, form?: URLSearchParams): Promise<Step> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await client.send({
    path,
    headers: {
      accept: 'text/html',
      ...(cookie === '' ? {} : { cookie }),
      ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin: client.origin }),
    },
    ...(form === undefined ? {} : { method: 'POST', body: form.toString() }),
  });
  for (const line of answer.headers['set-cookie'] ?? []) keepCookie(cookies, line);
  return { path, answer };
}

function keepCookie(cookies: Cookies, line: string): void {
  const [pair = ''] = line.split(';');
  const name = pair.slice(0, pair.indexOf('='));
  if (/max-age=0\b|expires=Thu, 0?1[ -]Jan[ -]1970/i.test(line)) cookies.delete(name);
  else cookies.set(name, pair.slice(pair.indexOf('=') + 1));
}

type Answers = Readonly<Record<string, string | (() => string)>>;

async function nextStep(
  options: SignInOptions,
  cookies: Cookies,
  step: Step,
  answers: Answers,
): Promise<Step | undefined> {
  const { client } = options;
  const location = step.answer.headers.location;
  if (location !== undefined) {
    const target = new URL(location, client.origin);
    return target.pathname.startsWith('/oidc/') ? visit(client, cookies, target.pathname + target.search) : undefined;
  }
  const form = formOf(step.answer.text(), answers);
  if (form === undefined) return undefined;
  const target = new URL(form.action, client.origin + step.path);
  return visit(client, cookies, target.pathname + target.search, form.fields);
}

function formOf(html: string, answers: Answers): { action: string; fields: URLSearchParams } | undefined {
  const form = /<form\b[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0];
  if (form === undefined) return undefined;
  const action = attribute(/<form\b[^>]*>/i.exec(form)?.[0] ?? '', 'action') ?? '';
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input\b[^>]*>/gi)) {
    const name = attribute(input, 'name');
    if (name === undefined || name === 'cancel') continue;
    const given = answers[name];
    const value = typeof given === 'function' ? given() : given;
    if (value !== undefined) fields.set(name, value);
    else if (attribute(input, 'type') === 'hidden') fields.set(name, attribute(input, 'value') ?? '');
  }
  const button = /<button\b[^>]*name="(?!cancel)([^"]+)"[^>]*>/i.exec(form);
  if (button?.[1] !== undefined) fields.set(button[1], attribute(button[0], 'value') ?? '');
  return { action, fields };
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(tag)?.[1];
  return value?.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
}

function postForm(client: Client, path: string, fields: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams(fields).toString();
  return client.send({ method: 'POST', path, body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
}

/** RFC 6238 with SHA-1 and 30 s, as authenticator apps count. `stepsAhead` because a code counts only once. */
export function oneTimeCode(secret: string, nowMs: number, stepsAhead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(nowMs / 30_000) + stepsAhead));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
