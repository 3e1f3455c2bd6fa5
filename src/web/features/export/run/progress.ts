import type { RunState } from './run-state.ts';

export interface Progress {
  /** 0 to 1: each instance counts in part when it is read, and for the rest when it is made. */
  readonly share: number;
  readonly instances: number;
  readonly taken: number;
  readonly written: number;
  readonly refused: number;
  readonly bytesPerSecond: number;
  /** Undefined while nobody could say. */
  readonly secondsLeft: number | undefined;
}

/** Below this much work nothing can be said about the rest. */
const SAYS_SOMETHING = 0.03;
/** Of the work on one instance, what is done when it is taken: all of the reading, or only that of its header. */
const TAKING = { whole: 0.5, header: 0.1 };

export function progressOf(state: RunState, nowMs: number): Progress {
  const sum = (of: (study: RunState['studies'][number]) => number): number =>
    state.studies.reduce((total, study) => total + of(study), 0);
  // What the archive has not listed yet counts as what the worklist said, where it said something.
  const instances = sum((study) => study.instances ?? study.taken);
  const [taken, written, refused] = [sum((one) => one.taken), sum((one) => one.written), sum((one) => one.refused)];
  const done = sum((one) => {
    const part = one.headersFirst === true ? TAKING.header : TAKING.whole;
    return part * one.taken + (1 - part) * one.written + one.refused;
  });
  const share = state.phase === 'done' ? 1 : instances === 0 ? 0 : Math.min(1, done / instances);
  const seconds = Math.max(0.001, (nowMs - state.startedAtMs - state.pausedMs) / 1000);
  const canSay = share >= SAYS_SOMETHING && share < 1;
  return {
    share,
    instances,
    taken,
    written,
    refused,
    bytesPerSecond: state.movedBytes / seconds,
    secondsLeft: canSay ? (seconds / share) * (1 - share) : undefined,
  };
}
