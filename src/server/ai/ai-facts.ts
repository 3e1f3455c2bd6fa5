import type { AiRefusal, AiRunRecord, AiSignature } from '../../contract/index.ts';
import type { AiFacts } from '../../core/audit/index.ts';

/** Each step of a result as the log tells it. */

export function runFacts({
  runUID,
  model,
  reasons,
  backend,
  durationMs,
  input,
  findings,
  scores,
  threshold,
}: AiRunRecord): AiFacts {
  return {
    model,
    runUID,
    backend,
    reasons,
    times: { run: durationMs },
    input: inputFacts(input),
    counts: { findings: findings.total, 'above-threshold': findings.aboveThreshold },
    ...(scores === undefined ? {} : { scores }),
    ...(threshold === undefined ? {} : { threshold: { to: threshold } }),
  };
}

export function refusalFacts({ model, code, reasons, input }: AiRefusal): AiFacts {
  const { name, version, sha256 } = model;
  return {
    model: { name, ...(version === undefined ? {} : { version }), ...(sha256 === undefined ? {} : { sha256 }) },
    reasons: [code, ...reasons].slice(0, 20),
    ...(input === undefined ? {} : { input: inputFacts(input) }),
  };
}

export function signatureFacts({ runUID, model }: AiRunRecord, signature: AiSignature): AiFacts {
  const { decisions, rejections, meanEditMm, documents } = signature;
  return {
    model,
    runUID,
    counts: decisions,
    rejections,
    ...(meanEditMm === undefined ? {} : { input: { 'mean-edit-mm': meanEditMm } }),
    documents,
  };
}

function inputFacts({ images, sliceSpacingMm, pixelSpacingMm }: AiRunRecord['input']): Record<string, number> {
  return {
    images,
    ...(sliceSpacingMm === undefined ? {} : { 'slice-spacing-mm': sliceSpacingMm }),
    ...(pixelSpacingMm === undefined ? {} : { 'pixel-spacing-mm': pixelSpacingMm }),
  };
}
