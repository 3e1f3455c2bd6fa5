// Which slices make a volume, in which order, and where its voxels lie. Decided from headers, before a pixel is read.
import { SeriesRefused } from '../scope/refused.ts';
import type { Grid } from './grid.ts';
import type { SliceHeader } from './slice-header.ts';
import { angleDegrees, cross, dot, lengthOf, minus, scaled, unit, type Vector } from './vector.ts';

/** What was put up with, and must be said beside the result. */
export type VolumeNotice = 'frames-of-reference-differ' | 'duplicate-slices-left-out' | 'spacing-varies' | 'one-slice';

export interface VolumePlan {
  readonly grid: Grid;
  /** As they lie along the normal of the slices. */
  readonly slices: readonly SliceHeader[];
  readonly frameOfReferenceUID: string;
  readonly seriesInstanceUID: string;
  readonly orientation: 'axial' | 'coronal' | 'sagittal' | 'oblique';
  readonly notices: readonly VolumeNotice[];
}

/** Directions of one series agree to this; more is another stack. */
const SAME_DIRECTION_DEGREES = 0.1;
/** Slices shifted sideways against each other by more than this angle are of a tilted gantry: their volume is no box. */
const MOST_TILT_DEGREES = 0.5;
/** Distances between slices may differ by this share: positions are written with few digits. */
const MOST_UNEVEN = 0.1;
const SAME_POSITION_MM = 0.01;
/** 1.5 thousand million bytes of 16-bit voxels; a volume beyond would be refused by the browser without a word. */
const MOST_VOXELS = 768 * 2 ** 20;

/** Throws `SeriesRefused` with every reason why the images are no volume. */
export function planVolume(headers: readonly SliceHeader[]): VolumePlan {
  const [first] = headers;
  if (first === undefined) throw refused('no-images', 'there are no images');
  if (new Set(headers.map(({ seriesInstanceUID }) => seriesInstanceUID)).size > 1)
    throw refused('several-series', 'the images are of several series');
  const { plane, frameOfReferenceUID } = first;
  if (plane === undefined || frameOfReferenceUID === undefined || headers.some((other) => other.plane === undefined))
    throw refused('no-geometry', 'an image does not say where it lies in the patient');
  const spaces = new Set(headers.map((other) => other.frameOfReferenceUID));
  const images = new Set(headers.map(({ image }) => image.sopInstanceUID));
  // Some cleaning of headers gave every image of a series its own space; then the series says that they belong together.
  const isScattered = spaces.size > 1 && spaces.size === images.size;
  if (spaces.size > 1 && !isScattered)
    throw refused('several-frames-of-reference', 'the images do not lie in one space');
  checkAlike(headers, first);
  const normal = unit(cross(plane.rowDirection, plane.columnDirection));
  const placed = headers
    .map((header) => ({ header, along: dot(positionOf(header), normal) }))
    .sort((a, b) => a.along - b.along);
  const { kept, isReduced } = withoutDuplicates(placed);
  const step = stepOf(kept, normal);
  const [betweenRows, betweenColumns] = plane.spacingMm;
  const start = kept[0]?.header ?? first;
  const grid: Grid = {
    size: [kept.length, first.rows, first.columns],
    origin: positionOf(start),
    steps: [
      step.vector,
      scaled(unit(plane.columnDirection), betweenRows),
      scaled(unit(plane.rowDirection), betweenColumns),
    ],
  };
  if (kept.length * first.rows * first.columns > MOST_VOXELS)
    throw refused('too-large', 'the volume is larger than memory allows');
  return {
    grid,
    slices: kept.map(({ header }) => header),
    frameOfReferenceUID,
    seriesInstanceUID: first.seriesInstanceUID,
    orientation: orientationOf(normal),
    notices: [
      ...(isScattered ? (['frames-of-reference-differ'] as const) : []),
      ...(isReduced ? (['duplicate-slices-left-out'] as const) : []),
      ...(step.isUneven ? (['spacing-varies'] as const) : []),
      ...(kept.length === 1 ? (['one-slice'] as const) : []),
    ],
  };
}

