import { z } from 'zod';
import { codeSchema, sha256Schema } from './words.ts';

const count = z.int().nonnegative();
const measure = z.number().finite().nonnegative().max(1e9);
const uid = z
  .string()
  .max(64)
  .regex(/^[0-9.]+$/);

/**
 * What the log says about a model and what people did with its results: which model, codes and numbers. A finding, a
 * value of an image or a word that a person wrote has no place here; decisions themselves stand in the signed document.
 */
export const aiFactsSchema = z.strictObject({
  model: z.strictObject({
    name: codeSchema,
    version: z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/).optional(), // prettier-ignore
    sha256: sha256Schema.optional(),
  }),
  runUID: uid.optional(),
  backend: z.enum(['wasm', 'webgpu', 'none']).optional(),
  mode: z.enum(['second-reader', 'concurrent', 'triage']).optional(),
  /** Why a series or a package was refused, a run failed, or a model was switched. */
  reasons: z.array(codeSchema).max(20).optional(),
  /** Milliseconds, each under its name: how long the run took, how long after it the results came into sight. */
  times: z.record(codeSchema, measure).optional(),
  /** Images, millimetres between them, size of their pixels: each under its name. */
  input: z.record(codeSchema, measure).optional(),
  /** Findings, decisions, documents: each number under its name. */
  counts: z.record(codeSchema, count).optional(),
  /** Findings by score, in ten equal steps from 0 to 1. */
  scores: z.array(count).length(10).optional(),
  rejections: z.record(codeSchema, count).optional(),
  threshold: z.strictObject({ from: z.number().finite().optional(), to: z.number().finite() }).optional(),
  /** SOP Instance UIDs of the documents that were signed: the officer must find them. */
  documents: z.array(uid).max(20).optional(),
});
export type AiFacts = z.infer<typeof aiFactsSchema>;
