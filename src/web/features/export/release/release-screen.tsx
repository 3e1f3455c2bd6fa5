import { useState } from 'react';
import { useStore } from 'zustand';
import { Button, Message, presentCount } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';
import { Approvals } from './approvals.tsx';
import { FailedChecks, RareCombinations } from './checks.tsx';
import { Destination } from './destination.tsx';
import { LinkageSave } from './linkage-save.tsx';
import { megabytes } from './megabytes.ts';
import { PlanTable } from './plan-table.tsx';
import { releaseName, type Refused, type ReleaseState, type ReleaseStore } from './release-store.ts';
import { imagesOf, refusalWords, VOID_WORDS } from './release-words.ts';
import styles from './release.module.css';

export interface ReleaseScreenProps {
  readonly store: ReleaseStore;
  readonly services: ExportServices;
  readonly review: FinishedReview;
  readonly onBack: () => void;
  readonly onDone: () => void;
}

export function ReleaseScreen(props: ReleaseScreenProps) {
  const { store, review } = props;
  const { state, policy } = useStore(store);
  const planned = 'planned' in state ? state.planned : undefined;
  // Here, where asking the gateway again does not forget it.
  const [invitationCode, setInvitationCode] = useState('');
  return (
    <div className={styles.release}>
      <section className={styles.column} aria-label="What will leave">
        <PlanTable review={review} policy={policy} planned={planned} />
      </section>
      <section className={styles.column} aria-label="Release">
        <Standing {...props} state={state} invitationCode={invitationCode} onInvited={setInvitationCode} />
      </section>
    </div>
  );
}

interface StandingProps extends ReleaseScreenProps {
  readonly state: ReleaseState;
  readonly invitationCode: string;
  readonly onInvited: (code: string) => void;
}

function Standing({ state, invitationCode, onInvited, ...props }: StandingProps) {
  const { store, services, review, onBack, onDone } = props;
  const { policy } = useStore(store);
  const back = <Button onClick={onBack}>Back to the review</Button>;
  const prepare = (): void => void store.getState().prepare();
  switch (state.kind) {
    case 'asking':
      return <Message title="Asking the gateway where this export stands" />;
    case 'unapproved':
      return (
        <Approvals
          answer={state.answer}
          services={services}
          review={review}
          invitationCode={invitationCode}
          onInvited={onInvited}
          onLookAgain={prepare}
          onBack={onBack}
        />
      );
    case 'checking':
      return (
        <Message title="Checking the finished files once more">
          Residual identifiers, references, required attributes and rare combinations: {presentCount(state.done)} of{' '}
          {presentCount(state.of)} files.
          <progress
            className={styles.progress}
            value={state.done}
            max={Math.max(1, state.of)}
            aria-label="Files checked"
          />
        </Message>
      );
    case 'failed':
      return <FailedChecks found={state.found} actions={back} />;
    case 'rare':
      return (
        <RareCombinations
          combinations={state.combinations}
          mayAcknowledge={state.mayAcknowledge}
          onAcknowledge={() => store.getState().acknowledgeRare()}
          actions={back}
        />
      );
    case 'ready':
      return (
        <>
          {state.refused === undefined ? null : <RefusedMessage refused={state.refused} title="Not released" />}
          <Destination
            services={services}
            review={review}
            planned={state.planned}
            policy={policy}
            onRelease={(sink) => void store.getState().release(sink)}
          />
          {back}
        </>
      );
    case 'permitting':
      return <Message title="Asking for the permission. The record comes first." />;
    case 'writing':
      return (
        <Message
          title={`Recorded. Writing ${presentCount(state.done)} of ${presentCount(state.of)} images`}
          actions={<Button onClick={() => store.getState().cancel()}>Stop, and declare this release void</Button>}
        >
          {megabytes(state.byteLength)} of {megabytes(state.planned.facts.counts.byteLength)}. Keep this window open.
          <progress
            className={styles.progress}
            value={state.done}
            max={Math.max(1, state.of)}
            aria-label="Images written"
          />
        </Message>
      );
    case 'unrecorded':
      return (
        <RefusedMessage
          refused={state.refused}
          title="Written, but the gateway does not know it yet"
          actions={
            <Button kind="primary" onClick={() => void store.getState().recordCompletion()}>
              Tell the gateway again
            </Button>
          }
        >
          Every file is written and whole. Until the gateway knows, the log says that the release is under way.
        </RefusedMessage>
      );
    case 'released':
      return (
        <>
          <Message
            title={`Released: ${imagesOf(state.planned)} in ${presentCount(state.written.files)} files`}
            actions={
              <Button kind="primary" onClick={onDone}>
                Forget what was made, and close this export
              </Button>
            }
          >
            <p data-testid="released-name">{releaseName(state.planned)}</p>
            <p>
              Recorded as row {presentCount(state.receipt.index)} of the audit log. SHA-256 of the manifest:{' '}
              <code className={styles.hash}>{state.planned.manifestSha256}</code>
            </p>
          </Message>
          {review.run.terms.options.linkage === 'encrypted' ? <LinkageSave run={review.run} /> : null}
        </>
      );
    case 'void':
      return (
        <RefusedMessage
          refused={state.refused}
          title={`This release is void. ${VOID_WORDS[state.why]}`}
          actions={
            <>
              <Button kind="primary" onClick={() => store.getState().again()}>
                Try again with a new permission
              </Button>
              {back}
            </>
          }
        >
          {state.isRecorded
            ? 'The log says so.'
            : 'The gateway could not be told; it declares it void by itself when the time of the permission is over.'}{' '}
          What was written under {releaseName(state.planned)} is no export: it has no manifest.
        </RefusedMessage>
      );
    case 'stopped':
      return (
        <RefusedMessage
          refused={state.refused}
          title="Not released"
          actions={
            <>
              <Button kind="primary" onClick={prepare}>
                Try again
              </Button>
              {back}
            </>
          }
        />
      );
  }
}

interface RefusedMessageProps {
  readonly refused: Refused;
  readonly title: string;
  readonly actions?: React.ReactNode;
  readonly children?: React.ReactNode;
}

function RefusedMessage({ refused, title, actions, children }: RefusedMessageProps) {
  const { code, correlationId } = refused;
  return (
    <Message
      role="alert"
      title={title}
      code={correlationId === undefined ? code : `${code} ${correlationId}`}
      actions={actions}
    >
      <p>{refusalWords(refused)}</p>
      {children === undefined ? null : <p>{children}</p>}
    </Message>
  );
}
