import { Refusal } from '../problems.ts';
import type { Services } from '../services.ts';
import { StoreUnavailable, type Standing } from '../store/index.ts';
import type { Person } from './person.ts';

export interface SignedIn {
  readonly person: Person;
  readonly standing: Standing;
}

/** A verified token whose login still stands. Asks the store every time: a sign-out anywhere counts at once. */
export async function authenticate(
  services: Pick<Services, 'verifyToken' | 'store' | 'config' | 'clock'>,
  authorization: string | null | undefined,
  studyInstanceUID?: string,
): Promise<SignedIn> {
  const person = await services.verifyToken(authorization);
  const { sub, sid } = person;
  const standing = await services.store.standing({ sub, sid, studyInstanceUID }).catch((cause: unknown) => {
    throw new Refusal('audit-unavailable', { cause });
  });
  const authenticatedAtMs = person.authenticatedAtMs ?? person.issuedAtMs;
  if (standing.isSidRevoked) throw new Refusal('session-revoked');
  if (standing.subRevokedAtMs !== undefined && authenticatedAtMs <= standing.subRevokedAtMs) {
    throw new Refusal('session-revoked');
  }
  if (services.clock() - authenticatedAtMs > services.config.sessionMaxMs) throw new Refusal('session-expired');
  return { person, standing };
}

export function storeRefusal(error: unknown): unknown {
  return error instanceof StoreUnavailable ? new Refusal('audit-unavailable', { cause: error }) : error;
}
