import {
  aboveThreshold,
  type DeviceObserver,
  type Finding,
  type Instant,
  type ReviewedFinding,
  type ReviewState,
} from '../../../core/findings/index.ts';
import type { Backend, ImagingResult } from '../../../core/inference/index.ts';

/** One run of one model over one series: what it said, and everything needed to say later what it was made of. */
export interface AiRun {
  /** That of `result.resultSet`. */
  readonly runUID: string;
  readonly model: {
    readonly name: string;
    readonly version: string;
    readonly title: string;
    readonly sha256: string;
    /** Whose trusted key signed the package. */
    readonly signedBy: string;
  };
  /** What stands for this version of the model in documents. */
  readonly device: DeviceObserver;
  readonly seriesInstanceUID: string;
  /** The images that the series had when the run began: with others the result is stale. */
  readonly sopInstanceUIDs: readonly string[];
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly backend: Backend;
  /** Findings down to the floor of the model, label map, heat maps, notices. */
  readonly result: ImagingResult;
  /** Present where it was not run here but read from a signed report of the archive. */
  readonly stored?: { readonly by?: string; readonly at: Instant };
}

/** A run on the screen. What was decided about it stands in `review`, and only `act` of the store changes that. */
export interface ShownRun {
  readonly run: AiRun;
  readonly review: ReviewState;
  readonly isVisible: boolean;
  /** Marks below `review.threshold` are drawn only when somebody asked for them. */
  readonly showsBelowThreshold: boolean;
  /** Segments of the label map that are not drawn. */
  readonly hiddenSegments: ReadonlySet<number>;
}

/** What may be shown now: nothing before the reveal, below the threshold only when asked for, drawn by a person always. */
export function visibleFindings({ review, showsBelowThreshold }: ShownRun): readonly ReviewedFinding[] {
  if (review.revealedAt === undefined) return review.findings.filter(({ decision }) => decision.kind === 'drawn');
  if (showsBelowThreshold) return review.findings;
  const above = new Set<Finding>(aboveThreshold(review.findings.map(({ finding }) => finding), review.threshold)); // prettier-ignore
  // What somebody decided about stays in sight, wherever the threshold goes.
  return review.findings.filter(({ finding, decision }) => decision.kind !== 'undecided' || above.has(finding));
}
