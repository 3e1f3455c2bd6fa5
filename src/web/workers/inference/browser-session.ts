// A model in onnxruntime-web in a worker: on the GPU where there is a real one, else WebAssembly, with threads where the page is
// cross-origin isolated. A GPU that is lost, or fails, is left for WebAssembly, and the page is told.
import * as ort from 'onnxruntime-web/webgpu';
import {
  type Backend,
  InferenceError,
  type InferenceSession,
  largestDifference,
  runSelfTest,
  type Tensor,
  type VerifiedModel,
} from '../../../core/inference/index.ts';
import { allowOwnScripts } from './own-scripts.ts';

export interface SessionOptions {
  /** For tests, and for people whose driver errs. A software adapter is taken only when asked for by name. */
  readonly prefer?: Backend | undefined;
  readonly onBackend?: ((backend: Backend, why: BackendReason) => void) | undefined;
}

/** `self-test-differs`: GPU and WebAssembly did not agree within the tolerance of the model, so the GPU is not used. */
export type BackendReason = 'chosen' | 'device-lost' | 'run-failed' | 'start-failed' | 'self-test-differs';

interface Gpu {
  requestAdapter(): Promise<{ info?: { isFallbackAdapter?: boolean }; isFallbackAdapter?: boolean } | null>;
}

/** More threads than this gain nothing for models of this size, and take them from the page. */
const MOST_THREADS = 4;

export async function createBrowserSession(
  model: VerifiedModel,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  ort.env.logLevel = 'error';
  allowOwnScripts();
  let backend = options.prefer ?? ((await hasRealGpu()) ? 'webgpu' : bestWasm());
  let session: ort.InferenceSession;
  try {
    session = await start(model, backend);
    if (backend === 'webgpu' && options.prefer === undefined && !(await agrees(session, model))) {
      await session.release();
      session = await fallBack('self-test-differs');
    } else options.onBackend?.(backend, 'chosen');
  } catch (error) {
    if (backend !== 'webgpu') throw failed(error);
    session = await fallBack('start-failed');
  }
  if (backend === 'webgpu') void leaveLostDevice();

  async function fallBack(why: BackendReason): Promise<ort.InferenceSession> {
    backend = bestWasm();
    const next = await start(model, backend).catch((error: unknown) => {
      throw failed(error);
    });
    options.onBackend?.(backend, why);
    return next;
  }

  /** Ends with the worker: a device is lost at most once. */
  async function leaveLostDevice(): Promise<void> {
    const device = (await ort.env.webgpu.device) as { lost: Promise<{ reason: string }> };
    const { reason } = await device.lost;
    if (reason !== 'destroyed' && backend === 'webgpu') session = await fallBack('device-lost');
  }

  return {
    get backend() {
      return backend;
    },
    async run(inputs) {
      await messagesHeard();
      try {
        return await runOn(session, inputs);
      } catch (error) {
        if (backend !== 'webgpu') throw failed(error);
        session = await fallBack('run-failed');
        return await runOn(session, inputs).catch((again: unknown) => {
          throw failed(again);
        });
      }
    },
    close: async () => session.release(),
  };
}

function start(model: VerifiedModel, backend: Backend): Promise<ort.InferenceSession> {
  ort.env.wasm.numThreads = backend === 'wasm-threads' ? Math.min(MOST_THREADS, navigator.hardwareConcurrency || 1) : 1;
  return ort.InferenceSession.create(model.bytes, { executionProviders: [backend === 'webgpu' ? 'webgpu' : 'wasm'] });
}

/** Whether the GPU says what WebAssembly says. What cannot be tested, or fails in the test, is not trusted. */
async function agrees(onGpu: ort.InferenceSession, model: VerifiedModel): Promise<boolean> {
  const onProcessor = await start(model, 'wasm');
  try {
    const tested = (session: ort.InferenceSession) =>
      runSelfTest({ backend: 'wasm', run: (inputs) => runOn(session, inputs), close: async () => undefined }, model.manifest); // prettier-ignore
    const [one, other] = [await tested(onGpu), await tested(onProcessor)];
    return one !== undefined && other !== undefined && largestDifference(one, other) <= model.manifest.tolerance;
  } catch {
    return false;
  } finally {
    await onProcessor.release();
  }
}

/** A software adapter is slower than WebAssembly, by a factor of seventy when it was measured. */
async function hasRealGpu(): Promise<boolean> {
  const gpu = (navigator as { gpu?: Gpu }).gpu;
  const adapter = await gpu?.requestAdapter().catch(() => null);
  return (
    adapter !== null && adapter !== undefined && (adapter.info?.isFallbackAdapter ?? adapter.isFallbackAdapter) !== true
  );
}

function bestWasm(): Backend {
  return globalThis.crossOriginIsolated && navigator.hardwareConcurrency > 1 ? 'wasm-threads' : 'wasm';
}

async function runOn(
  session: ort.InferenceSession,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor>> {
  const feeds: Record<string, ort.Tensor> = {};
  for (const [name, { dimensions, values }] of Object.entries(inputs))
    feeds[name] = new ort.Tensor('float32', values, [...dimensions]);
  const found: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(await session.run(feeds))) {
    const data = await tensor.getData();
    if (data instanceof Float32Array) found[name] = { dimensions: [...tensor.dims], values: data };
    tensor.dispose();
  }
  return found;
}

/** WebAssembly holds the thread until it is done: without a pause between runs nobody could call the work off. */
function messagesHeard(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** The runtime throws strings, numbers and errors. */
function failed(error: unknown): InferenceError {
  return new InferenceError('runtime-failed', 'the runtime could not run the model', { cause: error });
}
