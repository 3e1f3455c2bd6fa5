import { useMemo } from 'react';
import { useStore } from 'zustand';
import { finishReview } from '../../../../core/export/index.ts';
import type { Box } from '../../../../core/redaction/index.ts';
import { Button, presentCount } from '../../../ui/index.ts';
import { deviceRuleText, SCOPE_HINTS, SCOPE_LABELS, SCOPES, type Device, type Scope } from './box-scope.ts';
import { progressOf, type QueueItem } from './review-queue.ts';
import type { ReviewStore } from './review-store.ts';
import styles from './review.module.css';

export interface Acts {
  readonly accept: () => void;
  readonly refuse: () => void;
  readonly refuseStudy: () => void;
  readonly startDrawing: () => void;
  readonly drop: () => void;
  readonly undo: () => void;
  readonly approve: () => void;
}

export interface ActionBarProps {
  readonly store: ReviewStore;
  readonly acts: Acts;
  readonly pageSize: number;
  readonly kind: QueueItem['kind'];
  readonly isPair: boolean;
  readonly canDraw: boolean;
  readonly canUncover: boolean;
  readonly look: { readonly now: number; readonly of: number; readonly turn: () => void } | undefined;
  readonly drawing:
    | {
        readonly box: Box;
        readonly device: Device | undefined;
        readonly cover: (scope: Scope) => void;
        readonly cancel: () => void;
      }
    | undefined;
  readonly onKeys: () => void;
  readonly onView: (() => void) | undefined;
}

const SCOPE_KEYS: Record<Scope, string> = { frame: 'F', image: 'I', series: 'S', device: 'D' };

/** What can be done now, each with its key; accepting and refusing are the same size. */
export function ActionBar(props: ActionBarProps) {
  const { drawing } = props;
  return (
    <footer className={styles.bar}>
      {drawing === undefined ? <Judging {...props} /> : <Drawing {...drawing} />}
      <ProgressWords store={props.store} onApprove={props.acts.approve} />
    </footer>
  );
}

function Judging({ store, acts, pageSize, kind, isPair, canDraw, canUncover, look, onKeys, onView }: ActionBarProps) {
  const { past, work } = useStore(store);
  const last = past.at(-1);
  const isImages = kind === 'images';
  const isBusy = work !== undefined;
  return (
    <div className={styles.acts} role="group" aria-label="Judge">
      <Button shortcut="A" disabled={isBusy} onClick={acts.accept}>
        {isImages
          ? isPair
            ? 'Accept this frame'
            : `Accept ${pageSize === 1 ? '1 frame' : `${pageSize} frames`}`
          : 'Header seen, go on'}
      </Button>
      <Button shortcut="R" disabled={!isImages || isBusy} onClick={acts.refuse}>
        Refuse image
      </Button>
      <Button shortcut="Shift+R" disabled={isBusy} onClick={acts.refuseStudy}>
        Refuse study
      </Button>
      <Button shortcut="B" disabled={!isImages || !canDraw || isBusy} onClick={acts.startDrawing}>
        Add box
      </Button>
      <Button shortcut="X" disabled={!canUncover || isBusy} onClick={acts.drop}>
        Remove box
      </Button>
      <Button shortcut="U" disabled={last === undefined || isBusy} onClick={acts.undo}>
        {last === undefined ? 'Undo' : `Undo: ${last.what}`}
      </Button>
      {look === undefined ? null : (
        <Button kind="quiet" shortcut="W" onClick={look.turn}>
          Window {look.now} of {look.of}
        </Button>
      )}
      {onView === undefined ? null : (
        <Button kind="quiet" shortcut="V" onClick={onView}>
          View study
        </Button>
      )}
      <Button kind="quiet" shortcut="?" onClick={onKeys}>
        Keys
      </Button>
    </div>
  );
}

function Drawing({ box, device, cover, cancel }: NonNullable<ActionBarProps['drawing']>) {
  return (
    <div className={styles.acts} role="group" aria-label="Cover this place">
      <span className={styles.prompt}>
        Drag, or arrow keys. {box.width} × {box.height}. Cover in
      </span>
      {SCOPES.map((scope) => (
        <Button
          key={scope}
          shortcut={SCOPE_KEYS[scope]}
          disabled={scope === 'device' && device === undefined}
          title={
            scope === 'device' && device === undefined ? 'The header does not name the machine' : SCOPE_HINTS[scope]
          }
          onClick={() => cover(scope)}
        >
          {SCOPE_LABELS[scope]}
        </Button>
      ))}
      {device === undefined ? null : (
        <details className={styles.rule}>
          <summary>As a rule for this machine</summary>
          <pre>{deviceRuleText(device, box)}</pre>
        </details>
      )}
      <Button kind="quiet" shortcut="Esc" onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}

function ProgressWords({ store, onApprove }: { readonly store: ReviewStore; readonly onApprove: () => void }) {
  const { queue, review, work } = useStore(store);
  const { decided, toDecide, studiesOpen, studies } = progressOf(queue, review);
  // Over all images of the batch: asked for only when nothing can be missing but what this count does not see.
  const isCounted = decided === toDecide && studiesOpen === studies;
  const finished = useMemo(() => (isCounted ? finishReview(review) : undefined), [isCounted, review]);
  const counts = finished?.kind === 'reviewed' ? finished.reviewed : undefined;
  return (
    <div className={styles.progress}>
      <span role="status" data-testid="progress">
        {presentCount(decided)} of {presentCount(toDecide)} frames decided, {presentCount(studiesOpen)} of{' '}
        {presentCount(studies)} headers seen
      </span>
      <Button
        kind="primary"
        shortcut="P"
        disabled={counts === undefined || counts.released.length === 0 || work !== undefined}
        onClick={onApprove}
      >
        {counts === undefined
          ? `${presentCount(toDecide - decided + studies - studiesOpen)} left before approval`
          : counts.released.length === 0
            ? 'Everything was refused: nothing to approve'
            : `Approve ${presentCount(counts.released.length)}, withhold ${presentCount(counts.withheld.length)}`}
      </Button>
    </div>
  );
}
