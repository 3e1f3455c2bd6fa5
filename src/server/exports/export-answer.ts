import type { ExportAnswer, ExportLedger } from '../../contract/index.ts';
import {
  approvalState,
  boundOf,
  coverageFault,
  requiredSample,
  sampleOf,
  type BatchFacts,
  type ExportPolicy,
  type ExportRecord,
  type ReviewFacts,
} from '../../core/export/record/index.ts';
import type { Person } from '../session/index.ts';
import type { Receipt } from '../store/index.ts';

export function answerOf(
  record: ExportRecord,
  person: Person,
  policy: ExportPolicy,
  nowMs: number,
  receipt: Receipt | null,
): ExportAnswer {
  const review = record.reviews.find((one) => one.sub === person.sub)?.facts ?? null;
  const { sampling } = policy;
  return {
    exportId: record.exportId,
    role: isOwner(record, person) ? 'owner' : 'reviewer',
    state: stateOf(record, policy, nowMs),
    openedAt: instant(record.openedAtMs),
    endsAt: instant(record.endsAtMs),
    terms: record.terms,
    batch: record.batch ?? null,
    sampling:
      record.samplingSeed === undefined || record.batch === undefined
        ? null
        : {
            seed: record.samplingSeed,
            required: requiredFor(record.batch, review, policy),
            confidence: sampling.confidence,
            maximumResidualRate: sampling.maximumResidualRate,
          },
    review,
    bound: boundOf(record, person.sub, policy) ?? null,
    missing: coverageFault(record, person.sub, policy) ?? null,
    approvals: approversOf(record),
    approvalsNeeded: policy.secondReviewer ? 2 : 1,
    reviewers: record.reviewers.length,
    receipt,
  };
}

function requiredFor(batch: BatchFacts, review: ReviewFacts | null, { sampling }: ExportPolicy): number {
  if (review === null) return requiredSample(batch.counts.looksClean, 0, sampling);
  const { population, failures } = sampleOf(batch, review);
  return requiredSample(population, failures, sampling);
}

export function approversOf(record: ExportRecord, outcomeSha256?: string): ExportAnswer['approvals'] {
  return record.approvals
    .filter(({ facts }) => outcomeSha256 === undefined || facts.outcomeSha256 === outcomeSha256)
    .map(({ name, atMs, facts }) => ({
      name,
      at: instant(atMs),
      outcomeSha256: facts.outcomeSha256,
      released: facts.released,
      withheld: facts.withheld,
    }));
}

export function ledgerOf(records: readonly ExportRecord[], policy: ExportPolicy, nowMs: number): ExportLedger {
  return { exports: records.map((record) => ledgerRow(record, policy, nowMs)) };
}

function ledgerRow(record: ExportRecord, policy: ExportPolicy, nowMs: number): ExportLedger['exports'][number] {
  const last = record.releases.findLast((one) => one.state !== 'void');
  return {
    exportId: record.exportId,
    sub: record.owner.sub,
    name: record.owner.name,
    state: stateOf(record, policy, nowMs),
    openedAt: instant(record.openedAtMs),
    terms: record.terms,
    instances: last?.facts.counts.instances ?? 0,
    byteLength: last?.facts.counts.byteLength ?? 0,
    manifestSha256: last?.facts.manifestSha256 ?? null,
    reviewers: record.approvals.map(({ name }) => name),
  };
}

function stateOf(record: ExportRecord, policy: ExportPolicy, nowMs: number): ExportAnswer['state'] {
  const last = record.releases.at(-1);
  if (last?.state === 'completed') return 'completed';
  if (record.endedAtMs !== undefined || record.endsAtMs <= nowMs) return 'ended';
  if (last?.state === 'permitted') return 'releasing';
  const { kind } = approvalState(record, policy);
  if (kind === 'half') return 'half-approved';
  if (kind !== 'missing') return kind;
  return record.batch === undefined ? 'opened' : 'prepared';
}

export function isOwner(record: ExportRecord, person: Person): boolean {
  return record.owner.sub === person.sub && record.owner.sid === person.sid;
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
