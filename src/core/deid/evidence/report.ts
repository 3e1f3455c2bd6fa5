import { formatTag } from '../../dicom/index.ts';
import type { DoubtfulWord } from '../text/clean-text.ts';
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
export type DoubtfulWords = {
  readonly path: string;
  readonly words: readonly string[];
  readonly removed: boolean;
  /** A person has said of these very words what becomes of them. */
  readonly decided: boolean;
};

/** What was noted at a level of this path. */
export type Noted = {
  readonly entries: readonly ReportEntry[];
  readonly doubtful: readonly DoubtfulWords[];
  readonly path: string;
};

export type Recorder = {
  note(level: string, tag: number, action: Action, rule: string): void;
  doubt(level: string, tag: number, words: readonly DoubtfulWord[]): void;
  /** Notes once more what was noted of an equal value. */
  repeat(known: Noted, level: string): void;
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
    doubt(level, tag, words) {
      const path = level + formatTag(tag);
      for (const alike of Map.groupBy(words, ({ removed, decided }) => `${removed} ${decided}`).values()) {
        const [{ removed, decided } = NONE] = alike;
        doubtful.push({ path, words: alike.map(({ word }) => word), removed, decided });
      }
    },
    repeat(known, level) {
      for (const entry of known.entries) entries.push(movedTo(level, entry, known.path));
      for (const words of known.doubtful) doubtful.push(movedTo(level, words, known.path));
    },
  };
}

const NONE = { removed: false, decided: false } as const;

/** The same of an element with the same tag at another level. */
const movedTo = <T extends { readonly path: string }>(level: string, noted: T, from: string): T =>
  level === from ? noted : { ...noted, path: level + noted.path.slice(from.length) };
