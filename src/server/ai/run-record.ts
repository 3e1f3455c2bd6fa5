import { z } from 'zod';
import { aiRefusalSchema, aiRunSchema, aiSignatureSchema, READING_MODES } from '../../contract/index.ts';

/** A run and what became of its result: codes, numbers, and the study so that only who has it open goes on. */
export const runRecordSchema = z.strictObject({
  sub: z.string(),
  run: aiRunSchema,
  mode: z.enum(READING_MODES).optional(),
  revealedAtMs: z.int().optional(),
  outdated: z.string().optional(),
  signatures: z.array(z.strictObject({ ...aiSignatureSchema.shape, atMs: z.int() })),
  storedAtMs: z.int().optional(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;

export const refusalRecordSchema = aiRefusalSchema.omit({ studyInstanceUID: true });
export type RefusalRecord = z.infer<typeof refusalRecordSchema>;
