import { z } from 'zod';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** `GET /api/audit/events?from&limit`: rows as they were signed, and beside them what only the gateway can open. */
export const auditPageSchema = z.strictObject({
  rows: z.array(
    z.strictObject({
      index: z.int().nonnegative(),
      eventId: z.string(),
      /** RFC 8785 canonical JSON; its UTF-8 bytes are the leaf of RFC 6962. */
      event: z.string(),
      leafHash: hashSchema,
      chainHash: hashSchema,
      opened: z.strictObject({
        patientID: z.string().optional(),
        issuerOfPatientID: z.string().optional(),
        /** The reason somebody wrote for emergency access. */
        text: z.string().optional(),
      }),
    }),
  ),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

/** `GET /api/audit/proof/inclusion?index&size` */
export const inclusionProofSchema = z.strictObject({
  index: z.int().nonnegative(),
  size: z.int().nonnegative(),
  hashes: z.array(hashSchema),
});
export type InclusionProof = z.infer<typeof inclusionProofSchema>;

/** `GET /api/audit/proof/consistency?first&second` */
export const consistencyProofSchema = z.strictObject({
  first: z.int().nonnegative(),
  second: z.int().nonnegative(),
  hashes: z.array(hashSchema),
});
export type ConsistencyProof = z.infer<typeof consistencyProofSchema>;
