// The sign-in page's two requests: show the form, and take what was typed.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import type { DemoAccount } from '../accounts.ts';
import { checkCredentials, type CredentialCheck, type TypedCredentials } from './credentials.ts';
import { failurePage, signInPage, type SignInPage } from './pages.ts';
import { ACR_PASSWORD, ACR_SECOND_FACTOR, asksForSecondFactor } from './provider.ts';
import type { Throttle } from './throttle.ts';

/** Three short fields. */
const MAX_FORM_BYTES = 8192;

export interface Parts {
  provider: Provider;
  accounts: readonly DemoAccount[];
  throttle: Throttle;
  origin: string;
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(html);
}

/** Under `Referrer-Policy: no-referrer` browsers send `Origin: null` with a form; then Sec-Fetch-Site says where it was. */
function isOwnForm({ headers }: IncomingMessage, origin: string): boolean {
  if (headers.origin === undefined || headers.origin === origin) return true;
  return headers.origin === 'null' && headers['sec-fetch-site'] === 'same-origin';
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > MAX_FORM_BYTES) return undefined;
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

export async function interact(parts: Parts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { provider } = parts;
  let details: Awaited<ReturnType<Provider['interactionDetails']>>;
  try {
    details = await provider.interactionDetails(request, response);
  } catch {
    // The only way this fails: the cookie or the interaction behind it is gone.
    sendPage(response, 400, failurePage('interaction-expired', 'This sign-in page has expired.'));
    return;
  }
  const needsOneTimeCode = asksForSecondFactor(details.params['acr_values']);
  const signedInAs = details.session?.accountId ?? '';
  const page: SignInPage = {
    uid: details.uid,
    needsOneTimeCode,
    isStepUp: needsOneTimeCode && signedInAs !== '',
    username: signedInAs,
  };
  if (request.method !== 'POST') {
    sendPage(response, 200, signInPage(page));
    return;
  }
  const form = isOwnForm(request, parts.origin) ? await readForm(request) : undefined;
  if (form === undefined) {
    sendPage(response, 400, failurePage('form-refused', 'The form was not sent from this page.'));
    return;
  }
  if (form.has('cancel')) {
    await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'cancelled' });
    return;
  }
  const typed = typedIn(form);
  const check = checkFor(page, checkCredentials(parts.accounts, typed, { needsOneTimeCode, throttle: parts.throttle }));
  if (check.kind !== 'accepted') {
    sendPage(
      response,
      check.kind === 'wait' ? 429 : 401,
      signInPage({ ...page, username: typed.username, message: sentenceFor(check, needsOneTimeCode) }),
    );
    return;
  }
  await provider.interactionFinished(request, response, {
    login: {
      accountId: check.account.username,
      acr: needsOneTimeCode ? ACR_SECOND_FACTOR : ACR_PASSWORD,
      amr: needsOneTimeCode ? ['pwd', 'otp', 'mfa'] : ['pwd'],
      remember: false,
    },
  });
}

function typedIn(form: URLSearchParams): TypedCredentials {
  return { username: form.get('username') ?? '', password: form.get('password') ?? '', otp: form.get('otp') ?? '' };
}

type Refusal = Exclude<CredentialCheck, { kind: 'accepted' }> | { kind: 'someoneElse' };

/** A step-up confirms the person who is signed in; it does not change who that is. */
function checkFor(page: SignInPage, check: CredentialCheck): CredentialCheck | Refusal {
  if (check.kind === 'accepted' && page.isStepUp && check.account.username !== page.username)
    return { kind: 'someoneElse' };
  return check;
}

function sentenceFor(check: Refusal, needsOneTimeCode: boolean): string {
  switch (check.kind) {
    case 'refused':
      return needsOneTimeCode
        ? 'User name, password or one-time code is wrong. Check them and try again.'
        : 'User name or password is wrong. Check them and try again.';
    case 'wait':
      return `Too many wrong answers. Try again in ${check.seconds} seconds.`;
    case 'someoneElse':
      return 'Someone else is signed in. Confirm as that person, or cancel and sign out first.';
  }
}
