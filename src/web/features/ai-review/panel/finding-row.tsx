import { type ReactNode, useEffect, useRef } from 'react';
import type { Finding } from '../../../../core/findings/index.ts';
import { REJECTION_REASONS } from '../../../../core/sr/index.ts';
import { Button, SelectField } from '../../../ui/index.ts';
import { editableRegion } from '../edit/edited-finding.ts';
import type { Listed, ReviewDesk } from '../review-desk.ts';
import { DECISION_WORDS, measurementWords, scoreWords, siteWords } from '../words.ts';
import styles from './review.module.css';

export interface FindingRowProps {
  readonly entry: Listed;
  readonly isSelected: boolean;
  readonly isReadOnly: boolean;
  readonly desk: ReviewDesk;
  /** While it is being changed. */
  readonly editor: ReactNode;
}

/** One finding: what the model says of it, what was decided, and the acts once it is chosen. */
export function FindingRow({ entry: { shown, reviewed }, isSelected, isReadOnly, desk, editor }: FindingRowProps) {
  const { finding, decision } = reviewed;
  const { runUID } = shown.run;
  const facts = [
    ...finding.sites.map(siteWords),
    ...finding.measurements.slice(0, MOST_NUMBERS).map(measurementWords),
    scoreWords(finding),
  ].filter((part) => part !== undefined);
  const row = useRef<HTMLLIElement>(null);
  const isEdited = editor !== undefined;
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isSelected, decision.kind, isEdited]);
  const mayDecide = isSelected && !shown.review.isSigned && !isReadOnly;
  return (
    <li ref={row} className={styles.row} data-selected={isSelected} data-testid="ai-finding">
      <button
        type="button"
        className={styles.go}
        aria-current={isSelected}
        onClick={() => desk.go({ runUID, trackingUID: finding.trackingUID })}
      >
        <b>
          {nameOf(finding)}
        </b>
        <span className={styles.state} data-decision={decision.kind}>
          {DECISION_WORDS[decision.kind]}
        </span>
      </button>
      {facts.length === 0 ? null : <span className={styles.quiet}>{facts.join(' · ')}</span>}
      {decision.kind === 'rejected' && decision.reason !== undefined ? (
        <span className={styles.quiet}>Reason: {decision.reason.meaning}</span>
      ) : null}
      {editor ?? (mayDecide ? <Acts desk={desk} entry={{ shown, reviewed }} /> : null)}
    </li>
  ); // prettier-ignore
}

function nameOf({ trackingIdentifier, type }: Finding): string {
  const isSaid = type === undefined || trackingIdentifier.toLowerCase().includes(type.meaning.toLowerCase());
  return isSaid ? trackingIdentifier : `${trackingIdentifier}: ${type.meaning}`;
}

/** A lung has five: all of them stand beside the result, and in the report. */
const MOST_NUMBERS = 2;

function Acts({ desk, entry: { shown, reviewed } }: { readonly desk: ReviewDesk; readonly entry: Listed }) {
  const { decision, finding } = reviewed;
  const isStale = shown.review.stale !== undefined;
  return (
    <>
      <div className={styles.pair}>
        <Button shortcut="Y" disabled={isStale} aria-pressed={decision.kind === 'accepted' || decision.kind === 'edited'} onClick={desk.accept}>
          Accept
        </Button>
        <Button shortcut="R" aria-pressed={decision.kind === 'rejected'} onClick={() => desk.reject()}>
          Reject
        </Button>
      </div>
      <div className={styles.acts}>
        <Button kind="quiet" shortcut="Shift E" disabled={isStale} onClick={desk.startEdit}>
          {editableRegion(finding) === undefined ? 'Change label' : 'Change label or outline'}
        </Button>
      </div>
      {decision.kind === 'rejected' ? (
        <SelectField
          label="Why rejected (optional)"
          value={decision.reason?.value ?? ''}
          onChange={(event) => desk.reject(REJECTION_REASONS.find(({ value }) => value === event.target.value))}
        >
          <option value="">No reason given</option>
          {REJECTION_REASONS.map(({ value, meaning }) => (
            <option key={value} value={value}>{meaning}</option>
          ))}
        </SelectField>
      ) : null}
    </>
  ); // prettier-ignore
}
