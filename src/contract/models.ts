import { z } from 'zod';
import { receiptSchema } from './grants.ts';
import { codeSchema, modelRef } from './model-words.ts';
import { instantSchema, uidSchema } from './uid.ts';

export type { ModelRef } from './model-words.ts';

// Models and what people did with their results. Codes, hashes and numbers: nothing here has room for a name, an ID or a
// finding. A study is named where a person must have it open; who and when come from the token and the server.

const count = z.int().nonnegative().max(1_000_000);
const measure = z.number().finite().nonnegative().max(1e9);
export const READING_MODES = ['second-reader', 'concurrent', 'triage'] as const;
const mode = z.enum(READING_MODES);

/** Why an administrator switched a model off. */
export const SWITCH_REASONS = ['safety', 'wrong-results', 'drift', 'maintenance', 'not-approved', 'other'] as const;

/** How the site wants results to be read and signed. */
const aiSettings = z.strictObject({
  readingMode: mode,
  /** Whether marks of models are in sight as soon as they may be. */
  startsVisible: z.boolean(),
  /** Present: signing asks for a second factor that is not older than this. */
  signingSecondFactorMaxAgeSeconds: z.int().positive().optional(),
});
export type AiSettings = z.infer<typeof aiSettings>;

const offeredModel = z.strictObject({
  ...modelRef.shape,
  title: z.string(),
  intendedUse: z.string(),
  date: z.iso.date(),
  license: z.string(),
  manufacturer: z.string().optional(),
  task: z.enum(['imaging', 'text-detection', 'text-recognition']),
  /** DICOM modalities that it takes; absent where the manifest names none. */
  modalities: z.array(z.string().max(16)).max(50).optional(),
  byteLength: z.int().positive(),
  /** Name of the trusted key that signed the package. */
  signedBy: z.string(),
  /** What the site says about the clearance of this version; without it: research use only. */
  clearance: z.string().max(300).optional(),
  /** Present: switched off by the site. Do not offer it, do not show its results as fit to be accepted. */
  disabled: z.strictObject({ reasonCode: codeSchema, at: instantSchema }).optional(),
  /** Where its files are, below this origin, for signed-in people. Verify them: `verifyPackage`. */
  files: z.strictObject({ manifest: z.string(), model: z.string(), card: z.string().optional() }),
});
export type OfferedModel = z.infer<typeof offeredModel>;

/** `GET /api/models`: every installed and verified package. Ask again after `pollAfterMs`. */
export const modelListSchema = z.strictObject({
  models: z.array(offeredModel).max(200),
  /** Folders that are no model which this site trusts, and why. */
  refused: z.array(z.strictObject({ folder: z.string().max(100), code: codeSchema })).max(200),
  /** Keys that may sign models here: 32 bytes in base64. */
  trustedKeys: z.array(z.strictObject({ name: z.string(), publicKey: z.base64().length(44) })).max(50),
  settings: aiSettings,
  pollAfterMs: z.int().positive().max(30_000),
});
export type ModelList = z.infer<typeof modelListSchema>;

/** `PUT /api/models/:name/:version/switch`, administrators; answers with the `ModelList` as it is then. */
export const modelSwitchSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('disabled'), reasonCode: z.enum(SWITCH_REASONS) }),
  z.strictObject({ state: z.literal('enabled') }),
]);
export type ModelSwitch = z.infer<typeof modelSwitchSchema>;

/** `POST /api/ai/refusals`: a package or a series was refused in the browser; nothing was run. 201 `Receipt`. */
export const aiRefusalSchema = z.strictObject({
  /** What was offered: it may be no model at all, so only its name is needed. */
  model: modelRef.partial({ version: true, sha256: true }),
  code: codeSchema,
  reasons: z.array(codeSchema).max(20),
  studyInstanceUID: uidSchema.optional(),
  input: z.strictObject({ images: count, sliceSpacingMm: measure.optional(), pixelSpacingMm: measure.optional() }).optional(), // prettier-ignore
});
export type AiRefusal = z.infer<typeof aiRefusalSchema>;

/** `POST /api/ai/runs`: a run ended. Recorded before its results are shown: 201 `Receipt`, 409 `model-disabled`. */
export const aiRunSchema = z.strictObject({
  runUID: uidSchema,
  studyInstanceUID: uidSchema,
  model: modelRef,
  outcome: z.enum(['completed', 'failed', 'cancelled']),
  /** Codes of what went wrong, or of what is said beside the result. */
  reasons: z.array(codeSchema).max(20),
  backend: z.enum(['wasm', 'webgpu', 'none']),
  durationMs: measure,
  input: z.strictObject({
    images: count,
    sliceSpacingMm: measure.optional(),
    pixelSpacingMm: measure.optional(),
  }),
  findings: z.strictObject({ total: count, aboveThreshold: count }),
  /** Findings by score in ten equal steps from 0 to 1; absent where the model gives no scores. */
  scores: z.array(count).length(10).optional(),
  threshold: z.number().finite().optional(),
});
export type AiRunRecord = z.infer<typeof aiRunSchema>;

/** `POST /api/ai/runs/:runUID/events`: what happened to its result before it was signed. 201 `Receipt`. */
export const aiRunEventSchema = z.discriminatedUnion('kind', [
  /** Before the results come into sight. */
  z.strictObject({ kind: z.literal('revealed'), mode }),
  z.strictObject({ kind: z.literal('threshold-changed'), from: z.number().finite().optional(), to: z.number().finite() }), // prettier-ignore
  z.strictObject({ kind: z.literal('outdated'), reason: z.enum(['new-images', 'model-changed', 'model-disabled']) }),
  /** The study was left with findings that nobody decided, or that nobody signed. */
  z.strictObject({ kind: z.literal('left'), undecided: count, unsigned: count }),
  /** The archive confirmed the documents. */
  z.strictObject({ kind: z.literal('stored'), documents: z.array(uidSchema).min(1).max(20) }),
]);
export type AiRunEvent = z.infer<typeof aiRunEventSchema>;

/**
 * `POST /api/ai/runs/:runUID/signatures`: the person attests these decisions. Recorded before the document is written: 201
 * `AiSignatureAnswer`, 401 `NeedsStepUp`, 409 `model-disabled`.
 */
export const aiSignatureSchema = z.strictObject({
  decisions: z.strictObject({ accepted: count, edited: count, rejected: count, drawn: count }),
  /** Rejected findings by reason, `not-given` among them. */
  rejections: z.record(codeSchema, count),
  /** How far edited marks were moved: the mean over all that were, in millimetres. */
  meanEditMm: measure.optional(),
  documents: z.array(uidSchema).min(1).max(20),
});
export type AiSignature = z.infer<typeof aiSignatureSchema>;

/**
 * `GET /api/ai/draft-key`: what decisions that were not sent yet are encrypted with on this machine. The same for one person in
 * every sign-in, another for everybody else; keep it in memory only.
 */
export const aiDraftKeySchema = z.strictObject({ key: z.base64().length(44) });
export type AiDraftKey = z.infer<typeof aiDraftKeySchema>;

export const aiSignatureAnswerSchema = z.strictObject({
  /** By the server's clock: what the document says. */
  signedAt: instantSchema,
  /** When the person last proved who they are, and how long ago the site lets that be. */
  authenticatedAt: instantSchema,
  maxAgeSeconds: z.int().positive(),
  receipt: receiptSchema,
});
export type AiSignatureAnswer = z.infer<typeof aiSignatureAnswerSchema>;
