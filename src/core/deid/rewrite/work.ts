import type { Dataset } from '../../dicom/index.ts';
import type { Recorder } from '../evidence/report.ts';
import type { Keyed } from '../keyed/keyed.ts';
import type { TypeCursor } from '../profile/attribute-types.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';
import type { StructuredContentTable } from './structured-content-table.ts';
import type { TextCleaner } from '../text/clean-text.ts';
import type { DateChange } from '../values/dates.ts';

/** What the rewriting of one instance needs; the same throughout its data set. */
export type Work = {
  readonly profile: CompiledProfile;
  readonly keyed: Keyed;
  readonly cleaner: TextCleaner;
  readonly structuredContent: StructuredContentTable;
  readonly recorder: Recorder;
  /** Takes the place of the patient's name and number. */
  readonly pseudonym: string;
  /** What happens to dates that are cleaned; undefined when they were cleaned before and stay as they are. */
  readonly dateChange: DateChange | undefined;
  /** `YYYYMMDD` of the batch: numbers that say the same are dates. */
  readonly knownDates: ReadonlySet<string>;
  /** Positions in a report that other items refer to must not move. */
  readonly keepsPositions: boolean;
  /** The IOD demands a list of the series that are referred to, and the instance has one. */
  readonly listsReferences: boolean;
  /** The report is no longer verified by anybody. */
  readonly verificationReset: boolean;
  /** Set when a reviewer or the pixel cleaner has seen the overlays and found them harmless. */
  readonly overlaysExamined: boolean;
  /** UIDs that were replaced: none of them may be found in the result. */
  readonly replacedUIDs: Set<string>;
};

/** Where in the data set the rewriting is. */
export type Level = {
  /** The data set as read: elements are decoded in its character set. */
  readonly dataset: Dataset;
  readonly types: TypeCursor;
  /** Path of the data set for the report, ending in a point; empty at the top. */
  readonly path: string;
};
