import { sessionAnswerSchema, type SessionEvent } from '../../../contract/index.ts';
import { failureOf } from '../api/failure.ts';
import { SessionOver, Unreachable } from '../errors.ts';
import type { Oidc, Tokens } from './oidc.ts';
import { createRequestLayer } from './request-layer.ts';
import { createTokenKeeper } from './token-keeper.ts';
import {
  nextSessionState,
  type EndReason,
  type Person,
  type SessionChange,
  type SessionState,
} from './session-state.ts';
import type { Session } from './session.ts';

export interface EndOfPage {
  readonly reason: EndReason;
  /** Where the identity provider signs out; absent when only this page ends. */
  readonly signOutUrl: Promise<string | undefined>;
  /** False when another tab said it first. */
  readonly tellOthers: boolean;
  /** Tokens are still at hand for the gateway's last word (revocation, the record of the lock). */
  readonly lastWord: (path: string, body?: SessionEvent) => Promise<void>;
}

export interface SessionParts {
  readonly oidc: Oidc;
  readonly fetch: typeof fetch;
  readonly page: { readonly url: () => string; readonly returnedTo: (path: string) => void };
  /** Why this browser may take up nothing silently (it was locked or signed out): the person must prove themselves. */
  readonly endedBefore: () => EndReason | undefined;
  /** The person has proved themselves. */
  readonly signedInFresh: () => void;
  /** Covers the screen synchronously, before anything else happens. */
  readonly cover: () => void;
  /** Wipes, tells the other tabs, says the last word and replaces the page. */
  readonly endPage: (end: EndOfPage) => void;
  readonly now: () => number;
}

/** How often an idle page asks whether its session still stands: bounds how long a sign-out elsewhere goes unnoticed. */
const WATCH_MS = 15_000;

/**
 * Signs in, holds the tokens in this closure and nowhere else, and is the page's one request layer.
 * It does not decide what a person may see: the gateway does.
 */
