import {
  aiDraftKeySchema,
  type AiSignature,
  type AiSignatureAnswer,
  aiSignatureAnswerSchema,
  type NeedsStepUp,
  needsStepUpSchema,
} from '../../../contract/index.ts';
import type { CallOptions } from '../api/api.ts';
import { createCaller, jsonOf, parse } from '../api/caller.ts';
import { failureOf } from '../api/failure.ts';
import type { SessionFetch } from '../session/session.ts';

/** The gateway's part in decisions of people about results. */
export interface ReviewApi {
  /** The person attests their decisions. A demand for a fresh second factor is an answer; ask the person and sign again. */
  sign(runUID: string, signature: AiSignature, options?: CallOptions): Promise<AiSignatureAnswer | NeedsStepUp>;
  /** 32 bytes: what decisions that were not sent yet are encrypted with on this machine. Memory only. */
  draftKey(options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export function createReviewApi(request: SessionFetch): ReviewApi {
  const { ask, call } = createCaller(request);
  return {
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
