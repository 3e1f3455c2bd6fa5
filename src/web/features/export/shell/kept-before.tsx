import { useStore } from 'zustand';
import { Button, Message, presentClock, presentCount } from '../../../ui/index.ts';
import type { RunKeeper } from '../run/run-record.ts';
import { forgetRun } from '../run/vault-folder.ts';
import type { ExportStore } from './export-store.ts';

export interface KeptBeforeProps {
  readonly store: ExportStore;
  readonly onGoOn: (kept: RunKeeper) => void;
}

/** What a closed tab or a reload has left of this sign-in: sealed on this computer, readable for nobody else. */
export function KeptBefore({ store, onGoOn }: KeptBeforeProps) {
  const { interrupted, restoring, filesToChoose, cohort, change } = useStore(store);
  const [kept] = interrupted;
  if (restoring.kind === 'failed')
    return (
      <Message role="alert" title="Nothing is kept here over a reload" code={restoring.fault.code}>
        {restoring.fault.message}
      </Message>
    );
  if (kept !== undefined) {
    const { studies, files, startedAtMs } = kept.record;
    const what = [
      studies.length === 0 ? '' : `${presentCount(studies.length)} studies`,
      files === 0 ? '' : `${presentCount(files)} files`,
    ];
    return (
      <Message
        title={`An export of ${what.filter(Boolean).join(' and ')} was interrupted`}
        actions={
          <>
            <Button kind="primary" onClick={() => onGoOn(kept)}>
              Go on with it
            </Button>
            <Button
              onClick={() => {
                change({ interrupted: interrupted.filter((one) => one !== kept) });
                // Detached: nobody waits for files that nobody can read.
                void forgetRun(kept.record.runId);
              }}
            >
              Throw it away
            </Button>
          </>
        }
      >
        It was started at {presentClock(startedAtMs)}. What was made is kept encrypted; the result will be the same.
        {files === 0 ? null : ' Files of this computer that were not finished have to be chosen again.'}
      </Message>
    );
  }
  return filesToChoose > 0 && cohort.files.length === 0 ? (
    <Message title={`${presentCount(filesToChoose)} files have to be chosen again`}>
      The browser forgets files of this computer when a page is loaded anew. The studies are still in the cohort.
    </Message>
  ) : null;
}
