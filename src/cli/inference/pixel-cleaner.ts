// What `deid --pixels` calls for images that may have text in them: finds it in every frame, and covers it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PixelCleaner, PixelVerdict } from '../../core/deid/index.ts';
import { derivationElements, findText, isEmpty, planOf, redactPixels } from '../../core/redaction/index.ts';
import { MODELS } from './model-folder.ts';
import { createTextFinder, type TextFinder } from './text-finder.ts';

/**
 * Undefined where no detector is installed: nobody can look, and images at risk are refused. Model and codecs are loaded when
 * the first image asks for them. `clean` throws `InferenceError`, `RedactionError` or `DicomError`: refuse the image.
 */
export function createPixelCleaner(models: string = MODELS): PixelCleaner | undefined {
  if (!existsSync(join(models, 'text-detector', 'model.json'))) return undefined;
  let made: Promise<TextFinder> | undefined;
  return {
    async clean(file): Promise<PixelVerdict> {
      made ??= createTextFinder(models);
      const finder = await made;
      const found = await findText(file, finder);
      const plan = planOf(found, file.dataset);
      // Nobody has looked at the result yet; words in an overlay are removed with their plane.
      const seen = { acceptedByPerson: false, overlaysClean: found.overlays.length === 0 };
      if (isEmpty(plan)) return { kind: 'clean', ...seen };
      const { elements, transferSyntaxUID } = await redactPixels(file, plan, finder.codecs);
      return {
        kind: 'redacted',
        elements: [...elements, ...derivationElements(file.dataset)],
        transferSyntaxUID,
        facesRemoved: false,
        ...seen,
      };
    },
  };
}
