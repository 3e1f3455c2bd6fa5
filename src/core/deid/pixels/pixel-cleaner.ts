// For images that may have text in them, or a face: finds and covers text in every frame, reads the result again, and cuts along
// the plane that was found for the space of the image.
import { Dataset, type DicomFile, type Element, text } from '../../dicom/index.ts';
import {
  type Box, derivationElements, type FindOptions, findText, type FoundText, identifiersOf, isEmpty, planOf, type PixelCodecs,
  readsIdentifier, type Recogniser, RedactionError, type RedactionPlan, redactPixels, type Region,
} from '../../redaction/index.ts'; // prettier-ignore
import type { CleaningWanted, PixelCleaner, PixelVerdict } from '../guard/pixel-risk.ts';
import { cutsOf, type PixelPlans } from './pixel-plans.ts';

/** What finding text needs, made when the first image asks for it. */
export type TextFinder = Pick<FindOptions, 'codecs' | 'detector'> & {
  /** Absent where no reader is installed: nothing can be released, and results are not read again. */
  readonly recogniser?: Recogniser | undefined;
};

/** What was seen of one image, for whoever shows it to a person. */
export type Looked = { readonly found: FoundText | undefined; readonly plan: RedactionPlan };

export type CleanerParts = {
  readonly codecs: () => PixelCodecs;
  /** Undefined where no detector is installed. */
  readonly finder: (() => Promise<TextFinder>) | undefined;
  readonly plans: PixelPlans;
  /** Set where harmless text may stay visible: the least sure letter of a reading that releases, and who reads. */
  readonly release?: ((finder: TextFinder) => FindOptions['release']) | undefined;
  /** What a person drew, and what they took away of that which was found; covered in the frames they named. */
  readonly drawn?: Drawn | undefined;
  readonly onLooked?: ((looked: Looked) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
};

export type Drawn = {
  readonly allFrames: readonly Box[];
  readonly frames: ReadonlyMap<number, readonly Box[]>;
  /** Places that were found and are harmless. */
  readonly harmless: readonly Box[];
};

/** `clean` throws `RedactionError`, `DicomError`, or what the finder throws: refuse the image. */
export function createPixelCleaner(parts: CleanerParts): PixelCleaner {
  let made: Promise<TextFinder> | undefined;
  return {
    async clean(file, wanted: CleaningWanted = { text: true, faces: false }): Promise<PixelVerdict> {
      const cuts = wanted.faces ? cutsOf(file, parts.plans, parts.codecs()) : undefined;
      const finder = wanted.text && parts.finder !== undefined ? await (made ??= parts.finder()) : undefined;
      if (finder === undefined && cuts === undefined && parts.drawn === undefined) return { kind: 'unexamined' };
      const found = finder === undefined ? undefined : await lookedInto(file, finder, parts);
      return verdictOf(file, found, cuts, finder, parts);
    },
  };
}

async function lookedInto(file: DicomFile, finder: TextFinder, parts: CleanerParts): Promise<FoundText> {
  const boxes = parts.plans.constant[text(file.dataset, 'SeriesInstanceUID') ?? ''] ?? [];
  const found = await findText(file, {
    ...finder,
    known: boxes.map((box) => ({ box, score: 1, reasons: ['series-vote'] })),
    release: parts.release?.(finder),
    signal: parts.signal,
  });
  const { drawn } = parts;
  return drawn === undefined || drawn.harmless.length === 0 ? found : without(found, drawn.harmless);
}

/** What a person looked at and called harmless; whatever was found elsewhere stays covered. */
function without(found: FoundText, harmless: readonly Box[]): FoundText {
  const isSame = (a: Box, b: Box): boolean =>
    a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
  const kept = (regions: readonly Region[]): Region[] =>
    regions.filter(({ box }) => !harmless.some((other) => isSame(box, other)));
  return {
    ...found,
    frames: found.frames.map((one) => ({ ...one, regions: kept(one.regions) })),
    known: kept(found.known),
    everywhere: kept(found.everywhere),
    passing: new Map([...found.passing].map(([frame, regions]) => [frame, kept(regions)])),
    outside: kept(found.outside),
    overlays: kept(found.overlays),
  };
}

async function verdictOf(
  file: DicomFile,
  found: FoundText | undefined,
  cuts: RedactionPlan['cuts'],
  finder: TextFinder | undefined,
  { drawn, codecs, onLooked, signal }: CleanerParts,
): Promise<PixelVerdict> {
  const covered: RedactionPlan = withDrawn(
    found === undefined ? { allFrames: [] } : planOf(found, file.dataset, drawn?.allFrames),
    found === undefined ? drawn : drawn && { ...drawn, allFrames: [] },
  );
  const plan = cuts === undefined ? covered : { ...covered, cuts };
  onLooked?.({ found, plan });
  const kinds = [
    ...new Set(found?.frames.flatMap(({ released }) => released.map(({ allowedAs }) => allowedAs))),
  ].sort();
  // Nobody has looked at the result yet; words in an overlay are removed with their plane.
  const seen = {
    acceptedByPerson: false,
    overlaysClean: found !== undefined && found.overlays.length === 0,
    ...(kinds.length > 0 ? { released: kinds } : {}),
  };
  if (isEmpty(plan)) return found === undefined ? { kind: 'unexamined' } : { kind: 'clean', ...seen };
  const { elements, transferSyntaxUID } = await redactPixels(file, plan, finder?.codecs ?? codecs(), { signal });
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

function withDrawn(plan: RedactionPlan, drawn: Drawn | undefined): RedactionPlan {
  if (drawn === undefined) return plan;
  const allFrames = [...plan.allFrames, ...drawn.allFrames];
  const frames = new Map(plan.frames);
  for (const [frame, boxes] of drawn.frames) frames.set(frame, [...(frames.get(frame) ?? []), ...boxes]);
  return { ...plan, allFrames, frames };
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
