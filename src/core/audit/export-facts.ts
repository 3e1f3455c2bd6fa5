import { z } from 'zod';
import { codeSchema, sha256Schema } from './words.ts';

const count = z.int().nonnegative();
const personSchema = z.strictObject({ sub: z.string().max(256), name: z.string().max(256) });

/**
 * What the log says about an export. Each step carries what it added, and the release carries all of it once more, so
 * that one row answers what left, by whose word and on which ground. There is no field that a value of a dataset fits.
 */
export const exportFactsSchema = z.strictObject({
  exportId: z.string().max(64),
  releaseId: z.string().max(64).optional(),
  purposeCode: codeSchema.optional(),
  recipientCode: codeSchema.optional(),
  destinationCode: codeSchema.optional(),
  reference: z.strictObject({ kind: codeSchema, number: z.string().max(32) }).optional(),
  profile: z.strictObject({ code: codeSchema, sha256: sha256Schema }).optional(),
  options: z.record(z.string().max(40), codeSchema).optional(),
  /** Of the site's rules as they were at this step. */
  policySha256: sha256Schema.optional(),
  modelSha256: z.array(sha256Schema).max(20).optional(),
  batchSha256: sha256Schema.optional(),
  outcomeSha256: sha256Schema.optional(),
  manifestSha256: sha256Schema.optional(),
  /** Images, files, bytes: each number under its name. */
  counts: z.record(z.string().max(40), count).optional(),
  sampling: z
    .strictObject({
      population: count,
      required: count,
      sampled: count,
      failures: count,
      /** At most so many of the population, with this confidence. */
      boundCount: count,
      confidence: z.number().min(0).max(1),
    })
    .optional(),
  checks: z.record(z.string().max(40), count).optional(),
  reviewers: z.array(personSchema).max(11).optional(),
  approvals: z.enum(['missing', 'half', 'disagreed', 'approved']).optional(),
});
export type ExportFacts = z.infer<typeof exportFactsSchema>;
