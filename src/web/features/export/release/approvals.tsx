import type { ExportAnswer } from '../../../../contract/index.ts';
import { Button, Message, presentClock } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';
import styles from './release.module.css';

export interface ApprovalsProps {
  readonly answer: ExportAnswer;
  readonly services: ExportServices;
  readonly review: FinishedReview;
  readonly onLookAgain: () => void;
  readonly onBack: () => void;
}

/** Who has approved, and what is still missing. */
export function Approvals({ answer, onLookAgain, onBack }: ApprovalsProps) {
  return (
    <Message
      title="Not approved by enough people yet. Nothing is released."
      code="export-not-approved"
      actions={
        <>
          <Button onClick={onLookAgain}>Look again</Button>
          <Button onClick={onBack}>Back to the review</Button>
        </>
      }
    >
      <ul className={styles.approvals}>
        {answer.approvals.map(({ name, at, released, withheld }) => (
          <li key={`${name} ${at}`}>
            {name}: {released} released, {withheld} withheld, at {presentClock(at)}
          </li>
        ))}
      </ul>
      {answer.approvals.length} of {answer.approvalsNeeded}
    </Message>
  );
}
