// Everything that finding text under Node needs, made once: codecs, the verified model, and its session.
import { join } from 'node:path';
import { createTextDetector } from '../../core/inference/index.ts';
import type { FindOptions } from '../../core/redaction/index.ts';
import { loadModel, MODELS, trustedKeys } from './model-folder.ts';
import { createNodeSession } from './ort-session.ts';
import { createNodePixelCodecs } from './pixel-codecs.ts';

export type TextFinder = Pick<FindOptions, 'codecs' | 'detector'> & { close(): Promise<void> };

/** Throws `InferenceError` when the model is missing or not to be trusted. */
export async function createTextFinder(models: string = MODELS): Promise<TextFinder> {
  const model = await loadModel(join(models, 'text-detector'), trustedKeys(models));
  const session = await createNodeSession(model);
  return {
    codecs: createNodePixelCodecs(),
    detector: createTextDetector(session, model.manifest),
    close: () => session.close(),
  };
}
