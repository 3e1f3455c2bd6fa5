import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { ExportLedger } from '../../../../contract/index.ts';
import type { ExportsApi } from '../../../services/index.ts';
import { Button, Dialog, presentClock } from '../../../ui/index.ts';
import styles from './ledger.module.css';

export interface StoryDialogProps {
  readonly exports: Pick<ExportsApi, 'story'>;
  readonly row: ExportLedger['exports'][number];
  readonly onClose: () => void;
}

/** Of a row as it was signed, what a person reads first; the whole stands below it. */
const eventSchema = z.object({
  recordedAt: z.string(),
  action: z.string(),
  outcome: z.string(),
  reason: z.string().optional(),
  who: z.object({ name: z.string() }).nullable(),
});

interface Told {
  readonly index: number;
  readonly text: string;
  readonly event: z.infer<typeof eventSchema> | undefined;
}

/** Everything that the log has about one export, as it stands there. */
export function StoryDialog({ exports, row, onClose }: StoryDialogProps) {
  const [told, setTold] = useState<readonly Told[]>();
  const [trouble, setTrouble] = useState<string>();
  useEffect(() => {
    let isCurrent = true;
    exports
      .story(row.exportId)
      .then(({ rows }) => isCurrent && setTold(rows.map(toldOf)))
      .catch((error: unknown) => {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
        if (isCurrent) setTrouble(code);
      });
    return () => {
      isCurrent = false;
    };
  }, [exports, row]);
  return (
    <Dialog
      title={`The log about an export of ${row.name}`}
      wide
      onCancel={onClose}
      actions={
        <Button data-first onClick={onClose}>
          Close
        </Button>
      }
    >
      {trouble === undefined ? null : <p role="alert">The log could not be read. Code to quote: {trouble}</p>}
      {told === undefined && trouble === undefined ? <p role="status">Reading the log</p> : null}
      <ol className={styles.story}>
        {told?.map(({ index, text, event }) => (
          <li key={index}>
            <details>
              <summary>
                <span className={styles.number}>{index}</span>{' '}
                {event === undefined ? 'a row' : presentClock(event.recordedAt)} <strong>{event?.action}</strong>{' '}
                {event?.outcome} {event?.reason ?? ''} {event?.who?.name ?? ''}
              </summary>
              <pre className={styles.row}>{JSON.stringify(JSON.parse(text), null, 2)}</pre>
            </details>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function toldOf({ index, event: text }: { readonly index: number; readonly event: string }): Told {
  const event = eventSchema.safeParse(JSON.parse(text));
  return { index, text, event: event.success ? event.data : undefined };
}
