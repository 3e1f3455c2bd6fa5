/** Every reason why a finding, a region or a measurement cannot be made. Stable: callers and reports show these words. */
export type FindingErrorCode =
  | 'bad-geometry' // a coordinate that is no finite number, or a shape that has no extent where it needs one
  | 'bad-instant' // a moment that is not ISO 8601 with an offset
  | 'bad-label-map' // sizes that do not agree
  | 'unknown-finding' // a tracking UID that is not in this review
  | 'duplicate-finding'; // the same tracking UID twice in one result set

/** The one error of this module. The message never holds a value of a data set. */
export class FindingError extends Error {
  readonly code: FindingErrorCode;

  constructor(code: FindingErrorCode, message: string) {
    super(message);
    this.name = 'FindingError';
    this.code = code;
  }
}
