// The identity provider of the embedded stack: oidc-provider, set up the way the production one (Keycloak) is expected
// to behave. In memory, loopback only; never for real people.
import { Provider, interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { DemoAccount } from '../accounts.ts';
import { failurePage, signedOutPage, signOutPage } from './pages.ts';
import type { ProviderKeys } from './keys.ts';
import { createMemoryAdapter } from './memory-adapter.ts';
import { hasProvedIdentity, submitSignOutForm } from './sign-out.ts';

export const ACR_PASSWORD = 'urn:collimator:acr:password';
export const ACR_SECOND_FACTOR = 'urn:collimator:acr:mfa';
export const CLIENT_ID = 'collimator';
export const SCOPE = 'openid profile roles';
const API_SCOPE = 'gateway';

/** The gateway's longest grant is 300 s; a token that outlives it would be of no use. */
const ACCESS_TOKEN_SECONDS = 300;
const REFRESH_TOKEN_SECONDS = 60 * 60;
/** A working day. */
const SESSION_SECONDS = 10 * 60 * 60;
const INTERACTION_SECONDS = 15 * 60;

export interface ProviderOptions {
  /** Scheme, host and port; the provider lives under `/oidc` of it. */
  origin: string;
  accounts: readonly DemoAccount[];
  keys: ProviderKeys;
}

export const issuerOf = (origin: string) => `${origin}/oidc`;
/** RFC 8707 resource indicator of the gateway, and the `aud` of its access tokens. */
export const audienceOf = (origin: string) => `${origin}/api`;

/** A request for the second factor is always answered by asking, even when the session already had one. */
function policyWithStepUp() {
  const policy = interactionPolicy.base();
  const { Check } = interactionPolicy;
  policy.get('login')?.checks.add(
    new Check('second_factor', 'a fresh one-time code is needed', 'login_required', ({ oidc }) => {
      const isRequested = asksForSecondFactor(oidc.params?.['acr_values']);
      return isRequested && oidc.result?.login?.acr !== ACR_SECOND_FACTOR
        ? Check.REQUEST_PROMPT
        : Check.NO_NEED_TO_PROMPT;
    }),
  );
  return policy;
}

export function asksForSecondFactor(acrValues: unknown): boolean {
  return typeof acrValues === 'string' && acrValues.split(' ').includes(ACR_SECOND_FACTOR);
}

function claimsOf(account: DemoAccount) {
  return { sub: account.username, name: account.name, preferred_username: account.username, roles: [...account.roles] };
}

/** There is one client and it is ours: what it may ask for needs no consent page. */
async function grantForOurClient({ oidc }: KoaContextWithOIDC) {
  const clientId = oidc.client?.clientId;
  const accountId = oidc.session?.accountId;
  if (clientId === undefined || accountId === undefined) return undefined;
  const existingId = oidc.session?.grantIdFor(clientId);
  const existing = existingId === undefined ? undefined : await oidc.provider.Grant.find(existingId);
  if (existing !== undefined) return existing;
  const grant = new oidc.provider.Grant({ clientId, accountId });
  grant.addOIDCScope(SCOPE);
  grant.addResourceScope(audienceOf(new URL(oidc.provider.issuer).origin), API_SCOPE);
  await grant.save();
  return grant;
}

function render(ctx: KoaContextWithOIDC, html: string): void {
  ctx.type = 'html';
  ctx.body = html;
}

function configuration({ origin, accounts, keys }: ProviderOptions): Configuration {
  const accountOf = (id: string) => accounts.find(({ username }) => username === id);
  return {
    clients: [
      {
        client_id: CLIENT_ID,
        client_name: 'Collimator',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: [`${origin}/callback`, `${origin}/callback.html`],
        post_logout_redirect_uris: [`${origin}/`],
        backchannel_logout_uri: `${origin}/api/oidc/backchannel-logout`,
        backchannel_logout_session_required: true,
        id_token_signed_response_alg: 'ES256',
      },
    ],
    adapter: createMemoryAdapter(Date.now),
    jwks: keys.jwks,
    cookies: { keys: keys.cookieKeys, long: { sameSite: 'lax' }, short: { sameSite: 'lax' } },
    acrValues: [ACR_PASSWORD, ACR_SECOND_FACTOR],
    scopes: ['openid', 'profile', 'roles'],
    claims: {
      acr: null,
      auth_time: null,
      sid: null,
      iss: null,
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      roles: ['roles'],
    },
    // A token for the gateway cannot be used at userinfo, so the ID token carries the claims.
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['none'],
    enabledJWA: { idTokenSigningAlgValues: ['ES256'] },
    interactions: { url: (_ctx, { uid }) => `/oidc/interaction/${uid}`, policy: policyWithStepUp() },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: ACCESS_TOKEN_SECONDS,
      AuthorizationCode: 60,
      IdToken: ACCESS_TOKEN_SECONDS,
      RefreshToken: REFRESH_TOKEN_SECONDS,
      Session: SESSION_SECONDS,
      Grant: SESSION_SECONDS,
      Interaction: INTERACTION_SECONDS,
    },
    findAccount(_ctx, id) {
      const account = accountOf(id);
      return account && { accountId: id, claims: () => claimsOf(account) };
    },
    extraTokenClaims(ctx, token) {
      const account = 'accountId' in token ? accountOf(token.accountId) : undefined;
      const source = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken;
      if (account === undefined || source === undefined) return undefined;
      return {
        name: account.name,
        roles: [...account.roles],
        acr: source.acr,
        auth_time: source.authTime,
        sid: source.sid,
      };
    },
    loadExistingGrant: grantForOurClient,
    renderError: (ctx, out) => render(ctx, failurePage(out.error, 'The sign-in request was refused or has expired.')),
    // The provider refuses to call loopback addresses; here the gateway it must tell of a sign-out is on loopback.
    fetch: (url, options) => {
      const { dispatcher: _guard, ...rest } = options as RequestInit & { dispatcher?: unknown };
      return fetch(url, rest);
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      backchannelLogout: { enabled: true },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.state['signOutProved'] = hasProvedIdentity(ctx);
          render(ctx, signOutPage(form));
        },
        postLogoutSuccessSource: (ctx) => render(ctx, signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audienceOf(origin),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: API_SCOPE,
          audience: audienceOf(origin),
          accessTokenTTL: ACCESS_TOKEN_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

export function createProvider(options: ProviderOptions): Provider {
  const provider = new Provider(issuerOf(options.origin), configuration(options));
  provider.use(submitSignOutForm);
  return provider;
}
