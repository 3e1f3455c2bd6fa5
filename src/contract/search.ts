import { z } from 'zod';
import { receiptSchema } from './grants.ts';
import { handleSchema } from './uid.ts';

const dateSchema = z.string().regex(/^\d{8}$/);
const termSchema = z.string().trim().min(1).max(64);

/** Filters of the worklist. Text filters take `*` and `?`; the gateway adds the trailing `*` a person expects. */
export const studyFiltersSchema = z.strictObject({
  patientName: termSchema.optional(),
  patientID: termSchema.optional(),
  accessionNumber: termSchema.optional(),
  studyDescription: termSchema.optional(),
  modalities: z
    .array(z.string().regex(/^[A-Z]{2,16}$/))
    .max(20)
    .optional(),
  dateFrom: dateSchema.optional(),
  dateTo: dateSchema.optional(),
});
export type StudyFilters = z.infer<typeof studyFiltersSchema>;

export const sortKeySchema = z.enum([
  'patientName',
  'patientID',
  'accessionNumber',
  'studyDate',
  'modality',
  'studyDescription',
  'instances',
]);
export type SortKey = z.infer<typeof sortKeySchema>;

/** `POST /api/search/studies`: by POST so that no name stands in a URL. */
export const studySearchSchema = z.strictObject({
  filters: studyFiltersSchema,
  sort: z.strictObject({ key: sortKeySchema, direction: z.enum(['ascending', 'descending']) }),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(200),
});
export type StudySearch = z.infer<typeof studySearchSchema>;

/** One row. Identity is `null` where the person's role or the patient's restriction hides it; `''` where the PACS has none. */
export const studyRowSchema = z.strictObject({
  handle: handleSchema,
  restricted: z.boolean(),
  patientName: z.string().nullable(),
  patientID: z.string().nullable(),
  patientBirthDate: z.string().nullable(),
  patientSex: z.string().nullable(),
  accessionNumber: z.string().nullable(),
  studyDate: z.string(),
  studyTime: z.string(),
  modalities: z.array(z.string()),
  studyDescription: z.string().nullable(),
  seriesCount: z.int().nullable(),
  instanceCount: z.int().nullable(),
});
export type StudyRow = z.infer<typeof studyRowSchema>;

export const studySearchAnswerSchema = z.strictObject({
  rows: z.array(studyRowSchema),
  /** `null` when the PACS cannot count and there are more than it was asked for: say "more", never a guess. */
  total: z.int().nonnegative().nullable(),
  hasMore: z.boolean(),
  /** True when the order covers every match; false when only the first matches could be fetched and sorted. */
  sortedOverAll: z.boolean(),
  /** The person's role may not see identity: every identity field of every row is null. */
  masked: z.boolean(),
  receipt: receiptSchema,
});
export type StudySearchAnswer = z.infer<typeof studySearchAnswerSchema>;
