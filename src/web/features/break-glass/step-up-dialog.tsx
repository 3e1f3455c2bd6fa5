import { useState } from 'react';
import { AppError } from '../../services/index.ts';
import { Button, Dialog } from '../../ui/index.ts';

export interface StepUpDialogProps {
  /** Must be called while the click or key is being handled: it opens a window. */
  readonly stepUp: () => Promise<void>;
  readonly onAnswer: (done: boolean) => void;
}

/** The gateway wants a fresher second factor than the one it was shown. */
export function StepUpDialog({ stepUp, onAnswer }: StepUpDialogProps) {
  const [error, setError] = useState<AppError>();

  function confirm(): void {
    stepUp().then(
      () => onAnswer(true),
      (failure: unknown) => {
        setError(failure instanceof AppError ? failure : new AppError('step-up-failed', 'It was not confirmed.'));
      },
    );
  }

  return (
    <Dialog
      title="Confirm with your second factor"
      onCancel={() => onAnswer(false)}
      actions={
        <>
          <Button onClick={() => onAnswer(false)}>Cancel</Button>
          <Button data-first onClick={confirm}>
            Confirm in a new window
          </Button>
        </>
      }
    >
      <p>The gateway asks for a fresh confirmation before it opens this study.</p>
      {error === undefined ? null : (
        <p role="alert">
          {error.message} Code to quote: {error.code}
        </p>
      )}
    </Dialog>
  );
}
