import { hash } from 'node:crypto';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { rolesFrom } from '../../core/access/index.ts';
import type { SiteConfig } from '../config.ts';
import { Refusal } from '../problems.ts';
import type { Person } from './person.ts';

/** A verified token is not verified again until it expires: 1.4 ms per frame otherwise (measured, ES256). */
const TOKENS_REMEMBERED = 5000;
/** Nor longer than this, so that a signing key the provider withdrew stops counting. */
const LONGEST_MEMORY_MS = 5 * 60_000;

export type VerifyToken = (authorization: string | null | undefined) => Promise<Person>;

/**
 * Checks issuer, audience, algorithm, type, expiry and that a login (`sid`) is named. Whether that login was revoked is
 * the store's to say, and asked every time. Throws `Refusal`.
 */
export function createVerifyToken(
  config: SiteConfig['oidc'],
  getKey: JWTVerifyGetKey,
  clock: () => number,
): VerifyToken {
  const known = new Map<string, { person: Person; untilMs: number }>();
  return async (authorization) => {
    const token = bearerToken(authorization);
    const digest = hash('sha256', token, 'base64');
    const now = clock();
    const remembered = known.get(digest);
    if (remembered !== undefined && remembered.untilMs > now) return remembered.person;
    known.delete(digest);
    const person = await verify(token, config, getKey, now);
    if (known.size >= TOKENS_REMEMBERED) forgetOldest(known);
    known.set(digest, { person, untilMs: Math.min(person.tokenExpiresAtMs, now + LONGEST_MEMORY_MS) });
    return person;
  };
}

function bearerToken(authorization: string | null | undefined): string {
  if (authorization === null || authorization === undefined || authorization === '') throw new Refusal('token-missing');
  const token = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/i.exec(authorization)?.[1];
  // 16 KiB: no provider's token comes near, and nobody shall make us hash megabytes.
  if (token === undefined || token.length > 16_384) throw new Refusal('token-invalid');
  return token;
}

function forgetOldest(known: Map<string, unknown>): void {
  const oldest = known.keys().next();
  if (oldest.done !== true) known.delete(oldest.value);
}

async function verify(
  token: string,
  config: SiteConfig['oidc'],
  getKey: JWTVerifyGetKey,
  nowMs: number,
): Promise<Person> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, getKey, {
      issuer: config.issuer,
      audience: config.audience,
      algorithms: [...config.algorithms],
      clockTolerance: config.clockToleranceSeconds,
      currentDate: new Date(nowMs),
      requiredClaims: ['exp', 'iat', 'sub'],
    });
    if (!isType(protectedHeader.typ, config.tokenTypes)) throw new Refusal('token-invalid');
    return personOf(payload, config);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** RFC 9068 section 4: `application/at+jwt` and `at+jwt` are the same type. */
export function isType(typ: string | undefined, allowed: readonly string[]): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/^application\//, '');
  return typ !== undefined && allowed.some((type) => plain(type) === plain(typ));
}

/** Tells a bad token from keys that could not be fetched: the first is the person's affair, the second ours. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof errors.JWTExpired) return new Refusal('token-expired', { cause: error });
  const isAboutKeys = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
  // A plain JOSEError with the generic code is what jose throws for a key set that answered with an error status.
  const isGeneric = error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
  if (error instanceof errors.JOSEError && !isAboutKeys && !isGeneric)
    return new Refusal('token-invalid', { cause: error });
  return new Refusal('identity-provider-unavailable', { cause: error });
}

function personOf(payload: JWTPayload, config: SiteConfig['oidc']): Person {
  const { claims } = config;
  const sid = claimAt(payload, claims.sid);
  const { sub, iat, exp } = payload;
  if (typeof sid !== 'string' || sid === '' || sid.length > 256) throw new Refusal('token-invalid');
  if (sub === undefined || sub === '' || sub.length > 256) throw new Refusal('token-invalid');
  if (iat === undefined || exp === undefined) throw new Refusal('token-invalid');
  const name = claimAt(payload, claims.name);
  const acr = claimAt(payload, claims.acr);
  const authTime = claimAt(payload, claims.authTime);
  const words = claimAt(payload, claims.roles);
  const roles = Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [];
  return {
    sub,
    sid,
    name: typeof name === 'string' ? name.slice(0, 256) : '',
    roles: rolesFrom(roles.map((role) => config.roleNames[role] ?? role)),
    acr: typeof acr === 'string' || typeof acr === 'number' ? String(acr).slice(0, 256) : undefined,
    authenticatedAtMs: typeof authTime === 'number' ? authTime * 1000 : undefined,
    issuedAtMs: iat * 1000,
    tokenExpiresAtMs: exp * 1000,
  };
}

/** `realm_access.roles`: a claim inside a claim, as Keycloak nests them. */
function claimAt(payload: JWTPayload, path: string): unknown {
  let value: unknown = payload;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}
