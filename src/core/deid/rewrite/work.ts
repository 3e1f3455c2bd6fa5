import type { Recorder } from '../evidence/report.ts';
import type { Keyed } from '../keyed/keyed.ts';
import type { CompiledProfile } from '../profile/compile-profile.ts';
import type { DecisionMemory } from './decision-memory.ts';
import type { InstanceFacts } from './instance-facts.ts';
import type { StructuredContentTable } from './structured-content-table.ts';
import type { TextCleaner } from '../text/clean-text.ts';

export type { Level } from './level.ts';

/** What is the same for the whole batch. */
export type BatchRules = {
  readonly profile: CompiledProfile;
  readonly keyed: Keyed;
  readonly cleaner: TextCleaner;
  readonly structuredContent: StructuredContentTable;
  /** `YYYYMMDD` of the batch: numbers that say the same are dates. */
  readonly knownDates: ReadonlySet<string>;
  readonly memory: DecisionMemory;
};

/** What the rewriting of one instance needs; the same throughout its data set. */
export type Work = BatchRules &
  InstanceFacts & {
    readonly recorder: Recorder;
    /** UIDs that were replaced, in the order in which they were met: none of them may be found in the result. */
    readonly replacedUIDs: string[];
    /** Number of these facts in `memory`. */
    readonly factsNumber: number;
  };
