import { MOST_RELEASES } from './record.ts';
import type { ExportPolicy } from './policy.ts';
import type {
  ApprovalFacts,
  BatchFacts,
  ExportRecord,
  ExportRelease,
  ExportTerms,
  ReleaseFacts,
  ReviewFacts,
} from './record.ts';
import { requiredSample, residualBound, type ResidualBound, type SampleFacts } from './sampling.ts';

// The rules the server keeps, whatever a browser says: pure, so that the browser can ask them first.

export type ExportFault =
  | 'export-not-enabled'
  | 'export-purpose-not-allowed'
  | 'export-recipient-not-allowed'
  | 'export-destination-not-allowed'
  | 'export-profile-not-allowed'
  | 'export-reference-not-allowed'
  | 'export-options-fixed'
  | 'export-model-not-allowed'
  | 'export-too-large'
  | 'export-not-prepared'
  | 'export-batch-changed'
  | 'export-counts-wrong'
  | 'export-not-reviewed'
  | 'export-sample-too-small'
  | 'export-same-reviewer'
  | 'export-not-approved'
  | 'export-empty'
  | 'export-check-failed'
  | 'export-release-open'
  | 'export-already-released'
  | 'export-tried-too-often'
  | 'export-ended';

/** Whether this may be exported at all: asked at the beginning, and again before every later step. */
export function termsFault(policy: ExportPolicy, terms: ExportTerms): ExportFault | undefined {
  const { profile, reference, options } = terms;
  if (!policy.isEnabled) return 'export-not-enabled';
  if (!hasCode(policy.purposes, terms.purposeCode)) return 'export-purpose-not-allowed';
  if (!hasCode(policy.recipients, terms.recipientCode)) return 'export-recipient-not-allowed';
  if (!hasCode(policy.destinations, terms.destinationCode)) return 'export-destination-not-allowed';
  const isProfile = policy.profiles.some(
    ({ code, sha256 }) => code === profile.code && (sha256 === undefined || sha256 === profile.sha256),
  );
  if (!isProfile) return 'export-profile-not-allowed';
  const isListed = policy.references.listed.some(
    ({ kind, number }) => kind === reference.kind && number === reference.number,
  );
  if (!isListed && !policy.references.openKinds.includes(reference.kind)) return 'export-reference-not-allowed';
  const chosen: Readonly<Record<string, string>> = options;
  const fixed = Object.entries(policy.fixedOptions);
  return fixed.some(([name, value]) => value !== undefined && chosen[name] !== value)
    ? 'export-options-fixed'
    : undefined;
}

function hasCode(list: readonly { readonly code: string }[], code: string): boolean {
  return list.some((one) => one.code === code);
}

export function batchFault(record: ExportRecord, batch: BatchFacts, policy: ExportPolicy): ExportFault | undefined {
  if (batch.counts.instances === 0) return 'export-empty';
  if (batch.counts.instances > policy.maximumInstances) return 'export-too-large';
  const isAllowed = (sha256: string): boolean => policy.models.length === 0 || policy.models.includes(sha256);
  if (!batch.modelSha256.every(isAllowed)) return 'export-model-not-allowed';
  return movableFault(record);
}

/** A new batch, after a correction, takes back what was decided about the old one; the seed of the sample stays. */
export function withBatch(record: ExportRecord, batch: BatchFacts, newSeed: string): ExportRecord {
  const { disagreed: _, ...kept } = record;
  const isSame = record.batch?.batchSha256 === batch.batchSha256;
  return isSame
    ? { ...record, batch }
    : { ...kept, batch, samplingSeed: record.samplingSeed ?? newSeed, reviews: [], approvals: [], disagreed: [] };
}

/** Nothing may change while bytes are leaving, and nothing after they have left. */
function movableFault(record: ExportRecord): ExportFault | undefined {
  if (record.endedAtMs !== undefined) return 'export-ended';
  const last = record.releases.at(-1);
  if (last?.state === 'permitted') return 'export-release-open';
  return last?.state === 'completed' ? 'export-already-released' : undefined;
}

export function reviewFault(record: ExportRecord, facts: ReviewFacts): ExportFault | undefined {
  const fault = movableFault(record) ?? currentBatchFault(record, facts.batchSha256);
  if (fault !== undefined || record.batch === undefined) return fault ?? 'export-not-prepared';
  const { studies, mustSee, looksClean } = record.batch.counts;
  const { opened, withheldUnseen } = facts;
  const isPossible =
    opened.studies <= studies &&
    opened.mustSee + withheldUnseen.mustSee <= mustSee &&
    opened.sampled + withheldUnseen.looksClean <= looksClean;
  return isPossible ? undefined : 'export-counts-wrong';
}

