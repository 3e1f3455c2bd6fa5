import { z } from 'zod';
import {
  approvalFactsSchema,
  batchFactsSchema,
  codeSchema,
  countSchema,
  exportPolicySchema,
  exportTermsSchema,
  randomIdSchema,
  releaseFactsSchema,
  reviewFactsSchema,
  sha256Schema,
} from '../core/export/record/index.ts';
import { receiptSchema } from './grants.ts';
import { studyRowSchema } from './search.ts';
import { handleSchema, instantSchema, uidSchema } from './uid.ts';

// Numbers, hashes, codes and references: nothing here has room for a name, an ID, a UID or a pixel.

/** `GET /api/exports/policy`: what the site has decided, so that the page offers nothing that would be refused. */
export const exportPolicyAnswerSchema = z.strictObject({ policy: exportPolicySchema, policySha256: sha256Schema });
export type ExportPolicyAnswer = z.infer<typeof exportPolicyAnswerSchema>;

/** `POST /api/exports` */
export const exportRequestSchema = exportTermsSchema;
export type ExportRequest = z.infer<typeof exportRequestSchema>;

/**
 * `POST /api/exports/:exportId/studies`, as often as needed before the batch is named: which studies of the archive the
 * export is made of, by this login's handles. Only they are opened for research, and only while the export is.
 */
export const exportStudiesSchema = z.strictObject({ studies: z.array(handleSchema).min(1).max(100) });
export type ExportStudies = z.infer<typeof exportStudiesSchema>;

/**
 * `POST /api/exports/lookup`: the studies behind numbers that somebody already has, for a cohort. Whole numbers only: no
 * wildcard finds what was not named.
 */
export const exportLookupSchema = z
  .strictObject({
    accessionNumbers: z.array(z.string().regex(/^[^\\*?\p{Cc}]{1,16}$/u)).max(50),
    studyInstanceUIDs: z.array(uidSchema).max(50),
  })
  .refine(
    ({ accessionNumbers, studyInstanceUIDs }) => accessionNumbers.length + studyInstanceUIDs.length > 0,
    'no number',
  );
export type ExportLookup = z.infer<typeof exportLookupSchema>;

/** `missing`: numbers without a study that may leave; restricted patients are among them, and not told apart. */
export const exportLookupAnswerSchema = z.strictObject({
  rows: z.array(studyRowSchema),
  missing: countSchema,
  receipt: receiptSchema,
});
export type ExportLookupAnswer = z.infer<typeof exportLookupAnswerSchema>;

/**
 * `GET /api/exports/vault`: 32 bytes, base64, the same for one login as long as it stands and known to nobody afterwards.
 * What the page seals with it survives a reload and is noise to the next person at the machine.
 */
export const exportVaultSchema = z.strictObject({ key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) });
export type ExportVault = z.infer<typeof exportVaultSchema>;

/** `PUT /api/exports/:exportId/batch`: again after each correction; approvals of another batch count no more. */
export const exportBatchSchema = batchFactsSchema;
export type ExportBatch = z.infer<typeof exportBatchSchema>;

/** `PUT /api/exports/:exportId/review`: sums over the whole batch, by and for the person who asks. */
export const exportReviewSchema = reviewFactsSchema;
export type ExportReview = z.infer<typeof exportReviewSchema>;

/** `PUT /api/exports/:exportId/approval`: again, with the other outcome, to end a disagreement. */
export const exportApprovalSchema = approvalFactsSchema;
export type ExportApproval = z.infer<typeof exportApprovalSchema>;

/** `POST /api/exports/:exportId/invitations` answers 201: give the code to the second reviewer; it works once. */
export const exportInvitationSchema = z.strictObject({ exportId: randomIdSchema, code: randomIdSchema });
export type ExportInvitation = z.infer<typeof exportInvitationSchema>;

/** `POST /api/exports/:exportId/reviewers` */
export const exportJoinSchema = z.strictObject({ code: randomIdSchema });
export type ExportJoin = z.infer<typeof exportJoinSchema>;

/** `POST /api/exports/:exportId/releases` */
export const exportReleaseSchema = releaseFactsSchema;
export type ExportRelease = z.infer<typeof exportReleaseSchema>;

