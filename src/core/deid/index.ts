// De-identification by DICOM PS3.15 Annex E. See docs/deid.md for what it promises and how it is called.
export { canonicalPatientId, issuerOf, patientKeyFrom } from './collect/patient-key.ts';
export { createCollector, type Collector } from './collect/collect-identifiers.ts';
export { readLearned, readLearnedHead } from './collect/learned-header.ts';
export { createBatchContext, type BatchSettings } from './create-deidentifier.ts';
export { deidentify, type BatchContext, type Deidentified, type InstanceReport } from './deidentify.ts';
export {
  quasiIdentifiersOf,
  rareCombinations,
  type QuasiIdentifiers,
  type RareCombination,
} from './evidence/cohort.ts';
export { lostRequirements } from './evidence/iod-check.ts';
export { checkClosure, type ClosureResult, type InstanceReferences, referencesIn } from './evidence/references.ts';
export type { DoubtfulWords, ReportEntry } from './evidence/report.ts';
export { createResidualScan, type ResidualScan } from './evidence/residual-scan.ts';
export {
  needsVerdict,
  pixelRiskOf,
  type CleaningWanted,
  mayShowFace,
  type PixelCleaner,
  type PixelPolicy,
  type PixelRisk,
  type PixelVerdict,
} from './guard/pixel-risk.ts';
export type { Refusal, RefusalCode } from './guard/refusal.ts';
export { createKeyed, type Keyed, SHORTEST_KEY_BYTES, WeakKey } from './keyed/keyed.ts';
export { decryptLinkage, encryptLinkage, LinkageUnreadable, type LinkageRow } from './keyed/linkage.ts';
export { isAllLoaded, processFile, processInstance, type ProcessedInstance } from './process-instance.ts';
export { type PlannedImage, plannedImageOf, wantsFaceCut } from './pixels/planned-image.ts';
export { createAttributeTypes, type AttributeType, type AttributeTypes } from './profile/attribute-types.ts';
export { compileProfile, type CompiledProfile } from './profile/compile-profile.ts';
export { optionOf, OPTIONS, type OptionName } from './profile/options.ts';
export {
  BadProfile,
  BUILT_IN_PROFILES,
  builtInProfile,
  type BuiltInProfile,
  parseProfile,
  type Profile,
  withOptions,
} from './profile/profile.ts';
export type { Action } from './profile/resolve-action.ts';
export { addIdentifiers, emptyIdentifiers, type Identifiers } from './text/identifiers.ts';
export { createVocabulary, normaliseWord, type Vocabulary } from './text/vocabulary.ts';
