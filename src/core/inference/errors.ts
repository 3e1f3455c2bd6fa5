/** Every reason why a model is not used or gives no answer. Stable. */
export type InferenceErrorCode =
  | 'bad-manifest' // model.json is not what the schema says
  | 'model-hash' // the bytes of the model are not those of the manifest
  | 'model-signature' // no trusted key has signed this manifest
  | 'model-too-large'
  | 'bad-output' // the model answered with another shape than its manifest promises
  | 'image-too-large'
  | 'incomplete-card' // the card is missing, is not the one that was signed, or leaves something out
  | 'out-of-scope' // the series is none of those that the manifest takes; `SeriesRefused` says why
  | 'series-geometry' // the images make no volume; `SeriesRefused` says why
  | 'frame-missing' // an image of the series could not be fetched or decoded
  | 'not-downloaded' // a package could not be fetched
  | 'already-installed' // the same or a newer version of the package is installed
  | 'backend-unavailable' // what was asked for does not run here
  | 'time-budget' // the work took longer than allowed
  | 'out-of-memory' // the model needs more than the runtime can have
  | 'runtime-failed'; // the runtime threw; `cause` has what it said

/** Do not use the model, or its answer; show the code. */
export class InferenceError extends Error {
  override readonly name = 'InferenceError';
  readonly code: InferenceErrorCode;

  constructor(code: InferenceErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a runtime threw, be it a string, a number or an error; without memory it says so in one of these ways. */
export function runtimeFailure(error: unknown): InferenceError {
  const isMemory = error instanceof RangeError || /bad_alloc|out of memory|\bOOM\b|allocation failed|failed to allocate/i.test(String(error)); // prettier-ignore
  return isMemory
    ? new InferenceError('out-of-memory', 'there was no memory left for the model', { cause: error })
    : new InferenceError('runtime-failed', 'the runtime could not run the model', { cause: error });
}
