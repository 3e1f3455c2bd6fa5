// Drives the sign-in protocol the way a browser does, without one: cookies, redirects and forms by hand.
import { createHash, randomBytes } from 'node:crypto';
import type { DemoAccount } from '../accounts.ts';

export interface Browser {
  go(url: string, init?: RequestInit): Promise<{ response: Response; text: string }>;
}

export interface Tokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

interface Place {
  at: URL;
  text: string;
  status: number;
}

export type SignInDriver = ReturnType<typeof createSignInDriver>;

export function createSignInDriver(origin: string) {
  function openBrowser(): Browser {
    const cookies = new Map<string, string>();
    return {
      async go(url, init = {}) {
        const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(new URL(url, origin), {
          ...init,
          redirect: 'manual',
          headers: { accept: 'text/html', ...(init.headers as Record<string, string> | undefined), cookie },
        });
        for (const line of response.headers.getSetCookie()) {
          const [pair = ''] = line.split(';');
          const name = pair.slice(0, pair.indexOf('='));
          const value = pair.slice(pair.indexOf('=') + 1);
          if (/expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
          else cookies.set(name, value);
        }
        return { response, text: await response.text() };
      },
    };
  }

  /** Follows redirects inside the provider until a page or an address of the app is reached. */
  async function follow(browser: Browser, url: string, init?: RequestInit): Promise<Place> {
    let at = new URL(url, origin);
    let { response, text } = await browser.go(at.href, init);
    while (response.status >= 300 && response.status < 400) {
      at = new URL(response.headers.get('location') ?? '', origin);
      if (!at.pathname.startsWith('/oidc/')) return { at, text: '', status: response.status };
      ({ response, text } = await browser.go(at.href));
    }
    return { at, text, status: response.status };
  }

  function startCode(extra: Record<string, string> = {}) {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: 'collimator',
      response_type: 'code',
      scope: 'openid profile roles',
      redirect_uri: `${origin}/callback.html`,
      state: 'st',
      nonce: 'no',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...extra,
    });
    return { verifier, url: `/oidc/auth?${query.toString()}` };
  }

  const submit = (browser: Browser, at: URL, fields: Record<string, string>) =>
    follow(browser, at.href, { method: 'POST', body: new URLSearchParams(fields), headers: { origin } });

  async function askToken(fields: Record<string, string>): Promise<{ status: number; body: Record<string, string> }> {
    const response = await fetch(`${origin}/oidc/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'collimator', ...fields }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, string> };
  }

  const exchange = (at: URL, verifier: string) =>
    askToken({
      grant_type: 'authorization_code',
      code: at.searchParams.get('code') ?? '',
      redirect_uri: `${origin}/callback.html`,
      code_verifier: verifier,
    });

  async function signIn(browser: Browser, account: DemoAccount, extra: Record<string, string> = {}): Promise<Tokens> {
    const { verifier, url } = startCode(extra);
    const page = await follow(browser, url);
    const { username, password, otp } = account;
    const { at } = await submit(browser, page.at, { username, password, otp });
    const { status, body } = await exchange(at, verifier);
    if (status !== 200) throw new Error(`no token: ${status}`);
    return body as unknown as Tokens; // what the token endpoint answers with 200
  }

  return { openBrowser, follow, startCode, submit, askToken, exchange, signIn };
}