const refused = (reason: SeriesRefused['reasons'][number], message: string): SeriesRefused =>
  new SeriesRefused([reason], message);

const positionOf = ({ plane }: SliceHeader): Vector => plane?.positionMm ?? [0, 0, 0];

function checkAlike(headers: readonly SliceHeader[], first: SliceHeader): void {
  for (const { rows, columns, plane } of headers) {
    if (plane === undefined || first.plane === undefined) continue;
    if (rows !== first.rows || columns !== first.columns)
      throw refused('sizes-differ', 'the images are not all of one size');
    const differs = (a: Vector, b: Vector): boolean => dot(a, b) <= 0 || angleDegrees(a, b) > SAME_DIRECTION_DEGREES;
    if (
      differs(plane.rowDirection, first.plane.rowDirection) ||
      differs(plane.columnDirection, first.plane.columnDirection)
    )
      throw refused('directions-differ', 'the images do not all lie in one direction');
    if (plane.spacingMm.some((mm, axis) => Math.abs(mm - (first.plane?.spacingMm[axis] ?? mm)) > 1e-3 * mm))
      throw refused('spacings-differ', 'the pixels of the images are not all of one size');
  }
}

interface Placed {
  readonly header: SliceHeader;
  readonly along: number;
}

/** The same image twice is left out. Two images at one place are phases or echoes: which is meant cannot be guessed. */
function withoutDuplicates(placed: readonly Placed[]): { kept: Placed[]; isReduced: boolean } {
  const kept: Placed[] = [];
  for (const next of placed) {
    const last = kept.at(-1);
    if (last === undefined || next.along - last.along > SAME_POSITION_MM) kept.push(next);
    else if (
      last.header.image.sopInstanceUID !== next.header.image.sopInstanceUID ||
      last.header.frame !== next.header.frame
    )
      throw refused('duplicate-position', 'two images lie at the same place');
  }
  return { kept, isReduced: kept.length < placed.length };
}

function stepOf(kept: readonly Placed[], normal: Vector): { vector: Vector; isUneven: boolean } {
  const [first, last] = [kept[0], kept.at(-1)];
  if (first === undefined || last === undefined || first === last) return { vector: normal, isUneven: false };
  const gaps = kept.slice(1).map(({ along }, at) => along - (kept[at]?.along ?? along));
  const median = gaps.toSorted((a, b) => a - b)[gaps.length >> 1] ?? 1;
  const most = Math.max(...gaps.map((gap) => Math.abs(gap - median)));
  if (gaps.some((gap) => gap > 1.5 * median)) throw refused('missing-slices', 'slices are missing between others');
  if (most > MOST_UNEVEN * median + 2 * SAME_POSITION_MM)
    throw refused('uneven-spacing', 'the distances between slices differ');
  const way = minus(positionOf(last.header), positionOf(first.header));
  const aside = lengthOf(minus(way, scaled(normal, dot(way, normal))));
  if ((Math.atan2(aside, dot(way, normal)) * 180) / Math.PI > MOST_TILT_DEGREES)
    throw refused('gantry-tilt', 'the slices are shifted against each other, as those of a tilted gantry are');
  // The mean of all: single positions are rounded.
  return { vector: scaled(normal, (last.along - first.along) / (kept.length - 1)), isUneven: most > 0.01 * median };
}

function orientationOf(normal: Vector): VolumePlan['orientation'] {
  const steepest = Math.max(...normal.map(Math.abs));
  // Heads are mostly taken along the skull base, up to about 25 degrees off.
  if (steepest < Math.cos((30 * Math.PI) / 180)) return 'oblique';
  const axis = normal.findIndex((share) => Math.abs(share) === steepest);
  return (['sagittal', 'coronal', 'axial'] as const)[axis] ?? 'oblique';
}
