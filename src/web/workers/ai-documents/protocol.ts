import type {
  Attestation,
  CodedConcept,
  DeviceObserver,
  Instant,
  PersonObserver,
} from '../../../core/findings/index.ts';
import type { ImagingResult } from '../../../core/inference/index.ts';
import type { StoredAiResult } from '../../../core/reporting/index.ts';

/** In the DICOM JSON model. */
type Header = Readonly<Record<string, unknown>>;

export interface WriteQuestion {
  readonly kind: 'write';
  readonly result: ImagingResult;
  /** The header of one of the images, as the archive gives it now: patient and study come from it. */
  readonly source: Header;
  /** Of every image of the series. */
  readonly headers: readonly Header[];
  readonly studyInstanceUID: string;
  readonly attestation: Attestation;
  readonly by: PersonObserver;
  readonly at: Instant;
  readonly authentication: { readonly authenticatedAt: Instant; readonly maxAgeSeconds: number };
  readonly device: DeviceObserver;
  readonly softwareVersions: string;
  readonly reportUID: string;
  readonly seriesNumbers: { readonly report: number; readonly segmentation: number };
  /** Where the person read with another threshold than that of the run. */
  readonly readingThreshold: number | undefined;
}

export interface ReadQuestion {
  readonly kind: 'read';
  /** A report of the study, whole. */
  readonly report: Header;
  /** The file of the segmentation that it refers to, where there is one. */
  readonly segmentation: Uint8Array<ArrayBuffer> | undefined;
  readonly headers: readonly Header[];
  readonly studyInstanceUID: string;
  readonly patientID: string | undefined;
}

export interface WithdrawQuestion {
  readonly kind: 'withdraw';
  /** Headers of the report, and of the segmentation that belongs to it. */
  readonly rejected: readonly Header[];
  readonly studyInstanceUID: string;
  /** One of `QUALITY_REASON`. */
  readonly reason: CodedConcept;
  readonly by: PersonObserver;
  readonly at: Instant;
  readonly softwareVersions: string;
  readonly seriesNumber: number;
}

export type Question = WriteQuestion | ReadQuestion | WithdrawQuestion;

export interface WrittenDocument {
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly file: Uint8Array<ArrayBuffer>;
}

export interface Answers {
  /** In the order in which they are to be stored: what others refer to comes first. */
  readonly write: readonly WrittenDocument[];
  /** Undefined: it is no result of one model, or of somebody else. */
  readonly read: StoredAiResult | undefined;
  readonly withdraw: WrittenDocument;
}

export type ToWorker = { readonly ticket: number; readonly question: Question };
export type ToPage =
  | { readonly ticket: number; readonly answer: Answers[Question['kind']] }
  /** `code` of core, or `not-written`. */
  | { readonly ticket: number; readonly code: string };
