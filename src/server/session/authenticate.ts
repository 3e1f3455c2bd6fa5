import { Refusal, type ProblemCode } from '../problems.ts';
import type { Services } from '../services.ts';
import { StoreUnavailable, type Standing } from '../store/index.ts';
import type { Person } from './person.ts';

export interface SignedIn {
  readonly person: Person;
  readonly standing: Standing;
}

/** A verified token whose login still stands. Asks the store every time: a sign-out anywhere counts at once. */
export async function authenticate(
  services: Pick<Services, 'verifyToken' | 'standings' | 'unwrittenEnds' | 'config' | 'clock'>,
  authorization: string | null | undefined,
  studyInstanceUID?: string,
): Promise<SignedIn> {
  const person = await services.verifyToken(authorization);
  const { sub, sid } = person;
  const standing = await services.standings.ask({ sub, sid, studyInstanceUID }).catch((cause: unknown) => {
    throw new Refusal('audit-unavailable', { cause });
  });
  const fault = loginFault(services, person, standing);
  if (fault !== undefined) throw new Refusal(fault);
  return { person, standing };
}

/** Why this login no longer stands; undefined while it does. */
export function loginFault(
  { clock, config, unwrittenEnds }: Pick<Services, 'config' | 'clock' | 'unwrittenEnds'>,
  person: Person,
  standing: Standing,
): ProblemCode | undefined {
  const authenticatedAtMs = person.authenticatedAtMs ?? person.issuedAtMs;
  if (standing.isSidRevoked || unwrittenEnds.includes(person)) return 'session-revoked';
  if (standing.subRevokedAtMs !== undefined && authenticatedAtMs <= standing.subRevokedAtMs) return 'session-revoked';
  return clock() - authenticatedAtMs > config.sessionMaxMs ? 'session-expired' : undefined;
}

export function storeRefusal(error: unknown): unknown {
  return error instanceof StoreUnavailable ? new Refusal('audit-unavailable', { cause: error }) : error;
}
