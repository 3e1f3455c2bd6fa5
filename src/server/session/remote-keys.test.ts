import { exportJWK, generateKeyPair, SignJWT, jwtVerify, type GenerateKeyPairResult } from 'jose';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseSiteConfig } from '../config.ts';
import { remoteKeys } from './remote-keys.ts';

let server: Server;
let issuer = '';
let isAway = false;
let announcedIssuer: string | undefined;
const keys: { kid: string; pair: GenerateKeyPairResult }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    void (async () => {
      if (isAway) return response.writeHead(500).end();
      if (request.url?.endsWith('/.well-known/openid-configuration') === true) {
        return response.end(JSON.stringify({ issuer: announcedIssuer ?? issuer, jwks_uri: `${issuer}/jwks` }));
      }
      const jwks = await Promise.all(
        keys.map(async ({ kid, pair }) => ({ ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256' })),
      );
      return response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: jwks }));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  keys.push({ kid: 'one', pair: await generateKeyPair('ES256') });
});
afterAll(() => server.close());

function config(more: Record<string, unknown> = {}) {
  return parseSiteConfig({
    siteName: 'T',
    version: '1',
    publicOrigin: 'https://v.invalid',
    oidc: { issuer, clientId: 'v', audience: 'a', ...more },
    stepUp: { acrValues: 'm', acceptedAcr: ['m'] },
  }).oidc;
}

async function tokenBy(at: number): Promise<string> {
  const key = keys[at];
  if (key === undefined) throw new Error('no such key');
  return new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: key.kid }).sign(key.pair.privateKey);
}

it('finds the keys by discovery, and tries again after a failure', async () => {
  isAway = true;
  const find = remoteKeys(config());
  await expect(jwtVerify(await tokenBy(0), find)).rejects.toMatchObject({ code: 'identity-provider-unavailable' });
  isAway = false;
  await expect(jwtVerify(await tokenBy(0), find)).resolves.toBeDefined();
});

it('does not take the discovery document of another issuer', async () => {
  announcedIssuer = 'https://evil.invalid';
  await expect(jwtVerify(await tokenBy(0), remoteKeys(config()))).rejects.toMatchObject({
    code: 'identity-provider-unavailable',
  });
  announcedIssuer = undefined;
});

it('takes the configured address of the keys, and finds a key that was added later', async () => {
  const find = remoteKeys(config({ jwksUri: `${issuer}/jwks` }));
  await expect(jwtVerify(await tokenBy(0), find)).resolves.toBeDefined();
  keys.push({ kid: 'two', pair: await generateKeyPair('ES256') });
  // Within the cooldown the provider is not asked again for every unknown key.
  await expect(jwtVerify(await tokenBy(1), find)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
  await expect(jwtVerify(await tokenBy(1), remoteKeys(config({ jwksUri: `${issuer}/jwks` })))).resolves.toBeDefined();
});
