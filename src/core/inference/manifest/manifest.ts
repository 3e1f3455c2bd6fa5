// model.json: what a model is, what goes in, what comes out, and how its answer is read. See docs/models.md.
import * as z from 'zod';
import { InferenceError } from '../errors.ts';
import { imagingTask } from './imaging-task.ts';

const share = z.number().min(0).max(1);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

/** A tensor of the model. Dimensions are numbers or the names of what varies. */
const tensor = z.strictObject({
  name: z.string().min(1).max(64),
  type: z.enum(['float32']),
  dimensions: z
    .array(z.union([z.int().positive(), z.string().regex(/^[a-z]\w*(\/\d+)?$/i)]))
    .min(1)
    .max(6),
});

/** How a text detector is fed and read. */
const textDetection = z.strictObject({
  kind: z.literal('text-detection'),
  /** Rows and columns are padded to a multiple of this by repeating the border. */
  multiple: z.int().positive().max(256),
  /** Pixels per cell of the maps. */
  stride: z.int().positive().max(32),
  /**
   * `upright`: the image as it is. `turned`: by 90 degrees. `double`: at twice the size, `half`: at half of it. `doubtful`: turned, but only where the
   * passes before left doubt, and within a budget.
   */
  passes: z.array(z.enum(['upright', 'turned', 'double', 'doubtful', 'half'])).min(1),
  thresholds: z.strictObject({
    /** A region needs one cell of at least this, */
    high: share,
    /** and reaches as far as cells of at least this. */
    low: share,
    /** In place of `high` in the outer part of the image, where text mostly stands. */
    border: share,
    /** The outer part, as a share of width and height. */
    borderShare: share,
  }),
  /** Larger images are cut into tiles of this many rows and columns, each overlapping the next. */
  tile: z.strictObject({ size: z.int().min(128).max(4096), overlap: z.int().min(0).max(512) }),
});

/** How a reader of single lines is fed and read. Class 0 says nothing, class k is the k-th letter of the alphabet (CTC). */
const textRecognition = z.strictObject({
  kind: z.literal('text-recognition'),
  /** Lines are scaled to this many rows, */
  height: z.int().min(8).max(128),
  /** and at most this many columns, padded to a multiple. */
  longest: z.int().min(64).max(4096),
  multiple: z.int().positive().max(256),
  alphabet: z.string().min(2).max(8192),
});

/** Other kinds join this union. */
const task = z.discriminatedUnion('kind', [textDetection, textRecognition, imagingTask]);

const content = {
  schema: z.literal('collimator-model/1'),
  name,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  date: z.iso.date(),
  title: z.string().min(1).max(120),
  intendedUse: z.string().min(1).max(600),
  license: z.string().min(1).max(64),
  /** Who made the model: stands in every document as the maker of the device. */
  manufacturer: z.string().min(1).max(64).optional(),
  model: z.strictObject({
    file: z.string().regex(/^[\w.-]{1,64}\.onnx$/),
    bytes: z.int().positive(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** The card that people read; its hash is filled in by the signing tool. Models that look at patients must have one. */
  card: z.strictObject({ file: z.literal('README.md'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }).optional(),
  inputs: z.array(tensor).min(1).max(8),
  outputs: z.array(tensor).min(1).max(8),
  task,
  /** How far two backends may differ in any value of the output. */
  tolerance: z.number().positive().max(0.1),
};

export const unsignedManifestSchema = z.strictObject(content);

export const manifestSchema = z.strictObject({
  ...content,
  signature: z.strictObject({
    algorithm: z.literal('Ed25519'),
    /** The first 16 hexadecimal digits of the SHA-256 of the public key. */
    keyId: z.string().regex(/^[0-9a-f]{16}$/),
    /** Base64 of the signature over the manifest without this member, see `signedBytes`. */
    value: z.base64().length(88),
  }),
});

export type UnsignedManifest = z.infer<typeof unsignedManifestSchema>;
export type Manifest = z.infer<typeof manifestSchema>;
export type TextDetection = z.infer<typeof textDetection>;
export type TextRecognition = z.infer<typeof textRecognition>;

/** Throws `bad-manifest`; the message names the members that are wrong. */
export function parseManifest(json: unknown): Manifest {
  return parsed(manifestSchema, json);
}

export function parseUnsignedManifest(json: unknown): UnsignedManifest {
  return parsed(unsignedManifestSchema, json);
}

/** What documents about patients need, and a tool that only covers pixels does not. */
function isComplete({
  task: { kind },
  card,
  manufacturer,
}: Pick<UnsignedManifest, 'task' | 'card' | 'manufacturer'>): boolean {
  return kind !== 'imaging' || (card !== undefined && manufacturer !== undefined);
}

function parsed<T extends UnsignedManifest>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema
    .refine(isComplete, 'a model that looks at patients needs card and manufacturer')
    .safeParse(json);
  if (result.success) return result.data;
  const where = result.error.issues
    .map(({ path, message }) => `${path.join('.') || 'manifest'}: ${message}`)
    .join('; ');
  throw new InferenceError('bad-manifest', where, { cause: result.error });
}
