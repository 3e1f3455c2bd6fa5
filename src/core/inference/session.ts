/** A tensor of 32-bit floats. */
export interface Tensor {
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

export type Backend = 'webgpu' | 'wasm-threads' | 'wasm';

/** A model ready to run. The command line and the worker each have one; `core` only calls it. */
export interface InferenceSession {
  /** What runs it now: it changes when a device is lost. */
  readonly backend: Backend;
  /** Throws `runtime-failed` or `out-of-memory`. */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  close(): Promise<void>;
}
