// Sign-out without a page in between. The provider answers a sign-out request with a form that a person, or a script,
// has to submit. Under our policy no script may do so, and a person who already pressed "Sign out" in the app should
// not be asked again; so when the request proves who asks (a valid ID token of the person signed in), or nobody is
// signed in at all, the stack submits the form itself and passes the answer on.
import type { KoaContextWithOIDC } from 'oidc-provider';

const FORM = /<form[^>]*action="([^"]+\/session\/end\/confirm)"/;
const SECRET = /name="xsrf" value="([^"]+)"/;
/** The provider's own form, for the cases where it would submit it by script. */
const SUBMITTED_BY_SCRIPT = /type="hidden" name="logout" value="yes"/;

/** Says that the sign-out page being made is for somebody who has proved to be the one signed in. */
export function hasProvedIdentity(ctx: KoaContextWithOIDC): boolean {
  const hint = ctx.oidc.entities['IdTokenHint'] as { payload?: { sub?: unknown } } | undefined;
  return hint?.payload?.sub !== undefined && hint.payload.sub === ctx.oidc.session?.accountId;
}

function cookiePairs(header: string): [string, string][] {
  return header
    .split(/;\s*/)
    .filter((pair) => pair.includes('='))
    .map((pair) => [pair.slice(0, pair.indexOf('=')), pair]);
}

/** What the browser would send next, had it seen the cookies of this answer. */
function cookiesAfter(requestHeader: string, setCookies: readonly string[]): string {
  const cookies = new Map(cookiePairs(requestHeader));
  for (const setCookie of setCookies)
    for (const [name, pair] of cookiePairs(setCookie.split(';')[0] ?? '')) cookies.set(name, pair);
  return [...cookies.values()].join('; ');
}

/** Koa middleware around the provider. */
export async function submitSignOutForm(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const body = typeof ctx.body === 'string' ? ctx.body : '';
  const action = FORM.exec(body)?.[1];
  const secret = SECRET.exec(body)?.[1];
  if (action === undefined || secret === undefined) return;
  if (!SUBMITTED_BY_SCRIPT.test(body) && ctx.state['signOutProved'] !== true) return;
  const setCookies = [ctx.response.get('set-cookie')].flat().filter((cookie) => cookie !== '');
  const answer = await fetch(action, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: cookiesAfter(ctx.get('cookie'), setCookies),
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ xsrf: secret, logout: 'yes' }),
  });
  const location = answer.headers.get('location');
  if (location === null) throw new Error(`sign-out: the provider answered ${answer.status}`);
  ctx.status = 303;
  ctx.set('Set-Cookie', [...setCookies, ...answer.headers.getSetCookie()]);
  ctx.redirect(location);
  ctx.body = '';
}
