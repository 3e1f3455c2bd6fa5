import { describe, expect, it } from 'vitest';
import { nextSessionState, type SessionChange, type SessionState } from './session-state.ts';

const person = { subject: 'p1', name: 'Dr Test', roles: ['radiologist'], masked: false };
const other = { ...person, subject: 'p2' };

const STATES: Record<SessionState['kind'], SessionState> = {
  starting: { kind: 'starting' },
  signedOut: { kind: 'signedOut', reason: 'not-signed-in' },
  signedIn: { kind: 'signedIn', person },
  interrupted: { kind: 'interrupted', person },
  ended: { kind: 'ended' },
};

const CHANGES: Record<SessionChange['kind'], SessionChange> = {
  signedIn: { kind: 'signedIn', person: other },
  notSignedIn: { kind: 'notSignedIn', reason: 'locked' },
  renewalFailed: { kind: 'renewalFailed' },
  ended: { kind: 'ended' },
};

// One row per state, one column per change: where it leads.
const TABLE: Record<SessionState['kind'], Record<SessionChange['kind'], SessionState['kind']>> = {
  starting: { signedIn: 'signedIn', notSignedIn: 'signedOut', renewalFailed: 'starting', ended: 'ended' },
  signedOut: { signedIn: 'signedIn', notSignedIn: 'signedOut', renewalFailed: 'signedOut', ended: 'ended' },
  signedIn: { signedIn: 'signedIn', notSignedIn: 'signedIn', renewalFailed: 'interrupted', ended: 'ended' },
  interrupted: { signedIn: 'signedIn', notSignedIn: 'interrupted', renewalFailed: 'interrupted', ended: 'ended' },
  ended: { signedIn: 'ended', notSignedIn: 'ended', renewalFailed: 'ended', ended: 'ended' },
};

describe('the rules of a session', () => {
  for (const [from, row] of Object.entries(TABLE))
    for (const [change, to] of Object.entries(row))
      it(`${from} + ${change} is ${to}`, () => {
        const next = nextSessionState(STATES[from as SessionState['kind']], CHANGES[change as SessionChange['kind']]);
        expect(next.kind).toBe(to);
      });

  it('keeps the person while interrupted, to know whether the same one comes back', () => {
    expect(nextSessionState(STATES.signedIn, { kind: 'renewalFailed', code: 'x' })).toEqual({
      kind: 'interrupted',
      person,
      code: 'x',
    });
  });
});
