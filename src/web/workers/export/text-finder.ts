// Models and their runtime, made when the first image asks: a run over CT headers never loads them.
import type { TextFinder } from '../../../core/deid/pixels/index.ts';
import {
  createTextDetector,
  createTextReader,
  InferenceError,
  verifyPackage,
  type VerifiedModel,
} from '../../../core/inference/index.ts';
import { type FindOptions, type PixelCodecs, RELEASE_CONFIDENCE } from '../../../core/redaction/index.ts';
import type { ModelFiles, RunSettings } from './protocol.ts';

const verified = ({ manifest, model, card, keys }: ModelFiles): Promise<VerifiedModel> =>
  verifyPackage(manifest, { model, card }, keys);

/** Undefined where the site has no detector. Throws `InferenceError` when a model is not to be trusted or does not run. */
export function textFinderOf(
  { detector, reader }: Pick<RunSettings, 'detector' | 'reader'>,
  codecs: PixelCodecs,
): (() => Promise<TextFinder>) | undefined {
  if (detector === undefined) return undefined;
  return async () => {
    const { createBrowserSession } = await import('../inference/browser-session.ts');
    const model = await verified(detector);
    const session = await createBrowserSession(model);
    const finder = { codecs, detector: createTextDetector(session, model.manifest) };
    if (reader === undefined) return finder;
    const readerModel = await verified(reader);
    // Lines are short and few: a GPU would wait longer for them than it reads.
    const readerSession = await createBrowserSession(readerModel, { prefer: 'wasm' });
    return { ...finder, recogniser: createTextReader(readerSession, readerModel.manifest) };
  };
}

export function releaseOf({ recogniser }: TextFinder): FindOptions['release'] {
  if (recogniser === undefined)
    throw new InferenceError('bad-manifest', 'no reader is installed, and without one nothing can be released');
  return { recogniser, minConfidence: RELEASE_CONFIDENCE };
}
