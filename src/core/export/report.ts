import type { RareCombination } from '../deid/index.ts';
import { factsOf, looksClean, type DecidedWords, type FinishedInstance, type SeeReason } from './batch.ts';
import type { PassedChecks } from './checks.ts';
import { residualBound, sampleOf, type ExportTerms, type ReleaseFacts, type SamplingRule } from './record/index.ts';

/**
 * What a recipient and an ethics board read. It holds new UIDs, hashes, codes and numbers; no original value, no path of
 * the source, no number of an input, no time of day.
 */
export interface ExportReport {
  readonly schema: 'collimator-export-report-1';
  readonly terms: ExportTerms;
  readonly modelSha256: readonly string[];
  readonly counts: {
    readonly patients: number;
    readonly studies: number;
    readonly instances: number;
    readonly byteLength: number;
    readonly withheld: number;
    readonly refused: number;
  };
  /** Why the engine refused inputs, and how many. */
  readonly refused: readonly { readonly code: string; readonly count: number }[];
  /** Doubtful words of headers that a person has decided to keep or to remove throughout: never the words. */
  readonly decidedWords: DecidedWords;
  readonly review: {
    readonly reviewers: readonly string[];
    readonly opened: { readonly mustSee: number; readonly sampled: number };
    readonly sampling: {
      readonly population: number;
      readonly sampled: number;
      readonly failures: number;
      /** At most so many of the clean-looking images, with this confidence. */
      readonly atMost: number;
      readonly confidence: number;
    };
  };
  readonly checks: ReleaseFacts['checks'];
  readonly rareCombinations: readonly RareCombination[];
  readonly instances: readonly {
    readonly path: string;
    readonly sopClassUID: string;
    readonly modality: string;
    readonly frames: number;
    readonly reasons: readonly SeeReason[];
  }[];
}

export function pathOf({ studyInstanceUID, seriesInstanceUID, sopInstanceUID }: FinishedInstance): string {
  return `images/${studyInstanceUID}/${seriesInstanceUID}/${sopInstanceUID}.dcm`;
}

export function reportOf(checks: PassedChecks, terms: ExportTerms, rule: SamplingRule): ExportReport {
  const { reviewed, approvers } = checks.approved;
  const { batch, released, withheld, facts } = reviewed;
  const sample = sampleOf(factsOf(batch), facts);
  const codes = Map.groupBy(batch.refused, ({ code }) => code);
  return {
    schema: 'collimator-export-report-1',
    terms,
    modelSha256: batch.modelSha256,
    counts: {
      patients: new Set(released.map(({ pseudonym }) => pseudonym)).size,
      studies: new Set(released.map(({ studyInstanceUID }) => studyInstanceUID)).size,
      instances: released.length,
      byteLength: released.reduce((sum, { byteLength }) => sum + byteLength, 0),
      withheld: withheld.length,
      refused: batch.refused.length,
    },
    refused: [...codes]
      .map(([code, list]) => ({ code, count: list.length }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    decidedWords: batch.decidedWords,
    review: {
      reviewers: approvers,
      opened: { mustSee: facts.opened.mustSee, sampled: facts.opened.sampled },
      sampling: { ...sample, atMost: residualBound(sample, rule.confidence).count, confidence: rule.confidence },
    },
    checks: checks.facts,
    rareCombinations: checks.rare,
    instances: released.map((one) => ({
      path: pathOf(one),
      sopClassUID: one.sopClassUID,
      modality: one.modality,
      frames: one.frames,
      reasons: looksClean(one) ? [] : [...new Set(one.mustSee.map(({ reason }) => reason))].sort(),
    })),
  };
}
