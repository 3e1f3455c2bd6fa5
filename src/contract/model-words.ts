import { z } from 'zod';

/** Words that programs choose: no sentence, no name and no identifier of a patient fits. */
export const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);

/** One version of one model, whatever it calls itself. */
export const modelRef = z.strictObject({
  name: codeSchema,
  version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ModelRef = z.infer<typeof modelRef>;
