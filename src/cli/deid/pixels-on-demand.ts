// Models, codecs and the runtime of the detector are a hundred modules: they are loaded when the first image asks for them.
import type { PixelCleaner } from '../../core/deid/index.ts';

/** The pixels could not be looked into or covered: the image is refused with the code. */
export class PixelsNotCleaned extends Error {
  readonly code: string;
  constructor(code: string, cause: Error) {
    super('the pixels cannot be cleaned', { cause });
    this.code = code;
  }
}

/** Gives undefined where no detector is installed. `models` is where they lie, if not where they always do. */
export function pixelCleanerOnDemand(models: string | undefined): () => Promise<PixelCleaner | undefined> {
  let made: Promise<PixelCleaner | undefined> | undefined;
  return () => (made ??= loadCleaner(models));
}

async function loadCleaner(models: string | undefined): Promise<PixelCleaner | undefined> {
  const [{ createPixelCleaner }, { InferenceError }, { RedactionError }] = await Promise.all([
    import('../inference/pixel-cleaner.ts'),
    import('../../core/inference/index.ts'),
    import('../../core/redaction/index.ts'),
  ]);
  const cleaner = createPixelCleaner(models);
  if (cleaner === undefined) return undefined;
  return {
    async clean(file) {
      try {
        return await cleaner.clean(file);
      } catch (error) {
        if (error instanceof InferenceError || error instanceof RedactionError)
          throw new PixelsNotCleaned(error.code, error);
        throw error;
      }
    },
  };
}
