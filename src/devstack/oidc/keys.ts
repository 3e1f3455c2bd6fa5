// The provider's signing key and cookie keys, kept between starts so that a restart does not change who signed a token.
// Sessions stay in memory: after a restart everybody signs in again.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const keysSchema = z.strictObject({
  jwks: z.strictObject({
    keys: z.array(
      z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: z.string(),
        y: z.string(),
        d: z.string(),
        kid: z.string(),
        use: z.literal('sig'),
        alg: z.literal('ES256'),
      }),
    ),
  }),
  cookieKeys: z.array(z.string().min(32)).min(1),
});
export type ProviderKeys = z.infer<typeof keysSchema>;

function generateKeys(): ProviderKeys {
  const jwk = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const key = { ...jwk, kid: randomBytes(8).toString('hex'), use: 'sig', alg: 'ES256' };
  return keysSchema.parse({ jwks: { keys: [key] }, cookieKeys: [randomBytes(32).toString('base64url')] });
}

export function loadOrCreateKeys(dataFolder: string): ProviderKeys {
  const path = join(dataFolder, 'oidc-keys.json');
  try {
    return keysSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Error(`${path} is damaged: delete it to make new keys`, { cause: error });
  }
  const keys = generateKeys();
  writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return keys;
}
