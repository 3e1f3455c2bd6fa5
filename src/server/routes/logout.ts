import { jwtVerify } from 'jose';
import { z } from 'zod';
import { Refusal } from '../problems.ts';
import { circumstancesOf, shortBody, type GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';
import { isType, refusalOf } from '../session/index.ts';
import { StoreUnavailable } from '../store/index.ts';
import { endSession } from '../session/end-session.ts';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';

// OpenID Connect Back-Channel Logout 1.0 section 2.4: events with the one member, sid or sub, jti, and no nonce.
const logoutClaimsSchema = z.object({
  jti: z.string().min(1).max(256),
  events: z.object({ [EVENT]: z.object({}).loose() }).loose(),
  nonce: z.undefined().optional(),
  sid: z.string().min(1).max(256).optional(),
  sub: z.string().min(1).max(256).optional(),
});

type LogoutClaims = z.infer<typeof logoutClaimsSchema>;

/** A logout token older than this is not news any more. */
const OLDEST_SECONDS = 300;

export function logoutRoutes(app: GatewayApp, services: Services): void {
  app.post('/api/oidc/backchannel-logout', async (c) => {
    const token = new URLSearchParams(await shortBody(c)).get('logout_token');
    if (token === null) throw new Refusal('logout-token-invalid');
    const claims = await verifyLogoutToken(services, token);
    if (!(await isNew(services, claims))) throw new Refusal('logout-token-invalid');
    const ending = endingOf(claims);
    await endSession(services, { ...ending, who: null, action: 'session-revoked' }, circumstancesOf(c));
    return c.body(null, 200);
  });
}

/** A notice counts once. While nothing can be remembered it counts all the same: ending a login twice harms nobody. */
async function isNew({ store, clock }: Services, { jti }: LogoutClaims): Promise<boolean> {
  try {
    return await store.rememberOnce('logout-jti', jti, clock() + 2 * OLDEST_SECONDS * 1000);
  } catch (error) {
    if (error instanceof StoreUnavailable) return true;
    throw error;
  }
}

/** Section 2.6: a sid ends that login, a sub alone ends all of the person's logins. */
function endingOf({ sid, sub }: LogoutClaims): { kind: 'sid' | 'sub'; key: string } {
  if (sid !== undefined) return { kind: 'sid', key: sid };
  if (sub !== undefined) return { kind: 'sub', key: sub };
  throw new Refusal('logout-token-invalid');
}

async function verifyLogoutToken(services: Services, token: string): Promise<LogoutClaims> {
  const { oidc } = services.config;
  try {
    const { payload, protectedHeader } = await jwtVerify(token, services.identityProviderKeys, {
      issuer: oidc.issuer,
      audience: oidc.clientId,
      algorithms: [...oidc.algorithms],
      clockTolerance: oidc.clockToleranceSeconds,
      currentDate: new Date(services.clock()),
      maxTokenAge: OLDEST_SECONDS,
      requiredClaims: ['iat', 'jti'],
    });
    if (!isType(protectedHeader.typ, oidc.logoutTokenTypes)) throw new Refusal('logout-token-invalid');
    return logoutClaimsSchema.parse(payload);
  } catch (cause) {
    if (refusalOf(cause).code === 'identity-provider-unavailable' && !(cause instanceof z.ZodError)) {
      throw new Refusal('identity-provider-unavailable', { cause });
    }
    throw new Refusal('logout-token-invalid', { cause });
  }
}
