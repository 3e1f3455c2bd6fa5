import { useState } from 'react';
import { QUALITY_REASON } from '../../../../core/sr/index.ts';
import type { ShownRun } from '../../../services/ai-results/index.ts';
import { Button, Dialog, SelectField } from '../../../ui/index.ts';
import type { Trouble } from '../review-store.ts';
import type { Withdrawing } from './withdrawing.ts';
import styles from '../panel/review.module.css';

export interface WithdrawDialogProps {
  readonly shown: ShownRun;
  readonly withdrawing: Withdrawing;
  readonly onDone: () => void;
}

const REASONS = Object.values(QUALITY_REASON);

/** Between a person and taking a signed result out of sight for everybody. */
export function WithdrawDialog({ shown, withdrawing, onDone }: WithdrawDialogProps) {
  const [value, setValue] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [isBusy, setBusy] = useState(false);
  const reason = REASONS.find((one) => one.value === value);

  async function confirm(): Promise<void> {
    if (reason === undefined) return;
    setBusy(true);
    const failed = await withdrawing.withdraw(shown, reason);
    setBusy(false);
    setTrouble(failed);
    if (failed === undefined) onDone();
  }

  return (
    <Dialog
      title={`Withdraw the stored result of ${shown.run.model.name}`}
      onCancel={onDone}
      actions={
        <>
          <Button disabled={isBusy} onClick={onDone}>
            Leave it in the archive
          </Button>
          <Button disabled={isBusy || reason === undefined} onClick={() => void confirm()}>
            {isBusy ? 'Withdrawing' : 'Withdraw as rejected for quality'}
          </Button>
        </>
      }
    >
      <p>
        A note “Rejected for Quality Reasons” is stored beside it, under your name: viewers that follow it show the
        report and its masks no more. Nothing is deleted. To correct single findings, run the model and decide anew.
      </p>
      <SelectField label="Why" value={value} onChange={(event) => setValue(event.target.value)}>
        <option value="">Choose a reason</option>
        {REASONS.map((one) => (
          <option key={one.value} value={one.value}>
            {one.meaning}
          </option>
        ))}
      </SelectField>
      {trouble === undefined ? null : (
        <p role="alert" className={styles.trouble}>
          Not withdrawn. {trouble.sentence} Code to quote: {trouble.code}
        </p>
      )}
    </Dialog>
  );
}
