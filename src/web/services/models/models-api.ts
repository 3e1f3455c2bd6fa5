import {
  type AiRefusal,
  type AiRunEvent,
  type AiRunRecord,
  type ModelList,
  modelListSchema,
} from '../../../contract/index.ts';
import type { CallOptions } from '../api/api.ts';
import { createCaller } from '../api/caller.ts';
import { failureOf } from '../api/failure.ts';
import type { SessionFetch } from '../session/session.ts';

/** The gateway's routes about models. Not part of `Api`: what nobody needs before the images comes with the AI features. */
export interface ModelsApi {
  list(options?: CallOptions): Promise<ModelList>;
  /** A file of a package, as the list names it. Verify it before anything is made of it. */
  file(path: string, options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
  recordRefusal(refusal: AiRefusal, options?: CallOptions): Promise<void>;
  /** Before its results are shown. */
  recordRun(run: AiRunRecord, options?: CallOptions): Promise<void>;
  recordRunEvent(runUID: string, event: AiRunEvent, options?: CallOptions): Promise<void>;
}

export function createModelsApi(request: SessionFetch): ModelsApi {
  const { ask, tell } = createCaller(request);
  return {
    list: (options) => ask(modelListSchema, 'GET', '/api/models', undefined, options),
    async file(path, options = {}) {
      const response = await request(path, options);
      if (!response.ok) throw await failureOf(response);
      return new Uint8Array(await response.arrayBuffer());
    },
    recordRefusal: (refusal, options) => tell('POST', '/api/ai/refusals', refusal, options),
    recordRun: (run, options) => tell('POST', '/api/ai/runs', run, options),
    recordRunEvent: (runUID, event, options) =>
      tell('POST', `/api/ai/runs/${encodeURIComponent(runUID)}/events`, event, options),
  };
}
