import { useEffect, useState, type ReactNode } from 'react';
import { type AppError, Denied } from '../../../services/index.ts';
import { Button, Message, presentCount } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import { asFault } from '../run/run-fault.ts';
import type { RunPhase } from '../run/run-state.ts';
import { useCalm } from '../run/use-calm.ts';
import { startViewing, type ViewedStudy, type Viewing } from './view-study.ts';
import { StudyViewer } from './study-viewer.tsx';
import styles from './study-viewer.module.css';

export interface DeidentifiedStudyProps {
  readonly services: ExportServices;
  readonly handle: string;
  /** How many instances the worklist spoke of. */
  readonly expected: number | undefined;
  readonly accountMenu: ReactNode;
  readonly onClose: () => void;
}

interface Outcome {
  readonly of: Viewing;
  readonly study?: ViewedStudy;
  readonly fault?: AppError;
}

/** A study for people who may not see whose it is: nothing of it is drawn before all of it was de-identified. */
export function DeidentifiedStudy({ services, handle, expected, accountMenu, onClose }: DeidentifiedStudyProps) {
  const begin = (): Viewing => startViewing(services, handle, expected);
  const [viewing, setViewing] = useState(begin);
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    viewing.opened.then(
      (study) => setOutcome({ of: viewing, study }),
      (error: unknown) => setOutcome({ of: viewing, fault: asFault(error) }),
    );
    return viewing.end;
  }, [viewing]);
  const { study, fault } = outcome?.of === viewing ? outcome : {};

  if (study !== undefined)
    return (
      <StudyViewer
        services={services}
        files={study.files}
        studyInstanceUID={study.studyInstanceUID}
        grant={study.grant}
        remark={
          study.refused === 0 ? undefined : `${presentCount(study.refused)} not shown: could not be de-identified`
        }
        accountMenu={accountMenu}
        onClose={onClose}
      />
    );
  return (
    <>
      <header className={styles.header}>
        <Button onClick={onClose}>Back to the worklist</Button>
        <span className={styles.gap} />
        {accountMenu}
      </header>
      <main className={styles.notice}>
        {fault === undefined ? (
          <Preparing viewing={viewing} />
        ) : (
          <Message
            isPage
            role="alert"
            title={fault.code === 'audit-unavailable' ? 'Not recorded, so not shown' : 'The study was not opened'}
            code={[fault.code, fault.correlationId].filter(Boolean).join(' / ')}
            actions={
              <>
                {fault instanceof Denied ? null : <Button onClick={() => setViewing(begin())}>Try again</Button>}
                <Button onClick={onClose}>Back to the worklist</Button>
              </>
            }
          >
            {fault.message}
          </Message>
        )}
      </main>
    </>
  );
}

const PHASES: Record<RunPhase, string> = {
  opening: 'Recording that you open this study',
  taking: 'Reading the study',
  preparing: 'De-identifying the study',
  writing: 'De-identifying the study',
  closing: 'De-identifying the study',
  done: 'De-identified. Loading the viewer',
};

function Preparing({ viewing }: { readonly viewing: Viewing }) {
  const { phase, studies } = useCalm(viewing.store);
  const [{ instances = 0, taken, written, refused } = NO_PROGRESS] = studies;
  const done = phase === 'taking' ? taken + refused : written + refused;
  const of = Math.max(instances, done);
  return (
    <Message isPage title={PHASES[phase]}>
      {phase === 'opening' || of === 0 ? null : (
        <>
          <progress className={styles.bar} value={done} max={of} aria-label={PHASES[phase]} /> {presentCount(done)} of{' '}
          {presentCount(of)}.{' '}
        </>
      )}
      Your role does not see whose images these are. Names in headers and in pixels are covered here before the first
      image is shown.
    </Message>
  );
}

const NO_PROGRESS = { instances: 0, taken: 0, written: 0, refused: 0 };
