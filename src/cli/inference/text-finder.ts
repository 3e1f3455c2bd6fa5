// Everything that finding text under Node needs, made once: codecs, the verified models, and their sessions.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createTextDetector, createTextReader } from '../../core/inference/index.ts';
import type { FindOptions, Recogniser } from '../../core/redaction/index.ts';
import { loadModel, MODELS, trustedKeys } from './model-folder.ts';
import { createNodeSession } from './ort-session.ts';
import { createNodePixelCodecs } from './pixel-codecs.ts';

export type TextFinder = Pick<FindOptions, 'codecs' | 'detector'> & {
  /** Absent where no reader is installed: nothing can be released, and results are not read again. */
  readonly recogniser: Recogniser | undefined;
  close(): Promise<void>;
};

/** Throws `InferenceError` when a model is missing or not to be trusted. */
export async function createTextFinder(models: string = MODELS): Promise<TextFinder> {
  const keys = trustedKeys(models);
  const model = await loadModel(join(models, 'text-detector'), keys);
  const readerFolder = join(models, 'text-recogniser');
  const readerModel = existsSync(join(readerFolder, 'model.json')) ? await loadModel(readerFolder, keys) : undefined;
  const session = await createNodeSession(model);
  const readerSession = readerModel === undefined ? undefined : await createNodeSession(readerModel);
  return {
    codecs: createNodePixelCodecs(),
    detector: createTextDetector(session, model.manifest),
    recogniser:
      readerModel === undefined || readerSession === undefined
        ? undefined
        : createTextReader(readerSession, readerModel.manifest),
    async close() {
      await session.close();
      await readerSession?.close();
    },
  };
}
