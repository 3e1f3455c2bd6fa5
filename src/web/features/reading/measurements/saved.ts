// What passes between the page and the part of it that reads and writes documents, which comes when it is needed.
import type { ImageReference, Instant, ManualMeasurement, PersonObserver } from '../../../../core/findings/index.ts';
import type { ReferencedInstance } from '../../../../core/sr/index.ts';
import type { Dataset } from '../../../services/dicomweb/index.ts';

/** A measurement with its numbers, and when it was drawn or last moved. */
export interface Mark {
  readonly manual: ManualMeasurement;
  readonly at: Instant;
}

/** A measurement of somebody else, or one that this page must not write again. */
export interface LockedMark {
  readonly manual: ManualMeasurement;
  /** What its document says of it, and "Reader, Ruth, 22 Nov 2026 14:05": stands beside it. */
  readonly lines: readonly string[];
}

/** Something in a document that could not be put onto an image. */
export interface LeftOut {
  readonly what: string;
  readonly whose: string;
  readonly why: string;
}

/** The documents that the next one takes the place of. */
export interface Chain {
  readonly predecessors: readonly ReferencedInstance[];
  readonly seriesInstanceUID: string | undefined;
  readonly seriesNumber: number | undefined;
  readonly instanceNumber: number;
}

export interface ReadDocuments {
  readonly own: readonly Mark[];
  readonly chain: Chain;
  readonly locked: readonly LockedMark[];
  readonly leftOut: readonly LeftOut[];
}

export interface ReadInput {
  /** Headers of the reports of the study, as the archive gives them. */
  readonly reports: readonly Dataset[];
  readonly me: PersonObserver;
  readonly studyInstanceUID: string;
  readonly patientID: string | undefined;
  readonly hasImage: (reference: ImageReference) => boolean;
}

export interface WriteInput {
  /** The header of one of the images, as the archive gives it now: patient and study come from it. */
  readonly source: Dataset;
  /** The header of each image that is named. */
  readonly images: readonly Dataset[];
  readonly studyInstanceUID: string;
  readonly me: PersonObserver;
  readonly marks: readonly Mark[];
  readonly chain: Chain;
  readonly product: { readonly version: string; readonly deviceUID: string };
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly seriesNumber: number;
  readonly at: Instant;
}

export const NO_CHAIN: Chain = {
  predecessors: [],
  seriesInstanceUID: undefined,
  seriesNumber: undefined,
  instanceNumber: 0,
};
