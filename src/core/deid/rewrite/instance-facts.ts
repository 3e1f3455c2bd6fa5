import type { DateChange } from '../values/dates.ts';

/**
 * What is true of one instance and decides what happens to its elements. All of it stands here, as plain data: what was
 * decided of a value holds for every instance of the same facts, and of no other.
 */
export type InstanceFacts = {
  /** Takes the place of the patient's name and number. */
  readonly pseudonym: string;
  /** What happens to dates that are cleaned; undefined when they were cleaned before and stay as they are. */
  readonly dateChange: DateChange | undefined;
  /** Positions in a report that other items refer to must not move. */
  readonly keepsPositions: boolean;
  /** The IOD demands a list of the series that are referred to, and the instance has one. */
  readonly listsReferences: boolean;
  /** The report is no longer verified by anybody. */
  readonly verificationReset: boolean;
  /** Set when a reviewer or the pixel cleaner has seen the overlays and found them harmless. */
  readonly overlaysExamined: boolean;
};
