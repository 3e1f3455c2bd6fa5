// Where the pixels of a frame lie in the patient, PS3.3 C.7.6.2: single slices and the functional groups of enhanced ones.
import { type Dataset, item, numbers, sequence, text } from '../../dicom/index.ts';

/** Left, posterior, superior; millimetres. */
export type Vector = readonly [number, number, number];

export interface SliceGeometry {
  /** Centre of the first pixel. */
  readonly origin: Vector;
  /** From one column to the next, and from one row to the next. */
  readonly perColumn: Vector;
  readonly perRow: Vector;
}

/** Undefined where the header does not say: then nothing can be cut. */
export function geometryOf(dataset: Dataset, frame: number): SliceGeometry | undefined {
  const shared = item(dataset, 'SharedFunctionalGroupsSequence');
  const own = sequence(dataset, 'PerFrameFunctionalGroupsSequence')[frame];
  const levels = [own, shared];
  const position = grouped(levels, dataset, 'PlanePositionSequence', 'ImagePositionPatient');
  const orientation = grouped(levels, dataset, 'PlaneOrientationSequence', 'ImageOrientationPatient');
  const measures = grouped(levels, dataset, 'PixelMeasuresSequence', 'PixelSpacing');
  const spacing = measures.length === 2 ? measures : numbers(dataset, 'ImagerPixelSpacing');
  const [betweenRows, betweenColumns] = spacing;
  if (position.length !== 3 || orientation.length !== 6 || betweenRows === undefined || betweenColumns === undefined)
    return undefined;
  return {
    origin: vector(position, 0),
    perColumn: scaled(vector(orientation, 0), betweenColumns),
    perRow: scaled(vector(orientation, 3), betweenRows),
  };
}

type Group = 'PlanePositionSequence' | 'PlaneOrientationSequence' | 'PixelMeasuresSequence';
type Values = 'ImagePositionPatient' | 'ImageOrientationPatient' | 'PixelSpacing';

function grouped(levels: readonly (Dataset | undefined)[], dataset: Dataset, group: Group, key: Values): number[] {
  for (const level of levels) {
    const found = level === undefined ? undefined : item(level, group);
    const values = found === undefined ? [] : numbers(found, key);
    if (values.length > 0) return values;
  }
  return numbers(dataset, key);
}

/** Images with the same one lie in the same space; without one only the images of a series do. */
export function frameOfReferenceOf(dataset: Dataset): string | undefined {
  return text(dataset, 'FrameOfReferenceUID') ?? text(dataset, 'SeriesInstanceUID');
}

function vector(values: readonly number[], from: number): Vector {
  return [values[from] ?? 0, values[from + 1] ?? 0, values[from + 2] ?? 0];
}

export const scaled = ([x, y, z]: Vector, by: number): Vector => [x * by, y * by, z * by];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
export const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
export const unit = (a: Vector): Vector => scaled(a, 1 / Math.sqrt(dot(a, a)));
