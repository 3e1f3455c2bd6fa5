import { SessionOver, Unreachable } from '../errors.ts';
import type { Oidc, Tokens } from './oidc.ts';
import type { TokenSource } from './request-layer.ts';

/** The page's tokens: held in this closure and nowhere else, renewed once for all who wait, kept to one person. */
export interface TokenKeeper {
  readonly token: TokenSource['token'];
  readonly renew: TokenSource['renew'];
  current(): Tokens | undefined;
  /** The first tokens of the page: requests that were made early go on. */
  begin(tokens: Tokens): void;
  /** Newer tokens of the same person; somebody else's end the page. */
  replace(tokens: Tokens): void;
  /** After signing in again: runs `reopen` with the new token, then lets waiting requests go on. */
  resume(tokens: Tokens, reopen: () => Promise<unknown>): Promise<void>;
  /** No request goes on any more. The tokens stay for the last word, until `forget`. */
  close(): void;
  forget(): void;
}

export interface TokenKeeperParts {
  readonly oidc: Pick<Oidc, 'refresh' | 'silently'>;
  readonly now: () => number;
  /** The tokens could not be renewed. True when the person is asked to sign in again: requests then wait for that. */
  readonly onInterrupted: () => boolean;
  /** Must end the page. */
  readonly onAnotherPerson: () => void;
}

/** A token this close to its end is renewed before it is used: a grant does not outlive the token it was asked with. */
const RENEW_BEFORE_MS = 60_000;
/** And with short-lived tokens not before this part of their life is left, or every request would renew. */
const RENEW_BEFORE_PART = 0.2;

export function createTokenKeeper({ oidc, now, onInterrupted, onAnotherPerson }: TokenKeeperParts): TokenKeeper {
  let tokens: Tokens | undefined;
  let gate = createGate();
  let isClosed = false;
  let isInterrupted = false;
  let isResuming = false;
  let renewal: Promise<void> | undefined;

  function isNearItsEnd({ expiresAt, lifetimeMs }: Tokens): boolean {
    return expiresAt - now() < Math.min(RENEW_BEFORE_MS, lifetimeMs * RENEW_BEFORE_PART);
  }

  /** Ahead of time, so a provider that does not answer is no reason to hold back a token that is still good. */
  async function renewBeforeUse(old: Tokens): Promise<void> {
    try {
      await renew(old.accessToken, true);
    } catch (error) {
      if (error instanceof SessionOver || old.expiresAt <= now()) throw error;
    }
  }

  /** Single flight: hundreds of frames meet the same 401, one renewal serves them all. */
  async function renew(refused: string, allowSilence: boolean): Promise<void> {
    if (tokens !== undefined && tokens.accessToken !== refused) return;
    // Already waiting for the person: answers that were on their way must not open the question anew.
    if (isInterrupted) return;
    renewal ??= renewNow(allowSilence).finally(() => {
      renewal = undefined;
    });
    await renewal;
  }

  async function renewNow(allowSilence: boolean): Promise<void> {
    const renewed = allowSilence ? await renewSilently() : undefined;
    if (isClosed) throw new SessionOver();
    if (renewed !== undefined) replace(renewed);
    else if (onInterrupted()) {
      isInterrupted = true;
      gate = createGate();
    }
  }

  async function renewSilently(): Promise<Tokens | undefined> {
    if (tokens === undefined) throw new SessionOver();
    try {
      return (await oidc.refresh(tokens)) ?? (await oidc.silently());
    } catch (error) {
      throw new Unreachable(error);
    }
  }

  function replace(next: Tokens): void {
    if (isClosed) throw new SessionOver();
    if (tokens !== undefined && next.subject !== tokens.subject) {
      onAnotherPerson();
      throw new SessionOver();
    }
    tokens = next;
  }

  return {
    async token(whileResuming) {
      if (!(isResuming && whileResuming)) await gate.open;
      if (isClosed || tokens === undefined) throw new SessionOver();
      if (isNearItsEnd(tokens)) await renewBeforeUse(tokens);
      return tokens.accessToken;
    },
    renew,
    replace,
    current: () => tokens,
    begin(first) {
      tokens = first;
      gate.pass();
    },
    async resume(next, reopen) {
      replace(next);
      isInterrupted = false;
      isResuming = true;
      try {
        await reopen();
      } finally {
        isResuming = false;
      }
      gate.pass();
    },
    close() {
      isClosed = true;
      gate.fail(new SessionOver());
    },
    forget() {
      tokens = undefined;
    },
  };
}

interface Gate {
  readonly open: Promise<void>;
  pass(): void;
  fail(error: Error): void;
}

function createGate(): Gate {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  // Nobody may be waiting when the gate fails; that is not an error of its own.
  promise.catch(() => undefined);
  return { open: promise, pass: resolve, fail: reject };
}
