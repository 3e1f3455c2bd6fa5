// The way back: a stored report, and the segmentation it refers to, as the result of a run with what was decided about it. Codes and
// geometry are those of the documents; nothing is measured or made up again.
import type { Dataset } from '../dicom/index.ts';
import {
  type Algorithm,
  type CodedConcept,
  type DeviceObserver,
  type Instant,
  isSame,
  modelOf,
  type ProposedFinding,
  type ReviewedFinding,
  UNIT,
} from '../findings/index.ts';
import {
  type Grid,
  type ImagingLabelMap,
  type ImagingResult,
  planVolume,
  type SliceHeader,
  sliceHeadersOf,
  SeriesRefused,
} from '../inference/index.ts';
import {
  type MeasurementReport,
  reviewedOf,
  rgbOfCielab,
  type Segmentation,
  type VerifyingObserver,
} from '../sr/index.ts';

export interface StoredAiResult {
  readonly result: ImagingResult;
  readonly reviewed: readonly ReviewedFinding[];
  readonly device: DeviceObserver | undefined;
  readonly isVerified: boolean;
  readonly verifiedBy: VerifyingObserver | undefined;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUIDs: readonly string[];
}

/** The segmentation that findings of the report lie in; undefined where none does. */
export function segmentationUIDOf(report: MeasurementReport): string | undefined {
  for (const { regions } of report.findings)
    for (const region of regions) if (region.space === 'segment') return region.segmentation.sopInstanceUID;
  return undefined;
}

/** Undefined where the report is none of one model: somebody else's, or of several. */
export function storedAiResultOf(
  report: MeasurementReport,
  segmentation: Segmentation | undefined,
  datasets: readonly Dataset[],
  at: Instant,
): StoredAiResult | undefined {
  const algorithm = algorithmOf(report);
  const model = algorithm === undefined ? undefined : modelOf(algorithm);
  const { sopInstanceUID, identity, verification, verifyingObservers } = report.header;
  if (algorithm === undefined || model?.sha256 === undefined || sopInstanceUID === undefined) return undefined;
  const scoreConcept = model.threshold === undefined ? undefined : scoreConceptOf(report);
  const reviewed = report.findings.map((finding) => (isProposed(finding) ? reviewedOf(withScore(finding, scoreConcept)) : undefined)); // prettier-ignore
  if (!reviewed.every((one) => one !== undefined)) return undefined;
  const findings = reviewed.map(({ finding }) => finding as ProposedFinding); // `isProposed` of each, above
  const library = new Set(report.library.map((image) => image.sopInstanceUID));
  const slices = slicesOf(datasets.flatMap(sliceHeadersOf).filter(({ image }) => library.has(image.sopInstanceUID)));
  const [first] = slices.slices;
  if (first === undefined) return undefined;
  const result: ImagingResult = {
    algorithm,
    slices: slices.slices,
    resultSet: {
      runUID: sopInstanceUID,
      label: algorithm.name,
      studyInstanceUID: identity.studyInstanceUID ?? '',
      appliesTo: { kind: 'images', sopInstanceUIDs: [...library] },
      at,
      source: { kind: 'model', algorithm, modelSha256: model.sha256, threshold: model.threshold, backend: 'none' },
      findings,
    },
    labelMap: segmentation === undefined ? undefined : labelMapOf(segmentation, findings, slices),
    heatMaps: [],
    notices: [],
  };
  return {
    result,
    reviewed,
    device: report.devices[0],
    isVerified: verification === 'VERIFIED',
    verifiedBy: verifyingObservers[0],
    seriesInstanceUID: first.seriesInstanceUID,
    sopInstanceUIDs: [...library],
  };
}

function isProposed({ type, regions, algorithm, trackingUID }: MeasurementReport['findings'][number]): boolean {
  return type !== undefined && regions.length > 0 && algorithm !== undefined && trackingUID !== undefined;
}

type Read = MeasurementReport['findings'][number];

/**
 * What the writer of this module does with a score whose concept is the model's own: the first number of every finding, in
 * percent. Undefined where one finding has it otherwise: then it is a number like others.
 */
function scoreConceptOf({ findings }: MeasurementReport): CodedConcept | undefined {
  const [first] = findings[0]?.measurements ?? [];
  if (first === undefined) return undefined;
  const isScore = ({ score, measurements: [number] }: Read): boolean =>
    score === undefined && isSame(number?.concept, first.concept) && isSame(number?.unit, UNIT.percent) && number?.derivation === undefined; // prettier-ignore
  return findings.every(isScore) ? first.concept : undefined;
}

function withScore(finding: Read, concept: CodedConcept | undefined): Read {
  const [first, ...measurements] = finding.measurements;
  if (concept === undefined || first === undefined) return finding;
  return { ...finding, score: { concept, value: first.value / 100 }, measurements };
}

/** The one that all findings name, or that found nothing. */
function algorithmOf({ findings, silentAlgorithms }: MeasurementReport): Algorithm | undefined {
  const named = [...findings.flatMap(({ algorithm }) => algorithm ?? []), ...silentAlgorithms];
  const [first] = named;
  return named.every(({ name, version }) => name === first?.name && version === first.version) ? first : undefined;
}

interface Slices {
  readonly slices: readonly SliceHeader[];
  readonly grid: Grid | undefined;
  readonly frameOfReferenceUID: string | undefined;
}

/** In the order of a volume where they make one. */
function slicesOf(headers: readonly SliceHeader[]): Slices {
  try {
    return planVolume(headers);
  } catch (error) {
    if (!(error instanceof SeriesRefused)) throw error;
    return { slices: headers, grid: undefined, frameOfReferenceUID: undefined };
  }
}

/** Undefined where the masks do not lie on the pixels of the images: they are not moved. */
function labelMapOf(
  segmentation: Segmentation,
  findings: readonly ProposedFinding[],
  { slices, grid, frameOfReferenceUID }: Slices,
): ImagingLabelMap | undefined {
  const { rows, columns, sopInstanceUID } = segmentation;
  const [first] = slices;
  if (sopInstanceUID === undefined || first?.rows !== rows || first.columns !== columns) return undefined;
  if (segmentation.kind === 'fractional') return undefined;
  const area = rows * columns;
  const planeOf = new Map(slices.map(({ image, frame }, plane) => [`${image.sopInstanceUID}/${frame + 1}`, plane]));
  const labels = new Uint8Array(slices.length * area);
  for (const { index, segment, sources } of segmentation.frames) {
    const [source] = sources;
    const plane = source === undefined ? undefined : planeOf.get(`${source.sopInstanceUID}/${source.frames?.[0] ?? 1}`);
    if (plane === undefined) return undefined;
    const pixels = segmentation.pixels(index);
    const start = plane * area;
    for (let at = 0; at < area; at++) {
      const value = pixels[at] ?? 0;
      if (value > 0) labels[start + at] = segment ?? value;
    }
  }
  const byUID = new Map(findings.map((finding) => [finding.trackingUID, finding]));
  const segments = segmentation.segments.flatMap(({ number, trackingUID, colour }) => {
    const finding = byUID.get(trackingUID ?? '');
    return finding === undefined ? [] : [{ number, finding, colour: colour === undefined ? undefined : rgbOfCielab(colour) }]; // prettier-ignore
  });
  const flat: Grid = { size: [slices.length, rows, columns], origin: [0, 0, 0], steps: [[0, 0, 1], [0, 1, 0], [1, 0, 0]] }; // prettier-ignore
  return { sopInstanceUID, labels, grid: grid ?? flat, slices, frameOfReferenceUID, segments };
}
