// What `deid` calls for images that may have text in them, or a face: the cleaner of core/deid with the models and codecs of this
// machine.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PixelCleaner } from '../../core/deid/index.ts';
import { createPixelCleaner as createCleaner, NO_PLANS, type PixelPlans } from '../../core/deid/pixels/index.ts';
import { InferenceError } from '../../core/inference/index.ts';
import { RELEASE_CONFIDENCE } from '../../core/redaction/index.ts';
import { MODELS } from './model-folder.ts';
import { createNodePixelCodecs } from './pixel-codecs.ts';
import { createTextFinder } from './text-finder.ts';

export type CleanerSettings = {
  readonly models?: string | undefined;
  /** Harmless text stays visible; recorded in the report. */
  readonly release?: boolean;
  readonly plans?: PixelPlans;
};

/**
 * Undefined where no detector is installed and no face is to be cut: nobody can look, and images at risk are refused. Models and
 * codecs are loaded when the first image asks for them. `clean` throws `InferenceError`, `RedactionError` or `DicomError`: refuse
 * the image.
 */
export function createPixelCleaner(settings: CleanerSettings = {}): PixelCleaner | undefined {
  const { models = MODELS, release = false, plans = NO_PLANS } = settings;
  const hasDetector = existsSync(join(models, 'text-detector', 'model.json'));
  if (!hasDetector && Object.keys(plans.planes).length === 0) return undefined;
  return createCleaner({
    codecs: createNodePixelCodecs,
    finder: hasDetector ? () => createTextFinder(models) : undefined,
    plans,
    release: release
      ? ({ recogniser }) => {
          if (recogniser === undefined)
            throw new InferenceError('bad-manifest', 'no reader is installed, and without one nothing can be released');
          return { recogniser, minConfidence: RELEASE_CONFIDENCE };
        }
      : undefined,
  });
}
