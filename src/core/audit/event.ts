import { z } from 'zod';
import { aiFactsSchema } from './ai-facts.ts';
import { exportFactsSchema } from './export-facts.ts';
import { codeSchema, sha256Schema } from './words.ts';

/**
 * What is recorded, in words of FHIR AuditEvent / IHE BALP and DICOM PS3.15 A.5. One event per thing a person did,
 * not one per frame (PS3.15 A.5.3.6: studies, not individual instances).
 */
export const ACTIONS = [
  'signed-in',
  'locked',
  'unlocked',
  'signed-out',
  'session-revoked',
  'study-opened',
  'view-renewed',
  'view-ended',
  'read-refused',
  'search',
  'store-begun',
  'store-ended',
  'emergency-started',
  'emergency-ended',
  'access-refused',
  'audit-read',
  'audit-resumed',
  'gateway-started',
  'gateway-stopped',
  'export-opened',
  'export-cohort-named',
  'export-prepared',
  'export-reviewer-invited',
  'export-reviewer-joined',
  'export-reviewed',
  'export-approved',
  'export-released',
  'export-store-begun',
  'export-store-ended',
  'export-completed',
  'export-voided',
  'export-ended',
  'export-refused',
  'model-disabled',
  'model-enabled',
  'ai-refused',
  'ai-run',
  'ai-revealed',
  'ai-threshold-changed',
  'ai-outdated',
  'ai-left',
  'ai-signed',
  'ai-stored',
] as const;
export type AuditAction = (typeof ACTIONS)[number];

/** DCM code of each action (PS3.16 CID 400 to 403), for AuditEvent and ATNA feeds. */
export const DICOM_CODE: Record<AuditAction, string> = {
  'signed-in': '110122',
  locked: '110114',
  unlocked: '110114',
  'signed-out': '110123',
  'session-revoked': '110123',
  'study-opened': '110103',
  'view-renewed': '110103',
  'view-ended': '110103',
  'read-refused': '110113',
  search: '110112',
  'store-begun': '110102',
  'store-ended': '110104',
  'emergency-started': '110127',
  'emergency-ended': '110138',
  'access-refused': '110113',
  'audit-read': '110101',
  'audit-resumed': '110113',
  'gateway-started': '110120',
  'gateway-stopped': '110121',
  'export-opened': '110106',
  'export-cohort-named': '110106',
  'export-prepared': '110106',
  'export-reviewer-invited': '110137',
  'export-reviewer-joined': '110137',
  'export-reviewed': '110103',
  'export-approved': '110106',
  'export-released': '110106',
  'export-store-begun': '110102',
  'export-store-ended': '110104',
  'export-completed': '110106',
  'export-voided': '110106',
  'export-ended': '110106',
  'export-refused': '110113',
  'model-disabled': '110131',
  'model-enabled': '110131',
  'ai-refused': '110113',
  'ai-run': '110100',
  'ai-revealed': '110103',
  'ai-threshold-changed': '110100',
  'ai-outdated': '110100',
  'ai-left': '110100',
  'ai-signed': '110100',
  'ai-stored': '110104',
};

const shortSchema = z.string().max(256);

/** Who: from the verified token, never from a request body. `null` when nobody was signed in, or the gateway itself acted. */
export const agentSchema = z.strictObject({
  sub: shortSchema,
  name: shortSchema,
  sid: shortSchema,
  roles: z.array(shortSchema).max(20),
  acr: shortSchema.optional(),
});

/**
 * A patient without a name. `key` is a keyed HMAC of Patient ID and issuer: equal for equal patients, so that all
 * accesses can be counted. `sealed` is the ID encrypted for the officer, whom the gateway lets open it.
 */
export const patientRefSchema = z.strictObject({
  key: sha256Schema,
  sealed: z.string().max(1024),
});

export const auditEventSchema = z.strictObject({
  id: z.uuid(),
  recordedAt: z.iso.datetime(),
  action: z.enum(ACTIONS),
  outcome: z.enum(['success', 'denied', 'failure']),
  /** Why it was denied or failed, or how it ended. */
  reason: codeSchema.optional(),
  /** How many equal refusals were folded into this one since the last. */
  repeated: z.int().positive().optional(),
  who: agentSchema.nullable(),
  purpose: z.enum(['TREAT', 'BTG', 'HRESCH']).optional(),
  patient: patientRefSchema.optional(),
  /** In the clear: the officer must find every access to a study, and the log does not leave the hospital. */
  studyInstanceUID: z.string().max(64).optional(),
  grantId: z.string().max(64).optional(),
  emergencyId: z.string().max(64).optional(),
  endsAt: z.iso.datetime().optional(),
  justification: z.strictObject({ reasonCode: z.string().max(40), sealedText: z.string().max(8192) }).optional(),
  /** The shape of a search: which keys were used, how many rows came back. Never a value. */
  search: z
    .strictObject({
      level: z.enum(['study', 'series', 'instance']),
      keys: z.array(z.string().max(64)).max(64),
      offset: z.int().nonnegative(),
      count: z.int().nonnegative(),
    })
    .optional(),
  stored: z
    .strictObject({
      instances: z.int().nonnegative(),
      refused: z.int().nonnegative(),
      byteLength: z.int().nonnegative(),
    })
    .optional(),
  /** One step of an export: hashes, codes and numbers. */
  export: exportFactsSchema.optional(),
  /** A model, a run of it, or what a person did with its result: codes and numbers. */
  ai: aiFactsSchema.optional(),
  /** Which part of the log was read. */
  read: z.strictObject({ from: z.int().nonnegative(), count: z.int().nonnegative() }).optional(),
  /** With `audit-resumed`: since when nothing could be written. */
  outageSince: z.iso.datetime().optional(),
  address: z.string().max(64).nullable(),
  appVersion: z.string().max(64),
  correlationId: z.string().max(64),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;
export type Agent = z.infer<typeof agentSchema>;
export type PatientRef = z.infer<typeof patientRefSchema>;
