// What `deid` calls for images that may have text in them, or a face: finds and covers text in every frame, reads the result again,
// and cuts along the plane that was found for the space of the image.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PixelCleaner, PixelVerdict } from '../../core/deid/index.ts';
import { InferenceError } from '../../core/inference/index.ts';
import { Dataset, type DicomFile, type Element, text } from '../../core/dicom/index.ts';
import {
  type Box, derivationElements, findText, type FoundText, frameOfReferenceOf, geometryOf, type HalfPlane, halfPlaneOf, identifiersOf,
  isEmpty, openFrames, type Plane, planOf, readsIdentifier, RedactionError, type RedactionPlan, redactPixels,
} from '../../core/redaction/index.ts'; // prettier-ignore
import { MODELS } from './model-folder.ts';
import { createNodePixelCodecs } from './pixel-codecs.ts';
import { createTextFinder, RELEASE_CONFIDENCE, type TextFinder } from './text-finder.ts';

/** What is only known of many images together; plain values, since they travel to other threads. */
export type PixelPlans = {
  /** By frame of reference: the plane that takes the face. */
  readonly planes: Readonly<Record<string, Plane>>;
  /** By series: boxes that stay while the images change. */
  readonly constant: Readonly<Record<string, readonly Box[]>>;
};

export const NO_PLANS: PixelPlans = { planes: {}, constant: {} };

export type CleanerSettings = {
  readonly models?: string | undefined;
  /** Harmless text stays visible; recorded in the report. */
  readonly release?: boolean;
  readonly plans?: PixelPlans;
};

/**
 * Undefined where no detector is installed and no face is to be cut: nobody can look, and images at risk are refused. Models and
 * codecs are loaded when the first image asks for them. `clean` throws `InferenceError`, `RedactionError` or `DicomError`: refuse
 * the image.
 */
export function createPixelCleaner(settings: CleanerSettings = {}): PixelCleaner | undefined {
  const { models = MODELS, release = false, plans = NO_PLANS } = settings;
  const hasDetector = existsSync(join(models, 'text-detector', 'model.json'));
  if (!hasDetector && Object.keys(plans.planes).length === 0) return undefined;
  let made: Promise<TextFinder> | undefined;
  return {
    async clean(file, wanted = { text: true, faces: false }): Promise<PixelVerdict> {
      const cuts = wanted.faces ? cutsOf(file, plans) : undefined;
      const finder = wanted.text && hasDetector ? await (made ??= createTextFinder(models)) : undefined;
      if (finder === undefined && cuts === undefined) return { kind: 'unexamined' };
      const found = finder === undefined ? undefined : await lookedInto(file, finder, release, plans);
      return verdictOf(file, found, cuts, finder);
    },
  };
}

async function lookedInto(
  file: DicomFile,
  finder: TextFinder,
  release: boolean,
  { constant }: PixelPlans,
): Promise<FoundText> {
  const boxes = constant[text(file.dataset, 'SeriesInstanceUID') ?? ''] ?? [];
  const { recogniser } = finder;
  if (release && recogniser === undefined)
    throw new InferenceError('bad-manifest', 'no reader is installed, and without one nothing can be released');
  return findText(file, {
    ...finder,
    known: boxes.map((box) => ({ box, score: 1, reasons: ['series-vote'] })),
    release: release && recogniser !== undefined ? { recogniser, minConfidence: RELEASE_CONFIDENCE } : undefined,
  });
}

async function verdictOf(
  file: DicomFile,
  found: FoundText | undefined,
  cuts: ReadonlyMap<number, HalfPlane> | undefined,
  finder: TextFinder | undefined,
): Promise<PixelVerdict> {
  const covered: RedactionPlan = found === undefined ? { allFrames: [] } : planOf(found, file.dataset);
  const plan = cuts === undefined ? covered : { ...covered, cuts };
  const kinds = [
    ...new Set(found?.frames.flatMap(({ released }) => released.map(({ allowedAs }) => allowedAs))),
  ].sort();
  // Nobody has looked at the result yet; words in an overlay are removed with their plane.
  const seen = {
    acceptedByPerson: false,
    overlaysClean: found !== undefined && found.overlays.length === 0,
    ...(kinds.length > 0 ? { released: kinds } : {}),
  };
  if (isEmpty(plan)) return { kind: 'clean', ...seen };
  const { elements, transferSyntaxUID } = await redactPixels(file, plan, finder?.codecs ?? createNodePixelCodecs());
  const result = { ...file, transferSyntaxUID, dataset: withElements(file.dataset, elements) };
  await refuseWhatCanBeRead(result, finder);
  return {
    kind: 'redacted',
    elements: [
      ...elements,
      ...derivationElements(file.dataset, { faces: cuts !== undefined, text: !isEmpty(covered) }),
    ],
    transferSyntaxUID,
    facesRemoved: cuts !== undefined,
    textExamined: found !== undefined,
    ...seen,
  };
}

/** Throws `text-left` when a value of the header can still be read in what was covered. */
async function refuseWhatCanBeRead(file: DicomFile, finder: TextFinder | undefined): Promise<void> {
  const recogniser = finder?.recogniser;
  if (finder === undefined || recogniser === undefined) return;
  const identifiers = identifiersOf(file.dataset);
  if (await readsIdentifier(file, { ...finder, recogniser, identifiers }))
    throw new RedactionError('text-left', 'a value of the header can still be read in the pixels');
}

function withElements(dataset: Dataset, elements: readonly Element[]): Dataset {
  const copy = new Dataset();
  for (const element of dataset.elements) copy.append(element);
  for (const element of elements) copy.set(element);
  return copy;
}

/** Undefined where no plane is known for the space of this image, or a frame does not say where it lies. */
export function cutsOf(file: DicomFile, { planes }: PixelPlans): ReadonlyMap<number, HalfPlane> | undefined {
  const plane = planes[frameOfReferenceOf(file.dataset) ?? ''];
  if (plane === undefined) return undefined;
  const { count } = openFrames(file, createNodePixelCodecs());
  const cuts = new Map<number, HalfPlane>();
  for (let frame = 0; frame < count; frame++) {
    const geometry = geometryOf(file.dataset, frame);
    if (geometry === undefined) return undefined;
    cuts.set(frame, halfPlaneOf(plane, geometry));
  }
  return cuts;
}
