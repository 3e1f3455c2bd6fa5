import { z } from 'zod';
import {
  codeSchema,
  countSchema,
  exportOptionsSchema,
  randomIdSchema,
  referenceSchema,
  sha256Schema,
} from './words.ts';

// What the server knows of one export: who, how many, which hashes. Parsed whenever it comes out of the store.

const loginShape = { sub: z.string().max(256), sid: z.string().max(256), name: z.string().max(256) };

export const exportTermsSchema = z.strictObject({
  purposeCode: codeSchema,
  recipientCode: codeSchema,
  destinationCode: codeSchema,
  profile: z.strictObject({ code: codeSchema, sha256: sha256Schema }),
  reference: referenceSchema,
  options: exportOptionsSchema,
});
export type ExportTerms = z.infer<typeof exportTermsSchema>;

/** Numbers of one de-identified batch. `mustSee`: images with a change, a doubt or low confidence; every other looked clean. */
export const batchCountsSchema = z
  .strictObject({
    studies: countSchema,
    instances: countSchema,
    mustSee: countSchema,
    looksClean: countSchema,
    refused: countSchema,
    byteLength: countSchema,
  })
  .refine(({ instances, mustSee, looksClean }) => mustSee + looksClean === instances, 'images do not add up')
  .refine(({ studies, instances }) => studies <= instances, 'studies do not add up');
export type BatchCounts = z.infer<typeof batchCountsSchema>;

export const batchFactsSchema = z.strictObject({
  /** Over the hashes of all finished files: two people who decide about the same hash decide about the same bytes. */
  batchSha256: sha256Schema,
  modelSha256: z.array(sha256Schema).max(20),
  counts: batchCountsSchema,
});
export type BatchFacts = z.infer<typeof batchFactsSchema>;

/** How far one person is, as sums over the whole batch. */
export const reviewFactsSchema = z
  .strictObject({
    batchSha256: sha256Schema,
    opened: z.strictObject({ studies: countSchema, mustSee: countSchema, sampled: countSchema }),
    decided: z.strictObject({ accepted: countSchema, refused: countSchema, edited: countSchema }),
    /** Refused with their whole study, unseen: they do not leave, and they prove nothing about the others. */
    withheldUnseen: z.strictObject({ mustSee: countSchema, looksClean: countSchema }),
    /** Of the sampled: those that should not have left as they were. */
    sampleFailures: countSchema,
  })
  .refine(({ opened, sampleFailures }) => sampleFailures <= opened.sampled, 'more failures than images')
  .refine(
    ({ opened, decided }) => decided.accepted + decided.refused + decided.edited <= opened.mustSee + opened.sampled,
    'decided without having been opened',
  );
export type ReviewFacts = z.infer<typeof reviewFactsSchema>;

export const approvalFactsSchema = z.strictObject({
  batchSha256: sha256Schema,
  /** Over every file and what was decided about it. */
  outcomeSha256: sha256Schema,
  released: countSchema,
  withheld: countSchema,
});
export type ApprovalFacts = z.infer<typeof approvalFactsSchema>;

export const releaseFactsSchema = z.strictObject({
  batchSha256: sha256Schema,
  outcomeSha256: sha256Schema,
  manifestSha256: sha256Schema,
  counts: z.strictObject({ files: countSchema, instances: countSchema, byteLength: countSchema }),
  /** What was found when the finished bytes were checked once more. */
  checks: z.strictObject({
    residual: countSchema,
    brokenReferences: countSchema,
    damaged: countSchema,
    rareCombinations: countSchema,
    k: countSchema,
  }),
  /** The person was shown the rare combinations and answers for them. */
  acknowledgesRare: z.boolean(),
  /** Root of `imagesTree`: by it the gateway knows each image that it sends on to an archive. */
  imagesRoot: sha256Schema.optional(),
});
export type ReleaseFacts = z.infer<typeof releaseFactsSchema>;

const reviewSchema = z.strictObject({ sub: loginShape.sub, facts: reviewFactsSchema });
const approvalSchema = z.strictObject({ ...loginShape, atMs: countSchema, facts: approvalFactsSchema });
const releaseSchema = z.strictObject({
  releaseId: randomIdSchema,
  state: z.enum(['permitted', 'completed', 'void']),
  atMs: countSchema,
  endsAtMs: countSchema,
  facts: releaseFactsSchema,
  /** What the gateway itself has sent on to an archive, in the order of the manifest. */
  stored: z.strictObject({ instances: countSchema, byteLength: countSchema }).optional(),
});

/** A release that fails again and again needs a person, not another try. */
export const MOST_RELEASES = 20;
export const MOST_REVIEWERS = 10;
/** Of one export; the record of a larger one would be slow to change. */
export const MOST_STUDIES = 5000;

export const exportRecordSchema = z.strictObject({
  exportId: randomIdSchema,
  owner: z.strictObject(loginShape),
  openedAtMs: countSchema,
  endsAtMs: countSchema,
  endedAtMs: countSchema.optional(),
  terms: exportTermsSchema,
  /**
   * Studies of the archive it is made of, each as the SHA-256 of export and Study Instance UID: enough to tell whether one
   * belongs, and nothing to read.
   */
  cohort: z.array(sha256Schema).max(MOST_STUDIES).optional(),
  batch: batchFactsSchema.optional(),
  /** Given once, after the first batch was named: nobody can try seeds until the sample pleases. */
  samplingSeed: sha256Schema.optional(),
  /** SHA-256 of a code that lets one more login in, once. */
  invitation: sha256Schema.optional(),
  reviewers: z.array(z.strictObject(loginShape)).max(MOST_REVIEWERS),
  reviews: z.array(reviewSchema).max(MOST_REVIEWERS + 1),
  approvals: z.array(approvalSchema).max(MOST_REVIEWERS + 1),
  /** People whose approvals of this batch once named different outcomes. */
  disagreed: z.array(loginShape.sub).max(MOST_REVIEWERS + 1),
  releases: z.array(releaseSchema).max(MOST_RELEASES),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;
export type ExportRelease = ExportRecord['releases'][number];
