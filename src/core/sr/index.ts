// DICOM documents of findings: structured reports, segmentations, rejection notes. See README.md.
export { SrError, type SrErrorCode } from './errors.ts';
export {
  referencedInstanceOf,
  type ReferencedInstance,
  type SourceImage,
  sourceImageOf,
} from './document/source-image.ts';
export { type Identity, identityOf } from './document/patient-study.ts';
export { COMPREHENSIVE_3D_SR, writeReport } from './report/write-report.ts';
export type { Equipment, NewInstance, Predecessor, Report, UnverifiedReport, VerifiedReport } from './report/report.ts';
export { isWithdrawal } from './report/no-result.ts';
export { REJECTION_REASONS } from './report/assessment.ts';
export type { ContentItem, Reference } from './content/content-item.ts';
export { type ContentTree, type Problem, readContentTree } from './content/read-content.ts';
export { readReport, reviewedOf } from './read/read-report.ts';
export type {
  DocumentHeader, EvidenceReference, MeasurementReport, NotPlaced, OtherDocument, ReadFinding, StructuredReport, VerifyingObserver,
} from './read/structured-report.ts'; // prettier-ignore
export {
  LABEL_MAP_SEGMENTATION_STORAGE,
  SEGMENTATION_STORAGE,
  writeSegmentation,
} from './segmentation/write-segmentation.ts';
export type {
  Segment, SegmentationContent, SegmentationGrid, SegmentationKind, SegmentationPlane, SegmentMask,
} from './segmentation/segmentation.ts'; // prettier-ignore
export { rgbOfCielab } from './segmentation/cielab.ts';
export { masksOfLabels } from './segmentation/masks.ts';
export { type DecodedFrames, readSegmentation } from './segmentation/read-segmentation.ts';
export type { ReadFrame, ReadSegment, Segmentation } from './segmentation/read-result.ts';
export {
  KEY_OBJECT_SELECTION,
  QUALITY_REASON,
  type RejectionNote,
  writeRejectionNote,
} from './key-object/write-rejection-note.ts';
export { type TreeLine, treeLines, wordsOf } from './content/tree-lines.ts';
