// The JSON that `sr --json` prints. Members are plain words of DICOM; what a document does not say is absent.
import type { Segmentation, StructuredReport } from '../../core/sr/index.ts';

export function reportJson(report: StructuredReport): unknown {
  const { kind, header, problems } = report;
  const { identity: _identity, evidence, ...document } = header;
  const common = { kind, document: { ...document, references: evidence.length }, problems };
  if (report.kind === 'other') return { ...common, tree: report.tree };
  const { devices, persons, procedures, library, findings, statements, silentAlgorithms, notPlaced } = report;
  return { ...common, observers: { devices, persons }, procedures, library, findings, statements, silentAlgorithms, notPlaced }; // prettier-ignore
}

export function segmentationJson(segmentation: Segmentation): {
  readonly kind: string;
  readonly segments: readonly (Segmentation['segments'][number] & { readonly frames: number })[];
} & Record<string, unknown> {
  const { kind, rows, columns, frames, segments, frameOfReferenceUID } = segmentation;
  return {
    kind: `segmentation/${kind}`,
    rows,
    columns,
    numberOfFrames: frames.length,
    frameOfReferenceUID,
    segments: segments.map((segment) => ({
      ...segment,
      frames: kind === 'labelmap' ? frames.length : frames.filter((frame) => frame.segment === segment.number).length,
    })),
  };
}
