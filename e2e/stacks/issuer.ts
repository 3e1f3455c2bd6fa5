// A token issuer for tests: an ES256 key, its JWKS and a discovery document on loopback. It signs whatever it is asked
// to, wrong claims included; no person signs in here.
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

export async function startIssuer(issuer: string, audience: string, clientId: string, port: number): Promise<Issuer> {
  const { publicKey, privateKey } = keyPair();
  const foreign = keyPair().privateKey;
  const kid = randomBytes(8).toString('hex');
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'ES256' }] };
  const address = `127.0.0.1:${port}`;
  const jwksURI = `http://${address}/oidc/jwks`;
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/oidc/jwks') response.end(JSON.stringify(jwks));
    else if (request.url === '/oidc/.well-known/openid-configuration')
      response.end(JSON.stringify({ issuer, jwks_uri: jwksURI }));
    else response.writeHead(404).end('{}');
  });
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
