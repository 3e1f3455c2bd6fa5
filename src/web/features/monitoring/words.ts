import type { MonitoredModel, SWITCH_REASONS } from '../../../contract/index.ts';

export const SWITCH_WORDS: Readonly<Record<(typeof SWITCH_REASONS)[number], string>> = {
  safety: 'Concern about safety',
  'wrong-results': 'Wrong results',
  drift: 'Drift',
  maintenance: 'Maintenance',
  'not-approved': 'Not approved for use here',
  other: 'Other',
};

export const reasonWords = (code: string): string =>
  Object.hasOwn(SWITCH_WORDS, code) ? SWITCH_WORDS[code as keyof typeof SWITCH_WORDS] : code;

const DRIFT_OF: Readonly<Record<MonitoredModel['drift']['findings'][number]['of'], string>> = {
  scores: 'scores of findings',
  images: 'images in a series',
  'slice-spacing': 'distance between slices',
  acceptance: 'share of findings that are accepted',
  refusals: 'share of series that are refused',
};

export function driftWords({ of, value, limit }: MonitoredModel['drift']['findings'][number]): string {
  const isShare = of === 'acceptance' || of === 'refusals';
  return isShare
    ? `${DRIFT_OF[of]}: moved by ${signed(100 * value)} points, limit ${(100 * limit).toFixed(0)}`
    : `${DRIFT_OF[of]}: stability index ${value.toFixed(2)}, limit ${limit.toFixed(2)}`;
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(0)}`;
}

export function shareWords(of: number, total: number): string {
  return total === 0 ? 'none yet' : `${((100 * of) / total).toFixed(0)} %`;
}

export function secondsWords(ms: number): string {
  return ms < 60_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** A spread as "1.2 s (0.9 to 4.1)": the middle, and between what nineteen of twenty lie. */
export function spreadWords(
  spread: { readonly p5: number; readonly median: number; readonly p95: number } | undefined,
  words: (value: number) => string,
): string {
  return spread === undefined ? 'none yet' : `${words(spread.median)} (${words(spread.p5)} to ${words(spread.p95)})`;
}
