// Checks what a person typed against the demo accounts.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { DemoAccount } from '../accounts.ts';
import type { Throttle } from './throttle.ts';

export type CredentialCheck =
  { kind: 'accepted'; account: DemoAccount } | { kind: 'refused' } | { kind: 'wait'; seconds: number };

function isSame(typed: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(typed), digest(expected));
}

export interface TypedCredentials {
  username: string;
  password: string;
  otp: string;
}

export function checkCredentials(
  accounts: readonly DemoAccount[],
  typed: TypedCredentials,
  options: { needsOneTimeCode: boolean; throttle: Throttle },
): CredentialCheck {
  const { needsOneTimeCode, throttle } = options;
  const username = typed.username.trim().toLowerCase();
  const waitMs = throttle.waitMs(username);
  if (waitMs > 0) return { kind: 'wait', seconds: Math.ceil(waitMs / 1000) };
  const account = accounts.find((each) => each.username === username);
  // Both are always compared, so that the time taken does not tell which one was wrong.
  const passwordFits = isSame(typed.password, account?.password ?? '');
  const codeFits = isSame(typed.otp.replace(/\s/g, ''), account?.otp ?? '');
  if (account === undefined || !passwordFits || (needsOneTimeCode && !codeFits)) {
    throttle.failed(username);
    return { kind: 'refused' };
  }
  throttle.succeeded(username);
  return { kind: 'accepted', account };
}
