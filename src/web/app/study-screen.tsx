import { lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import { EmergencyBanner } from '../features/break-glass/index.tsx';
import {
  Denied,
  type AppError,
  type AppServices,
  type AskForStepUp,
  type GrantEnd,
  type GrantStatus,
  type Person,
} from '../services/index.ts';
import { hasDrafts } from '../services/drafts/index.ts';
import { Button, Message } from '../ui/index.ts';
import type { ReadingView } from '../viewport/index.ts';
import { DeidentifiedScreen } from './deidentified-screen.tsx';
import { FaultBoundary } from './fault-boundary.tsx';
import { loadReading, readingIfLoaded } from './load-reading.ts';
import type { Desk, StudyDesk } from './study-desk.ts';
import { useExternal } from './use-external.ts';
import styles from './app.module.css';

const LazyReading = lazy(loadReading);

export interface StudyScreenProps {
  readonly services: AppServices;
  readonly person: Person;
  readonly askForStepUp: AskForStepUp;
  readonly desk: StudyDesk;
  readonly accountMenu: ReactNode;
  /** A shorter idle time holds while emergency access is open. */
  readonly onEmergency: (isOpen: boolean) => void;
  readonly onClose: () => void;
}

/** The way from a handle to pixels, and back to nothing when the grant is over. */
export function StudyScreen(props: StudyScreenProps) {
  const { services, person, askForStepUp, desk, accountMenu, onEmergency, onClose } = props;
  const current = useExternal(desk.subscribe, desk.current);
  const isEmergency = current.kind === 'open' && current.grant.emergency !== undefined;
  useEffect(() => {
    onEmergency(isEmergency);
    return () => onEmergency(false);
  }, [isEmergency, onEmergency]);

  if (current.kind === 'deidentified') {
    const { handle, row } = current;
    const expected = row?.instanceCount ?? undefined;
    return <DeidentifiedScreen {...{ services, person, askForStepUp, handle, expected, accountMenu, onClose }} />;
  }
  if (current.kind === 'open')
    return <OpenStudy {...{ services, askForStepUp, accountMenu, onClose }} open={current} />;
  return (
    <>
      <header className={styles.header}>
        <Button onClick={onClose}>Back to the worklist</Button>
        <span className={styles.site} />
        {accountMenu}
      </header>
      <main className={styles.notice}>
        <NotOpen desk={current} onRetry={desk.retry} onClose={onClose} />
      </main>
    </>
  );
}

interface OpenStudyProps {
  readonly services: AppServices;
  readonly askForStepUp: AskForStepUp;
  readonly open: Desk & { kind: 'open' };
  readonly accountMenu: ReactNode;
  readonly onClose: () => void;
}

function OpenStudy({ services, askForStepUp, open, accountMenu, onClose }: OpenStudyProps) {
  // Chosen once: another component type in its place would close the study and open it anew.
  const [Reading] = useState(() => readingIfLoaded() ?? LazyReading);
  const { grant, status, handle, row } = open;
  // Models and all that belongs to them are a bundle of their own: images never wait for it.
  const loadAi = useMemo(
    () =>
      Object.assign(
        async (view: ReadingView) =>
          (await import('./load-ai.tsx')).createAiExtension({ services, askForStepUp, grant }, view),
        // Decisions that a crash or an old sign-in kept from being sent.
        { isWanted: async () => !grant.readOnly && (await hasDrafts(indexedDB)) },
      ),
    [services, askForStepUp, grant],
  );
  const isPaused = status.kind === 'paused';
  const endsAt = status.kind === 'open' ? status.emergencyEndsAt : undefined;
  return (
    <>
      {endsAt === undefined ? null : (
        <EmergencyBanner endsAt={endsAt} onEnd={() => void services.grants.endEmergency(grant)} />
      )}
      <div className={styles.stack}>
        <div className={isPaused ? `${styles.reading} ${styles.covered}` : styles.reading} inert={isPaused}>
          <FaultBoundary
            what="The viewer failed while drawing. The view stays recorded; nothing was changed in the archive."
            leave="Close study"
            onLeave={onClose}
          >
            <Suspense fallback={<Message title="Recorded. Loading the viewer" />}>
              <Reading
                services={services}
                study={{ handle, row }}
                grant={grant}
                accountMenu={accountMenu}
                loadExtension={loadAi}
                onClose={onClose}
              />
            </Suspense>
          </FaultBoundary>
        </div>
        {isPaused ? (
          <div className={styles.cover}>
            <Paused status={status} onRetry={() => void services.grants.renew(grant)} onClose={onClose} />
          </div>
        ) : null}
      </div>
    </>
  );
}

interface PausedProps {
  readonly status: GrantStatus & { kind: 'paused' };
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

function Paused({ status, onRetry, onClose }: PausedProps) {
  return (
    <Message
      role="alert"
      title="Images are hidden"
      code={codeOf(status.error)}
      actions={
        <>
          <Button onClick={onRetry}>Try again</Button>
          <Button onClick={onClose}>Close study</Button>
        </>
      }
    >
      {status.error?.message ?? 'The time for this study ran out before it could be renewed.'} What you did here is kept
      in this window; images come back when the view is recorded again.
    </Message>
  );
}

interface NotOpenProps {
  readonly desk: Exclude<Desk, { kind: 'open' | 'deidentified' }>;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

function NotOpen({ desk, onRetry, onClose }: NotOpenProps) {
  switch (desk.kind) {
    case 'empty':
    case 'opening':
      return <Message isPage title="Recording that you open this study" />;
    case 'declined':
      return (
        <Message
          isPage
          title="The study was not opened"
          actions={
            <>
              <Button onClick={onRetry}>Ask again</Button>
              <Button onClick={onClose}>Back to the worklist</Button>
            </>
          }
        >
          It is restricted. Nothing of it was fetched.
        </Message>
      );
    case 'refused':
      return <Refused error={desk.error} onRetry={onRetry} onClose={onClose} />;
    case 'ended':
      return (
        <Message
          isPage
          role="alert"
          title={ENDED_TITLE[desk.reason]}
          code={codeOf(desk.error)}
          actions={
            <>
              <Button onClick={onRetry}>Open the study again</Button>
              <Button onClick={onClose}>Back to the worklist</Button>
            </>
          }
        >
          {desk.error?.message ?? 'Its images were removed from this window.'}
        </Message>
      );
  }
}

const ENDED_TITLE: Record<GrantEnd, string> = {
  closed: 'The study is closed',
  expired: 'The time for this study has run out',
  refused: 'The study is no longer open to you',
  'emergency-over': 'Emergency access has ended',
  wiped: 'The study is closed',
};

interface RefusedProps {
  readonly error: AppError;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

function Refused({ error, onRetry, onClose }: RefusedProps) {
  return (
    <Message
      isPage
      role="alert"
      title={error.code === 'audit-unavailable' ? 'Not recorded, so not shown' : 'The study was not opened'}
      code={codeOf(error)}
      actions={
        <>
          {error instanceof Denied ? null : <Button onClick={onRetry}>Try again</Button>}
          <Button onClick={onClose}>Back to the worklist</Button>
        </>
      }
    >
      {error.message}
    </Message>
  );
}

function codeOf(error: AppError | undefined): string | undefined {
  return error === undefined ? undefined : [error.code, error.correlationId].filter(Boolean).join(' / ');
}
