import type { AiSignature } from '../../../../contract/index.ts';
import type { Attestation } from '../../../../core/findings/index.ts';
import type { SliceHeader } from '../../../../core/inference/index.ts';
import { editableRegion } from '../edit/edited-finding.ts';
import { movedMm } from '../edit/edit-shape.ts';
import { reasonCode } from '../words.ts';

/** What the log is told before the document is written: numbers and codes. */
export function signatureOf(
  attestation: Attestation,
  slices: readonly SliceHeader[],
  documents: readonly string[],
): AiSignature {
  const { accepted, edited, rejected, drawn, findings } = attestation;
  const rejections: Record<string, number> = {};
  for (const { decision } of findings) {
    if (decision.kind !== 'rejected') continue;
    const code = reasonCode(decision.reason);
    rejections[code] = (rejections[code] ?? 0) + 1;
  }
  const ways = findings.flatMap(({ finding, proposed }) => {
    const [before, after] = [proposed === undefined ? undefined : editableRegion(proposed), editableRegion(finding)];
    const plane = slices.find(({ image }) => image.sopInstanceUID === after?.image.sopInstanceUID)?.plane;
    if (before === undefined || after === undefined || plane === undefined || before.shape === after.shape) return [];
    return [movedMm(before.shape, after.shape, plane.spacingMm)];
  });
  const meanEditMm = ways.length === 0 ? undefined : ways.reduce((sum, way) => sum + way, 0) / ways.length;
  return {
    decisions: { accepted, edited, rejected, drawn },
    rejections,
    ...(meanEditMm === undefined ? {} : { meanEditMm: Math.round(meanEditMm * 100) / 100 }),
    documents: [...documents],
  };
}
