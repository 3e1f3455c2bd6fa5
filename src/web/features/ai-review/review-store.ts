import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CodedConcept } from '../../../core/findings/index.ts';
import type { SelectedFinding } from '../../services/ai-results/index.ts';
import type { PixelShape } from './edit/edit-shape.ts';
import type { WrittenDocument } from './parts.ts';

export interface Editing extends SelectedFinding {
  readonly name: string;
  readonly type: CodedConcept | undefined;
  /** As the hand has left it; undefined while only words were changed. */
  readonly shape: PixelShape | undefined;
}

export interface Trouble {
  readonly code: string;
  readonly sentence: string;
}

/** A result on its way into the archive. */
export interface Sending {
  readonly stage: 'signing' | 'writing' | 'sending' | 'failed' | 'stored';
  readonly trouble: Trouble | undefined;
  /** Kept until the archive has them: a second attempt sends the very same ones. */
  readonly documents: readonly WrittenDocument[];
}

/** A result of a model in the archive that no person has verified. */
export interface UnsignedReport {
  readonly sopInstanceUID: string;
  readonly name: string;
  readonly version: string;
  /** DA. */
  readonly date: string;
}

export interface ReviewUiState {
  readonly editing: Editing | undefined;
  /** The result whose decisions are shown to be attested. */
  readonly attesting: string | undefined;
  readonly withdrawing: string | undefined;
  readonly sending: Readonly<Record<string, Sending>>;
  readonly unsigned: readonly UnsignedReport[];
  /** What was not done, and why. One line. */
  readonly notice: string | undefined;
  /** What is kept on this machine is not; said, because a crash would lose it. */
  readonly keeping: 'off' | 'on' | 'failed';
  /** While the person is asked whether to leave. */
  readonly leaving: ((mayLeave: boolean) => void) | undefined;
}

export type ReviewUi = StoreApi<ReviewUiState>;

export const createReviewUi = (): ReviewUi =>
  createStore(() => ({
    editing: undefined,
    attesting: undefined,
    withdrawing: undefined,
    sending: {},
    unsigned: [],
    notice: undefined,
    keeping: 'off',
    leaving: undefined,
  }));
