import { z } from 'zod';
import { codeSchema, modelRef } from './model-words.ts';
import { instantSchema } from './uid.ts';

const count = z.int().nonnegative();
const measure = z.number().finite();
const spread = z.strictObject({ p5: measure, median: measure, p95: measure });

const driftFinding = z.strictObject({
  /** What moved. */
  of: z.enum(['scores', 'images', 'slice-spacing', 'acceptance', 'refusals']),
  /** Population stability index, or the difference of two shares. */
  value: measure,
  limit: measure,
});

const monitoredModel = z.strictObject({
  ...modelRef.shape,
  isDisabled: z.boolean(),
  runs: z.strictObject({ completed: count, failed: count, cancelled: count }),
  refusals: z.record(codeSchema, count),
  /** Runs whose decisions were signed, and completed ones whose were not. */
  signed: count,
  unsigned: count,
  decisions: z.strictObject({ accepted: count, edited: count, rejected: count, drawn: count }),
  rejections: z.record(codeSchema, count),
  /** Mean way of edited marks in millimetres, over the signed runs that had any. */
  editMm: spread.optional(),
  scores: z.array(count).length(10).optional(),
  durationMs: spread.optional(),
  revealAfterMs: spread.optional(),
  images: spread.optional(),
  sliceSpacingMm: spread.optional(),
  backends: z.record(codeSchema, count),
  days: z.array(z.strictObject({ day: z.iso.date(), runs: count, accepted: count, edited: count, rejected: count })).max(366), // prettier-ignore
  drift: z.strictObject({
    /** `too-few`: not enough of anything to compare. */
    state: z.enum(['too-few', 'steady', 'alert']),
    /** What was compared and is above its limit. */
    findings: z.array(driftFinding).max(10),
    comparedRuns: count,
    referenceRuns: count,
  }),
});
export type MonitoredModel = z.infer<typeof monitoredModel>;

/** `GET /api/monitoring/models?days=N`, administrators: numbers from recorded events, per model and version. */
export const modelMonitoringSchema = z.strictObject({
  siteName: z.string(),
  since: instantSchema,
  until: instantSchema,
  /** False: there were more runs than are looked at, and the oldest are left out. */
  isWhole: z.boolean(),
  models: z.array(monitoredModel).max(500),
  /** Packages and versions that were refused before anything was known of them. */
  otherRefusals: z.record(codeSchema, count),
});
export type ModelMonitoring = z.infer<typeof modelMonitoringSchema>;
