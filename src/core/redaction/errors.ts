/** Every reason why pixels cannot be looked into or covered. Stable: reports show these words. */
export type RedactionErrorCode =
  | 'unsupported-transfer-syntax' // no decoder here for the way the pixels are compressed
  | 'unsupported-pixels' // a form of pixels that is not understood well enough to change it
  | 'damaged-pixel-data' // the stream does not decode, or not to what the header promises
  | 'short-pixel-data' // a frame ends before the image does
  | 'too-many-pixels' // one frame is larger than the budget
  | 'bad-mask' // a mask or box that does not belong to this image
  | 'text-left' // read again after covering, a value of the patient is still there
  | 'not-covered'; // the result, read again, is not what it must be; nothing may be written

/** Refuse the file and show the code: a file whose pixels cannot be covered must not leave. Never holds a value. */
export class RedactionError extends Error {
  override readonly name = 'RedactionError';
  readonly code: RedactionErrorCode;

  constructor(code: RedactionErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
