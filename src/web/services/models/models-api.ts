import {
  aiDraftKeySchema,
  type AiRefusal,
  type AiRunEvent,
  type AiRunRecord,
  type AiSignature,
  type AiSignatureAnswer,
  aiSignatureAnswerSchema,
  type NeedsStepUp,
  needsStepUpSchema,
  type ModelList,
  modelListSchema,
} from '../../../contract/index.ts';
import type { CallOptions } from '../api/api.ts';
import { createCaller, jsonOf, parse } from '../api/caller.ts';
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
  /** The person attests their decisions. A demand for a fresh second factor is an answer; ask the person and sign again. */
  sign(runUID: string, signature: AiSignature, options?: CallOptions): Promise<AiSignatureAnswer | NeedsStepUp>;
  /** 32 bytes: what decisions that were not sent yet are encrypted with on this machine. Memory only. */
  draftKey(options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export function createModelsApi(request: SessionFetch): ModelsApi {
  const { ask, call, tell } = createCaller(request);
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
    async sign(runUID, signature, options) {
      const response = await call('POST', `/api/ai/runs/${encodeURIComponent(runUID)}/signatures`, signature, options);
      if (response.ok) return parse(aiSignatureAnswerSchema, 'ai', await jsonOf(response, 'ai'));
      const demand = response.status === 401 ? needsStepUpSchema.safeParse(await response.clone().json().catch(() => undefined)) : undefined; // prettier-ignore
      if (demand?.success === true) return demand.data;
      throw await failureOf(response);
    },
    async draftKey(options) {
      const { key } = await ask(aiDraftKeySchema, 'GET', '/api/ai/draft-key', undefined, options);
      return Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    },
  };
}
