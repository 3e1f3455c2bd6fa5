import { useStore } from 'zustand';
import { attestationOf, type DecidedFinding } from '../../../../core/findings/index.ts';
import type { ShownRun } from '../../../services/ai-results/index.ts';
import { Button, Dialog } from '../../../ui/index.ts';
import type { ReviewUi } from '../review-store.ts';
import { countWords, DECISION_WORDS } from '../words.ts';
import styles from '../panel/review.module.css';

export interface AttestationDialogProps {
  readonly shown: ShownRun;
  readonly ui: ReviewUi;
  readonly name: string;
  readonly onSign: () => void;
  readonly onCancel: () => void;
}

const STAGES = { signing: 'Recording the signature', writing: 'Writing the document', sending: 'Sending it to the archive' } as const; // prettier-ignore

/** Every decision, one by one, before the person stands for them. */
export function AttestationDialog({ shown, ui, name, onSign, onCancel }: AttestationDialogProps) {
  const sending = useStore(ui, (state) => state.sending[shown.run.runUID]);
  const outcome = attestationOf(shown.review);
  const { model } = shown.run;
  const stage = sending?.stage;
  const isBusy = stage === 'signing' || stage === 'writing' || stage === 'sending';
  const findings = outcome.kind === 'ready' ? outcome.attestation.findings : [];
  return (
    <Dialog
      title={`Sign the review of ${model.name} ${model.version}`}
      wide
      {...(isBusy ? {} : { onCancel })}
      actions={
        <>
          <Button disabled={isBusy} onClick={onCancel}>
            Do not sign yet
          </Button>
          <Button disabled={isBusy || outcome.kind !== 'ready'} onClick={onSign}>
            {isBusy ? STAGES[stage] : `Sign ${countWords(findings.length, 'finding', 'findings')}`}
          </Button>
        </>
      }
    >
      <p>
        I, {name}, looked at each of these findings and decided as listed. The signed report and its masks go to the
        archive; rejected findings stay in it as rejected.
      </p>
      {findings.length === 0 ? (
        <p>The model has marked nothing above its threshold. The report says that, and nothing more.</p>
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label="Decisions">
          <table className={styles.decisions}>
            <thead>
              <tr>
                <th scope="col">Finding</th>
                <th scope="col">Decision</th>
                <th scope="col">Reason</th>
              </tr>
            </thead>
            <tbody>
              {findings.map((decided) => (
                <Row key={decided.finding.trackingUID} decided={decided} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {stage === 'failed' && sending?.trouble !== undefined ? (
        <p role="alert" className={styles.trouble}>
          {sending.trouble.sentence} Code to quote: {sending.trouble.code}
        </p>
      ) : null}
    </Dialog>
  );
}

function Row({ decided: { finding, decision } }: { readonly decided: DecidedFinding }) {
  return (
    <tr>
      <td>
        {finding.trackingIdentifier}
        {finding.type === undefined ? '' : `: ${finding.type.meaning}`}
      </td>
      <td>{DECISION_WORDS[decision.kind]}</td>
      <td>{decision.kind === 'rejected' ? (decision.reason?.meaning ?? 'not given') : ''}</td>
    </tr>
  );
}
