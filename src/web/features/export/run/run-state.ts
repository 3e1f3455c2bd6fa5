import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppError } from '../../../services/index.ts';
import type { RefusedRow } from '../hand-over.ts';

export type RunPhase = 'opening' | 'taking' | 'preparing' | 'writing' | 'closing' | 'done';

/** One study of the cohort, or the files that were dropped, by number: nothing here names anybody. */
export interface StudyProgress {
  readonly label: string;
  readonly modalities: string;
  /** Unknown until the archive has listed it. */
  readonly instances: number | undefined;
  readonly taken: number;
  readonly written: number;
  readonly refused: number;
  readonly byteLength: number;
  /** First the headers only: most of the work comes when it is written. */
  readonly headersFirst?: boolean;
}

export interface RunState {
  readonly phase: RunPhase;
  readonly isPaused: boolean;
  /** Why it waits for a person. */
  readonly trouble: AppError | undefined;
  readonly studies: readonly StudyProgress[];
  readonly refused: readonly RefusedRow[];
  /** Files that the page has lost, and that the person has to choose again. */
  readonly missingFiles: number;
  /** Bytes that were read or made, and when each part began, for rate and time left. */
  readonly startedAtMs: number;
  readonly movedBytes: number;
  /** Time that was spent paused. */
  readonly pausedMs: number;
}

export type RunStore = StoreApi<RunState>;

export function createRunStore(studies: readonly StudyProgress[], nowMs: number): RunStore {
  return createStore<RunState>(() => ({
    phase: 'opening',
    isPaused: false,
    trouble: undefined,
    studies,
    refused: [],
    missingFiles: 0,
    startedAtMs: nowMs,
    movedBytes: 0,
    pausedMs: 0,
  }));
}

export function count(store: RunStore, study: number, change: Partial<Record<Counted | 'moved', number>>): void {
  store.setState(({ studies, movedBytes }) => ({
    studies: studies.map((one, at) => (at === study ? added(one, change) : one)),
    movedBytes: movedBytes + (change.moved ?? 0),
  }));
}

type Counted = 'taken' | 'written' | 'refused' | 'byteLength';

function added(one: StudyProgress, change: Partial<Record<Counted, number>>): StudyProgress {
  return {
    ...one,
    taken: one.taken + (change.taken ?? 0),
    written: one.written + (change.written ?? 0),
    refused: one.refused + (change.refused ?? 0),
    byteLength: one.byteLength + (change.byteLength ?? 0),
  };
}

export function setInstances(store: RunStore, study: number, instances: number): void {
  store.setState(({ studies }) => ({
    studies: studies.map((one, at) => (at === study ? { ...one, instances } : one)),
  }));
}
