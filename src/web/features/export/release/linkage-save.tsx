import { useState } from 'react';
import { encryptLinkage } from '../../../../core/deid/index.ts';
import { Button, TextField } from '../../../ui/index.ts';
import type { FinishedRun } from '../hand-over.ts';
import { offer } from './files.ts';
import styles from './release.module.css';

/** A passphrase that is guessed gives the names away: four or five words, or a sentence. */
const SHORTEST_PASSPHRASE = 16;

/** Who is who, apart from the release and encrypted: it stays with the exporter and goes to no recipient. */
export function LinkageSave({ run }: { readonly run: FinishedRun }) {
  const [passphrase, setPassphrase] = useState('');
  const [saved, setSaved] = useState<'no' | 'yes' | 'failed'>('no');
  const save = async (): Promise<void> => {
    try {
      const secret = { kind: 'passphrase', passphrase } as const;
      const file = await encryptLinkage(run.linkage(), secret, (length) =>
        crypto.getRandomValues(new Uint8Array(length)),
      );
      offer(window, new Blob([file], { type: 'application/json' }), 'linkage.json');
      setPassphrase('');
      setSaved('yes');
    } catch {
      setSaved('failed');
    }
  };
  return (
    <section className={styles.ready} aria-label="Linkage file">
      <h2 className={styles.title}>Linkage file</h2>
      <p>
        It leads from each pseudonym back to the patient. Keep it apart from the images, and the passphrase apart from
        both; without the passphrase nobody can read it, and it is not made again after this page is closed.
      </p>
      <TextField
        label="Passphrase"
        type="password"
        autoComplete="new-password"
        hint={`${SHORTEST_PASSPHRASE} characters or more`}
        value={passphrase}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <div className={styles.actions}>
        <Button
          disabled={passphrase.length < SHORTEST_PASSPHRASE}
          onClick={() => {
            // Detached: how it ended is shown.
            void save();
          }}
        >
          Save the encrypted linkage file
        </Button>
      </div>
      {saved === 'yes' ? <p role="status">Saved.</p> : null}
      {saved === 'failed' ? <p role="alert">The linkage file could not be made. Nothing of it was written.</p> : null}
    </section>
  );
}
