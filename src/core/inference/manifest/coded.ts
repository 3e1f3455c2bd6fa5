import * as z from 'zod';
import type { CodedConcept } from '../../findings/index.ts';

/** Schemes that a manifest may name concepts in; local ones begin with 99, PS3.16 8. RadLex stands beside, not instead. */
const scheme = z.string().regex(/^(SCT|DCM|UCUM|LN|FMA|IBSI|99[A-Z0-9_]{1,14})$/);

const one = { value: z.string().min(1).max(16), meaning: z.string().min(1).max(64) };

export const codedConcept: z.ZodType<CodedConcept> = z
  .strictObject({
    ...one,
    scheme,
    equivalents: z.array(z.strictObject({ ...one, scheme: z.union([scheme, z.literal('RADLEX')]) })).max(8),
  })
  .partial({ equivalents: true }) as z.ZodType<CodedConcept>; // members that may be absent are `undefined` to zod only

export const findingSite = z.strictObject({
  anatomy: codedConcept,
  laterality: codedConcept.optional(),
});