const approverSchema = z.strictObject({
  name: z.string().max(256),
  at: instantSchema,
  outcomeSha256: sha256Schema,
  released: countSchema,
  withheld: countSchema,
});

/** 201: recorded, then permitted. These very bytes and no others, until `endsAt`. */
export const releaseAnswerSchema = z.strictObject({
  kind: z.literal('permitted'),
  exportId: randomIdSchema,
  releaseId: randomIdSchema,
  manifestSha256: sha256Schema,
  approvals: z.array(approverSchema).min(1),
  endsAt: instantSchema,
  receipt: receiptSchema,
});
export type ReleaseAnswer = z.infer<typeof releaseAnswerSchema>;

/** `POST /api/exports/:exportId/releases/:releaseId/completion`: the last byte is written. */
export const exportCompletionSchema = z.strictObject({
  manifestSha256: sha256Schema,
  files: countSchema,
  byteLength: countSchema,
});
export type ExportCompletion = z.infer<typeof exportCompletionSchema>;

/**
 * `PUT /api/exports/:exportId/releases/:releaseId/images/:index` with the file as `application/dicom` and, in `x-proof`, what
 * leads from it to the root of the release. In the order of the manifest; the same one again changes nothing.
 */
export const exportStoredSchema = z.strictObject({ instances: countSchema, byteLength: countSchema });
export type ExportStored = z.infer<typeof exportStoredSchema>;
/** Hashes in hexadecimal, apart by commas; none for the only image of a release. */
export const IMAGE_PROOF_HEADER = 'x-proof';

/** `POST /api/exports/:exportId/releases/:releaseId/void`: what was written of it is no export. */
export const exportVoidSchema = z.strictObject({
  reasonCode: z.enum(['cancelled', 'write-failed', 'bytes-changed', 'destination-refused', 'interrupted']),
  files: countSchema,
  byteLength: countSchema,
});
export type ExportVoid = z.infer<typeof exportVoidSchema>;

/** What every route about one export answers: where it stands, for the person who asks. */
export const exportAnswerSchema = z.strictObject({
  exportId: randomIdSchema,
  role: z.enum(['owner', 'reviewer']),
  state: z.enum(['opened', 'prepared', 'half-approved', 'disagreed', 'approved', 'releasing', 'completed', 'ended']),
  openedAt: instantSchema,
  endsAt: instantSchema,
  terms: exportTermsSchema,
  batch: batchFactsSchema.nullable(),
  /** Which clean-looking images to open: `chooseSample(seed, ...)` of core/export, and how many at least. */
  sampling: z
    .strictObject({
      seed: sha256Schema,
      required: countSchema,
      confidence: z.number(),
      maximumResidualRate: z.number(),
    })
    .nullable(),
  review: reviewFactsSchema.nullable(),
  /** What this person's sample proves so far. */
  bound: z.strictObject({ count: countSchema, rate: z.number(), confidence: z.number() }).nullable(),
  /** Why this person cannot approve yet; null when they can, or have. */
  missing: codeSchema.nullable(),
  approvals: z.array(approverSchema),
  approvalsNeeded: z.int().min(1).max(2),
  reviewers: countSchema,
  receipt: receiptSchema.nullable(),
});
export type ExportAnswer = z.infer<typeof exportAnswerSchema>;

/** `GET /api/exports`: this login's; `GET /api/audit/exports?sub&before`: everybody's, for auditors. Newest first. */
export const exportLedgerSchema = z.strictObject({
  exports: z.array(
    z.strictObject({
      exportId: randomIdSchema,
      sub: z.string().max(256),
      name: z.string().max(256),
      state: exportAnswerSchema.shape.state,
      openedAt: instantSchema,
      terms: exportTermsSchema,
      instances: countSchema,
      byteLength: countSchema,
      manifestSha256: sha256Schema.nullable(),
      reviewers: z.array(z.string().max(256)),
    }),
  ),
});
export type ExportLedger = z.infer<typeof exportLedgerSchema>;

/** `GET /api/audit/exports/:exportId`: every row of the log about one export, as it was signed, in order. */
export const exportStorySchema = z.strictObject({
  rows: z.array(z.strictObject({ index: countSchema, leafHash: sha256Schema, event: z.string() })),
});
export type ExportStory = z.infer<typeof exportStorySchema>;
