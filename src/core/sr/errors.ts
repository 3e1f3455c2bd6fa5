/** Every reason why a document is not written, or a file is none. Stable: callers and reports show these words. */
export type SrErrorCode =
  | 'not-a-structured-report'
  | 'not-a-segmentation'
  | 'patient-mismatch' // what is to be stored together is not of one patient
  | 'study-mismatch' // ... or not of one study
  | 'no-study' // the source instance does not say which study it is of
  | 'unknown-image' // a finding points at an image that was not named as analysed
  | 'frame-number' // a frame that the image does not have, or none where it has several
  | 'bad-geometry' // a shape that DICOM cannot hold, or a coordinate that is no finite number
  | 'bad-instant' // a moment that is not ISO 8601 with an offset
  | 'bad-value' // text that is empty or too long for its attribute, a number that is none
  | 'nothing-to-say' // neither findings nor an algorithm that found none
  | 'undecided' // a verified document with a finding that nobody decided
  | 'duplicate-tracking-uid'
  | 'bad-segmentation' // masks, sizes or segments that do not agree
  | 'compressed-pixels'; // a compressed segmentation, and no decoder was given

/** The one error of this module. Nothing was written; the message never holds a value of a data set. */
export class SrError extends Error {
  readonly code: SrErrorCode;

  constructor(code: SrErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SrError';
    this.code = code;
  }
}
