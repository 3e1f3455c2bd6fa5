import { functionalGroup, number, numbers, TAG, text, texts, type Dataset } from './dataset.ts';
import { isReport, keyFacts, unsupportedObject } from './non-images.ts';

/** One image that can be put on a screen. `frame` counts from 1. */
export interface FrameRef {
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
  readonly frame: number;
  readonly dataset: Dataset;
  /** The images of the archive that this one is cut from here: it is no instance of its own and cannot be referred to. */
  readonly madeOf?: readonly FrameRef[];
}

interface Labelled {
  /** Stable: the same series gives the same ids whatever the order in which its instances arrive. */
  readonly id: string;
  readonly seriesInstanceUID: string;
  readonly modality: string;
  readonly seriesNumber: number | undefined;
  readonly description: string;
  readonly date: string | undefined;
}

/** Images that belong together under one scrollbar, in order. */
export interface ImageSet extends Labelled {
  readonly kind: 'stack' | 'cine';
  readonly frames: readonly FrameRef[];
  readonly framesPerSecond: number | undefined;
  /** How the order came about; shown on the thumbnail so that nobody trusts a spacing that is not there. */
  readonly order: 'position' | 'instance number' | 'frame number';
  /** Whose images these are cut from, where they are made here. */
  readonly source?: ImageSet;
}

/** Something the archive holds that is no image. A report is read as text; the rest says what it is and why it is not drawn. */
export interface OtherObject extends Labelled {
  readonly kind: 'report' | 'unsupported';
  readonly sopInstanceUID: string;
  readonly dataset: Dataset;
  readonly what: string;
  readonly why: string;
  readonly facts: readonly (readonly [string, string])[];
}

export type DisplaySet = ImageSet | OtherObject;

export function isImageSet(set: DisplaySet): set is ImageSet {
  return set.kind === 'stack' || set.kind === 'cine';
}

/** Cuts the instances of one series into what a person scrolls through. */
export function displaySetsOf(instances: readonly Dataset[]): DisplaySet[] {
  const sorted = [...withoutRepeats(instances)].sort(byInstance);
  const others: OtherObject[] = [];
  const multiFrame: ImageSet[] = [];
  const groups = new Map<string, Dataset[]>();
  for (const dataset of sorted) {
    const unsupported = unsupportedObject(dataset);
    if (unsupported !== undefined) others.push(otherObject(dataset, unsupported));
    else if (frameCount(dataset) > 1) multiFrame.push(multiFrameSet(dataset));
    else {
      const key = groupKey(dataset);
      groups.set(key, [...(groups.get(key) ?? []), dataset]);
    }
  }
  const stacks = [...groups.values()].map(stackOf);
  return [...stacks, ...multiFrame, ...others].sort(
    (a, b) => firstInstanceNumber(a) - firstInstanceNumber(b) || (a.id < b.id ? -1 : 1),
  );
}

export function frameCount(dataset: Dataset): number {
  return Math.max(1, Math.trunc(number(dataset, TAG.NumberOfFrames) ?? 1));
}

function withoutRepeats(instances: readonly Dataset[]): Iterable<Dataset> {
  return new Map(instances.map((dataset) => [uidOf(dataset), dataset])).values();
}

function uidOf(dataset: Dataset): string {
  return text(dataset, TAG.SOPInstanceUID) ?? '';
}

function byInstance(a: Dataset, b: Dataset): number {
  const order = instanceNumber(a) - instanceNumber(b);
  if (order !== 0) return order;
  return uidOf(a) < uidOf(b) ? -1 : Number(uidOf(a) > uidOf(b));
}

function instanceNumber(dataset: Dataset): number {
  return number(dataset, TAG.InstanceNumber) ?? Number.MAX_SAFE_INTEGER;
}

function firstInstanceNumber(set: DisplaySet): number {
  const dataset = isImageSet(set) ? set.frames[0]?.dataset : set.dataset;
  return dataset === undefined ? 0 : instanceNumber(dataset);
}

/**
 * Images scroll together when they lie in parallel planes of the same size. A localiser has its own orientation or says
 * so in its Image Type; colour (secondary captures, screen saves) is kept apart from grey.
 */
function groupKey(dataset: Dataset): string {
  const orientation = numbers(dataset, TAG.ImageOrientationPatient);
  return JSON.stringify([
    number(dataset, TAG.Rows),
    number(dataset, TAG.Columns),
    orientation.length === 6 ? orientation.map((cosine) => Math.round(cosine * 100) + 0) : 'none',
    (number(dataset, TAG.SamplesPerPixel) ?? 1) > 1,
    texts(dataset, TAG.ImageType).includes('LOCALIZER'),
    text(dataset, TAG.FrameOfReferenceUID) ?? '',
  ]);
}

function stackOf(group: readonly Dataset[]): ImageSet {
  const frames = group.map((dataset) => frameRef(dataset, 1));
  const [first] = group;
  if (first === undefined) throw new RangeError('a stack holds at least one image');
  const placed = byPosition(frames);
  return { ...labels(first, 'stack'), kind: 'stack', framesPerSecond: undefined, ...placed };
}

