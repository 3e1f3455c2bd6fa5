// A model in onnxruntime-web under Node: WebAssembly, one thread. The same runtime and the same answers as in the browser.
import * as ort from 'onnxruntime-web';
import { type InferenceSession, runtimeFailure, type Tensor, type VerifiedModel } from '../../core/inference/index.ts';

export async function createNodeSession(model: VerifiedModel): Promise<InferenceSession> {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = 'error';
  const session = await failing(() => ort.InferenceSession.create(model.bytes, { executionProviders: ['wasm'] }));
  return {
    backend: 'wasm',
    run: async (inputs) =>
      failing(async () => {
        const feeds = Object.entries(inputs).map(([name, { dimensions, values }]) => [
          name,
          new ort.Tensor('float32', values, [...dimensions]),
        ]);
        return tensorsOf(await session.run(Object.fromEntries(feeds) as Record<string, ort.Tensor>));
      }),
    close: async () => session.release(),
  };
}

function tensorsOf(results: ort.InferenceSession.ReturnType): Record<string, Tensor> {
  const found: Record<string, Tensor> = {};
  for (const [name, { data, dims }] of Object.entries(results))
    if (data instanceof Float32Array) found[name] = { dimensions: [...dims], values: data };
  return found;
}

async function failing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw runtimeFailure(error);
  }
}
