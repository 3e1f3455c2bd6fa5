import { useState } from 'react';
import { z } from 'zod';
import type { ExportAnswer } from '../../../../contract/index.ts';
import { differencesOf, type FinishedInstance, type Outcome } from '../../../../core/export/index.ts';
import { Button, Message, presentClock, presentCount, TextField } from '../../../ui/index.ts';
import type { ExportServices } from '../export-services.ts';
import type { FinishedReview } from '../hand-over.ts';
import { Invite } from '../second/invite.tsx';
import { unseal } from '../second/sealed-file.ts';
import styles from './release.module.css';

export interface ApprovalsProps {
  readonly answer: ExportAnswer;
  readonly services: ExportServices;
  readonly review: FinishedReview;
  /** Of the latest invitation of this page; empty where another page made it. */
  readonly invitationCode: string;
  readonly onInvited: (code: string) => void;
  readonly onLookAgain: () => void;
  readonly onBack: () => void;
}

/** Who has approved, what is still missing, and where two people differ. */
export function Approvals(props: ApprovalsProps) {
  const { answer, services, review, invitationCode, onInvited, onLookAgain, onBack } = props;
  const isDisagreed = answer.state === 'disagreed';
  return (
    <div className={styles.ready}>
      <Message
        title={
          isDisagreed
            ? 'The reviewers differ. Nothing is released.'
            : 'Not approved by enough people yet. Nothing is released.'
        }
        code="export-not-approved"
        actions={
          <>
            <Button onClick={onLookAgain}>Ask again where it stands</Button>
            <Button onClick={onBack}>Back to the review</Button>
          </>
        }
      >
        <ul className={styles.approvals} aria-label="Approvals">
          {answer.approvals.map(({ name, at, released, withheld }) => (
            <li key={`${name} ${at}`}>
              {name}: {presentCount(released)} to release, {presentCount(withheld)} withheld, at {presentClock(at)}
            </li>
          ))}
        </ul>
        {answer.approvals.length} of {answer.approvalsNeeded} approvals
      </Message>
      {isDisagreed ? <Differences answer={answer} review={review} invitationCode={invitationCode} /> : null}
      <Invite services={services} run={review.run} onInvited={onInvited} />
    </div>
  );
}

const outcomeSchema = z.strictObject({ batchSha256: z.string(), withheld: z.array(z.string()) });

/** Which images it is about: read from the other person's decision, and believed only where the gateway has its hash. */
function Differences({ answer, review, invitationCode }: Pick<ApprovalsProps, 'answer' | 'review' | 'invitationCode'>) {
  const [code, setCode] = useState(invitationCode);
  const [found, setFound] = useState<readonly FinishedInstance[]>();
  const [trouble, setTrouble] = useState<string>();
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setTrouble(undefined);
    try {
      const { content } = await unseal(await file.text(), 'decision', code.trim());
      const other: Outcome = outcomeSchema.parse(content);
      const approved = answer.approvals.find(({ outcomeSha256 }) => outcomeSha256 !== review.reviewed.outcomeSha256);
      setFound(differencesOf(review.reviewed, other, approved?.outcomeSha256 ?? ''));
    } catch (error) {
      setTrouble(error instanceof Error && 'code' in error ? String(error.code) : 'review-file-unreadable');
    }
  };
  return (
    <section className={styles.differences} aria-label="Where the reviewers differ">
      <TextField
        label="Code of their invitation"
        value={code}
        autoComplete="off"
        onChange={(event) => setCode(event.target.value)}
      />
      <label>
        Decision of the other reviewer{' '}
        <input
          type="file"
          accept="application/json,.json"
          disabled={code.trim() === ''}
          onChange={(event) => {
            // Detached: what goes wrong is shown.
            void read(event.target.files?.[0]);
          }}
        />
      </label>
      {trouble === undefined ? null : (
        <p role="alert">This decision is not the one that was approved. Code to quote: {trouble}</p>
      )}
      {found === undefined ? null : (
        <>
          <p>You differ about {found.length === 1 ? '1 image' : `${presentCount(found.length)} images`}:</p>
          <ul className={styles.approvals} aria-label="Images about which they differ">
            {found.map(({ sopInstanceUID, modality, pseudonym }) => (
              <li key={sopInstanceUID}>
                {pseudonym}, {modality}: {review.run.instances.get(sopInstanceUID)?.seriesLabel ?? ''}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
