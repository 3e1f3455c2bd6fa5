// The provider's pages as text. No script and no inline style: they run under the strictest policy. What a person typed
// never comes back into a page except the user name, escaped.

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>${escape(title)} - Collimator</title>
<link rel="stylesheet" href="/oidc/sign-in.css">
</head>
<body>
<main>
<p class="product"><span class="mark" aria-hidden="true"></span>Collimator</p>
${main}
</main>
</body>
</html>`;
}

export interface SignInPage {
  uid: string;
  needsOneTimeCode: boolean;
  /** Step-up of a person who is already signed in. */
  isStepUp: boolean;
  username: string;
  message?: string;
}

function field(name: string, label: string, attributes: string, hint = ''): string {
  return `<div class="field"><label for="${name}">${label}</label>${hint}
<input id="${name}" name="${name}" required ${attributes}></div>`;
}

export function signInPage({ uid, needsOneTimeCode, isStepUp, username, message }: SignInPage): string {
  const title = isStepUp ? 'Confirm that it is you' : 'Sign in';
  const invalid = message === undefined ? '' : 'aria-invalid="true" aria-describedby="message"';
  const alert = message === undefined ? '' : `<p class="message" id="message" role="alert">${escape(message)}</p>`;
  const lead = isStepUp
    ? '<p class="lead">This step needs your one-time code again.</p>'
    : '<p class="lead">Demo accounts are printed where the stack was started.</p>';
  const focusName = username === '' ? 'autofocus' : '';
  const focusNext = username === '' ? '' : 'autofocus';
  const code = needsOneTimeCode
    ? field('otp', 'One-time code', `inputmode="numeric" autocomplete="one-time-code" maxlength="16" ${invalid}`)
    : '';
  // Without a login there is nothing to go back to.
  const cancel = isStepUp ? '<button type="submit" name="cancel" value="yes" formnovalidate>Cancel</button>' : '';
  return page(
    title,
    `<h1>${title}</h1>
${lead}
${alert}
<form method="post" action="/oidc/interaction/${escape(uid)}">
${field('username', 'User name', `autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="64" value="${escape(username)}" ${focusName} ${invalid}`)}
${field('password', 'Password', `type="password" autocomplete="current-password" maxlength="200" ${focusNext} ${invalid}`)}
${code}
<div class="acts"><button type="submit" class="primary">${isStepUp ? 'Confirm' : 'Sign in'}</button>
${cancel}</div>
</form>`,
  );
}

export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Sign out</h1>
<p class="lead">This ends your session here and in every window.</p>
${form}
<div class="acts"><button class="primary" type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button></div>`,
  );
}

export function signedOutPage(): string {
  return page('Signed out', '<h1>You are signed out</h1>\n<p class="lead"><a href="/">Sign in again</a></p>');
}

/** `code` and `sentence` come from the protocol, never from a person or a dataset. */
export function failurePage(code: string, sentence: string): string {
  return page(
    'Sign-in failed',
    `<h1>Sign-in could not go on</h1>
<p class="lead">${escape(sentence)}</p>
<p class="lead"><a href="/">Start again</a></p>
<p class="code">Code ${escape(code)}</p>`,
  );
}
