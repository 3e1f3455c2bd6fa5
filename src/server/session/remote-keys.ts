import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { SiteConfig } from '../config.ts';
import { Refusal } from '../problems.ts';

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** A new key is looked for when a token names an unknown one, but not more often than this. */
const COOLDOWN_MS = 10_000;
/** And all are fetched again after this, so that withdrawn keys go. */
const LONGEST_MEMORY_MS = 10 * 60_000;

/** The identity provider's signing keys, found by discovery unless the configuration names them. Fetched when first needed. */
export function remoteKeys(config: SiteConfig['oidc']): JWTVerifyGetKey {
  const open = (jwksUri: string): JWTVerifyGetKey =>
    createRemoteJWKSet(new URL(jwksUri), { cooldownDuration: COOLDOWN_MS, cacheMaxAge: LONGEST_MEMORY_MS });
  let keys = config.jwksUri === undefined ? undefined : Promise.resolve(open(config.jwksUri));
  return async (header, token) => {
    keys ??= discover(config.issuer).then(open);
    try {
      return await (
        await keys
      )(header, token);
    } catch (error) {
      // A discovery that failed is tried again with the next token.
      if (error instanceof Refusal) keys = undefined;
      throw error;
    }
  };
}

async function discover(issuer: string): Promise<string> {
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(5000),
      redirect: 'error',
    });
    const document = discoverySchema.parse(await response.json());
    // OpenID Connect Discovery section 4.3: a document of another issuer is somebody else's.
    if (document.issuer !== issuer) throw new Error('issuer of the discovery document differs');
    return document.jwks_uri;
  } catch (cause) {
    throw new Refusal('identity-provider-unavailable', { cause });
  }
}
