import { type Dataset, item, number, sequence } from '../../dicom/index.ts';
import { InferenceError } from '../errors.ts';

export interface Rescale {
  readonly slope: number;
  readonly intercept: number;
}

/** From stored values to the units of the modality, for a frame counted from 0. Throws `out-of-scope` where a table is needed. */
export function rescaleOf(dataset: Dataset, frame: number): Rescale {
  if (dataset.has('ModalityLUTSequence'))
    throw new InferenceError('out-of-scope', 'values that only a table translates are not taken');
  const own = sequence(dataset, 'PerFrameFunctionalGroupsSequence')[frame];
  for (const level of [own, item(dataset, 'SharedFunctionalGroupsSequence')]) {
    const found = level === undefined ? undefined : item(level, 'PixelValueTransformationSequence');
    const slope = found === undefined ? undefined : number(found, 'RescaleSlope');
    if (found !== undefined && slope !== undefined) return { slope, intercept: number(found, 'RescaleIntercept') ?? 0 };
  }
  return { slope: number(dataset, 'RescaleSlope') ?? 1, intercept: number(dataset, 'RescaleIntercept') ?? 0 };
}

type Stored = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** Sixteen bits where every value fits into them whatever it is, else floats. May be the very array that was given. */
export function rescaled(stored: Stored, { slope, intercept }: Rescale, bitsStored: number): Float32Array | Int16Array {
  if (slope === 1 && intercept === 0 && stored instanceof Int16Array) return stored;
  const isWhole = Number.isInteger(slope) && Number.isInteger(intercept) && bitsStored <= 14 && Math.abs(slope) === 1;
  // Fourteen bits and an offset of a few thousand stay within sixteen.
  const values =
    isWhole && Math.abs(intercept) < 16384 ? new Int16Array(stored.length) : new Float32Array(stored.length);
  for (let at = 0; at < stored.length; at++) values[at] = (stored[at] as number) * slope + intercept; // inside the array
  return values;
}
