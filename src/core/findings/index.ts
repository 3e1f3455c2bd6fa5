// What models and people say about images, and who stands for it. Pure: no file format, no screen. See README.md.
export { FindingError, type FindingErrorCode } from './errors.ts';
export { type CodedConcept, concept, isSame, keyOf } from './concept/coded-concept.ts';
export { ALGORITHM_FAMILY, DERIVATION, LATERALITY, PROCEDURE_ROLE, QUANTITY, UNIT } from './concept/concepts.ts';
export {
  type ImageReference, type ImageRegion, imagesOf, type PatientPoint, type PatientRegion, type PixelPoint, pointsOf, type Region,
  type SegmentReference, type SegmentRegion, type Shape,
} from './geometry/region.ts'; // prettier-ignore
export { rectangle, rectangleCornersOf } from './geometry/rectangle.ts';
export { normalOf, type Plane, planeOf, toPatient, toPixel } from './geometry/plane.ts';
export {
  type Algorithm, type Evaluation, type Finding, type FindingSite, type Measurement, modelOf, modelParameters, type ProposedFinding, type Score,
} from './finding.ts'; // prettier-ignore
export type { DeviceObserver, Instant, PersonObserver } from './observer.ts';
export {
  type DecidedFinding,
  type Decision,
  isDecided,
  type MadeDecision,
  type ReviewedFinding,
  type Undecided,
} from './review/decision.ts';
export {
  aboveThreshold, type Applicability, checkResultSet, type ModelResultSet, type OtherResultSet, type ResultSet, type ResultSource,
} from './review/result-set.ts'; // prettier-ignore
export {
  inQuestion, type ReadingMode, review, type ReviewEvent, type ReviewOutcome, type ReviewRefusal, type ReviewState, type StaleReason, startReview,
} from './review/review.ts'; // prettier-ignore
export {
  type Attestation,
  type AttestationOutcome,
  attestationOf,
  sign,
  type SignedFindings,
} from './review/signing.ts';
export type { ManualMeasurement, ManualShape, Quantity, RegionStatistics } from './manual/manual-measurement.ts';
export { COMMENT, findingOfManual } from './manual/to-finding.ts';
export { manualOfFinding } from './manual/from-finding.ts';
export { areaMm2, checkVolume, countVoxels, type LabelVolume, type Values, volumeMl } from './measure/label-volume.ts';
export { statisticsOfLabel, type ValueStatistics } from './measure/value-statistics.ts';
export { type Diameter, largestDiameter } from './measure/diameter.ts';
