import { createStore, type StoreApi } from 'zustand/vanilla';
import { NO_COHORT, type ChosenCohort } from '../cohort/chosen-cohort.ts';
import type { ProfileDraft } from '../profile/profile-draft.ts';
import type { AppError } from '../../../services/index.ts';
import type { RunKeeper } from '../run/run-record.ts';
import type { ReviewStore } from '../review/index.tsx';
import type { ExportStep } from './steps.ts';

export interface ExportState {
  readonly step: ExportStep;
  readonly cohort: ChosenCohort;
  /** Files that were in the cohort before a reload, and have to be chosen again. */
  readonly filesToChoose: number;
  /** Runs of this login that a closed tab has left. */
  readonly interrupted: readonly RunKeeper[];
  readonly restoring: { readonly kind: 'pending' | 'done' } | { readonly kind: 'failed'; readonly fault: AppError };
  /** What was chosen about the profile until now. */
  readonly draft: ProfileDraft | undefined;
  /** What was decided until now: back from another step or the worklist, it is as it was left. */
  readonly keptReview: ReviewStore | undefined;
}

export interface ExportActions {
  /** On to a step with what it needs, or back to one whose value is still there. */
  readonly go: (step: ExportStep) => void;
  readonly change: (
    part: Partial<Pick<ExportState, 'cohort' | 'draft' | 'filesToChoose' | 'interrupted' | 'restoring'>>,
  ) => void;
  readonly keepReview: (review: ReviewStore) => void;
  readonly wipe: () => void;
}

export type ExportStore = StoreApi<ExportState & ExportActions>;

const NOTHING: ExportState = {
  step: { kind: 'cohort' },
  cohort: NO_COHORT,
  filesToChoose: 0,
  interrupted: [],
  restoring: { kind: 'pending' },
  draft: undefined,
  keptReview: undefined,
};

/** Where the person is in one export. Lives as long as the page: back from the worklist it is as it was left. */
export function createExportStore(): ExportStore {
  return createStore((set) => ({
    ...NOTHING,
    change: (part) => set(part),
    go: (step) => set({ step }),
    keepReview: (keptReview) => set({ keptReview }),
    wipe: () => set(NOTHING),
  }));
}
