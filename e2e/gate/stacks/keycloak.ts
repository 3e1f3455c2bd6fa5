import { readFileSync } from 'node:fs';
import { copiesOf, startKeycloak, type Keycloak } from '../../stacks/keycloak.ts';
import type { Client } from '../../stacks/http.ts';
import { oneTimeCode, signIn, signOut, type Cookies, type SignInOptions, type Tokens } from '../../stacks/sign-in.ts';
import { freePort } from '../../embedded-stack.ts';
import type { Login, RoleName } from '../stack.ts';
import type { Enterable } from '../suites/browser.ts';
import { startProductionStack, type IdentityProvider, type Place, type ProductionStack } from './production.ts';

/** The production stack with the realm of nginx/keycloak and the people of its development overlay. */
export async function startStackWithKeycloak(
  exports?: Readonly<Record<string, unknown>>,
): Promise<ProductionStack & Enterable & { readonly accountOf: (role: RoleName) => KeycloakAccount }> {
  let keycloak: Keycloak | undefined;
  const startIdentityProvider = async (place: Place): Promise<IdentityProvider> => {
    const running = await startKeycloak({
      folder: place.folder,
      port: place.identityProviderPort,
      managementPort: await freePort(),
      origin: place.origin,
      audience: `${place.origin}/api`,
      backchannelLogoutURL: `http://${place.gatewayAddress}/api/oidc/backchannel-logout`,
    });
    keycloak = running;
    return {
      address: running.address,
      oidc: { issuer: running.issuer, jwksUri: running.jwksURI },
      signIn: (door, role) => signInAs(running, door.client, role),
      logs: () => ({ Keycloak: readFileSync(running.logFile, 'utf8') }),
      stop: running.stop,
    };
  };
  const name = 'nginx + gateway + PostgreSQL + Orthanc + Keycloak';
  const stack = await startProductionStack(name, startIdentityProvider, exports);
  const running = keycloak;
  if (running === undefined) throw new Error('Keycloak was not started');
  const accountOf = (role: RoleName): KeycloakAccount => {
    const username = nextUser(role);
    return { username, password: running.password, nextCode: () => nextCode(running, username) };
  };
  return { ...stack, accountOf, person: { username: 'radiologist-1', password: running.password } };
}

/** For somebody who signs in on a page. */
export interface KeycloakAccount {
  readonly username: string;
  readonly password: string;
  readonly nextCode: () => Promise<string>;
}

const signedIn = new Map<RoleName, number>();

/** Takes turns, so that a second factor is seldom asked of the same person twice in half a minute. */
function nextUser(role: RoleName): string {
  const turn = signedIn.get(role) ?? 0;
  signedIn.set(role, turn + 1);
  return `${role}-${(turn % copiesOf(role)) + 1}`;
}

/** A code counts once per person: the second within half a minute is the next one, which the realm also takes. */
const codesUsed = new Map<string, number>();

async function nextCode(keycloak: Keycloak, username: string): Promise<string> {
  for (;;) {
    const step = Math.floor(Date.now() / 30_000);
    const used = codesUsed.get(username) ?? 0;
    const ahead = used < step ? 0 : used - step + 1;
    // The realm looks one step ahead and no further.
    if (ahead <= 1) {
      codesUsed.set(username, step + ahead);
      return oneTimeCode(keycloak.otpSecret, Date.now(), ahead);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function signInAs(keycloak: Keycloak, client: Client, role: RoleName, username = nextUser(role)): Promise<Login> {
  let code = '';
  const options: SignInOptions = {
    client,
    issuerPath: keycloak.issuerPath,
    clientId: 'collimator',
    scope: 'openid profile',
    credentials: { username, password: keycloak.password, otp: () => code },
  };
  const cookies: Cookies = new Map();
  let tokens: Tokens = await signIn(options, cookies);
  return {
    role,
    authorization: () => `Bearer ${tokens.accessToken}`,
    async stepUp() {
      code = await nextCode(keycloak, username);
      tokens = await signIn({ ...options, acrValues: 'mfa' }, cookies);
    },
    again: () => signInAs(keycloak, client, role, username),
    endAtProvider: () => signOut(options, cookies, tokens.idToken),
  };
}
