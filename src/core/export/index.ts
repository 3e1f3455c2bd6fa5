// Cohort -> batch -> opened -> reviewed -> approved -> checked -> planned -> permitted -> bytes: docs/export.md.
// Every step takes the value that the step before it made, and nothing else makes one.
export {
  BatchIncomplete,
  defineCohort,
  deidentifiedBatch,
  factsOf,
  looksClean,
  NotGenuine,
  studiesOf,
  type BatchFaultCode,
  type Cohort,
  type DeidentifiedBatch,
  type FinishedInstance,
  type ProfileRef,
  type RefusedInput,
  type SeeReason,
} from './batch.ts';
export { checkExport, type Checked, type FinalChecks, type PassedChecks } from './checks.ts';
export {
  NotTheseBytes,
  openedInstance,
  openedStudy,
  type OpenedInstance,
  type OpenedStudy,
  type Shown,
} from './opened.ts';
export {
  approvalFactsOf,
  approvedExport,
  differencesOf,
  finishReview,
  NotApproved,
  OutcomeForged,
  outcomeOf,
  type ApprovalWord,
  type ApprovedExport,
  type Finished,
  type Missing,
  type Outcome,
  type ReviewedBatch,
} from './outcome.ts';
export {
  archiveName,
  BytesChanged,
  MANIFEST_PATH,
  NotPermitted,
  permitRelease,
  planRelease,
  ProfileDiffers,
  profileSha256,
  releaseArchive,
  releaseFiles,
  type ExportContext,
  type ImagePlace,
  type Manifest,
  type PlannedRelease,
  type ReleasedFile,
  type ReleasePermit,
  type ReleaseSource,
  type ReleaseWord,
} from './release.ts';
export { type ExportReport } from './report.ts';
export {
  advanceReview,
  framesToSee,
  isStudyOpen,
  NotOpened,
  reviewFactsOf,
  standingOf,
  startReview,
  subjectsOf,
  type InstanceStanding,
  type ReviewEvent,
  type ReviewState,
  type Verdict,
} from './review.ts';
export { chooseSample } from './sample.ts';
export * from './record/index.ts';
export { crc32, writeZip, zipStream, ZipFault, type ZipEntry, type ZipFaultCode, type ZipTotals } from './zip/index.ts';
