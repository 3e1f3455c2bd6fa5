import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReviewStore } from '../review/index.tsx';
import type { ExportStep } from './steps.ts';

export interface ExportState {
  readonly step: ExportStep;
  /** What was decided until now: back from another step or the worklist, it is as it was left. */
  readonly keptReview: ReviewStore | undefined;
}

export interface ExportActions {
  /** On to a step with what it needs, or back to one whose value is still there. */
  readonly go: (step: ExportStep) => void;
  readonly keepReview: (review: ReviewStore) => void;
  readonly wipe: () => void;
}

export type ExportStore = StoreApi<ExportState & ExportActions>;

/** Where the person is in one export. Lives as long as the page: back from the worklist it is as it was left. */
export function createExportStore(): ExportStore {
  return createStore((set) => ({
    step: { kind: 'cohort' },
    keptReview: undefined,
    go: (step) => set({ step }),
    keepReview: (keptReview) => set({ keptReview }),
    wipe: () => set({ step: { kind: 'cohort' }, keptReview: undefined }),
  }));
}
