import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { AiResults, ShownRun } from '../../../services/ai-results/index.ts';
import { Button } from '../../../ui/index.ts';
import { EditForm, typesOf } from '../edit/edit-form.tsx';
import { editableRegion } from '../edit/edited-finding.ts';
import { AttestationDialog } from '../sign/attestation-dialog.tsx';
import type { Signing } from '../sign/signing.ts';
import type { ReviewDesk } from '../review-desk.ts';
import type { ReviewUi } from '../review-store.ts';
import { countWords } from '../words.ts';
import { FindingRow } from './finding-row.tsx';
import { reviewKey } from './keys.ts';
import { UnsignedReports } from './unsigned-reports.tsx';
import styles from './review.module.css';

export interface ReviewPanelProps {
  readonly results: AiResults;
  readonly ui: ReviewUi;
  readonly desk: ReviewDesk;
  readonly signing: Signing;
  readonly isReadOnly: boolean;
  readonly name: string;
  /** Beside a signed result. */
  readonly afterSigning: (shown: ShownRun) => ReactNode;
}

/** What models found, decided one by one, and signed. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { results, ui, desk, signing, isReadOnly, name } = props;
  const runs = useStore(results, (state) => state.runs);
  const { attesting, notice, keeping, unsigned } = useStore(ui);
  useReviewKeys(desk, ui);
  const shownRuns = runs.filter(({ review }) => review.revealedAt !== undefined);
  const attested = runs.find(({ run }) => run.runUID === attesting);
  if (shownRuns.length === 0) return <UnsignedReports reports={unsigned} />;
  return (
    <section className={styles.review} aria-label="Review of findings" data-testid="ai-review">
      <h2>Findings</h2>
      <div className={styles.bar}>
        <Button kind="quiet" shortcut="Shift F" onClick={() => desk.step(-1)}>
          Previous
        </Button>
        <Button kind="quiet" shortcut="F" onClick={() => desk.step(1)}>
          Next
        </Button>
        <Button kind="quiet" shortcut="Shift Z" disabled={isReadOnly} onClick={desk.undo}>
          Undo
        </Button>
      </div>
      <output className={notice === undefined ? undefined : styles.notice}>{notice}</output>
      {isReadOnly ? <p className={styles.quiet}>You may read this study, not decide about its results.</p> : null}
      {shownRuns.map((shown) => (
        <Group key={shown.run.runUID} shown={shown} {...props} />
      ))}
      <UnsignedReports reports={unsigned} />
      {keeping === 'failed' ? (
        <p role="alert" className={styles.trouble}>
          Your decisions could not be kept on this computer: sign before you leave. Code to quote: not-kept
        </p>
      ) : null}
      {attested === undefined ? null : (
        <AttestationDialog
          shown={attested}
          ui={ui}
          name={name}
          onSign={() => void signing.sign(attested.run.runUID)}
          onCancel={() => ui.setState({ attesting: undefined })}
        />
      )}
    </section>
  );
}

function Group({ shown, results, ui, desk, signing, isReadOnly, afterSigning }: ReviewPanelProps & { readonly shown: ShownRun }) {
  const { selected, runs } = useStore(results);
  const sending = useStore(ui, (state) => state.sending[shown.run.runUID]);
  const editing = useStore(ui, (state) => state.editing);
  const types = typesOf(runs.flatMap(({ review: { findings } }) => findings.map(({ finding }) => finding.type)));
  const { run, review } = shown;
  const listed = desk.listed().filter((entry) => entry.shown.run.runUID === run.runUID);
  const open = desk.undecided(shown);
  return (
    <section className={styles.group} aria-label={`Findings of ${run.model.name}`}>
      <h3>{run.model.title}</h3>
      {listed.length === 0 ? <p className={styles.quiet}>Nothing above the threshold.</p> : null}
      <ul className={styles.list}>
        {listed.map((entry) => (
          <FindingRow
            key={entry.reviewed.finding.trackingUID}
            entry={entry}
            isReadOnly={isReadOnly}
            isSelected={selected?.runUID === run.runUID && selected.trackingUID === entry.reviewed.finding.trackingUID}
            desk={desk}
            editor={editing?.trackingUID === entry.reviewed.finding.trackingUID ? <EditForm editing={editing} desk={desk} known={types} hasOutline={editableRegion(entry.reviewed.finding) !== undefined} /> : undefined}
          />
        ))}
      </ul>
      {review.isSigned ? (
        <>
          <SentState shown={shown} sending={sending} onSend={() => void signing.send(run.runUID)} />
          {afterSigning(shown)}
        </>
      ) : isReadOnly ? null : (
        <>
          <Button
            disabled={open > 0 || review.stale !== undefined}
            onClick={() => ui.setState({ attesting: run.runUID, editing: undefined })}
          >
            Sign {run.model.name}
          </Button>
          <p className={styles.quiet} data-testid={`ai-open-${run.model.name}`}>
            {review.stale !== undefined
              ? 'Out of date: it cannot be signed. Run the model again.'
              : open > 0
                ? `${countWords(open, 'finding is', 'findings are')} not decided. Reading goes on without it; signing waits.`
                : 'Everything is decided. Nothing is sent before you sign.'}
          </p>
        </>
      )}
    </section>
  );
} // prettier-ignore

interface SentStateProps {
  readonly shown: ShownRun;
  readonly sending: ReturnType<ReviewUi['getState']>['sending'][string] | undefined;
  readonly onSend: () => void;
}

function SentState({ shown, sending, onSend }: SentStateProps) {
  if (sending === undefined) return null;
  if (sending.stage === 'failed')
    return (
      <>
        <p role="alert" className={styles.trouble}>
          Signed, not in the archive yet. {sending.trouble?.sentence} Code to quote: {sending.trouble?.code}
        </p>
        <Button onClick={onSend}>Send the signed report again</Button>
      </>
    );
  return (
    <output className={styles.quiet} data-testid={`ai-sent-${shown.run.model.name}`}>
      {sending.stage === 'stored' ? 'Signed and stored in the archive.' : 'Sending to the archive.'}
    </output>
  );
}

function useReviewKeys(desk: ReviewDesk, ui: ReviewUi): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const act = reviewKey(event, ui.getState());
      if (act === undefined) return;
      event.preventDefault();
      act(desk);
    };
    document.addEventListener('keydown', press, { capture: true });
    return () => document.removeEventListener('keydown', press, { capture: true });
  }, [desk, ui]);
}
