import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AiSettings, ModelList, OfferedModel } from '../../../../contract/index.ts';
import type { Backend } from '../../../../core/inference/index.ts';
import type { AiRun } from '../../../services/ai-results/index.ts';
import type { Fit } from '../engine.ts';

/** A model of the site, and whether the series in the active viewport is one that it takes. */
export interface Offer {
  readonly model: OfferedModel;
  /** Undefined while it is being found out. */
  readonly fit: Fit | undefined;
}

export interface Running {
  readonly model: OfferedModel;
  readonly seriesLabel: string;
  readonly stage: string;
  readonly share: number;
  readonly backend: Backend | undefined;
  /** Why the backend is another than it might be. */
  readonly backendWhy: string | undefined;
  /** Present while the model runs in one piece and says nothing: since when, and for about how long. */
  readonly foreseen?: { readonly since: number; readonly ms: number };
}

export interface Failure {
  readonly model: OfferedModel;
  readonly code: string;
  readonly reasons: readonly string[];
}

export interface RunsState {
  readonly catalogue: 'loading' | 'ready' | { readonly failed: string };
  readonly settings: AiSettings | undefined;
  readonly offers: readonly Offer[];
  readonly refused: ModelList['refused'];
  readonly seriesLabel: string | undefined;
  readonly running: Running | undefined;
  readonly failure: Failure | undefined;
  /** Ended well, but could not be recorded: not shown until it is. */
  readonly unrecorded: AiRun | undefined;
}

export type RunsStore = StoreApi<RunsState>;

export const createRunsStore = (): RunsStore =>
  createStore(() => ({
    catalogue: 'loading',
    settings: undefined,
    offers: [],
    refused: [],
    seriesLabel: undefined,
    running: undefined,
    failure: undefined,
    unrecorded: undefined,
  }));
