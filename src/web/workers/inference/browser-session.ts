// A model in onnxruntime-web in a worker: on the GPU where there is a real one, else WebAssembly, with threads where the page is
// cross-origin isolated. A GPU that is lost, or fails, is left for WebAssembly, and the page is told.
//
// The runtime comes in two builds, fetched when they are needed: the one with WebGPU is twice as large, and slower where it
// computes on the processor, since every call in it can be suspended.
import type * as Ort from 'onnxruntime-web';
import {
  type Backend,
  type InferenceSession,
  largestDifference,
  runtimeFailure,
  runSelfTest,
  type Tensor,
  type VerifiedModel,
} from '../../../core/inference/index.ts';
import { allowOwnScripts } from './own-scripts.ts';

export interface SessionOptions {
  /** For tests, and for people whose driver errs. A software adapter is taken only when asked for by name. */
  readonly prefer?: Backend | undefined;
  readonly onBackend?: ((backend: Backend, why: BackendReason) => void) | undefined;
  /** Processors that are the page's: somebody reads there while the model runs. */
  readonly leaveFree?: number;
}

/** `self-test-differs`: GPU and WebAssembly did not agree within the tolerance of the model, so the GPU is not used. */
export type BackendReason = 'chosen' | 'device-lost' | 'run-failed' | 'start-failed' | 'self-test-differs';

interface Gpu {
  requestAdapter(): Promise<{ info?: { isFallbackAdapter?: boolean }; isFallbackAdapter?: boolean } | null>;
}

/** More threads than this gain nothing for models of this size. */
const MOST_THREADS = 4;

export async function createBrowserSession(
  model: VerifiedModel,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  allowOwnScripts();
  const threads = Math.min(MOST_THREADS, (navigator.hardwareConcurrency || 1) - (options.leaveFree ?? 0));
  const processor: Backend = globalThis.crossOriginIsolated && threads > 1 ? 'wasm-threads' : 'wasm';
  let backend = options.prefer ?? ((await hasRealGpu()) ? 'webgpu' : processor);
  let session: Started;
  try {
    session = await start(model, backend, threads);
    if (backend === 'webgpu' && options.prefer === undefined && !(await agrees(session, model))) {
      await session.own.release();
      session = await fallBack('self-test-differs');
    } else options.onBackend?.(backend, 'chosen');
  } catch (error) {
    if (backend !== 'webgpu') throw runtimeFailure(error);
    session = await fallBack('start-failed');
  }
  if (backend === 'webgpu') void leaveLostDevice();

  async function fallBack(why: BackendReason): Promise<Started> {
    backend = processor;
    const next = await start(model, backend, threads).catch((error: unknown) => {
      throw runtimeFailure(error);
    });
    options.onBackend?.(backend, why);
    return next;
  }

  /** Ends with the worker: a device is lost at most once. */
  async function leaveLostDevice(): Promise<void> {
    const { env } = await runtimeFor('webgpu');
    const device = (await env.webgpu.device) as { lost: Promise<{ reason: string }> };
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
        if (backend !== 'webgpu') throw runtimeFailure(error);
        session = await fallBack('run-failed');
        return await runOn(session, inputs).catch((again: unknown) => {
          throw runtimeFailure(again);
        });
      }
    },
    close: async () => session.own.release(),
  };
}

/** A session, and what makes tensors for it: those of another build of the runtime it would not know. */
interface Started {
  readonly own: Ort.InferenceSession;
  readonly Tensor: typeof Ort.Tensor;
}

async function start(model: VerifiedModel, backend: Backend, threads: number): Promise<Started> {
  const { env, InferenceSession: Session, Tensor: OwnTensor } = await runtimeFor(backend);
  env.logLevel = 'error';
  // Who asks for threads by name gets two at least.
  env.wasm.numThreads = backend === 'wasm-threads' ? Math.max(2, threads) : 1;
  const own = await Session.create(model.bytes, { executionProviders: [backend === 'webgpu' ? 'webgpu' : 'wasm'] });
  return { own, Tensor: OwnTensor };
}

function runtimeFor(backend: Backend): Promise<typeof Ort> {
  return backend === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm');
}

/** Fetches the runtime that this machine will use, so that a first run need not wait for it. */
export async function prepareRuntime(): Promise<void> {
  await runtimeFor((await hasRealGpu()) ? 'webgpu' : 'wasm');
}

/** Whether the GPU says what WebAssembly says. What cannot be tested, or fails in the test, is not trusted. */
async function agrees(onGpu: Started, model: VerifiedModel): Promise<boolean> {
  const onProcessor = await start(model, 'wasm', 1);
  try {
    const tested = (session: Started) =>
      runSelfTest({ backend: 'wasm', run: (inputs) => runOn(session, inputs), close: async () => undefined }, model.manifest); // prettier-ignore
    const [one, other] = [await tested(onGpu), await tested(onProcessor)];
    return one !== undefined && other !== undefined && largestDifference(one, other) <= model.manifest.tolerance;
  } catch {
    return false;
  } finally {
    await onProcessor.own.release();
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

async function runOn(
  { own, Tensor: OwnTensor }: Started,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor>> {
  const feeds: Record<string, Ort.Tensor> = {};
  for (const [name, { dimensions, values }] of Object.entries(inputs))
    feeds[name] = new OwnTensor('float32', values, [...dimensions]);
  const found: Record<string, Tensor> = {};
  for (const [name, tensor] of Object.entries(await own.run(feeds))) {
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
