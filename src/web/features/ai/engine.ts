import type { DeviceObserver } from '../../../core/findings/index.ts';
import type { Backend, ImagingResult, Manifest, TrustedKey } from '../../../core/inference/index.ts';
import type { DecodedFrame } from '../../viewport/index.ts';

/** A package as it was fetched; nothing of it is believed before it is verified. */
export interface PackageBytes {
  readonly manifest: Uint8Array;
  readonly model: Uint8Array;
  readonly card: Uint8Array | undefined;
  readonly keys: readonly TrustedKey[];
}

/** In the DICOM JSON model. */
type Header = Readonly<Record<string, unknown>>;

export interface RunRequest {
  readonly files: PackageBytes;
  /** Of the images of one series. */
  readonly headers: readonly Header[];
  readonly at: string;
  readonly prefer: Backend | undefined;
}

export interface RunListener {
  /** A frame of the series, counted from 1, as the viewer has decoded it. */
  readonly frame: (sopInstanceUID: string, frame: number) => Promise<DecodedFrame>;
  readonly onProgress: (stage: string, share: number) => void;
  readonly onBackend: (backend: Backend, why: string) => void;
  /** The model runs in one piece from now on, and is silent for about so long. */
  readonly onForeseen: (ms: number) => void;
}

export interface RunOutcome {
  readonly result: ImagingResult;
  readonly backend: Backend;
  readonly signedBy: string;
  readonly device: DeviceObserver;
  readonly manifest: Manifest;
}

/** `code` is absent where the series fits. */
export interface Fit {
  readonly code?: string;
  readonly reasons?: readonly string[];
}

/** What runs models, away from the page. One run at a time. Everything rejects with `ModelFailed`. */
export interface Engine {
  check: (headers: readonly Header[], manifests: readonly Uint8Array[]) => Promise<readonly Fit[]>;
  /** Makes the first run start sooner. */
  warm: () => Promise<void>;
  run: (request: RunRequest, to: RunListener, signal: AbortSignal) => Promise<RunOutcome>;
  stop: () => void;
}

/** No result. `code` is one of `core/inference`, or `aborted`, `out-of-memory`, `runtime-stopped`, `run-failed`. */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed';
  readonly code: string;
  readonly reasons: readonly string[];

  constructor(code: string, reasons: readonly string[] = []) {
    super(`the model gave no result: ${[code, ...reasons].join(', ')}`);
    this.code = code;
    this.reasons = reasons;
  }
}
