// A stack of slices as sets of images in the two other directions.
import { functionalGroup, TAG, type Dataset, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts';
import type { Cut } from './reformat-frames.ts';
import { cut, viewsOf, type Direction, type View, type Walk } from './cut.ts';
import { volumeOf, type StackVolume } from './volume-of.ts';

export interface Reformats {
  /** The stack itself and the sets made of it, in the order axial, coronal, sagittal. */
  readonly sets: readonly ImageSet[];
  /** How an image of those sets is made; undefined for one of the stack. */
  readonly cutOf: (ref: FrameRef) => Cut | undefined;
}

type Vector = readonly [number, number, number];

/** What an image that is made here says of itself: whose it is, what its values mean, and nothing of the instance it is not. */
const KEPT = [
  TAG.StudyDate, TAG.SeriesDate, TAG.StudyTime, TAG.AccessionNumber, TAG.Modality, TAG.StudyDescription,
  TAG.PatientName, TAG.PatientID, TAG.PatientBirthDate, TAG.PatientSex, TAG.PatientAge, TAG.BodyPartExamined,
  TAG.StudyInstanceUID, TAG.SeriesInstanceUID, TAG.SeriesNumber, TAG.FrameOfReferenceUID,
  TAG.PhotometricInterpretation, TAG.BitsAllocated, TAG.BitsStored, TAG.PixelRepresentation,
  TAG.WindowCenter, TAG.WindowWidth, TAG.WindowCenterWidthExplanation, TAG.VOILUTFunction,
  TAG.RescaleIntercept, TAG.RescaleSlope, TAG.RescaleType, TAG.ModalityLUTSequence,
  TAG.Units, TAG.SUVType,
] as const; // prettier-ignore

/** Throws `ReformatRefused`. `maxBytes`: what may be kept of pixels. */
export function reformatsOf(source: ImageSet, maxBytes: number): Reformats {
  const volume = volumeOf(source, maxBytes);
  const cuts = new Map<FrameRef, Cut>();
  const sets = viewsOf(volume).map((view) => {
    if (view.through.axis === 0) return source;
    const made = setOf(source, volume, view);
    made.frames.forEach((ref, index) => cuts.set(ref, (slices) => cut(volume, view, index, slices)));
    return made;
  });
  return { sets, cutOf: (ref) => cuts.get(ref) };
}

function setOf(source: ImageSet, volume: StackVolume, view: View): ImageSet {
  const id = `${view.direction}:${source.id}`;
  const kept = keptOf(source.frames[source.frames.length >> 1]);
  const count = volume.grid.size[view.through.axis];
  return {
    ...source,
    id,
    source,
    description: `${source.description} – ${view.direction}`.replace(/^ – /, ''),
    framesPerSecond: undefined,
    order: 'position',
    frames: Array.from({ length: count }, (_, index) => ({
      seriesInstanceUID: source.seriesInstanceUID,
      // No UID of any instance: it names the picture within this page alone.
      sopInstanceUID: id,
      frame: index + 1,
      dataset: { ...kept, ...placeOf(volume, view, index) },
      madeOf: volume.slices,
    })),
  };
}

/** Enhanced images say of each frame in functional groups (PS3.3 C.7.6.16) what others say of themselves. */
function keptOf(like: FrameRef | undefined): Dataset {
  if (like === undefined) return {};
  const groups = [TAG.PixelValueTransformationSequence, TAG.FrameVOILUTSequence];
  const all = Object.assign({}, like.dataset, ...groups.map((tag) => functionalGroup(like.dataset, like.frame, tag))) as Dataset; // prettier-ignore
  return Object.fromEntries(KEPT.flatMap((tag) => (all[tag] === undefined ? [] : [[tag, all[tag]]])));
}

/** PS3.3 C.7.6.2: where the image lies, as for any stored one. */
function placeOf({ grid }: StackVolume, { right, down, through, direction }: View, index: number): Dataset {
  const { size, steps, origin } = grid;
  const at = (walk: Walk, from: number): Vector => {
    const place = walk.isReversed ? size[walk.axis] - 1 - from : from;
    return times(steps[walk.axis], place);
  };
  const position = [at(through, index), at(right, 0), at(down, 0)].reduce(plus, origin);
  const [rightMm, downMm, throughMm] = [right, down, through].map(({ axis }) => Math.hypot(...steps[axis])) as [number, number, number]; // prettier-ignore
  const towards = ({ axis, isReversed }: Walk): Vector => times(steps[axis], (isReversed ? -1 : 1) / Math.hypot(...steps[axis])); // prettier-ignore
  const ds = (...Value: number[]) => ({ vr: 'DS', Value });
  const us = (value: number) => ({ vr: 'US', Value: [value] });
  return {
    [TAG.ImageType]: { vr: 'CS', Value: ['DERIVED', 'SECONDARY', 'REFORMATTED'] },
    [TAG.SeriesDescription]: { vr: 'LO', Value: [direction] },
    [TAG.InstanceNumber]: { vr: 'IS', Value: [index + 1] },
    [TAG.SamplesPerPixel]: us(1),
    [TAG.Rows]: us(size[down.axis]),
    [TAG.Columns]: us(size[right.axis]),
    [TAG.PixelSpacing]: ds(downMm, rightMm),
    [TAG.ImagePositionPatient]: ds(...position),
    [TAG.ImageOrientationPatient]: ds(...towards(right), ...towards(down)),
    '00180050': ds(throughMm), // SliceThickness
  };
}

const plus = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
const times = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];

/** What a person reads: the direction of a set, "coronal". */
export function directionOf(set: ImageSet): Direction | undefined {
  return set.source === undefined ? undefined : (/^(axial|coronal|sagittal):/.exec(set.id)?.[1] as Direction | undefined); // prettier-ignore
}
