import {
  type CodedConcept,
  type Finding,
  inQuestion,
  type ReviewedFinding,
  type ReviewEvent,
} from '../../../core/findings/index.ts';
import { type SelectedFinding, type ShownRun, visibleFindings } from '../../services/ai-results/index.ts';
import { editableRegion, editedFinding } from './edit/edited-finding.ts';
import type { PixelShape } from './edit/edit-shape.ts';
import { mainPlace } from './finding/places.ts';
import type { ReviewParts } from './parts.ts';
import type { Editing, ReviewUi } from './review-store.ts';
import { refusalWords } from './words.ts';

/** One row of the list. */
export interface Listed {
  readonly shown: ShownRun;
  readonly reviewed: ReviewedFinding;
}

/** What a person does with findings, by key or by button. */
export interface ReviewDesk {
  readonly listed: () => readonly Listed[];
  readonly step: (by: 1 | -1) => void;
  readonly go: (to: SelectedFinding) => void;
  readonly accept: () => void;
  readonly reject: (reason?: CodedConcept) => void;
  readonly undo: () => void;
  readonly startEdit: () => void;
  readonly edit: (change: Partial<Pick<Editing, 'name' | 'type' | 'shape'>>) => void;
  readonly saveEdit: () => void;
  readonly cancelEdit: () => void;
  /** Findings that have to be decided before the result can be signed. */
  readonly undecided: (shown: ShownRun) => number;
}

export function createReviewDesk({ results, view, me, now, grant }: ReviewParts, ui: ReviewUi): ReviewDesk {
  /** Results in the order in which they were changed, for undoing across them. */
  const changed: string[] = [];

  const listed = (): readonly Listed[] =>
    results
      .getState()
      .runs.filter(({ review }) => review.revealedAt !== undefined)
      .flatMap((shown) => visibleFindings(shown).map((reviewed) => ({ shown, reviewed })));

  function selected(): Listed | undefined {
    const { selected: now } = results.getState();
    if (now === undefined) return undefined;
    return listed().find(({ shown, reviewed }) => shown.run.runUID === now.runUID && reviewed.finding.trackingUID === now.trackingUID); // prettier-ignore
  }

  function go(to: SelectedFinding): void {
    const entry = listed().find(({ shown, reviewed }) => shown.run.runUID === to.runUID && reviewed.finding.trackingUID === to.trackingUID); // prettier-ignore
    if (entry === undefined) return;
    const { editing } = ui.getState();
    if (editing !== undefined && editing.trackingUID !== to.trackingUID) ui.setState({ editing: undefined });
    ui.setState({ notice: undefined });
    results.getState().select(to);
    // Marks that are hidden cannot be looked at.
    if (!results.getState().isVisible) results.getState().setVisible(true);
    if (!entry.shown.isVisible) results.getState().showRun(to.runUID, true);
    void bringIntoSight(entry);
  }

  async function bringIntoSight({ shown, reviewed }: Listed): Promise<void> {
    const place = await mainPlace(shown.run, reviewed.finding);
    if (results.getState().selected?.trackingUID !== reviewed.finding.trackingUID) return;
    if (place === undefined || !view.show(place.sopInstanceUID, place.frame))
      ui.setState({ notice: 'The image of this finding is not in the study.' });
  }

  function act(runUID: string, event: ReviewEvent): boolean {
    const outcome = results.getState().act(runUID, event);
    ui.setState({ notice: outcome.kind === 'refused' ? refusalWords(outcome.reason) : undefined });
    return outcome.kind === 'changed';
  }

  function decide(make: (trackingUID: string) => ReviewEvent): void {
    if (grant.readOnly) {
      ui.setState({ notice: 'You may read this study, not decide about its results.' });
      return;
    }
    const entry = selected();
    if (entry === undefined) {
      ui.setState({ notice: 'Go to a finding first.' });
      return;
    }
    const { runUID } = entry.shown.run;
    if (act(runUID, make(entry.reviewed.finding.trackingUID))) changed.push(runUID);
  }

  function spacingOf(shown: ShownRun, sopInstanceUID: string): readonly [number, number] | undefined {
    return shown.run.result.slices.find(({ image }) => image.sopInstanceUID === sopInstanceUID)?.plane?.spacingMm;
  }

  return {
    listed,
    go,
    step(by) {
      const all = listed();
      if (all.length === 0) return;
      const { selected: current } = results.getState();
      const at = all.findIndex(({ shown, reviewed }) => shown.run.runUID === current?.runUID && reviewed.finding.trackingUID === current.trackingUID); // prettier-ignore
      const next = all[at < 0 ? (by === 1 ? 0 : all.length - 1) : (at + by + all.length) % all.length];
      if (next !== undefined) go({ runUID: next.shown.run.runUID, trackingUID: next.reviewed.finding.trackingUID });
    },
    accept: () => decide((trackingUID) => ({ kind: 'accept', trackingUID, by: me, at: now() })),
    reject: (reason) =>
      decide((trackingUID) => ({ kind: 'reject', trackingUID, by: me, at: now(), ...(reason === undefined ? {} : { reason }) })), // prettier-ignore
    undo() {
      const runUID = changed.pop() ?? results.getState().selected?.runUID;
      if (runUID === undefined) ui.setState({ notice: refusalWords('nothing-to-undo') });
      else act(runUID, { kind: 'undo' });
    },
    startEdit() {
      const entry = selected();
      if (entry === undefined || entry.shown.review.isSigned || grant.readOnly) return;
      const { finding } = entry.reviewed;
      const { runUID } = entry.shown.run;
      ui.setState({
        notice: undefined,
        editing: { runUID, trackingUID: finding.trackingUID, name: finding.trackingIdentifier, type: finding.type, shape: undefined }, // prettier-ignore
      });
      void bringIntoSight(entry);
    },
    edit: (change) =>
      ui.setState(({ editing }) => (editing === undefined ? {} : { editing: { ...editing, ...change } })),
    saveEdit() {
      const { editing } = ui.getState();
      const entry = selected();
      if (editing === undefined || entry?.reviewed.finding.trackingUID !== editing.trackingUID) return;
      const { finding } = entry.reviewed;
      const image = editableRegion(finding)?.image.sopInstanceUID;
      const wanted: Finding = editedFinding(
        finding,
        { trackingIdentifier: editing.name, type: editing.type, shape: editing.shape },
        image === undefined ? undefined : spacingOf(entry.shown, image),
      );
      decide((trackingUID) => ({ kind: 'edit', trackingUID, finding: wanted, by: me, at: now() }));
      ui.setState({ editing: undefined });
    },
    cancelEdit: () => ui.setState({ editing: undefined }),
    undecided: ({ review }) => inQuestion(review).filter(({ decision }) => decision.kind === 'undecided').length,
  };
}

/** The shape that is drawn while a finding is edited. */
export function shapeOf(finding: Finding, editing: Editing | undefined): PixelShape | undefined {
  return editing?.shape ?? editableRegion(finding)?.shape;
}