export function createSession(parts: SessionParts): Session {
  const { oidc } = parts;
  const listeners = new Set<() => void>();
  const resumeTasks = new Set<() => Promise<void>>();
  let state: SessionState = { kind: 'starting' };
  let watch: ReturnType<typeof setInterval> | undefined;

  function change(event: SessionChange): void {
    const next = nextSessionState(state, event);
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  }

  const keeper = createTokenKeeper({
    oidc,
    now: parts.now,
    onInterrupted() {
      change({ kind: 'renewalFailed' });
      return state.kind === 'interrupted';
    },
    onAnotherPerson: () => end('another-person'),
  });

  const request = createRequestLayer(parts.fetch, {
    token: keeper.token,
    renew: keeper.renew,
    endedElsewhere(code) {
      // At the provider too: otherwise it would hand out the same ended login again.
      end(code === 'session-expired' ? 'session-too-old' : 'signed-out-elsewhere', { atProviderToo: true });
      throw new SessionOver();
    },
  });

  /** Takes the tokens into use and asks the gateway who this is. */
  async function takeUp(fresh: Tokens, event: SessionEvent['kind']): Promise<void> {
    keeper.begin(fresh);
    const person = await whoAmI(fresh);
    change({ kind: 'signedIn', person });
    watch ??= setInterval(() => void checkSession(), WATCH_MS);
    // The record of signing in must not hold back the worklist; every look is recorded on its own.
    void lastWordSafe('/api/session/events', { kind: event });
  }

  async function whoAmI(fresh: Tokens): Promise<Person> {
    const response = await request('/api/session');
    if (!response.ok) throw await failureOf(response);
    const answer = sessionAnswerSchema.parse(await response.json());
    return { subject: fresh.subject, name: answer.name, roles: answer.roles, masked: answer.masked };
  }

  /** A sign-out at the identity provider, or elsewhere, shows as a 401 here; the request layer does the rest. */
  async function checkSession(): Promise<void> {
    if (state.kind !== 'signedIn') return;
    try {
      await request('/api/session');
    } catch (error) {
      // Offline is told where something is asked for; `SessionOver` has already ended the page.
      if (!(error instanceof Unreachable || error instanceof SessionOver)) throw error;
    }
  }

  async function lastWord(path: string, body?: SessionEvent): Promise<void> {
    const tokens = keeper.current();
    if (tokens === undefined) return;
    await parts.fetch(path, {
      method: 'POST',
      keepalive: true,
      // Browsers heed `Clear-Site-Data` only on an answer to a request that could carry cookies.
      credentials: 'same-origin',
      signal: AbortSignal.timeout(3000),
      headers: {
        authorization: `Bearer ${tokens.accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function lastWordSafe(path: string, body?: SessionEvent): Promise<void> {
    try {
      await lastWord(path, body);
    } catch {
      // Nobody is left to tell: the gateway keeps its own record of tokens, grants and their ends.
    }
  }

  function end(reason: EndReason, options: { atProviderToo?: boolean; tellOthers?: boolean } = {}): void {
    if (state.kind === 'ended') return;
    parts.cover();
    clearInterval(watch);
    change({ kind: 'ended' });
    keeper.close();
    parts.endPage({
      reason,
      signOutUrl: options.atProviderToo === true ? signOutUrl() : Promise.resolve(undefined),
      tellOthers: options.tellOthers ?? true,
      lastWord: async (path, body) => {
        await lastWordSafe(path, body);
        keeper.forget();
      },
    });
  }

  /** After an end, and after the gateway turned an account away: taking up the same session again would go in circles. */
  function mustProve(): boolean {
    const wasTurnedAway =
      state.kind === 'signedOut' && state.reason === 'sign-in-failed' && state.code !== 'unreachable';
    return wasTurnedAway || parts.endedBefore() !== undefined;
  }

  /** A provider that does not answer must not keep anybody signed in here. */
  function signOutUrl(): Promise<string | undefined> {
    return oidc.signOutUrl(keeper.current()).catch(() => undefined);
  }

  async function resume(fresh: Tokens): Promise<void> {
    if (state.kind !== 'interrupted') return;
    const { person } = state;
    await keeper.resume(fresh, () => Promise.allSettled([...resumeTasks].map((task) => task())));
    parts.signedInFresh();
    change({ kind: 'signedIn', person });
  }

  async function startFromCallback(): Promise<void> {
    const { tokens: fresh, returnTo } = await oidc.cameBack(parts.page.url());
    parts.page.returnedTo(returnTo);
    const event = parts.endedBefore() === 'locked' ? 'unlocked' : 'signed-in';
    parts.signedInFresh();
    await takeUp(fresh, event);
  }

  async function startSilently(): Promise<void> {
    const ended = parts.endedBefore();
    const fresh = ended === undefined ? await oidc.silently() : undefined;
    if (fresh === undefined) change({ kind: 'notSignedIn', reason: ended ?? 'not-signed-in' });
    else await takeUp(fresh, 'signed-in');
  }

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    fetch: request,
    async start() {
      try {
        await (new URL(parts.page.url()).pathname === '/callback' ? startFromCallback() : startSilently());
      } catch (error) {
        if (new URL(parts.page.url()).pathname === '/callback') parts.page.returnedTo('/');
        keeper.forget();
        change({ kind: 'notSignedIn', reason: 'sign-in-failed', code: codeOfFailure(error) });
      }
      if (state.kind === 'signedOut') keeper.close();
    },
    async signIn({ returnTo }) {
      try {
        await oidc.leavePage(returnTo, mustProve() ? { prompt: 'login' } : {});
      } catch (error) {
        change({ kind: 'notSignedIn', reason: 'sign-in-failed', code: codeOfFailure(error) });
      }
    },
    async signInAgain(popup) {
      await resume(await oidc.inPopup(popup, {}));
    },
    async stepUp(popup, demand) {
      keeper.replace(await oidc.inPopup(popup, { acr_values: demand.acrValues, max_age: demand.maxAgeSeconds }));
    },
    onResume(task) {
      resumeTasks.add(task);
      return () => resumeTasks.delete(task);
    },
    signOut: () => end('signed-out', { atProviderToo: true }),
    lock: (reason = 'locked') => end(reason),
    follow: (reason) => end(reason === 'signed-out' ? 'signed-out-elsewhere' : reason, { tellOthers: false }),
  };
}

function codeOfFailure(error: unknown): string {
  // What `fetch` throws when nobody answers.
  if (error instanceof TypeError) return 'unreachable';
  if (typeof error === 'object' && error !== null) {
    if ('code' in error && typeof error.code === 'string') return error.code;
    if ('error' in error && typeof error.error === 'string') return error.error.replaceAll('_', '-');
  }
  return 'sign-in-failed';
}
