export type { AiFacts } from './ai-facts.ts';
export { fromHex, toHex, type Sha256 } from './bytes.ts';
export { canonicalJSON } from './canonical-json.ts';
export {
  CheckpointMalformed,
  formatVerifierKey,
  isSignedBy,
  keyHashOf,
  parseCheckpoint,
  parseVerifierKey,
  signCheckpoint,
  type Checkpoint,
  type SignedCheckpoint,
  type VerifierKey,
} from './checkpoint.ts';
export {
  ACTIONS,
  auditEventSchema,
  DICOM_CODE,
  type Agent,
  type AuditAction,
  type AuditEvent,
  type PatientRef,
} from './event.ts';
export type { ExportFacts } from './export-facts.ts';
export { chainHash, GENESIS } from './hash-chain.ts';
export {
  consistencyProof,
  EMPTY,
  extend,
  inclusionProof,
  leafHash,
  merkleRoot,
  treeHead,
  verifyConsistency,
  verifyInclusion,
  type Frontier,
} from './merkle.ts';
export {
  createLogVerifier,
  type FoundRow,
  type LogFault,
  type LogFaultCode,
  type LogProof,
  type LogVerdict,
  type LogVerifier,
} from './verify-log.ts';
