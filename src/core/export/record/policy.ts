import { z } from 'zod';
import { codeSchema, exportOptionsSchema, REFERENCE_KINDS, referenceSchema, sha256Schema } from './words.ts';

const labelled = z.strictObject({ code: codeSchema, label: z.string().min(1).max(120) });
const uniqueCodes = (list: readonly { code: string }[]): boolean =>
  new Set(list.map(({ code }) => code)).size === list.length;

/**
 * What a site's administrator allows to leave, and how it must be looked at before. Everything has the strict value where
 * nothing is said; a site that says nothing at all exports nothing.
 */
export const exportPolicySchema = z.strictObject({
  isEnabled: z.boolean().default(false),
  purposes: z.array(labelled).max(50).default([]).refine(uniqueCodes, 'a code stands twice'),
  recipients: z.array(labelled).max(200).default([]).refine(uniqueCodes, 'a code stands twice'),
  destinations: z
    .array(z.strictObject({ ...labelled.shape, kind: z.enum(['zip', 'folder', 'stow']) }))
    .max(50)
    .default([])
    .refine(uniqueCodes, 'a code stands twice'),
  /** With a hash, this very text of the profile; without, whatever bears the code, recorded with the hash it had. */
  profiles: z
    .array(z.strictObject({ code: codeSchema, sha256: sha256Schema.optional() }))
    .max(50)
    .default([]),
  references: z
    .strictObject({
      listed: z.array(referenceSchema).max(500).default([]),
      /** Kinds of which any number may be given that has the form of one. */
      openKinds: z.array(z.enum(REFERENCE_KINDS)).default([]),
    })
    .prefault({}),
  /** Hashes of model packages; empty: any, and recorded. */
  models: z.array(sha256Schema).max(50).default([]),
  /** What nobody may choose for themselves. */
  fixedOptions: exportOptionsSchema.partial().default({}),
  sampling: z
    .strictObject({
      minimumRate: z.number().min(0).max(1).default(0.1),
      confidence: z.number().min(0.5).max(0.999).default(0.95),
      maximumResidualRate: z.number().min(0).max(1).default(1),
    })
    .prefault({}),
  secondReviewer: z.boolean().default(true),
  /** What ends a disagreement: the same two agree, or a third person sides with one of them. */
  adjudication: z.enum(['agreement', 'third-reviewer']).default('agreement'),
  /** Fewer patients than this may not share a combination of what is left about them. */
  k: z.int().min(1).max(1000).default(5),
  /** Researchers may look at any study that is not restricted, de-identified: an open export would give them the same bytes. */
  deidentifiedViewing: z.boolean().default(true),
  rareCombinations: z.enum(['refuse', 'acknowledge']).default('acknowledge'),
  maximumInstances: z.int().min(1).max(10_000_000).default(100_000),
  /** From opening to the last byte; a login that ends earlier ends it earlier. */
  maximumHours: z.int().min(1).max(24).default(12),
  /** From the permission to the last byte. */
  releaseMinutes: z.int().min(1).max(720).default(240),
});
export type ExportPolicy = z.infer<typeof exportPolicySchema>;
