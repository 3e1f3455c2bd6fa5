import { z } from 'zod';

// Everything about an export that reaches the server is one of these: a number, a hash, a code, a listed reference.
// None of them has room for a name, and none but a reference for a number of a patient.

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
export const codeSchema = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export const countSchema = z.int().nonnegative();
/** 144 random bits and more: who does not have it cannot guess it. */
export const randomIdSchema = z.string().regex(/^[A-Za-z0-9_-]{24,64}$/);

export const REFERENCE_KINDS = ['expert-determination', 'data-use-agreement', 'ethics-approval'] as const;

/**
 * The document an export rests on. The number needs letters first, then a year or serial: `DUA-2026-017`. A bare number,
 * as those of patients are, does not fit; neither does a word alone.
 */
export const referenceSchema = z.strictObject({
  kind: z.enum(REFERENCE_KINDS),
  number: z
    .string()
    .max(32)
    .regex(/^[A-Z]{2,8}([-/.][A-Z]{1,4})?([-/.]\d{1,6}){1,3}$/),
});
export type Reference = z.infer<typeof referenceSchema>;

/** What was chosen for the run beside the profile, and what a site may fix. */
export const exportOptionsSchema = z.strictObject({
  pixels: z.enum(['automatic', 'outside-ultrasound-regions', 'refuse-secondary-captures']),
  faces: z.enum(['keep', 'cut', 'refuse']),
  doubtfulWords: z.enum(['remove', 'keep']),
  technicalText: z.enum(['cover', 'release']),
  pseudonyms: z.enum(['keyed', 'crosswalk']),
  linkage: z.enum(['none', 'encrypted']),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;
