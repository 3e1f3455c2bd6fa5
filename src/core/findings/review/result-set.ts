import type { Algorithm, Finding, ProposedFinding } from '../finding.ts';
import { FindingError } from '../errors.ts';
import type { Instant, PersonObserver } from '../observer.ts';

/** What a result set speaks about. Nothing of it may be shown on anything else. */
export type Applicability =
  | { readonly kind: 'frame-of-reference'; readonly frameOfReferenceUID: string }
  | { readonly kind: 'series'; readonly seriesInstanceUIDs: readonly string[] }
  | { readonly kind: 'images'; readonly sopInstanceUIDs: readonly string[] };

export type ResultSource =
  | {
      readonly kind: 'model';
      readonly algorithm: Algorithm;
      readonly modelSha256: string;
      /** The operating threshold of the run. */
      readonly threshold: number | undefined;
      readonly backend: 'wasm' | 'webgpu' | 'none';
    }
  | { readonly kind: 'reader'; readonly by: PersonObserver }
  | { readonly kind: 'document'; readonly sopInstanceUID: string };

interface ResultSetBase {
  /** One run of one model, or one read of one person. */
  readonly runUID: string;
  readonly label: string;
  readonly studyInstanceUID: string;
  readonly appliesTo: Applicability;
  readonly at: Instant;
}

/** What one run of one model said. */
export interface ModelResultSet extends ResultSetBase {
  readonly source: Extract<ResultSource, { kind: 'model' }>;
  readonly findings: readonly ProposedFinding[];
}

/** What one person drew, or one document holds. */
export interface OtherResultSet extends ResultSetBase {
  readonly source: Exclude<ResultSource, { kind: 'model' }>;
  readonly findings: readonly Finding[];
}

/** A named group of findings over the same images: shown, compared and saved as one. */
export type ResultSet = ModelResultSet | OtherResultSet;

/** Throws `duplicate-finding`: two findings with one tracking UID could not be told apart ever after. */
export function checkResultSet(resultSet: ResultSet): void {
  const seen = new Set<string>();
  for (const { trackingUID } of resultSet.findings) {
    if (seen.has(trackingUID))
      throw new FindingError('duplicate-finding', 'two findings of a result set have the same tracking UID');
    seen.add(trackingUID);
  }
}

/** What is at the threshold or above; what has no score counts. Lower ones are shown only when asked for. */
export function aboveThreshold(findings: readonly Finding[], threshold: number | undefined): readonly Finding[] {
  if (threshold === undefined) return findings;
  return findings.filter(({ score }) => score === undefined || score.value >= threshold);
}