function currentBatchFault(record: ExportRecord, batchSha256: string): ExportFault | undefined {
  if (record.batch === undefined) return 'export-not-prepared';
  return record.batch.batchSha256 === batchSha256 ? undefined : 'export-batch-changed';
}

export function withReview(record: ExportRecord, sub: string, facts: ReviewFacts): ExportRecord {
  return { ...record, reviews: [...record.reviews.filter((one) => one.sub !== sub), { sub, facts }] };
}

/** What one person has proved by looking; undefined before they looked at this batch. */
export function boundOf(record: ExportRecord, sub: string, policy: ExportPolicy): ResidualBound | undefined {
  const review = record.reviews.find((one) => one.sub === sub)?.facts;
  if (record.batch === undefined || review === undefined) return undefined;
  return residualBound(sampleOf(record.batch, review), policy.sampling.confidence);
}

/** What somebody still has to do before they may approve. */
export function coverageFault(record: ExportRecord, sub: string, policy: ExportPolicy): ExportFault | undefined {
  const { batch } = record;
  if (batch === undefined) return 'export-not-prepared';
  const review = record.reviews.find((one) => one.sub === sub)?.facts;
  if (review === undefined || review.batchSha256 !== batch.batchSha256) return 'export-not-reviewed';
  const { opened, decided, withheldUnseen } = review;
  const { studies, mustSee } = batch.counts;
  if (opened.studies < studies || opened.mustSee + withheldUnseen.mustSee < mustSee) return 'export-not-reviewed';
  // What was edited has new bytes: it is decided when the new batch is.
  if (decided.edited > 0 || decided.accepted + decided.refused < opened.mustSee + opened.sampled)
    return 'export-not-reviewed';
  const { population, sampled, failures } = sampleOf(batch, review);
  return sampled < requiredSample(population, failures, policy.sampling) ? 'export-sample-too-small' : undefined;
}

/** One person's sample: of the clean-looking images that may leave. */
export function sampleOf(batch: BatchFacts, review: ReviewFacts): SampleFacts {
  const population = batch.counts.looksClean - review.withheldUnseen.looksClean;
  return { population, sampled: review.opened.sampled, failures: review.sampleFailures };
}

export interface Login {
  readonly sub: string;
  readonly sid: string;
  readonly name: string;
}

/** One person, one approval, whatever accounts or windows they have open: both subject and login must be new. */
export function approvalFault(
  record: ExportRecord,
  who: Login,
  facts: ApprovalFacts,
  policy: ExportPolicy,
): ExportFault | undefined {
  const fault = movableFault(record) ?? currentBatchFault(record, facts.batchSha256);
  if (fault !== undefined) return fault;
  if (facts.released + facts.withheld !== record.batch?.counts.instances) return 'export-counts-wrong';
  const others = record.approvals.filter((one) => one.sub !== who.sub);
  if (others.some((one) => one.sid === who.sid)) return 'export-same-reviewer';
  const mine = record.reviews.find((one) => one.sub === who.sub)?.facts;
  const { mustSee = 0, looksClean = 0 } = mine?.withheldUnseen ?? {};
  if (facts.withheld < (mine?.decided.refused ?? 0) + mustSee + looksClean) return 'export-counts-wrong';
  return coverageFault(record, who.sub, policy);
}

export function withApproval(record: ExportRecord, who: Login, facts: ApprovalFacts, atMs: number): ExportRecord {
  const { sub, sid, name } = who;
  const others = record.approvals.filter((one) => one.sub !== sub);
  const opposed = others.filter((one) => one.facts.outcomeSha256 !== facts.outcomeSha256);
  // Who sides with somebody settles a disagreement; who stands alone makes one.
  const disagreed = opposed.length < others.length ? [] : [sub, ...opposed.map((one) => one.sub)];
  return {
    ...record,
    approvals: [...others, { sub, sid, name, atMs, facts }],
    disagreed: [...new Set([...record.disagreed, ...(opposed.length === 0 ? [] : disagreed)])],
  };
}

export type ApprovalState = 'missing' | 'half' | 'disagreed' | 'approved';

