import { formatTag } from '../../dicom/index.ts';
import type { Action } from '../profile/resolve-action.ts';

/** One thing that was done to one element. Never holds a value. */
export type ReportEntry = {
  /** `(0008,1110)[0].(0008,1155)` */
  readonly path: string;
  readonly action: Action;
  /** Which table, profile or guard asked for it. */
  readonly rule: string;
};

/** Words at a path that nobody knows: they may name someone. For reviewers only, never for a log. */
export type DoubtfulWords = { readonly path: string; readonly words: readonly string[]; readonly removed: boolean };

export type Recorder = {
  note(level: string, tag: number, action: Action, rule: string): void;
  doubt(level: string, tag: number, words: readonly string[], removed: boolean): void;
  readonly entries: ReportEntry[];
  readonly doubtful: DoubtfulWords[];
};

export function createRecorder(): Recorder {
  const entries: ReportEntry[] = [];
  const doubtful: DoubtfulWords[] = [];
  return {
    entries,
    doubtful,
    note: (level, tag, action, rule) => void entries.push({ path: level + formatTag(tag), action, rule }),
    doubt: (level, tag, words, removed) => void doubtful.push({ path: level + formatTag(tag), words, removed }),
  };
}
