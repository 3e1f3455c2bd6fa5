import {
  aiDraftKeySchema,
  type AiSignature,
  type AiSignatureAnswer,
  aiSignatureAnswerSchema,
  type NeedsStepUp,
} from '../../../contract/index.ts';
import type { CallOptions } from '../api/api.ts';
import { createCaller } from '../api/caller.ts';
import type { SessionFetch } from '../session/session.ts';

/** The gateway's part in decisions of people about results. */
export interface ReviewApi {
  /** The person attests their decisions. A demand for a fresh second factor is an answer; ask the person and sign again. */
  sign(runUID: string, signature: AiSignature, options?: CallOptions): Promise<AiSignatureAnswer | NeedsStepUp>;
  /** 32 bytes: what decisions that were not sent yet are encrypted with on this machine. Memory only. */
  draftKey(options?: CallOptions): Promise<Uint8Array<ArrayBuffer>>;
}

export function createReviewApi(request: SessionFetch): ReviewApi {
  const { ask, askOrStepUp } = createCaller(request);
  return {
    sign: (runUID, signature, options) =>
      askOrStepUp(
        aiSignatureAnswerSchema,
        'POST',
        `/api/ai/runs/${encodeURIComponent(runUID)}/signatures`,
        signature,
        options,
      ),
    async draftKey(options) {
      const { key } = await ask(aiDraftKeySchema, 'GET', '/api/ai/draft-key', undefined, options);
      return Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
    },
  };
}
