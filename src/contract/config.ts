import { z } from 'zod';

/** `GET /api/config`: what the app must know before anyone has signed in. Public, so nothing of a patient and no secret. */
export const appConfigSchema = z.strictObject({
  siteName: z.string(),
  version: z.string(),
  oidc: z.strictObject({
    authority: z.string(),
    clientId: z.string(),
    scope: z.string(),
    /** RFC 8707 resource indicator, where the identity provider wants one. */
    resource: z.string().optional(),
  }),
  /** What a step-up sign-in must ask for, and how old it may be when it is used. */
  stepUp: z.strictObject({ acrValues: z.string(), maxAgeSeconds: z.int().positive() }),
  idleLockMs: z.int().positive(),
  /** A shorter idle time while emergency access is open. */
  emergencyIdleLockMs: z.int().positive(),
  sessionMaxMs: z.int().positive(),
  breakGlass: z.strictObject({
    reasons: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    minimumTextLength: z.int().positive(),
    maximumMinutes: z.int().positive().max(60),
  }),
});
export type AppConfig = z.infer<typeof appConfigSchema>;

/** `GET /api/health`: public, so nothing but whether views can be recorded. */
export const healthSchema = z.strictObject({ status: z.enum(['ok', 'audit-unavailable']) });
export type Health = z.infer<typeof healthSchema>;
