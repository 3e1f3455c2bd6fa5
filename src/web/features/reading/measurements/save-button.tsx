import { useState } from 'react';
import { useStore } from 'zustand';
import { Button, Dialog, Kbd } from '../../../ui/index.ts';
import type { Measurements } from './measurements.ts';
import { buttonWords } from './words.ts';
import styles from '../toolbar.module.css';

/** Saves what is drawn; says why not where it may not. Stays focusable then, so that the reason can be read. */
export function SaveButton({ measurements }: { measurements: Measurements }) {
  const state = useStore(measurements.store);
  const [isListOpen, setListOpen] = useState(false);
  const { whyNot, unsaved, saving, leftOut } = state;
  const isIdle = unsaved === 0 && saving !== 'failed';
  return (
    <fieldset className={styles.group} aria-label="Measurements">
      <button
        type="button"
        className={styles.button}
        aria-disabled={whyNot !== undefined || isIdle || saving === 'saving'}
        aria-describedby={whyNot === undefined ? undefined : 'why-not-saved'}
        title={whyNot}
        data-testid="save-measurements"
        onClick={() => void measurements.save()}
      >
        {buttonWords(state)} <Kbd>Ctrl S</Kbd>
      </button>
      {whyNot === undefined ? null : (
        <span id="why-not-saved" className={styles.reason}>
          {whyNot}
        </span>
      )}
      {leftOut.length === 0 ? null : (
        <button type="button" className={styles.button} onClick={() => setListOpen(true)}>
          {leftOut.length} not shown on images
        </button>
      )}
      {isListOpen ? (
        <Dialog
          title="In saved reports, but not on images"
          wide
          onCancel={() => setListOpen(false)}
          actions={
            <Button data-first onClick={() => setListOpen(false)}>
              Close
            </Button>
          }
        >
          <ul>
            {leftOut.map((entry, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- the list is made once and never sorted
              <li key={at}>
                {entry.what}
                {entry.whose === '' ? '' : ` (${entry.whose})`} {entry.why}
              </li>
            ))}
          </ul>
        </Dialog>
      ) : null}
    </fieldset>
  );
}
