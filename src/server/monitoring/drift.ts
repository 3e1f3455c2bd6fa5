import type { MonitoredModel } from '../../contract/index.ts';
import type { RefusalRecord, RunRecord } from '../ai/run-record.ts';
import { chanceOfIndex, countsInFifths, shareDistance, stabilityIndex } from './statistics.ts';

/**
 * The rule, as docs/monitoring.md states it. The last seven days are compared with what was recorded before them. A
 * distribution has drifted when its population stability index is above 0.25 (the usual limit for "has changed") and above what
 * chance makes of so many; a share when it moved by more than a tenth and by more than three standard errors. Fewer than these numbers on either side are not compared.
 */
export const RECENT_MS = 7 * 24 * 60 * 60_000;
export const LIMITS = { stabilityIndex: 0.25, shareDifference: 0.1, standardErrors: 3 } as const;
export const LEAST = { runs: 30, scores: 50, decisions: 30 } as const;

export interface Timed<T> {
  readonly atMs: number;
  readonly record: T;
}

type Drift = MonitoredModel['drift'];

export function driftOf(
  runs: readonly Timed<RunRecord>[],
  refusals: readonly Timed<RefusalRecord>[],
  nowMs: number,
): Drift {
  const isRecent = ({ atMs }: { readonly atMs: number }): boolean => atMs > nowMs - RECENT_MS;
  const now = runs.filter(isRecent).map(({ record }) => record);
  const before = runs.filter((run) => !isRecent(run)).map(({ record }) => record);
  const refused = { now: refusals.filter(isRecent).length, before: refusals.filter((one) => !isRecent(one)).length };
  const compared = [
    ofScores(now, before),
    ofInputs('images', now, before, ({ run }) => run.input.images),
    ofInputs('slice-spacing', now, before, ({ run }) => run.input.sliceSpacingMm),
    ofAcceptance(now, before),
    ofRefusals(now.length, before.length, refused),
  ].filter((one) => one !== undefined);
  const findings = compared.filter(({ isAbove }) => isAbove).map(({ of, value, limit }) => ({ of, value, limit }));
  const state = compared.length === 0 ? 'too-few' : findings.length > 0 ? 'alert' : 'steady';
  return { state, findings, comparedRuns: now.length, referenceRuns: before.length };
}

type Compared = Drift['findings'][number] & { readonly isAbove: boolean };

function ofScores(now: readonly RunRecord[], before: readonly RunRecord[]): Compared | undefined {
  const sum = (records: readonly RunRecord[]): number[] =>
    records.reduce<number[]>((sums, { run }) => sums.map((count, at) => count + (run.scores?.[at] ?? 0)), Array.from({ length: 10 }, () => 0)); // prettier-ignore
  return byIndex('scores', sum(now), sum(before), LEAST.scores);
}

function ofInputs(
  of: Compared['of'],
  now: readonly RunRecord[],
  before: readonly RunRecord[],
  read: (record: RunRecord) => number | undefined,
): Compared | undefined {
  const values = (records: readonly RunRecord[]): number[] => records.map(read).filter((value) => value !== undefined);
  const reference = values(before);
  if (reference.length < LEAST.runs) return undefined;
  return byIndex(of, countsInFifths(values(now), reference), countsInFifths(reference, reference), LEAST.runs);
}

function byIndex(
  of: Compared['of'],
  now: readonly number[],
  before: readonly number[],
  least: number,
): Compared | undefined {
  const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
  if (total(now) < least || total(before) < least) return undefined;
  const value = stabilityIndex(now, before);
  const limit = Math.max(LIMITS.stabilityIndex, chanceOfIndex(now.length, total(now), total(before)));
  return { of, value, limit, isAbove: value > limit };
}

function ofAcceptance(now: readonly RunRecord[], before: readonly RunRecord[]): Compared | undefined {
  const share = (records: readonly RunRecord[]) => {
    const decisions = records.flatMap(({ signatures }) => signatures.at(-1)?.decisions ?? []);
    const sum = (key: 'accepted' | 'edited' | 'rejected'): number => decisions.reduce((all, each) => all + each[key], 0); // prettier-ignore
    return { of: sum('accepted'), total: sum('accepted') + sum('edited') + sum('rejected') };
  };
  return byShare('acceptance', share(now), share(before), LEAST.decisions);
}

function ofRefusals(now: number, before: number, refused: { now: number; before: number }): Compared | undefined {
  return byShare('refusals', { of: refused.now, total: now + refused.now }, { of: refused.before, total: before + refused.before }, LEAST.runs); // prettier-ignore
}

function byShare(
  of: Compared['of'],
  now: { of: number; total: number },
  before: { of: number; total: number },
  least: number,
): Compared | undefined {
  if (now.total < least || before.total < least) return undefined;
  const value = now.of / now.total - before.of / before.total;
  const isFar = shareDistance(now, before) > LIMITS.standardErrors;
  return { of, value, limit: LIMITS.shareDifference, isAbove: isFar && Math.abs(value) > LIMITS.shareDifference };
}
