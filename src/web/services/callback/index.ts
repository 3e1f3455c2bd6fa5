/**
 * How an answer of the identity provider reaches the page that asked for it. The callback page is of our origin, so it
 * can say the answer on a BroadcastChannel; `window.opener` would be cut by `Cross-Origin-Opener-Policy: same-origin`.
 * What is said (code and state) is worth nothing without the PKCE verifier, which only the asking page holds.
 */
const CHANNEL = 'collimator.callback';

/** Said by the callback page in its frame or pop-up. */
export function tellCallback(url: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(url);
  channel.close();
}

/** Waits for the answer to the request with this `state`; rejects when `signal` aborts. */
export function awaitCallback(state: string, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(CHANNEL);
    const abort = () => {
      channel.close();
      reject(signal.reason instanceof Error ? signal.reason : new DOMException('no answer', 'AbortError'));
    };
    if (signal.aborted) {
      abort();
      return;
    }
    channel.addEventListener('message', (event: MessageEvent<unknown>) => {
      if (typeof event.data !== 'string' || !URL.canParse(event.data)) return;
      if (new URL(event.data).searchParams.get('state') !== state) return;
      channel.close();
      signal.removeEventListener('abort', abort);
      resolve(event.data);
    });
    signal.addEventListener('abort', abort, { once: true });
  });
}