/** Where the approvals stand, and for which outcome they are enough. */
export function approvalState(
  record: ExportRecord,
  policy: ExportPolicy,
): { readonly kind: ApprovalState; readonly outcomeSha256: string | undefined } {
  const { batch, approvals } = record;
  const current = approvals.filter(({ facts }) => facts.batchSha256 === batch?.batchSha256);
  if (batch === undefined || current.length === 0) return { kind: 'missing', outcomeSha256: undefined };
  const outcomes = new Set(current.map(({ facts }) => facts.outcomeSha256));
  for (const outcomeSha256 of outcomes) {
    const agreeing = current.filter(({ facts }) => facts.outcomeSha256 === outcomeSha256);
    const isEnough = new Set(agreeing.map(({ sub }) => sub)).size >= (policy.secondReviewer ? 2 : 1);
    const isOpposed = outcomes.size > 1;
    const hasThird = agreeing.some(({ sub }) => !record.disagreed.includes(sub));
    const isSettled =
      record.disagreed.length === 0 || (policy.adjudication === 'third-reviewer' ? hasThird : !isOpposed);
    if (isEnough && isSettled) return { kind: 'approved', outcomeSha256 };
  }
  const isDisagreed = outcomes.size > 1 || record.disagreed.length > 0;
  return { kind: isDisagreed ? 'disagreed' : 'half', outcomeSha256: undefined };
}

export function releaseFault(record: ExportRecord, facts: ReleaseFacts, policy: ExportPolicy): ExportFault | undefined {
  const fault =
    movableFault(record) ?? termsFault(policy, record.terms) ?? currentBatchFault(record, facts.batchSha256);
  if (fault !== undefined) return fault;
  if (record.releases.length >= MOST_RELEASES) return 'export-tried-too-often';
  const { kind, outcomeSha256 } = approvalState(record, policy);
  if (kind !== 'approved' || outcomeSha256 !== facts.outcomeSha256) return 'export-not-approved';
  const approvals = record.approvals.filter((one) => one.facts.outcomeSha256 === outcomeSha256);
  // The site may have asked for more since they approved.
  for (const { sub } of approvals) {
    const missing = coverageFault(record, sub, policy);
    if (missing !== undefined) return missing;
  }
  const { checks, counts } = facts;
  if (counts.instances === 0) return 'export-empty';
  // An archive gets its images through the gateway, which lets none through that this root does not name.
  if (isForArchive(policy, record.terms) && facts.imagesRoot === undefined) return 'export-counts-wrong';
  const isCounted =
    approvals.every((one) => one.facts.released === counts.instances) && counts.files > counts.instances;
  if (!isCounted) return 'export-counts-wrong';
  const isClean =
    checks.residual === 0 && checks.brokenReferences === 0 && checks.damaged === 0 && checks.k >= policy.k;
  const mayBeRare =
    checks.rareCombinations === 0 || (policy.rareCombinations === 'acknowledge' && facts.acknowledgesRare);
  return isClean && mayBeRare ? undefined : 'export-check-failed';
}

export function isForArchive(policy: ExportPolicy, terms: ExportTerms): boolean {
  return policy.destinations.some(({ code, kind }) => code === terms.destinationCode && kind === 'stow');
}

/** Whether everything went where it should: an archive has what the gateway sent it, whatever a browser says. */
export function isWhole({ facts, stored }: ExportRelease, policy: ExportPolicy, terms: ExportTerms): boolean {
  return !isForArchive(policy, terms) || stored?.instances === facts.counts.instances;
}

export function withStored(record: ExportRecord, stored: NonNullable<ExportRelease['stored']>): ExportRecord {
  const last = record.releases.at(-1);
  return last === undefined ? record : { ...record, releases: [...record.releases.slice(0, -1), { ...last, stored }] };
}

export function withRelease(record: ExportRecord, release: ExportRelease): ExportRecord {
  return { ...record, releases: [...record.releases, release] };
}

/** The permission that is open, by its name. */
export function openRelease(record: ExportRecord, releaseId: string): ExportRelease | undefined {
  const last = record.releases.at(-1);
  return last?.releaseId === releaseId && last.state === 'permitted' ? last : undefined;
}

export function withReleaseState(record: ExportRecord, state: 'completed' | 'void'): ExportRecord {
  const last = record.releases.at(-1);
  return last === undefined ? record : { ...record, releases: [...record.releases.slice(0, -1), { ...last, state }] };
}
