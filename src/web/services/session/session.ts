import type { EndReason, SessionState } from './session-state.ts';

/** What a step-up sign-in must bring back: a second factor, no older than this. */
export interface StepUpDemand {
  readonly acrValues: string;
  readonly maxAgeSeconds: number;
}

export interface SessionRequestInit extends RequestInit {
  /** Made while the session comes back after an interruption: do not wait for that to finish. */
  readonly whileResuming?: boolean;
}

/**
 * The one request layer of the page. Every request asks for the token when it is made; a 401 renews it once for all
 * waiting requests and replays them. When that is not possible the request waits while the person signs in again
 * (state `interrupted`), then goes on; it rejects with `SessionOver` when the session ends instead.
 * Answers other than 401 are handed back as they are; no answer at all rejects with `Unreachable`.
 */
export type SessionFetch = (path: string, init?: SessionRequestInit) => Promise<Response>;

export interface Session {
  readonly state: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly fetch: SessionFetch;
  /** Takes up a session of the identity provider without asking anything; otherwise the state becomes `signedOut`. */
  start(): Promise<void>;
  /** Leaves this page for the identity provider and comes back to `returnTo`. */
  signIn(options: { returnTo: string }): Promise<void>;
  /** Signs in again in `popup` (opened by the click) and keeps this page and what is open in it. */
  signInAgain(popup: Window): Promise<void>;
  /** Asks for a fresh second factor in `popup` (opened by the click). Resolves when the new token is in use. */
  stepUp(popup: Window, demand: StepUpDemand): Promise<void>;
  /** Runs after signing in again and before waiting requests go on: the place to reopen grants. */
  onResume(task: () => Promise<void>): () => void;
  /** Wipes, revokes, signs out at the identity provider and in every tab. */
  signOut(): void;
  /** Blanks the screen, wipes, and demands to sign in anew, in every tab. */
  lock(reason?: 'locked' | 'session-too-old'): void;
  /** Another tab ended the session: this page ends the same way, without telling anybody. */
  follow(reason: EndReason): void;
}
