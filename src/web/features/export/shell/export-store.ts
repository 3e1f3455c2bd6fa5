import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExportStep } from './steps.ts';

export interface ExportState {
  readonly step: ExportStep;
}

export interface ExportActions {
  /** On to a step with what it needs, or back to one whose value is still there. */
  readonly go: (step: ExportStep) => void;
  readonly wipe: () => void;
}

export type ExportStore = StoreApi<ExportState & ExportActions>;

/** Where the person is in one export. Lives as long as the page: back from the worklist it is as it was left. */
export function createExportStore(): ExportStore {
  return createStore((set) => ({
    step: { kind: 'cohort' },
    go: (step) => set({ step }),
    wipe: () => set({ step: { kind: 'cohort' } }),
  }));
}
