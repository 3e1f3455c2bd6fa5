import { InferenceError } from '../errors.ts';

/** Why a series is not given to a model. Stable: reports and counters show these words. */
export type SeriesReason =
  // out of scope
  | 'modality'
  | 'body-part'
  | 'view'
  | 'bits-stored'
  | 'pixel-spacing'
  | 'slice-spacing'
  | 'slice-count'
  | 'extent'
  | 'orientation'
  | 'image-type'
  | 'description'
  | 'colour'
  // no volume
  | 'no-images'
  | 'several-series'
  | 'several-frames-of-reference'
  | 'no-geometry'
  | 'sizes-differ'
  | 'directions-differ'
  | 'spacings-differ'
  | 'duplicate-position'
  | 'missing-slices'
  | 'uneven-spacing'
  | 'gantry-tilt'
  | 'too-large';

const GEOMETRY: ReadonlySet<SeriesReason> = new Set([
  'no-images', 'several-series', 'several-frames-of-reference', 'no-geometry', 'sizes-differ', 'directions-differ',
  'spacings-differ', 'duplicate-position', 'missing-slices', 'uneven-spacing', 'gantry-tilt', 'too-large',
]); // prettier-ignore

/** Nothing was run. Show the reasons, record them, offer no result. */
export class SeriesRefused extends InferenceError {
  readonly reasons: readonly [SeriesReason, ...SeriesReason[]];

  constructor(reasons: readonly [SeriesReason, ...SeriesReason[]], message: string) {
    super(reasons.some((reason) => GEOMETRY.has(reason)) ? 'series-geometry' : 'out-of-scope', message);
    this.reasons = reasons;
  }
}
