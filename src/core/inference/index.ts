// Models: what they are, that they are what they claim to be, what goes in and what comes out. See docs/models.md.
export { type Budget } from './budget.ts';
export { type GreyImage } from './detect/grey-image.ts';
export type { ScoreMap } from './detect/score-map.ts';
export { createTextDetector, type TextDetector } from './detect/text-detector.ts';
export { createTextReader, type LineReading, type TextReader } from './read/text-reader.ts';
export { InferenceError, type InferenceErrorCode, runtimeFailure } from './errors.ts';
export { type Manifest, manifestSchema, parseManifest, parseUnsignedManifest, type TextDetection, type TextRecognition, type UnsignedManifest } from './manifest/manifest.ts'; // prettier-ignore
export { keyIdOf, sha256, signedBytes, type TrustedKey, verifyManifest, verifyModel } from './manifest/signature.ts';
export { type PackageFiles, type VerifiedModel, verifyPackage } from './model-package.ts';
export type { Backend, InferenceSession, Tensor } from './session.ts';
export { CARD_SECTIONS, missingSections, verifyCard } from './manifest/card.ts';
export type { Decode, ImagingTask, LabelClass, MeasurementRule, Prepare, Takes } from './manifest/imaging-task.ts';
export type { LabelStep } from './manifest/label-steps.ts';
export { type SeriesReason, SeriesRefused } from './scope/refused.ts';
export { checkHeaders, checkPlan } from './scope/check-scope.ts';
export { type SliceHeader, sliceHeadersOf } from './volume/slice-header.ts';
export { planVolume, type VolumeNotice, type VolumePlan } from './volume/plan-volume.ts';
export { assembleVolume, type SliceReader, type Volume } from './volume/volume.ts';
export { type Grid, placeOf, voxelMm3, voxelsOf } from './volume/grid.ts';
export { type Rescale, rescaled, rescaleOf } from './volume/rescale.ts';
export { labelsAt, resample } from './volume/resample.ts';
export type { HeatMap } from './imaging/drafts.ts';
export {
  checkSeries, type ImagingLabelMap, type ImagingNotice, type ImagingRequest, type ImagingResult, runImagingModel, type Stage,
} from './imaging/run-imaging-model.ts'; // prettier-ignore
export { deviceOf } from './imaging/device.ts';
export { largestDifference, runSelfTest } from './self-test.ts';
