// A token issuer for tests: an ES256 key, its JWKS and a discovery document on loopback. It signs whatever it is asked
// to, wrong claims included. A person signs in here only where a test says who walks in; then nobody is asked anything.
import { generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

export interface Claims {
  readonly [name: string]: unknown;
}

export interface TokenOptions {
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with a key that the JWKS does not know, under the known key's name. */
  readonly foreignKey?: boolean;
  /** Leaves the signature away. */
  readonly unsigned?: boolean;
}

export interface Issuer {
  readonly issuer: string;
  readonly address: string;
  readonly jwksURI: string;
  token(claims: Claims, options?: TokenOptions): string;
  /** OpenID Connect Back-Channel Logout 1.0 section 2.4. */
  logoutToken(claims: Claims): string;
  stop(): Promise<void>;
}

const keyPair = (): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });

export async function startIssuer(
  issuer: string,
  audience: string,
  clientId: string,
  port: number,
  walksIn?: Claims,
): Promise<Issuer> {
  const { publicKey, privateKey } = keyPair();
  const foreign = keyPair().privateKey;
  const kid = randomBytes(8).toString('hex');
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' }] };
  const address = `127.0.0.1:${port}`;
  const jwksURI = `http://${address}/oidc/jwks`;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer);
    if (pathname === '/oidc/jwks') response.end(JSON.stringify(jwks));
    else if (pathname === '/oidc/.well-known/openid-configuration')
      response.end(JSON.stringify({ issuer, jwks_uri: jwksURI, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` })); // prettier-ignore
    else if (walksIn !== undefined && pathname === '/oidc/auth')
      response.writeHead(302, { location: answerTo(searchParams, issuer) }).end();
    else if (walksIn !== undefined && pathname === '/oidc/token') {
      request.resume();
      response.end(JSON.stringify({ ...tokensFor(walksIn), token_type: 'Bearer', expires_in: 300 }));
    } else response.writeHead(404).end('{}');
  });

  function tokensFor(claims: Claims): { readonly access_token: string; readonly id_token: string } {
    const now = Math.floor(Date.now() / 1000);
    const own = { iss: issuer, iat: now, exp: now + 300, auth_time: now, ...claims };
    const header = { alg: 'ES256', kid };
    return {
      access_token: signed({ ...header, typ: 'at+jwt' }, { ...own, aud: audience, jti: randomUUID() }, {}),
      id_token: signed({ ...header, typ: 'JWT' }, { ...own, aud: clientId }, {}),
    };
  }
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  function signed(header: object, claims: object, options: TokenOptions): string {
    const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
    const text = `${encode(header)}.${encode(claims)}`;
    if (options.unsigned === true) return `${text}.`;
    const key = options.foreignKey === true ? foreign : privateKey;
    return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
  }

  return {
    issuer,
    address,
    jwksURI,
    token(claims, options = {}) {
      const now = Math.floor(Date.now() / 1000);
      const payload = {
        iss: issuer,
        aud: audience,
        iat: now,
        exp: now + 300,
        auth_time: now,
        jti: randomUUID(),
        ...claims,
      };
      return signed({ alg: 'ES256', typ: 'at+jwt', kid, ...options.header }, payload, options);
    },
    logoutToken(claims) {
      const now = Math.floor(Date.now() / 1000);
      const events = { 'http://schemas.openid.net/event/backchannel-logout': {} };
      const payload = { iss: issuer, aud: clientId, iat: now, exp: now + 120, jti: randomUUID(), events, ...claims };
      return signed({ alg: 'ES256', typ: 'logout+jwt', kid }, payload, {});
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Back to the page that asked, with a code that is good for whoever has it: PKCE is tried with real providers. */
function answerTo(asked: URLSearchParams, issuer: string): string {
  const back = new URL(asked.get('redirect_uri') ?? issuer);
  for (const [name, value] of [['code', randomUUID()], ['state', asked.get('state') ?? ''], ['iss', issuer]] as const) back.searchParams.set(name, value); // prettier-ignore
  return back.href;
}
