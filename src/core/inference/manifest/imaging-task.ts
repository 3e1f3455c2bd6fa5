// The task of a model that looks at images of patients: what it takes, how it is fed, how its answer is read, what is
// measured. Everything that decides about a result stands here, and so under the signature.
import * as z from 'zod';
import { codedConcept, findingSite } from './coded.ts';
import { labelStep } from './label-steps.ts';

const share = z.number().min(0).max(1);
const range = z.strictObject({ least: z.number().optional(), most: z.number().optional() });
const keyword = z.string().regex(/^[A-Z0-9_ ]{1,16}$/);

/** Which series are within scope. What a header does not say is taken as fitting only where `mayBeAbsent` names it. */
const takes = z.strictObject({
  modality: z.array(keyword).min(1),
  /** Body Part Examined. */
  bodyPart: z.array(keyword).min(1).optional(),
  /** View Position. */
  view: z.array(keyword).min(1).optional(),
  bitsStored: range.optional(),
  /** Between pixels of a slice. */
  pixelSpacingMm: range.optional(),
  /** Between the centres of slices. */
  sliceSpacingMm: range.optional(),
  slices: range.optional(),
  /** From the first to the last slice. */
  extentMm: range.optional(),
  orientation: z
    .array(z.enum(['axial', 'coronal', 'sagittal', 'oblique']))
    .min(1)
    .optional(),
  /** Values of Image Type that no image may have, LOCALIZER and the like. */
  notImageType: z.array(keyword).min(1).optional(),
  /** Words that Series Description or Protocol Name must not contain, in small letters. */
  notDescribedAs: z.array(z.string().regex(/^[a-z0-9 _-]{2,32}$/)).optional(),
  mayBeAbsent: z.array(z.enum(['bodyPart', 'view'])).optional(),
});

/** From values in the units of the modality (Hounsfield for CT) to those of the tensor. */
const values = z.discriminatedUnion('kind', [
  /** Clipped to the range and left as they are. */
  z.strictObject({ kind: z.literal('clip'), from: z.number(), to: z.number() }),
  /** A range, or a window, to 0 and 1. */
  z.strictObject({ kind: z.literal('range'), from: z.number(), to: z.number() }),
  /** Least and greatest value of the volume to 0 and 1. */
  z.strictObject({ kind: z.literal('min-max') }),
  /** The percentiles (0 to 100) of the volume to 0 and 1, clipped. */
  z.strictObject({ kind: z.literal('percentiles'), from: z.number().min(0).max(100), to: z.number().min(0).max(100) }),
  /** Mean 0 and standard deviation 1 of the volume, or of what is above a value. */
  z.strictObject({ kind: z.literal('z-score'), above: z.number().optional() }),
  z.strictObject({ kind: z.literal('mean-deviation'), mean: z.number(), deviation: z.number().positive() }),
]);

const size3 = z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]);

const prepare = z.strictObject({
  /** A series as one volume, or each frame by itself. A frame has depth 1 everywhere below. */
  from: z.enum(['volume', 'frames']),
  /**
   * Where the axes of the tensor lead, slowest first: three of L or R, A or P, S or I. `image` keeps slices, rows and
   * columns as they are stored.
   */
  axes: z.union([z.literal('image'), z.string().regex(/^[LRAPSI]{3}$/)]),
  /** `patient`: exactly along the axes of the patient. `image`: along those of the image that come nearest, without turning. */
  align: z.enum(['patient', 'image']),
  /** Of a voxel of the tensor, along its axes; absent: as it was taken. */
  spacingMm: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).optional(),
  /** Of the whole volume in voxels: padded and cut evenly on both sides. Absent: as large as the series. */
  size: size3.optional(),
  interpolation: z.enum(['trilinear', 'nearest']),
  /** What lies outside the images, in the units of the modality; absent: the least value. */
  outside: z.number().optional(),
  values,
  /** Only the box around what is above `above`, with a margin in voxels, is looked at; elsewhere is label 0. */
  crop: z.strictObject({ above: z.number(), margin: z.int().min(0).max(256) }).optional(),
  /** Largest piece for one run, with the voxels around its core that only serve as surroundings. */
  tile: z
    .strictObject({
      size: size3,
      margin: z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]),
      /** Each side is padded to a multiple by repeating the border. */
      multiple: z.int().min(1).max(64).default(1),
    })
    .refine(
      ({ size, margin }) => size.every((n, axis) => n > 2 * (margin[axis] ?? 0)),
      'a tile must be larger than its margins',
    ),
  channels: z.int().min(1).max(4).default(1),
});

