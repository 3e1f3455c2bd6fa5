import { useState } from 'react';
import { AppError, type Person } from '../../services/index.ts';
import { Button, Dialog } from '../../ui/index.ts';

export interface InterruptedProps {
  readonly person: Person;
  /** Opens a window; must be called while the click or key is being handled. */
  readonly onSignInAgain: () => Promise<void>;
  readonly onSignOut: () => void;
}

/** The session could not be renewed. What was being read waits behind this, hidden, in this window's memory only. */
export function Interrupted({ person, onSignInAgain, onSignOut }: InterruptedProps) {
  const [step, setStep] = useState<'asking' | 'waiting' | AppError>('asking');

  function signIn(): void {
    setStep('waiting');
    onSignInAgain().catch((error: unknown) => {
      setStep(
        error instanceof AppError ? error : new AppError('sign-in-failed', 'Signing in did not work. Try again.'),
      );
    });
  }

  return (
    <Dialog
      title="Sign in again to go on"
      opaque
      actions={
        <>
          <Button onClick={onSignOut}>Sign out and clear</Button>
          <Button kind="primary" data-first onClick={signIn}>
            {step === 'waiting' ? 'Show the sign-in window again' : `Sign in as ${person.name}`}
          </Button>
        </>
      }
    >
      <p>
        Your sign-in has run out and could not be renewed. What you were reading is kept in this window, hidden, until
        you are back.
      </p>
      {step === 'waiting' ? <output>Sign in in the window that opened. This page goes on by itself.</output> : null}
      {step instanceof AppError ? (
        <p role="alert">
          {step.message} Code to quote: {step.code}
        </p>
      ) : null}
    </Dialog>
  );
}
