// What may be done to a label map after the model answered. Each step is small, named, and under the signature.
import * as z from 'zod';

const label = z.int().min(1).max(255);
const connectivity = z.union([z.literal(6), z.literal(26)]);

export const labelStep = z.discriminatedUnion('do', [
  /** Drops what reaches the sides of the images (air around a patient), or any face of the volume. */
  z.strictObject({ do: z.literal('drop-touching'), label, faces: z.enum(['in-plane', 'all']), connectivity }),
  /** Keeps the largest pieces; smaller than `leastMl`, or than a share of the largest, counts for nothing. */
  z.strictObject({
    do: z.literal('largest'),
    label,
    most: z.int().min(1).max(255),
    leastMl: z.number().min(0).default(0),
    leastShare: z.number().min(0).max(1).default(0),
    connectivity,
  }),
  /**
   * Cuts what hangs together by thin bridges: the first radius whose erosion leaves at least `parts` pieces of some size
   * counts, and every voxel then goes to the piece it is nearest to. Keeps the `most` largest.
   */
  z.strictObject({
    do: z.literal('separate'),
    label,
    radiiMm: z.array(z.number().positive()).min(1).max(8),
    parts: z.int().min(2).max(16),
    leastMl: z.number().min(0),
    leastShare: z.number().min(0).max(1),
    most: z.int().min(1).max(16),
  }),
  /** Closes gaps narrower than twice the radius, and does not go beyond the volume. */
  z.strictObject({ do: z.literal('close'), label, radiusMm: z.number().positive().max(50) }),
  z.strictObject({ do: z.literal('open'), label, radiusMm: z.number().positive().max(50) }),
  z.strictObject({ do: z.literal('grow'), label, radiusMm: z.number().positive().max(50) }),
  z.strictObject({ do: z.literal('fill-holes'), label, per: z.enum(['volume', 'slice']) }),
  /** Pieces to the right of the patient get one label, those to the left another. */
  z.strictObject({ do: z.literal('sides'), label, right: label, left: label }),
]);

export type LabelStep = z.infer<typeof labelStep>;
