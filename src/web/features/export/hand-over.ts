import type { ExportAnswer } from '../../../contract/index.ts';
import type {
  ClosureResult,
  DoubtfulWords,
  LinkageRow,
  Profile,
  RareCombination,
  ReportEntry,
} from '../../../core/deid/index.ts';
import type {
  Cohort,
  DeidentifiedBatch,
  ExportTerms,
  FinishedInstance,
  ReviewedBatch,
} from '../../../core/export/index.ts';
import type { Box } from '../../../core/redaction/index.ts';
import type { ReviewRecipe } from './run/recipe.ts';
import type { Journal } from './run/run-record.ts';
import type { FoundBox, PixelOutcome } from '../../workers/export/protocol.ts';

export type { FoundBox, PixelOutcome };

// What the run hands to the review. Everything here bears new UIDs and new names, except what says that it is original.

export interface RunInstance {
  readonly finished: FinishedInstance;
  /** Of the finished image; 0 for what has no pixels. */
  readonly rows: number;
  readonly columns: number;
  readonly seriesLabel: string;
  readonly pixels: PixelOutcome;
  readonly warnings: readonly string[];
}

/** One line of the table of header differences of a study: what happened to one attribute, in how many instances. */
export interface HeaderDifference {
  /** `(0008,1110)[0].(0008,1155)`, and the keyword of its last tag where it has one. */
  readonly path: string;
  readonly keyword: string | undefined;
  readonly change: 'removed' | 'emptied' | 'changed' | 'cleaned' | 'kept' | 'doubtful';
  readonly action: ReportEntry['action'];
  /** Which table, profile or guard asked for it. */
  readonly rule: string;
  readonly instances: number;
  /** Of the first instance that has it. Original values are there only for roles that may see identity. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Doubtful words: they may name someone, so they too are there only for roles that may see identity. */
  readonly doubtful: readonly Omit<DoubtfulWords, 'path'>[];
  readonly doubtfulWords: number;
}

export interface RunStudy {
  /** New. */
  readonly studyInstanceUID: string;
  readonly pseudonym: string;
  readonly modalities: readonly string[];
  readonly instances: readonly string[];
  readonly differences: readonly HeaderDifference[];
}

/** An input that does not leave. `label` says which without naming anybody: "Study 3, image 17". */
export interface RefusedRow {
  readonly input: number;
  readonly label: string;
  readonly code: string;
  readonly where: string | undefined;
}

/** The finished files and their originals: encrypted at rest, readable only while this login stands. */
export interface FinishedStore {
  /** The finished file as it would leave; rejects with `ExportFault` `storage-lost` where it is gone. */
  readonly finished: (sopInstanceUID: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** The file it was made from, with everything identifying in it. */
  readonly original: (sopInstanceUID: string) => Promise<Uint8Array<ArrayBuffer>>;
}

/** What a person decided about one instance: it is made anew from its original with these boxes. */
export interface Correction {
  readonly sopInstanceUID: string;
  readonly add: readonly { readonly frame: number | 'all'; readonly box: Box }[];
  readonly drop: readonly FoundBox[];
}

/** What the engines find when they run over the finished bytes once more. */
export interface Recheck {
  readonly checked: ReadonlyMap<string, string>;
  readonly residual: readonly string[];
  readonly damaged: readonly string[];
  readonly closure: ClosureResult;
  readonly k: number;
  readonly rare: readonly RareCombination[];
}

export interface FinishedRun {
  readonly exportId: string;
  readonly terms: ExportTerms;
  /** As the gateway answered when the batch was named: the seed of the sample is in it. */
  readonly answer: ExportAnswer;
  readonly profile: Profile;
  readonly cohort: Cohort;
  readonly batch: DeidentifiedBatch;
  /** By new SOP Instance UID, in the order of study, series and instance number. */
  readonly instances: ReadonlyMap<string, RunInstance>;
  readonly studies: readonly RunStudy[];
  readonly refused: readonly RefusedRow[];
  readonly store: FinishedStore;
  /** Who is who, for the encrypted linkage file: made when it is asked for, kept nowhere. */
  readonly linkage: () => readonly LinkageRow[];
  /** For a second reviewer, who makes the same again. */
  readonly recipe: () => ReviewRecipe;
  /** Where a review keeps how far it is, sealed as the files are. */
  readonly journal: Journal;
  /** Doubtful words, as `normaliseWord` writes them, of which a person has said the opposite of the profile. */
  readonly exceptions: readonly string[];
  /** Makes every instance anew in which one of these words, or of those before, stands. The batch is another one then. */
  readonly except: (words: readonly string[]) => Promise<FinishedRun>;
  /** Makes instances anew with a person's boxes. The batch is another one then, and the gateway has been told its name. */
  readonly correct: (corrections: readonly Correction[]) => Promise<FinishedRun>;
  /** Over the finished bytes of what would leave; `withheld` counts as refused where references are judged. */
  readonly recheck: (
    withheld: ReadonlySet<string>,
    onProgress?: (done: number, of: number) => void,
  ) => Promise<Recheck>;
  /** Forgets the originals and finished bytes, keys first. */
  readonly forget: () => Promise<void>;
}

/** What the review hands to the release. */
export interface FinishedReview {
  readonly run: FinishedRun;
  readonly reviewed: ReviewedBatch;
}
