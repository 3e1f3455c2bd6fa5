import { useState } from 'react';
import { Button } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedRun } from '../hand-over.ts';
import { offer } from '../release/files.ts';
import { sealRecipe } from './recipe-file.ts';
import styles from './second.module.css';

export interface InviteProps {
  readonly services: ExportServices;
  readonly run: FinishedRun;
  /** The code of the invitation: it opens what the other person hands back, too. */
  readonly onInvited: (code: string) => void;
}

/** Two things for one person: a file, and a code that goes another way. */
export function Invite({ services, run, onInvited }: InviteProps) {
  const [code, setCode] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const invite = async (): Promise<void> => {
    setTrouble(undefined);
    try {
      const invitation = await services.exports.invite(run.exportId);
      offer(window, await sealRecipe(run.exportId, run.recipe(), invitation.code), 'second-review.json');
      setCode(invitation.code);
      onInvited(invitation.code);
    } catch (error) {
      setTrouble(error instanceof Error && 'code' in error ? String(error.code) : 'unexpected');
    }
  };
  return (
    <section className={styles.invite} aria-label="Second reviewer">
      <p>
        The second reviewer makes the same images again from the same originals, in a sign-in of their own. They need
        the file and the code; give the code another way than the file. It works once.
      </p>
      <Button
        kind="primary"
        onClick={() => {
          // Detached: what goes wrong is shown.
          void invite();
        }}
      >
        {code === undefined ? 'Invite a second reviewer' : 'Invite another reviewer'}
      </Button>
      {code === undefined ? null : (
        <p>
          Code:{' '}
          <code className={styles.code} data-testid="invitation-code">
            {code}
          </code>
        </p>
      )}
      {trouble === undefined ? null : <p role="alert">No invitation was made. Code to quote: {trouble}</p>}
    </section>
  );
}
