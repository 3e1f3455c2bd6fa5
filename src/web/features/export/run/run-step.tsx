import { useEffect, useState } from 'react';
import type { AppError } from '../../../services/index.ts';
import { Button, Message, presentCount, useNow } from '../../../ui/index.ts';
import type { LocalFile } from '../cohort/chosen-cohort.ts';
import { presentBytes } from '../cohort/estimate.ts';
import { FilesPanel } from '../cohort/files-panel.tsx';
import type { FinishedRun } from '../hand-over.ts';
import { progressOf } from './progress.ts';
import { asFault } from './run-fault.ts';
import type { RunHandle } from './run-export.ts';
import { RefusedList } from './refused-list.tsx';
import type { RunPhase, RunState } from './run-state.ts';
import { useCalm } from './use-calm.ts';
import styles from './run.module.css';

export interface RunStepProps {
  readonly run: RunHandle;
  readonly onCancel: () => void;
  /** Starts the same plan once more. */
  readonly onAgain: () => void;
  readonly onFinished: (run: FinishedRun) => void;
}

const NO_FILES: readonly LocalFile[] = [];
const NOTHING_TO_EMPTY = (): void => undefined;

const PHASES: Record<RunPhase, string> = {
  opening: 'Opening the export',
  taking: 'Reading the originals',
  preparing: 'Looking at what they have in common',
  writing: 'De-identifying',
  closing: 'Putting the results together',
  done: 'De-identified',
};

export function RunStep({ run, onCancel, onAgain, onFinished }: RunStepProps) {
  const state = useCalm(run.store);
  const [end, setEnd] = useState<{ readonly run: FinishedRun } | { readonly fault: AppError }>();

  useEffect(() => {
    let isCurrent = true;
    run.finished
      .then((done) => isCurrent && setEnd({ run: done }))
      .catch((error: unknown) => isCurrent && setEnd({ fault: asFault(error) }));
    return () => {
      isCurrent = false;
    };
  }, [run]);

  if (end !== undefined && 'fault' in end)
    return (
      <div className={styles.page}>
        <Message
          role="alert"
          title={end.fault.code === 'nothing-left' ? 'Nothing of this cohort can leave' : 'The run stopped'}
          code={[end.fault.code, end.fault.correlationId].filter(Boolean).join(' / ')}
          actions={
            <>
              <Button onClick={onAgain}>Start the run again</Button>
              <Button onClick={onCancel}>Back to the profile</Button>
            </>
          }
        >
          {end.fault.message} Nothing was released.
        </Message>
        <RefusedList refused={state.refused} />
      </div>
    );
  const finished = end !== undefined && 'run' in end ? end.run : undefined;
  return (
    <div className={styles.page}>
      <Total state={state} />
      {state.trouble === undefined ? null : (
        <Message
          role="alert"
          title="The run waits"
          code={[state.trouble.code, state.trouble.correlationId].filter(Boolean).join(' / ')}
        >
          {state.trouble.message} What was done so far is kept.
        </Message>
      )}
      {state.missingFiles === 0 ? null : (
        <Message
          title={`${presentCount(state.missingFiles)} ${state.missingFiles === 1 ? 'file has' : 'files have'} to be chosen again`}
          actions={<Button onClick={run.files.goOnWithout}>Go on without them</Button>}
        >
          The browser forgets files of this computer when a page is closed. Choose the same files, folder or ZIP archive
          as before; what was finished is kept and not read again. Files that are not chosen are refused.
          <div className={styles.again}>
            <FilesPanel files={NO_FILES} onAdd={run.files.give} onEmpty={NOTHING_TO_EMPTY} />
          </div>
        </Message>
      )}
      <div className={styles.actions}>
        {finished !== undefined ? null : state.isPaused ? (
          <Button kind="primary" onClick={run.resume}>
            Go on
          </Button>
        ) : (
          <Button onClick={run.pause}>Pause</Button>
        )}
        <Button onClick={onCancel}>{finished === undefined ? 'Cancel the run' : 'Throw the results away'}</Button>
        {finished === undefined ? null : (
          <Button kind="primary" onClick={() => onFinished(finished)}>
            Review {presentCount(finished.batch.instances.length)}{' '}
            {finished.batch.instances.length === 1 ? 'instance' : 'instances'}
          </Button>
        )}
      </div>
      <Studies state={state} />
      <RefusedList refused={state.refused} />
    </div>
  );
}

function Total({ state }: { readonly state: RunState }) {
  const now = useNow(1000);
  const { share, instances, taken, written, refused, bytesPerSecond, secondsLeft } = progressOf(state, now);
  const isDone = state.phase === 'done';
  const isWaiting = isDone || state.isPaused || state.missingFiles > 0;
  return (
    <section className={styles.total} aria-label="Progress">
      <h2 className={styles.phase}>{state.isPaused ? 'Paused' : PHASES[state.phase]}</h2>
      <progress className={styles.bar} value={share} max={1} aria-label="Whole run" />
      <p className={styles.numbers}>
        <span>{presentCount(instances)} instances</span>
        <span>{presentCount(taken)} read</span>
        <span>{presentCount(written)} written</span>
        <span>{presentCount(refused)} refused</span>
        {isWaiting ? null : <span>{presentBytes(bytesPerSecond)}/s</span>}
        {isWaiting || secondsLeft === undefined ? null : <span>about {timeLeft(secondsLeft)} left</span>}
      </p>
    </section>
  );
}

function timeLeft(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  return seconds < 3600 ? `${Math.ceil(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function Studies({ state: { studies } }: { readonly state: RunState }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Progress of each study">
        <thead>
          <tr>
            <th scope="col">Study</th>
            <th scope="col">Modality</th>
            <th scope="col" className={styles.number}>
              Instances
            </th>
            <th scope="col" className={styles.number}>
              Read
            </th>
            <th scope="col" className={styles.number}>
              Written
            </th>
            <th scope="col" className={styles.number}>
              Refused
            </th>
            <th scope="col" className={styles.number}>
              Size
            </th>
          </tr>
        </thead>
        <tbody>
          {studies.map((study) => (
            <tr key={study.label}>
              <th scope="row">{study.label}</th>
              <td>{study.modalities}</td>
              <td className={styles.number}>{study.instances === undefined ? '' : presentCount(study.instances)}</td>
              <td className={styles.number}>{presentCount(study.taken)}</td>
              <td className={styles.number}>{presentCount(study.written)}</td>
              <td className={styles.number}>{presentCount(study.refused)}</td>
              <td className={styles.number}>{study.byteLength === 0 ? '' : presentBytes(study.byteLength)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
