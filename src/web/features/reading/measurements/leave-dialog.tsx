import { useState } from 'react';
import { useStore } from 'zustand';
import { Button, Dialog } from '../../../ui/index.ts';
import type { Measurements } from './measurements.ts';
import { countWords } from './words.ts';

export interface LeaveDialogProps {
  readonly measurements: Measurements;
  /** True: leave. What is not saved is then forgotten. */
  readonly onAnswer: (mayLeave: boolean) => void;
}

/** Stands between a person and the loss of what they drew. */
export function LeaveDialog({ measurements, onAnswer }: LeaveDialogProps) {
  const { unsaved, whyNot, trouble } = useStore(measurements.store);
  const [isSaving, setSaving] = useState(false);

  async function saveAndLeave(): Promise<void> {
    setSaving(true);
    await measurements.save();
    setSaving(false);
    if (measurements.store.getState().unsaved === 0) onAnswer(true);
  }

  return (
    <Dialog
      title={`${countWords(unsaved)} not saved`}
      onCancel={() => onAnswer(false)}
      actions={
        <>
          <Button data-first onClick={() => onAnswer(false)}>
            Stay in this study
          </Button>
          <Button kind="danger" onClick={() => onAnswer(true)}>
            Leave without saving
          </Button>
          {whyNot === undefined ? (
            <Button kind="primary" disabled={isSaving} onClick={() => void saveAndLeave()}>
              {isSaving ? 'Saving' : 'Save and leave'}
            </Button>
          ) : null}
        </>
      }
    >
      <p>{whyNot ?? 'They are in this window only. Leaving forgets them; nothing of them is kept on this machine.'}</p>
      {trouble === undefined ? null : (
        <p role="alert">
          Not saved: {trouble.sentence} Code to quote: {trouble.code}
        </p>
      )}
    </Dialog>
  );
}