/** A thing that the model can say. */
const spoken = {
  name: z.string().min(1).max(64),
  category: codedConcept,
  type: codedConcept,
  sites: z.array(findingSite).max(4).default([]),
};

const labelClass = z.strictObject({
  ...spoken,
  label: z.int().min(1).max(255),
  colour: z.tuple([z.int().min(0).max(255), z.int().min(0).max(255), z.int().min(0).max(255)]).optional(),
});

const classOf = z.strictObject({ ...spoken, index: z.int().min(0) });
const activation = z.enum(['none', 'sigmoid', 'softmax']);

/** What is less sure than `threshold` is kept down to here, for those who lower the threshold; absent: nothing is. */
const floor = share.optional();

/** A label for every voxel: the greatest of the classes, or one class above a threshold. */
const labelMap = z.strictObject({
  kind: z.literal('label-map'),
  output: z.string().min(1).max(64),
  by: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('greatest') }),
    z.strictObject({ kind: z.literal('threshold'), activation, threshold: share }),
  ]),
  steps: z.array(labelStep).max(32).default([]),
});

const decode = z.discriminatedUnion('kind', [
  labelMap.extend({ classes: z.array(labelClass).min(1).max(255) }),
  z.strictObject({
    kind: z.literal('classification'),
    output: z.string().min(1).max(64),
    activation,
    threshold: share,
    floor,
    classes: z.array(classOf).min(1).max(256),
  }),
  z.strictObject({
    kind: z.literal('boxes'),
    boxes: z.string().min(1).max(64),
    scores: z.string().min(1).max(64),
    /** Corners, or centre and size; in voxels of the tensor, or shares of it. Depth first where there is depth. */
    form: z.enum(['corners', 'centre-size']),
    unit: z.enum(['voxels', 'share']),
    activation,
    threshold: share,
    floor,
    /** Boxes that overlap a surer one by more (intersection over union) are dropped. */
    overlap: share,
    most: z.int().min(1).max(1000),
    classes: z.array(classOf).min(1).max(256),
  }),
  z.strictObject({
    kind: z.literal('points'),
    /** A map whose peaks are the findings. */
    output: z.string().min(1).max(64),
    activation,
    threshold: share,
    floor,
    /** A weaker peak this near to a stronger one, or nearer, is dropped. */
    apartMm: z.number().min(0),
    most: z.int().min(1).max(1000),
    /** A map of diameters in millimetres, read at the peak. */
    diameters: z.string().min(1).max(64).optional(),
    /** Peaks elsewhere are dropped. */
    within: labelMap.optional(),
    classes: z.array(classOf).length(1),
  }),
  z.strictObject({
    kind: z.literal('heat-map'),
    output: z.string().min(1).max(64),
    activation,
    threshold: share,
    /** Smaller places above the threshold are no finding. */
    leastMm: z.number().min(0),
    most: z.int().min(1).max(1000),
    classes: z.array(classOf).length(1),
  }),
]);

/** What is measured over each finding, on the voxels as they were taken. */
const measurement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['volume', 'area', 'diameter']), concept: codedConcept.optional() }),
  z.strictObject({
    kind: z.enum(['mean', 'standard-deviation', 'minimum', 'maximum']),
    concept: codedConcept,
    unit: codedConcept,
  }),
  z.strictObject({
    kind: z.literal('percentile'),
    at: z.number().min(0).max(100),
    concept: codedConcept,
    unit: codedConcept,
  }),
  /** In percent. */
  z.strictObject({ kind: z.literal('share-below'), limit: z.number(), concept: codedConcept }),
]);

export const imagingTask = z.strictObject({
  kind: z.literal('imaging'),
  takes,
  prepare,
  decode,
  measurements: z.array(measurement).max(32).default([]),
  /** What the score of a finding is; absent for models that give none. */
  score: codedConcept.optional(),
});

export type ImagingTask = z.infer<typeof imagingTask>;
export type Takes = ImagingTask['takes'];
export type Prepare = ImagingTask['prepare'];
export type Decode = ImagingTask['decode'];
export type LabelMapDecode = z.infer<typeof labelMap>;
export type MeasurementRule = ImagingTask['measurements'][number];
export type Spoken = Pick<z.infer<typeof classOf>, 'name' | 'category' | 'type' | 'sites'>;
export type LabelClass = z.infer<typeof labelClass>;
export type Activation = z.infer<typeof activation>;
