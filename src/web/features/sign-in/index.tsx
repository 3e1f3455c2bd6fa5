import type { SignedOutReason } from '../../services/index.ts';
import { Button, useFocusOnMount } from '../../ui/index.ts';
import { Mark } from './mark.tsx';
import styles from './sign-in.module.css';

export { Mark } from './mark.tsx';

export interface SignInProps {
  readonly siteName: string;
  readonly version: string;
  readonly reason: SignedOutReason;
  readonly code: string | undefined;
  readonly onSignIn: () => void;
}

const SENTENCES: Record<SignedOutReason, string> = {
  'not-signed-in': 'Sign in with your hospital account.',
  'signed-out': 'You are signed out. Nothing of a patient is left in this browser.',
  'signed-out-elsewhere':
    'You were signed out in another window or by the hospital. Nothing of a patient is left in this browser.',
  'session-too-old': 'You have been signed in for the longest time allowed. Sign in again.',
  'another-person': 'Somebody else signed in. What was open here was cleared.',
  locked: 'Locked. What was open was cleared from this window. Sign in again to go on.',
  'sign-in-failed': 'Signing in did not work. Nothing was opened.',
};

export function SignIn({ siteName, version, reason, code, onSignIn }: SignInProps) {
  const first = useFocusOnMount<HTMLButtonElement>();
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1 className={styles.name}>
          <Mark /> Collimator
        </h1>
        <p className={styles.site}>{siteName}</p>
        <p role={reason === 'sign-in-failed' ? 'alert' : 'status'}>{SENTENCES[reason]}</p>
        {code === undefined ? null : <p className={styles.code}>Code to quote: {code}</p>}
        <Button kind="primary" ref={first} onClick={onSignIn} className={styles.button ?? ''}>
          {reason === 'locked' ? 'Unlock' : 'Sign in'}
        </Button>
        <p className={styles.small}>Every study you open is recorded before it is shown.</p>
        <p className={styles.small}>Version {version}</p>
      </div>
    </main>
  );
}
