import { randomUUID } from 'node:crypto';
import { type Claims, startIssuer, type Issuer } from '../../stacks/issuer.ts';
import type { Login, RoleName } from '../stack.ts';
import { startProductionStack, type IdentityProvider, type ProductionStack } from './production.ts';

/** The production stack with an issuer that signs whatever a test asks for, and lets one person in who comes with a browser. */
export async function startStackWithTestIssuer(
  walksIn?: Claims,
): Promise<ProductionStack & { readonly issuer: Issuer }> {
  let issuer: Issuer | undefined;
  const stack = await startProductionStack('nginx + gateway + PostgreSQL + Orthanc', async (place) => {
    issuer = await startIssuer(
      `${place.origin}/oidc`,
      `${place.origin}/api`,
      'collimator',
      place.identityProviderPort,
      walksIn,
    );
    return providerOf(issuer, place.gatewayAddress);
  });
  if (issuer === undefined) throw new Error('the issuer was not started');
  return { ...stack, issuer };
}

function providerOf(issuer: Issuer, gatewayAddress: string): IdentityProvider {
  return {
    address: issuer.address,
    oidc: { issuer: issuer.issuer, jwksUri: issuer.jwksURI },
    logs: () => ({}),
    stop: () => issuer.stop(),
    signIn: (_door, role: RoleName) => signInAs(issuer, gatewayAddress, role),
  };
}

/** One person of each role; each sign-in has an id of its own. */
function signInAs(issuer: Issuer, gatewayAddress: string, role: RoleName): Promise<Login> {
  const claims = { sub: `${role}-1`, sid: randomUUID(), name: `Test ${role}`, roles: [role] };
  let token = issuer.token({ ...claims, acr: 'pwd' });
  return Promise.resolve({
    role,
    authorization: () => `Bearer ${token}`,
    stepUp: () => {
      token = issuer.token({ ...claims, acr: 'mfa' });
      return Promise.resolve();
    },
    again: () => signInAs(issuer, gatewayAddress, role),
    async endAtProvider() {
      const body = new URLSearchParams({ logout_token: issuer.logoutToken({ sub: claims.sub, sid: claims.sid }) });
      const answer = await fetch(`http://${gatewayAddress}/api/oidc/backchannel-logout`, { method: 'POST', body });
      if (answer.status !== 200) throw new Error(`the gateway answered ${answer.status} to a logout token`);
    },
  });
}
