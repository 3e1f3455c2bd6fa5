import type { NeedsStepUp } from '../../contract/index.ts';
import type { Services } from '../services.ts';
import type { Person } from './person.ts';

/** What emergency access and the release of an export ask for: the right factor, used a moment ago. */
export function hasFreshSecondFactor({ config, clock }: Pick<Services, 'config' | 'clock'>, person: Person): boolean {
  const { acceptedAcr, maxAgeSeconds } = config.stepUp;
  const ageMs = person.authenticatedAtMs === undefined ? Infinity : clock() - person.authenticatedAtMs;
  return person.acr !== undefined && acceptedAcr.includes(person.acr) && ageMs <= maxAgeSeconds * 1000;
}

/** One second factor opens one thing: otherwise two minutes would be enough to walk through a list. */
export function isFirstUseOfSecondFactor(
  services: Pick<Services, 'store' | 'clock'>,
  person: Person,
): Promise<boolean> {
  const key = `${person.sid} ${person.authenticatedAtMs}`;
  return services.store.rememberOnce('second-factor', key, services.clock() + 60 * 60_000);
}

/** RFC 9470 section 3: which sign-in would be enough. */
export function stepUpResponse({ config }: Pick<Services, 'config'>): Response {
  const { acrValues, maxAgeSeconds } = config.stepUp;
  const challenge = `Bearer error="insufficient_user_authentication", acr_values="${acrValues}", max_age="${maxAgeSeconds}"`;
  const body: NeedsStepUp = { kind: 'needsStepUp', acrValues, maxAgeSeconds };
  return Response.json(body, { status: 401, headers: { 'www-authenticate': challenge } });
}
