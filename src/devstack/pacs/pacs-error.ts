/** Why an instance is not stored or a request not answered. Stable: people and logs see these words. */
export type PacsErrorCode =
  | 'dicomdir'
  | 'reader-failed'
  | 'bad-uid'
  | 'missing-uid'
  | 'no-data-set'
  | 'study-mismatch'
  | 'series-in-other-study'
  | 'patient-mismatch'
  | 'instance-exists-with-other-content'
  | 'bad-query'
  | 'bad-multipart'
  | 'unsupported-media-type'
  | 'not-acceptable'
  | 'not-found'
  | 'bad-frame-number'
  | 'frames-unreadable'
  | 'storage-failed';

/** `status` is what HTTP says. The message is for people and holds no value of a dataset. */
export class PacsError extends Error {
  readonly code: PacsErrorCode;
  readonly status: number;

  constructor(code: PacsErrorCode, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PacsError';
    this.code = code;
    this.status = status;
  }
}
