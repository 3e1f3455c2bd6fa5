import type { AiRunRecord, OfferedModel } from '../../../../contract/index.ts';
import { aboveThreshold } from '../../../../core/findings/index.ts';
import type { ImagingResult } from '../../../../core/inference/index.ts';
import type { RunOutcome } from '../engine.ts';

export interface RunFacts {
  readonly runUID: string;
  readonly studyInstanceUID: string;
  readonly model: OfferedModel;
  readonly images: number;
  readonly durationMs: number;
}

/** What the log says about a run: codes and numbers. */
export function completedRecord(facts: RunFacts, { result, backend }: RunOutcome): AiRunRecord {
  const { findings, source } = result.resultSet;
  const scores = scoresOf(result);
  return {
    ...base(facts),
    outcome: 'completed',
    reasons: [...result.notices],
    backend: backend === 'webgpu' ? 'webgpu' : 'wasm',
    input: { images: facts.images, ...spacingsOf(result) },
    findings: { total: findings.length, aboveThreshold: aboveThreshold(findings, source.threshold).length },
    ...(scores === undefined ? {} : { scores }),
    ...(source.threshold === undefined ? {} : { threshold: source.threshold }),
  };
}

export function endedRecord(facts: RunFacts, outcome: 'failed' | 'cancelled', reasons: readonly string[]): AiRunRecord {
  return {
    ...base(facts),
    outcome,
    reasons: [...reasons],
    backend: 'none',
    input: { images: facts.images },
    findings: { total: 0, aboveThreshold: 0 },
  };
}

function base({ runUID, studyInstanceUID, model: { name, version, sha256 }, durationMs }: RunFacts) {
  return { runUID, studyInstanceUID, model: { name, version, sha256 }, durationMs: Math.round(durationMs) };
}

/** Ten equal steps from 0 to 1; undefined for models that give no scores. */
function scoresOf({ resultSet: { findings } }: ImagingResult): number[] | undefined {
  const scores = findings.flatMap(({ score }) => (score === undefined ? [] : [score.value]));
  if (scores.length === 0) return undefined;
  const steps = Array.from({ length: 10 }, () => 0);
  for (const score of scores) {
    const step = Math.min(9, Math.max(0, Math.floor(score * 10)));
    steps[step] = (steps[step] ?? 0) + 1;
  }
  return steps;
}

function spacingsOf({ slices }: ImagingResult): { sliceSpacingMm?: number; pixelSpacingMm?: number } {
  const [first, second] = slices;
  const pixelSpacingMm = first?.plane?.spacingMm[0];
  const [a, b] = [first?.plane?.positionMm, second?.plane?.positionMm];
  const sliceSpacingMm = a === undefined || b === undefined ? undefined : Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]); // prettier-ignore
  return {
    ...(sliceSpacingMm === undefined ? {} : { sliceSpacingMm: rounded(sliceSpacingMm) }),
    ...(pixelSpacingMm === undefined ? {} : { pixelSpacingMm: rounded(pixelSpacingMm) }),
  };
}

/** A thousandth of a millimetre tells scanners' settings apart, and nobody's study. */
const rounded = (mm: number): number => Math.round(mm * 1000) / 1000;
