/** Who is signed in, as the gateway sees them. Held in memory only. */
export interface Person {
  /** The identity provider's stable id: tells whether the same person came back. */
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** The person's role may not see identity. */
  readonly masked: boolean;
}

/** Why a page ends: each is a sentence on the page that follows it. */
export type EndReason = 'signed-out' | 'locked' | 'signed-out-elsewhere' | 'session-too-old' | 'another-person';

export type SignedOutReason = EndReason | 'not-signed-in' | 'sign-in-failed';

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signedOut'; readonly reason: SignedOutReason; readonly code?: string }
  | { readonly kind: 'signedIn'; readonly person: Person }
  /** The token could not be renewed. Requests wait, the screen is covered, what was being read is kept. */
  | { readonly kind: 'interrupted'; readonly person: Person; readonly code?: string }
  /** Over for this page: everything is being wiped and the page is about to be replaced. */
  | { readonly kind: 'ended' };

export type SessionChange =
  | { readonly kind: 'signedIn'; readonly person: Person }
  | { readonly kind: 'notSignedIn'; readonly reason: SignedOutReason; readonly code?: string }
  | { readonly kind: 'renewalFailed'; readonly code?: string }
  | { readonly kind: 'ended' };

/** The rules of a session. A page that ended stays ended: only a new page starts again, with an empty memory. */
export function nextSessionState(state: SessionState, change: SessionChange): SessionState {
  if (state.kind === 'ended') return state;
  switch (change.kind) {
    case 'signedIn':
      return { kind: 'signedIn', person: change.person };
    case 'notSignedIn':
      return state.kind === 'starting' || state.kind === 'signedOut'
        ? { kind: 'signedOut', reason: change.reason, ...(change.code === undefined ? {} : { code: change.code }) }
        : state;
    case 'renewalFailed':
      return state.kind === 'signedIn' || state.kind === 'interrupted'
        ? {
            kind: 'interrupted',
            person: state.person,
            ...(change.code === undefined ? {} : { code: change.code }),
          }
        : state;
    case 'ended':
      return { kind: 'ended' };
  }
}
