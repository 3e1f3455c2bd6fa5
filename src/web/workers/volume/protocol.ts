// What the page and the worker that runs models say to each other. No browser types here: both sides read this.
import type { DeviceObserver } from '../../../core/findings/index.ts';
import type { Backend, ImagingResult, Manifest, TrustedKey } from '../../../core/inference/index.ts';

/** A package as it was fetched; nothing of it is believed before it is verified. */
export interface PackageBytes {
  readonly manifest: Uint8Array;
  readonly model: Uint8Array;
  readonly card: Uint8Array | undefined;
  readonly keys: readonly TrustedKey[];
}

/** A frame that the viewer has decoded: `value * slope + intercept` is in the units of the modality. Colour is RGB. */
export interface SentFrame {
  readonly pixels: Uint8Array | Int16Array | Uint16Array;
  readonly isColour: boolean;
  readonly slope: number;
  readonly intercept: number;
  /** Values were rounded to be drawn: a model would see something else than what was stored. */
  readonly isRounded: boolean;
}

/** Headers in the DICOM JSON model, with the attributes of `HEADER_TAGS` only. */
export type SentHeader = Readonly<Record<string, unknown>>;

export type Question =
  /** Whether each of the manifests takes the series. */
  | { readonly kind: 'check'; readonly headers: readonly SentHeader[]; readonly manifests: readonly Uint8Array[] }
  /** Fetches and starts the runtime, so that the first run need not wait for it. */
  | { readonly kind: 'warm' }
  | {
      readonly kind: 'run';
      readonly files: PackageBytes;
      readonly headers: readonly SentHeader[];
      readonly at: string;
      readonly prefer: Backend | undefined;
    };

/** `code` is absent where the series fits. */
export interface Fit {
  readonly code?: string;
  readonly reasons?: readonly string[];
}

export interface RunAnswer {
  readonly result: ImagingResult;
  readonly backend: Backend;
  readonly signedBy: string;
  readonly device: DeviceObserver;
  readonly manifest: Manifest;
}

export interface Answers {
  readonly check: readonly Fit[];
  readonly warm: undefined;
  readonly run: RunAnswer;
}

export type ToWorker =
  | { readonly kind: 'ask'; readonly ticket: number; readonly question: Question }
  | { readonly kind: 'frame'; readonly key: string; readonly frame: SentFrame }
  | { readonly kind: 'no-frame'; readonly key: string };

export type ToPage =
  | { readonly kind: 'answer'; readonly ticket: number; readonly answer: Answers[Question['kind']] }
  | { readonly kind: 'failed'; readonly ticket: number; readonly code: string; readonly reasons?: readonly string[] }
  | { readonly kind: 'progress'; readonly stage: string; readonly share: number }
  | { readonly kind: 'backend'; readonly backend: Backend; readonly why: string }
  /** What comes now says nothing until it is done, and that will take so long. */
  | { readonly kind: 'foreseen'; readonly ms: number }
  /** `frame` counts from 1. */
  | { readonly kind: 'want'; readonly key: string; readonly sopInstanceUID: string; readonly frame: number };

/** All that a model and the documents about its result ask a header for. Names of patients stay with the page. */
export const HEADER_TAGS: readonly string[] = [
  '00080008', '00080016', '00080018', '00080060', '0008103E', '00180015', '00181030', '00185101', '0020000D', '0020000E',
  '00200013', '00200032', '00200037', '00200052', '00280002', '00280004', '00280008', '00280010', '00280011', '00280030',
  '00280101', '00281050', '00281051', '00281052', '00281053', '00283000', '52009229', '52009230',
]; // prettier-ignore
