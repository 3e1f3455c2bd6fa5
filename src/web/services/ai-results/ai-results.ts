import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  review as step,
  type ReviewEvent,
  type ReviewOutcome,
  type ReviewState,
} from '../../../core/findings/index.ts';
import type { AiRun, ShownRun } from './result-set.ts';

export interface SelectedFinding {
  readonly runUID: string;
  readonly trackingUID: string;
}

export interface AiResultsState {
  /** Result sets of the open study, the latest last. */
  readonly runs: readonly ShownRun[];
  /** The one key that hides all. */
  readonly isVisible: boolean;
  /** The reading page brings its place onto the screen. */
  readonly selected: SelectedFinding | undefined;
  /** Of label maps and heat maps: 0 leaves the outline only. */
  readonly fillOpacity: number;
  readonly hasOutline: boolean;
}

export interface AiResultsActions {
  /** A new run, or one that is restored with what was decided about it. Replaces the run of the same UID. */
  add: (run: AiRun, review: ReviewState) => void;
  remove: (runUID: string) => void;
  /** The only way to change a review; see `core/findings`. Refused means that nothing changed. */
  act: (runUID: string, event: ReviewEvent) => ReviewOutcome;
  select: (selected: SelectedFinding | undefined) => void;
  setVisible: (isVisible: boolean) => void;
  showRun: (runUID: string, isVisible: boolean) => void;
  showBelowThreshold: (runUID: string, isShown: boolean) => void;
  showSegment: (runUID: string, segment: number, isShown: boolean) => void;
  setFill: (fillOpacity: number) => void;
  setOutline: (hasOutline: boolean) => void;
  /** With the study. */
  forget: () => void;
}

export type AiResults = StoreApi<AiResultsState & AiResultsActions>;

const NOTHING: AiResultsState = {
  runs: [],
  isVisible: true,
  selected: undefined,
  fillOpacity: 0.35,
  hasOutline: true,
};

/** What models said about the open study. Made once, in web/app; the run panel fills it, the review decides in it, overlays draw it. */
export function createAiResults(): AiResults {
  return createStore((set, get) => {
    const change = (runUID: string, patch: (shown: ShownRun) => Partial<ShownRun>) =>
      set(({ runs }) => ({
        runs: runs.map((shown) => (shown.run.runUID === runUID ? { ...shown, ...patch(shown) } : shown)),
      }));

    return {
      ...NOTHING,
      add(run, review) {
        const shown: ShownRun = { run, review, isVisible: true, showsBelowThreshold: false, hiddenSegments: new Set() };
        set(({ runs }) => ({ runs: [...runs.filter((other) => other.run.runUID !== run.runUID), shown] }));
      },
      remove: (runUID) =>
        set(({ runs, selected }) => ({
          runs: runs.filter(({ run }) => run.runUID !== runUID),
          selected: selected?.runUID === runUID ? undefined : selected,
        })),
      act(runUID, event) {
        const shown = get().runs.find(({ run }) => run.runUID === runUID);
        if (shown === undefined) throw new RangeError('no such run');
        const outcome = step(shown.review, event);
        if (outcome.kind === 'changed') change(runUID, () => ({ review: outcome.state }));
        return outcome;
      },
      select: (selected) => set({ selected }),
      setVisible: (isVisible) => set({ isVisible }),
      showRun: (runUID, isVisible) => change(runUID, () => ({ isVisible })),
      showBelowThreshold: (runUID, showsBelowThreshold) => change(runUID, () => ({ showsBelowThreshold })),
      showSegment: (runUID, segment, isShown) =>
        change(runUID, ({ hiddenSegments }) => {
          const hidden = new Set(hiddenSegments);
          if (isShown) hidden.delete(segment);
          else hidden.add(segment);
          return { hiddenSegments: hidden };
        }),
      setFill: (fillOpacity) => set({ fillOpacity }),
      setOutline: (hasOutline) => set({ hasOutline }),
      forget: () => set(NOTHING),
    };
  });
}
