import {
  ErrorResponse,
  InMemoryWebStorage,
  OidcClient,
  WebStorageStateStore,
  type CreateSigninRequestArgs,
  type SigninResponse,
  type UseRefreshTokenArgs,
} from 'oidc-client-ts';
import type { AppConfig } from '../../../contract/index.ts';
import { awaitCallback } from '../callback/index.ts';

/** One sign-in's tokens. Lives in a closure of the page; nothing writes it anywhere. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  /** Milliseconds since 1970, this machine's clock. */
  readonly expiresAt: number;
  readonly lifetimeMs: number;
  readonly subject: string;
}

export type Demand = Pick<CreateSigninRequestArgs, 'prompt' | 'acr_values' | 'max_age' | 'login_hint'>;

/** What the session needs of an identity provider. */
export interface Oidc {
  /** In a hidden frame, asking nothing; `undefined` when the provider wants to see the person. */
  silently(): Promise<Tokens | undefined>;
  inPopup(popup: Window, demand: Demand): Promise<Tokens>;
  leavePage(returnTo: string, demand: Demand): Promise<void>;
  /** After `leavePage`: where to go on. */
  cameBack(url: string): Promise<{ tokens: Tokens; returnTo: string }>;
  /** `undefined` when the provider refuses the refresh token; throws when it does not answer. */
  refresh(tokens: Tokens): Promise<Tokens | undefined>;
  /** Where to send the page to sign out; `undefined` when the provider offers none. */
  signOutUrl(tokens: Tokens | undefined): Promise<string | undefined>;
}

/** A hidden frame that has said nothing by then is stuck on a page of the provider; on a busy machine 3 s were seen. */
const SILENT_TIMEOUT_MS = 10_000;
/** A person looks for a phone or a key; the provider's own interaction usually ends sooner. */
const POPUP_TIMEOUT_MS = 10 * 60_000;
const STATE_PREFIX = 'collimator.oidc.';

export function createOidc(config: AppConfig['oidc'], page: Window): Oidc {
  const origin = page.location.origin;
  const settings = {
    authority: new URL(config.authority, origin).href,
    client_id: config.clientId,
    scope: config.scope,
    redirect_uri: `${origin}/callback.html`,
    post_logout_redirect_uri: `${origin}/`,
    ...(config.resource === undefined ? {} : { resource: config.resource }),
    // Roles come from the gateway; a resource-bound token is refused by userinfo.
    loadUserInfo: false,
    filterProtocolClaims: false,
    requestTimeoutInSeconds: 20,
  };
  const inPage = new OidcClient({
    ...settings,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage(), prefix: STATE_PREFIX }),
  });
  // Holds the PKCE verifier and nonce while the page is away; removed when it comes back. Never a token.
  const acrossPages = new OidcClient({
    ...settings,
    redirect_uri: `${origin}/callback`,
    stateStore: new WebStorageStateStore({ store: page.sessionStorage, prefix: STATE_PREFIX }),
  });

  async function ask(demand: Demand, open: (url: string) => void, timeoutMs: number): Promise<Tokens> {
    const request = await inPage.createSigninRequest(demand);
    const answer = awaitCallback(request.state.id, AbortSignal.timeout(timeoutMs));
    open(request.url);
    return toTokens(await inPage.processSigninResponse(await answer));
  }

  return {
    async silently() {
      const frame = page.document.createElement('iframe');
      frame.hidden = true;
      frame.title = 'Sign-in check';
      try {
        return await ask(
          { prompt: 'none' },
          (url) => {
            frame.src = url;
            page.document.body.append(frame);
          },
          SILENT_TIMEOUT_MS,
        );
      } catch (error) {
        if (error instanceof ErrorResponse || isTimeout(error)) return undefined;
        throw error;
      } finally {
        frame.remove();
      }
    },
    inPopup: (popup, demand) => ask(demand, (url) => popup.location.replace(url), POPUP_TIMEOUT_MS),
    async leavePage(returnTo, demand) {
      await acrossPages.clearStaleState();
      const request = await acrossPages.createSigninRequest({ ...demand, state: { returnTo } });
      page.location.assign(request.url);
    },
    async cameBack(url) {
      const response = await acrossPages.processSigninResponse(url);
      return { tokens: toTokens(response), returnTo: returnPath(response.userState) };
    },
    async refresh(tokens) {
      if (tokens.refreshToken === undefined) return undefined;
      try {
        return toTokens(await inPage.useRefreshToken(refreshArguments(tokens, config)), tokens);
      } catch (error) {
        if (error instanceof ErrorResponse) return undefined;
        throw error;
      }
    },
    async signOutUrl(tokens) {
      const endpoint = await inPage.metadataService.getEndSessionEndpoint();
      if (endpoint === undefined) return undefined;
      const hint = tokens?.idToken;
      return (await inPage.createSignoutRequest(hint === undefined ? {} : { id_token_hint: hint })).url;
    },
  };
}

function refreshArguments(tokens: Tokens, config: AppConfig['oidc']): UseRefreshTokenArgs {
  const state = {
    refresh_token: tokens.refreshToken ?? '',
    ...(tokens.idToken === undefined ? {} : { id_token: tokens.idToken }),
    session_state: null,
    // Only the subject is read from it, when the answer brings no ID token.
    profile: { sub: tokens.subject, iss: '', aud: '', exp: 0, iat: 0 },
  };
  return { state, ...(config.resource === undefined ? {} : { resource: config.resource }) };
}

function toTokens(response: SigninResponse, before?: Tokens): Tokens {
  return {
    accessToken: response.access_token,
    refreshToken: response.refresh_token ?? before?.refreshToken,
    idToken: response.id_token ?? before?.idToken,
    expiresAt: (response.expires_at ?? 0) * 1000,
    lifetimeMs: (response.expires_in ?? 0) * 1000,
    subject: response.profile.sub,
  };
}

/** Only a path of this app: what stands in storage must not send the page elsewhere. */
function returnPath(state: unknown): string {
  const path = typeof state === 'object' && state !== null && 'returnTo' in state ? state.returnTo : undefined;
  return typeof path === 'string' && /^\/(?!\/|\\)[\w\-/]*$/.test(path) ? path : '/';
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'TimeoutError' || error.name === 'AbortError');
}
