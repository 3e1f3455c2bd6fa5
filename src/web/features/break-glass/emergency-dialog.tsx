import { useId, useState, type FormEvent } from 'react';
import type { Justification, NeedsJustification } from '../../../contract/index.ts';
import { readableLength } from '../../../core/access/index.ts';
import { AppError } from '../../services/index.ts';
import { Button, Dialog, TextArea } from '../../ui/index.ts';
import styles from './emergency-dialog.module.css';

export interface EmergencyDialogProps {
  readonly demand: NeedsJustification;
  /** Asks for the second factor in a window of its own; must be called while the click or key is being handled. */
  readonly stepUp: () => Promise<void>;
  readonly onAnswer: (justification: Justification | undefined) => void;
}

interface Faults {
  readonly reason?: string;
  readonly text?: string;
}

/** A written reason, chosen and typed each time: nothing is filled in, nothing is remembered. */
export function EmergencyDialog({ demand, stepUp, onAnswer }: EmergencyDialogProps) {
  const [reasonCode, setReasonCode] = useState<string>();
  const [text, setText] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [step, setStep] = useState<'asking' | 'waiting' | AppError>('asking');
  const formId = useId();
  const missing = demand.minimumTextLength - readableLength(text);

  function submit(event: FormEvent): void {
    event.preventDefault();
    const found: Faults = {
      ...(reasonCode === undefined ? { reason: 'Choose a reason.' } : {}),
      ...(missing > 0 ? { text: `Write at least ${demand.minimumTextLength} characters.` } : {}),
    };
    setFaults(found);
    if (reasonCode === undefined || missing > 0) return;
    setStep('waiting');
    stepUp().then(
      () => onAnswer({ reasonCode, text: text.trim() }),
      (error: unknown) => setStep(error instanceof AppError ? error : new AppError('step-up-failed', STEP_UP_FAILED)),
    );
  }

  return (
    <Dialog
      title="This study is restricted"
      onCancel={() => onAnswer(undefined)}
      actions={
        <>
          <Button onClick={() => onAnswer(undefined)}>Cancel</Button>
          <Button kind="danger" type="submit" form={formId}>
            {step === 'waiting' ? 'Show the confirmation window again' : 'Open under emergency access'}
          </Button>
        </>
      }
    >
      <p>You may open it in an emergency. Your access is recorded with your name and will be reviewed.</p>
      <form id={formId} className={styles.form} onSubmit={submit} noValidate>
        <fieldset aria-describedby={faults.reason === undefined ? undefined : `${formId}-reason`}>
          <legend className={styles.legend}>Reason</legend>
          {demand.reasons.map(({ code, label }, index) => (
            <label key={code} className={styles.reason}>
              <input
                type="radio"
                name="reason"
                value={code}
                checked={reasonCode === code}
                data-first={index === 0 ? '' : undefined}
                onChange={() => setReasonCode(code)}
              />
              {label}
            </label>
          ))}
          {faults.reason === undefined || reasonCode !== undefined ? null : (
            <p id={`${formId}-reason`} className={styles.fault} role="alert">
              {faults.reason}
            </p>
          )}
        </fieldset>
        <TextArea
          label="Why now"
          value={text}
          maxLength={1000}
          error={missing > 0 ? faults.text : undefined}
          hint={missing > 0 ? `${missing} more characters` : 'Enough'}
          onChange={(event) => setText(event.target.value)}
        />
      </form>
      <p className={styles.terms}>
        {demand.maximumMinutes} minutes, this patient, read only. Your second factor is asked for next.
      </p>
      <output className={step instanceof AppError ? styles.fault : styles.wait}>
        {step === 'waiting' ? 'Confirm in the window that opened. This dialog goes on by itself.' : null}
        {step instanceof AppError ? `${step.message} Code to quote: ${step.code}` : null}
      </output>
    </Dialog>
  );
}

const STEP_UP_FAILED = 'The second factor was not confirmed. Nothing was opened. Try again.';
