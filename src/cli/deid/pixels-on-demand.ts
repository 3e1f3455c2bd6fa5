// Models, codecs and the runtime of the detector are a hundred modules: they are loaded when the first image asks for them.
import type { PixelCleaner } from '../../core/deid/index.ts';
import type { CleanerSettings } from '../inference/pixel-cleaner.ts';

/** The pixels could not be looked into or covered: the image is refused with the code. */
export class PixelsNotCleaned extends Error {
  readonly code: string;
  constructor(code: string, cause: Error) {
    super('the pixels cannot be cleaned', { cause });
    this.code = code;
  }
}

/** Gives undefined where nothing is installed that could look. */
export function pixelCleanerOnDemand(settings: CleanerSettings): () => Promise<PixelCleaner | undefined> {
  let made: Promise<PixelCleaner | undefined> | undefined;
  return () => (made ??= loadCleaner(settings));
}

async function loadCleaner(settings: CleanerSettings): Promise<PixelCleaner | undefined> {
  const [{ createPixelCleaner }, { InferenceError }, { RedactionError }] = await Promise.all([
    import('../inference/pixel-cleaner.ts'),
    import('../../core/inference/index.ts'),
    import('../../core/redaction/index.ts'),
  ]);
  const cleaner = createPixelCleaner(settings);
  if (cleaner === undefined) return undefined;
  return {
    async clean(file, wanted) {
      try {
        return await cleaner.clean(file, wanted);
      } catch (error) {
        if (error instanceof InferenceError || error instanceof RedactionError)
          throw new PixelsNotCleaned(error.code, error);
        throw error;
      }
    },
  };
}
