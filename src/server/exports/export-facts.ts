import type { ExportFacts } from '../../core/audit/index.ts';
import {
  approvalState,
  requiredSample,
  residualBound,
  sampleOf,
  type ExportRecord,
  type ExportRelease,
} from '../../core/export/record/index.ts';
import type { PolicyInForce } from './policy.ts';

// What each step writes into the log. The release repeats everything: one row must answer for itself.

export function openedFacts({ exportId, terms }: ExportRecord, { sha256 }: PolicyInForce): ExportFacts {
  return { exportId, ...terms, options: { ...terms.options }, policySha256: sha256 };
}

export function batchFacts(record: ExportRecord, { sha256 }: PolicyInForce): ExportFacts {
  const { exportId, batch } = record;
  if (batch === undefined) return { exportId };
  const { batchSha256, modelSha256, counts } = batch;
  return { exportId, policySha256: sha256, batchSha256, modelSha256, counts: { ...counts } };
}

export function reviewFacts(record: ExportRecord, sub: string, inForce: PolicyInForce): ExportFacts {
  const { exportId, batch } = record;
  const review = record.reviews.find((one) => one.sub === sub)?.facts;
  if (batch === undefined || review === undefined) return { exportId };
  const { opened, decided, withheldUnseen } = review;
  const { sampling } = inForce.policy;
  const { population, sampled, failures } = sampleOf(batch, review);
  return {
    exportId,
    policySha256: inForce.sha256,
    batchSha256: review.batchSha256,
    counts: {
      openedStudies: opened.studies,
      openedMustSee: opened.mustSee,
      openedSampled: sampled,
      ...decided,
      withheldUnseen: withheldUnseen.mustSee + withheldUnseen.looksClean,
    },
    sampling: {
      population,
      required: requiredSample(population, failures, sampling),
      sampled,
      failures,
      boundCount: residualBound({ population, sampled, failures }, sampling.confidence).count,
      confidence: sampling.confidence,
    },
  };
}

export function approvalFacts(record: ExportRecord, sub: string, inForce: PolicyInForce): ExportFacts {
  const approval = record.approvals.find((one) => one.sub === sub)?.facts;
  if (approval === undefined) return { exportId: record.exportId };
  const { outcomeSha256, released, withheld } = approval;
  return {
    ...reviewFacts(record, sub, inForce),
    batchSha256: approval.batchSha256,
    outcomeSha256,
    counts: { released, withheld },
    approvals: approvalState(record, inForce.policy).kind,
  };
}

export function releaseFacts(record: ExportRecord, release: ExportRelease, inForce: PolicyInForce): ExportFacts {
  const { facts, releaseId } = release;
  const approvers = record.approvals.filter((one) => one.facts.outcomeSha256 === facts.outcomeSha256);
  return {
    ...openedFacts(record, inForce),
    releaseId,
    ...(record.batch === undefined ? {} : { modelSha256: record.batch.modelSha256 }),
    batchSha256: facts.batchSha256,
    outcomeSha256: facts.outcomeSha256,
    manifestSha256: facts.manifestSha256,
    counts: {
      ...facts.counts,
      refused: record.batch?.counts.refused ?? 0,
      withheld: (record.batch?.counts.instances ?? 0) - facts.counts.instances,
    },
    checks: { ...facts.checks },
    reviewers: approvers.map(({ sub, name }) => ({ sub, name })),
    approvals: 'approved',
  };
}

/** `counts`: what the browser says it wrote; nobody knows when it says nothing. */
export function endOfReleaseFacts(
  { exportId }: ExportRecord,
  { releaseId, facts }: ExportRelease,
  counts?: { readonly files: number; readonly byteLength: number },
): ExportFacts {
  const { manifestSha256 } = facts;
  const written = counts === undefined ? {} : { counts: { files: counts.files, byteLength: counts.byteLength } };
  return { exportId, releaseId, manifestSha256, ...written };
}
