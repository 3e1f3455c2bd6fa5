import { InferenceError } from './errors.ts';

/** Limits of one piece of work. */
export interface Budget {
  readonly signal?: AbortSignal | undefined;
  /** Checked between runs of the model: one run is not interrupted. */
  readonly timeoutMs?: number | undefined;
  readonly now?: (() => number) | undefined;
  readonly onProgress?: ((done: number, of: number) => void) | undefined;
}

/** Call it before every run of a model. Throws what the signal says, or `time-budget`. */
export function createWatch({ signal, timeoutMs, now }: Budget): () => void {
  const start = now?.() ?? 0;
  return () => {
    signal?.throwIfAborted();
    if (timeoutMs !== undefined && now !== undefined && now() - start > timeoutMs)
      throw new InferenceError('time-budget', 'the work took longer than allowed');
  };
}
