import { z } from 'zod';
import { READING_MODES } from '../contract/index.ts';
import { exportPolicySchema } from '../core/export/record/index.ts';

const claimPathSchema = z.string().regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/);

/** What a site decides. No secret is in here: those come apart, so that this file may be shown to anybody. */
export const siteConfigSchema = z.strictObject({
  siteName: z.string().min(1),
  version: z.string().min(1).max(64),
  /** Where browsers reach the site, e.g. `https://viewer.hospital.example`. */
  publicOrigin: z.url(),
  oidc: z.strictObject({
    /** Exactly as the tokens' `iss`. */
    issuer: z.url(),
    /** Where the app signs in, when that is not the issuer itself. */
    authority: z.url().optional(),
    clientId: z.string().min(1),
    scope: z.string().default('openid profile'),
    resource: z.string().optional(),
    audience: z.string().min(1),
    /** When absent, read from the issuer's discovery document. */
    jwksUri: z.url().optional(),
    algorithms: z
      .array(z.enum(['ES256', 'ES384', 'EdDSA', 'Ed25519', 'PS256', 'RS256']))
      .min(1)
      .default(['ES256']),
    /** Header `typ` of access tokens: RFC 9068 says `at+jwt`, Keycloak writes `JWT`. */
    tokenTypes: z.array(z.string().min(1)).min(1).default(['at+jwt']),
    logoutTokenTypes: z.array(z.string().min(1)).min(1).default(['logout+jwt', 'JWT']),
    clockToleranceSeconds: z.int().min(0).max(60).default(5),
    claims: z
      .strictObject({
        roles: claimPathSchema.default('roles'),
        name: claimPathSchema.default('name'),
        acr: claimPathSchema.default('acr'),
        authTime: claimPathSchema.default('auth_time'),
        sid: claimPathSchema.default('sid'),
      })
      .prefault({}),
    /** The identity provider's role names, where they differ: `{ "Radiologie": "radiologist" }`. */
    roleNames: z.record(z.string(), z.string()).default({}),
  }),
  stepUp: z.strictObject({
    /** What the app asks the identity provider for. */
    acrValues: z.string().min(1),
    /** What must then stand in the token. */
    acceptedAcr: z.array(z.string().min(1)).min(1),
    maxAgeSeconds: z.int().positive().max(600).default(120),
  }),
  idleLockMs: z
    .int()
    .positive()
    .default(15 * 60_000),
  emergencyIdleLockMs: z
    .int()
    .positive()
    .default(5 * 60_000),
  sessionMaxMs: z
    .int()
    .positive()
    .default(12 * 60 * 60_000),
  breakGlass: z
    .strictObject({
      reasons: z
        .array(z.strictObject({ code: z.string().regex(/^[a-z][a-z-]{0,39}$/), label: z.string().min(1) }))
        .min(1)
        .default([
          { code: 'life-threatening', label: 'Life-threatening emergency' },
          { code: 'consult-requested', label: 'Consultation requested' },
          { code: 'covering-clinician', label: 'Covering for the treating clinician' },
          { code: 'patient-request', label: 'The patient asked for it' },
          { code: 'public-health', label: 'Public health duty' },
          { code: 'other', label: 'Other: explain below' },
        ]),
      minimumTextLength: z.int().min(10).max(500).default(10),
      maximumMinutes: z.int().min(1).max(60).default(60),
      /** Shorter than a minute only for tests; never longer than `maximumMinutes`. */
      maximumSeconds: z.int().positive().optional(),
    })
    .prefault({}),
  grants: z.strictObject({ lifetimeSeconds: z.int().min(1).max(300).default(300) }).prefault({}),
  /** What may leave de-identified, to whom, and who must have looked at it: docs/export.md. */
  exports: exportPolicySchema.prefault({}),
  /** How results of models are read and signed: docs/ai-review.md. */
  ai: z
    .strictObject({
      /** `second-reader`: results come into sight after the person has marked their own read done. */
      readingMode: z.enum(READING_MODES).default('second-reader'),
      startsVisible: z.boolean().default(true),
      /** What the site answers for; every other version of every model is marked as for research only. */
      clearances: z
        .array(z.strictObject({ name: z.string(), version: z.string(), statement: z.string().min(1).max(300) }))
        .max(100)
        .default([]),
      /** Present: signing needs a second factor that was used at most so long ago. */
      signing: z.strictObject({ secondFactorMaxAgeSeconds: z.int().positive().max(3600).optional() }).prefault({}),
    })
    .prefault({}),
  /**
   * Where the gateway sends what was released to a destination of the kind `stow`, by the code of that destination. Not a part
   * of `exports`, which every exporter is shown.
   */
  researchArchives: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
      z.strictObject({
        /** The DICOMweb root, e.g. `https://research.hospital.example/dicom-web`. */
        url: z.url({ protocol: /^https?$/ }),
        user: z.string().min(1).optional(),
        passwordFile: z.string().min(1).optional(),
      }),
    )
    .default({}),
  audit: z
    .strictObject({
      /** Name of the log and of its key in checkpoints; a DNS name of the site is usual. */
      origin: z
        .string()
        .regex(/^[^\s+]+$/)
        .default('collimator.invalid/log'),
      checkpointEveryEvents: z.int().min(1).max(1000).default(1000),
      checkpointEveryMs: z.int().min(100).max(60_000).default(60_000),
    })
    .prefault({}),
});
export type SiteConfig = z.infer<typeof siteConfigSchema>;

/** The configuration cannot be used. Print the message (it names keys, never values) and stop with exit code 2. */
export class ConfigInvalid extends Error {
  readonly code = 'config-invalid';
}

export function parseSiteConfig(value: unknown): SiteConfig {
  const result = siteConfigSchema.safeParse(value);
  if (result.success) return result.data;
  const places = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigInvalid(`configuration: ${places.join('; ')}`);
}
