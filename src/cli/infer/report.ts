import { aboveThreshold, type CodedConcept, type Finding, type Region } from '../../core/findings/index.ts';
import type { ImagingResult } from '../../core/inference/index.ts';

/** What `infer --json` says of a series. Nothing in it comes from a header. */
export interface SeriesReport {
  readonly images: number;
  readonly report: string;
  readonly segmentation: string | undefined;
  readonly threshold: number | undefined;
  readonly seconds: number;
  readonly notices: readonly string[];
  /** Not above the threshold, and so not in the report. */
  readonly below: number;
  readonly findings: readonly FindingReport[];
}

interface FindingReport {
  readonly name: string;
  readonly trackingUID: string;
  readonly type: CodedConcept;
  readonly sites: Finding['sites'];
  readonly score?: number | undefined;
  readonly voxels?: number | undefined;
  readonly region: Region['space'];
  readonly shape?: unknown;
  /** From 0, as the slices lie along their normal. */
  readonly slice?: number | undefined;
  readonly measurements: readonly { readonly name: string; readonly concept: CodedConcept; readonly derivation?: string; readonly value: number; readonly unit: string }[]; // prettier-ignore
}

type Files = { readonly images: number; readonly seconds: number; readonly report: string; readonly segmentation: string | undefined }; // prettier-ignore

export function reportOf({ resultSet, labelMap, notices, slices }: ImagingResult, files: Files): SeriesReport {
  const { threshold } = resultSet.source;
  const findings = aboveThreshold(resultSet.findings, threshold);
  const counts = new Uint32Array(256);
  for (const label of labelMap?.labels ?? []) counts[label] = (counts[label] ?? 0) + 1;
  return {
    ...files,
    seconds: Math.round(files.seconds * 10) / 10,
    threshold,
    notices,
    below: resultSet.findings.length - findings.length,
    findings: findings.map(
      ({ trackingIdentifier, trackingUID, type, sites, score, regions: [region], measurements }) => ({
        name: trackingIdentifier,
        trackingUID,
        type: type as CodedConcept, // a finding of a model has a type
        sites,
        score: score?.value,
        voxels: region?.space === 'segment' ? counts[region.segmentation.segments[0] ?? 0] : undefined,
        region: region?.space ?? 'image',
        shape: region?.space === 'image' ? region.shape : undefined,
        slice: region?.space === 'image' ? slices.findIndex(({ image }) => image === region.image) : undefined,
        measurements: measurements.map(({ concept, value, unit, derivation }) => ({
          name: derivation === undefined ? concept.meaning : `${concept.meaning} (${derivation.meaning})`,
          concept,
          ...(derivation === undefined ? {} : { derivation: derivation.meaning }),
          value,
          unit: unit.value,
        })),
      }),
    ),
  };
}
