import { Unreachable } from '../errors.ts';
import type { SessionFetch, SessionRequestInit } from './session.ts';

/** What the request layer asks of the session. */
export interface TokenSource {
  /** The token to use now. Waits while the session starts, is interrupted or (unless `whileResuming`) comes back; throws `SessionOver`. */
  readonly token: (whileResuming: boolean) => Promise<string>;
  /** Resolves when a token other than `refused` is in use; `allowSilence` is false when a renewed one was refused too. */
  readonly renew: (refused: string, allowSilence: boolean) => Promise<void>;
  /** The gateway says that the session was ended, not that the token is old. Never returns. */
  endedElsewhere(code: string): never;
}

/** Once with the token at hand, once with a renewed one, once after signing in again. */
const ATTEMPTS = 3;

/** Codes by which the gateway tells "this session was ended" from "this token is too old". */
const ENDED_CODES: ReadonlySet<string> = new Set(['session-revoked', 'session-expired']);

export function createRequestLayer(send: typeof fetch, source: TokenSource): SessionFetch {
  return async (path, init = {}) => {
    const { whileResuming = false, ...rest } = init;
    for (let attempt = 1; ; attempt += 1) {
      const token = await orAborted(source.token(whileResuming), init.signal);
      const response = await sendWith(send, path, rest, token);
      if (response.status !== 401) return response;
      const code = await codeOf(response);
      if (code === 'step-up') return response;
      if (code !== undefined && ENDED_CODES.has(code)) source.endedElsewhere(code);
      if (attempt === ATTEMPTS) return response;
      await orAborted(source.renew(token, attempt === 1), init.signal);
    }
  };
}

async function sendWith(send: typeof fetch, path: string, init: SessionRequestInit, token: string): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${token}`);
  try {
    // No cookie of the identity provider travels with a request of ours, and nothing lands in the browser's own cache.
    return await send(path, { ...init, headers, credentials: 'omit', cache: 'no-store', redirect: 'error' });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    throw new Unreachable(error);
  }
}

/** The code of a Problem; `step-up` for RFC 9470, which is an answer and not a refusal of the token. */
async function codeOf(response: Response): Promise<string | undefined> {
  if (response.headers.get('www-authenticate')?.includes('insufficient_user_authentication') === true) return 'step-up';
  if (response.headers.get('content-type')?.includes('json') !== true) return undefined;
  let body: unknown;
  try {
    body = await response.clone().json();
  } catch {
    // Not JSON after all: a proxy's page. The status alone decides.
    return undefined;
  }
  if (typeof body !== 'object' || body === null) return undefined;
  if ('kind' in body && body.kind === 'needsStepUp') return 'step-up';
  return 'code' in body && typeof body.code === 'string' ? body.code : undefined;
}

/** A request that is given up must not wait for a person. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | null | undefined): Promise<T> {
  if (signal === null || signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => {
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'));
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