const CINE_MODALITIES = new Set(['US', 'XA', 'RF', 'IVUS', 'ES', 'XC', 'GM', 'OPT', 'OP', 'NM', 'IVOCT']);

function multiFrameSet(dataset: Dataset): ImageSet {
  const count = frameCount(dataset);
  const frames = Array.from({ length: count }, (_, index) => frameRef(dataset, index + 1));
  const framesPerSecond = cineRate(dataset);
  const isCine = framesPerSecond !== undefined || CINE_MODALITIES.has(text(dataset, TAG.Modality) ?? '');
  const placed = isCine ? undefined : byPosition(frames);
  return {
    ...labels(dataset, 'multiframe'),
    kind: isCine ? 'cine' : 'stack',
    framesPerSecond,
    frames: placed?.order === 'position' ? placed.frames : frames,
    order: placed?.order === 'position' ? 'position' : 'frame number',
  };
}

/** Along the normal when every image has its own place in parallel planes; else in the order the device counted. */
function byPosition(frames: readonly FrameRef[]): Pick<ImageSet, 'frames' | 'order'> {
  const distances = new Map(frames.map((frame) => [frame, distanceAlongNormal(frame)]));
  const places = [...distances.values()].filter((distance) => distance !== undefined);
  const distinct = new Set(places.map((distance) => Math.round(distance * 1000)));
  if (frames.length < 2 || distinct.size !== frames.length) return { frames, order: 'instance number' };
  const ordered = [...frames].sort((a, b) => (distances.get(a) ?? 0) - (distances.get(b) ?? 0));
  return { frames: inDeviceDirection(ordered, frames), order: 'position' };
}

/** Devices number from the side people expect to start at: keep that end first. */
function inDeviceDirection(ordered: FrameRef[], counted: readonly FrameRef[]): FrameRef[] {
  const first = ordered.indexOf(counted[0] as FrameRef);
  const last = ordered.indexOf(counted.at(-1) as FrameRef);
  return first > last ? ordered.reverse() : ordered;
}

/** Millimetres along the normal of the image plane (PS3.3 C.7.6.2.1.1), patient coordinates. */
export function distanceAlongNormal(frame: FrameRef): number | undefined {
  const orientation = orientationOf(frame);
  const position = positionOf(frame);
  if (orientation === undefined || position === undefined) return undefined;
  const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = orientation;
  const normal = [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
  return normal.reduce((sum, part, axis) => sum + part * (position[axis] ?? 0), 0);
}

/** Six direction cosines of one frame, if the header tells them. */
export function orientationOf({ dataset, frame }: FrameRef): readonly number[] | undefined {
  const plane = functionalGroup(dataset, frame, TAG.PlaneOrientationSequence) ?? dataset;
  const found = numbers(plane, TAG.ImageOrientationPatient);
  return found.length === 6 ? found : undefined;
}

/** Centre of the first pixel of one frame in millimetres, patient coordinates, if the header tells it. */
export function positionOf({ dataset, frame }: FrameRef): readonly number[] | undefined {
  const plane = functionalGroup(dataset, frame, TAG.PlanePositionSequence) ?? dataset;
  const found = numbers(plane, TAG.ImagePositionPatient);
  return found.length === 3 ? found : undefined;
}

function cineRate(dataset: Dataset): number | undefined {
  const frameTimeMs = number(dataset, TAG.FrameTime);
  const rate =
    number(dataset, TAG.RecommendedDisplayFrameRate) ??
    number(dataset, TAG.CineRate) ??
    (frameTimeMs !== undefined && frameTimeMs > 0 ? 1000 / frameTimeMs : undefined);
  return rate !== undefined && rate > 0 && rate <= 200 ? rate : undefined;
}

function frameRef(dataset: Dataset, frame: number): FrameRef {
  return {
    seriesInstanceUID: text(dataset, TAG.SeriesInstanceUID) ?? '',
    sopInstanceUID: uidOf(dataset),
    frame,
    dataset,
  };
}

function otherObject(dataset: Dataset, unsupported: { what: string; why: string }): OtherObject {
  return {
    ...labels(dataset, 'object'),
    kind: isReport(dataset) ? 'report' : 'unsupported',
    sopInstanceUID: uidOf(dataset),
    dataset,
    ...unsupported,
    facts: keyFacts(dataset),
  };
}

function labels(dataset: Dataset, role: string): Labelled {
  return {
    id: `${role}:${uidOf(dataset)}`,
    seriesInstanceUID: text(dataset, TAG.SeriesInstanceUID) ?? '',
    modality: text(dataset, TAG.Modality) ?? '',
    seriesNumber: number(dataset, TAG.SeriesNumber),
    description: text(dataset, TAG.SeriesDescription) ?? '',
    date: text(dataset, TAG.SeriesDate) ?? text(dataset, TAG.ContentDate) ?? text(dataset, TAG.StudyDate),
  };
}
