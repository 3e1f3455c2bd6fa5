import { z } from 'zod';
import { handleSchema, instantSchema, uidSchema } from './uid.ts';

/** HL7 v3 PurposeOfUse. */
export const purposeSchema = z.enum(['TREAT', 'BTG', 'HRESCH']);

/** Where in the log the event stands: quoted in the status line so that a person can prove what was recorded. */
export const receiptSchema = z.strictObject({
  index: z.int().nonnegative(),
  leafHash: z.string().regex(/^[0-9a-f]{64}$/),
  recordedAt: instantSchema,
});
export type Receipt = z.infer<typeof receiptSchema>;

export const justificationSchema = z.strictObject({
  reasonCode: z.string().min(1).max(40),
  text: z.string().trim().min(10).max(1000),
});
export type Justification = z.infer<typeof justificationSchema>;

/** `POST /api/grants`. A study is named by the login's handle, or by UID (other clients). */
export const grantRequestSchema = z.strictObject({
  study: z.union([z.strictObject({ handle: handleSchema }), z.strictObject({ studyInstanceUID: uidSchema })]),
  purpose: purposeSchema,
  justification: justificationSchema.optional(),
  /** With HRESCH: the open export that the study is taken for. */
  exportId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{24,64}$/)
    .optional(),
  /** With HRESCH, from a researcher: the page shows nothing but what it makes of the study, and exports nothing. */
  viewing: z.literal('deidentified').optional(),
});
export type GrantRequest = z.infer<typeof grantRequestSchema>;

/** 201: the view was recorded, then the study opened. Renew before `expiresAt`. */
export const grantAnswerSchema = z.strictObject({
  kind: z.literal('granted'),
  grantId: z.string().min(16).max(64),
  studyInstanceUID: uidSchema,
  handle: handleSchema,
  purpose: purposeSchema,
  expiresAt: instantSchema,
  renewAfterMs: z.int().positive(),
  readOnly: z.boolean(),
  receipt: receiptSchema,
  /** Present under emergency access: when it ends for good. */
  emergency: z.strictObject({ emergencyId: z.string(), endsAt: instantSchema }).optional(),
});
export type GrantAnswer = z.infer<typeof grantAnswerSchema>;

/** 403: the study is restricted; a person must say why. Nothing about the patient is told. */
export const needsJustificationSchema = z.strictObject({
  kind: z.literal('needsJustification'),
  reasons: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  minimumTextLength: z.int().positive(),
  maximumMinutes: z.int().positive(),
});
export type NeedsJustification = z.infer<typeof needsJustificationSchema>;

/** 401 (RFC 9470 `insufficient_user_authentication`): the same request again after a fresh second factor. */
export const needsStepUpSchema = z.strictObject({
  kind: z.literal('needsStepUp'),
  acrValues: z.string(),
  maxAgeSeconds: z.int().positive(),
});
export type NeedsStepUp = z.infer<typeof needsStepUpSchema>;

/** `POST /api/grants/:grantId/heartbeat` answers 200 with a new expiry; the renewal is itself an event. */
export const heartbeatAnswerSchema = z.strictObject({
  expiresAt: instantSchema,
  renewAfterMs: z.int().positive(),
  receipt: receiptSchema,
});
export type HeartbeatAnswer = z.infer<typeof heartbeatAnswerSchema>;
