import { normalOf, toPatient, type PatientPoint } from '../../../core/findings/index.ts';
import { number, TAG, type FrameRef, type ImageSet } from '../../services/dicomweb/index.ts';
import { framePlane, sharesSpace } from './frame-plane.ts';

export interface LinkedSlice {
  readonly index: number;
  /** Between the two planes. */
  readonly awayMm: number;
  /** Whether it shows the place at all: farther away a person must be told. */
  readonly isThere: boolean;
}

/**
 * The image of one stack that lies where an image of another does: by its place in the patient, never by its number. Undefined
 * where that cannot be said, or the stacks are not parallel. Of several in one place the one nearest to `near`, so that a
 * dynamic series keeps its moment. The same stack shown twice is not linked with itself: it is there to compare two places.
 */
export function linkedSlice(from: ImageSet, index: number, to: ImageSet, near: number): LinkedSlice | undefined {
  const [one, other] = [from.frames[index], to.frames[0]];
  if (from === to || one === undefined || other === undefined || !sharesSpace(one, other)) return undefined;
  const [here, there] = [placesOf(from), placesOf(to)];
  const middle = here?.middles[index];
  if (here === undefined || there === undefined || middle === undefined) return undefined;
  if (Math.abs(dot(here.normal, there.normal)) < LEAST_COSINE) return undefined;
  const wanted = dot(middle, there.normal);
  const [best, awayMm] = nearest(there.alongMm, wanted, near);
  return { index: best, awayMm, isThere: awayMm <= Math.min(MOST_MM, Math.max(here.stepMm, there.stepMm) / 2 + 0.1) };
}

interface Places {
  readonly normal: PatientPoint;
  /** Of each image. Corners would do in exactly parallel stacks only. */
  readonly middles: readonly PatientPoint[];
  readonly alongMm: readonly number[];
  /** From one image to the next, as most of them have it; the thickness of one alone. */
  readonly stepMm: number;
}

// An image that is tilted more crosses several of the others.
const LEAST_COSINE = Math.cos((5 * Math.PI) / 180);
// However far apart the images of a stack were taken, what lies farther away is another place.
const MOST_MM = 5;

// Stacks do not change; headers are read once, not at each turn of the wheel.
const known = new WeakMap<ImageSet, Places | undefined>();

function placesOf(set: ImageSet): Places | undefined {
  if (!known.has(set)) known.set(set, readPlaces(set.frames));
  return known.get(set);
}

function readPlaces(frames: readonly FrameRef[]): Places | undefined {
  const planes = frames.map(framePlane);
  const [first] = planes;
  if (first === undefined || !planes.every((plane) => plane !== undefined)) return undefined;
  const normal = normalOf(first);
  const middles = planes.map((plane, at) => toPatient(plane, middleOf(frames[at])));
  const alongMm = middles.map((middle) => dot(middle, normal));
  return { normal, middles, alongMm, stepMm: stepOf(alongMm) ?? number(frames[0]?.dataset, SLICE_THICKNESS) ?? 0 };
}

const SLICE_THICKNESS = '00180050';

function middleOf(frame: FrameRef | undefined): readonly [column: number, row: number] {
  return [(number(frame?.dataset, TAG.Columns) ?? 0) / 2, (number(frame?.dataset, TAG.Rows) ?? 0) / 2];
}

function stepOf(alongMm: readonly number[]): number | undefined {
  const sorted = [...alongMm].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((place, index) => place - (sorted[index] ?? place));
  // Several images in one place are no step.
  const real = steps.filter((step) => step > 0.01).sort((a, b) => a - b);
  return real[real.length >> 1];
}

function nearest(alongMm: readonly number[], wanted: number, near: number): readonly [index: number, awayMm: number] {
  let [best, bestMm] = [0, Infinity];
  alongMm.forEach((place, index) => {
    const awayMm = Math.abs(place - wanted);
    const isTie = Math.abs(awayMm - bestMm) < 0.01;
    if (isTie ? Math.abs(index - near) < Math.abs(best - near) : awayMm < bestMm) [best, bestMm] = [index, awayMm];
  });
  return [best, bestMm];
}

function dot(a: PatientPoint, b: PatientPoint): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
