// The result of a model as DICOM documents: a report, and a segmentation where there is a mask. The command line writes them
// when nobody stands for them yet, the page after a review.
import { type Dataset, type DicomFile, numbers, uid } from '../dicom/index.ts';
import {
  aboveThreshold,
  type CodedConcept,
  concept,
  type DeviceObserver,
  type FindingSite,
  type Instant,
  type PersonObserver,
  type ReviewedFinding,
  type SignedFindings,
} from '../findings/index.ts';
import type { ImagingLabelMap, ImagingResult } from '../inference/index.ts';
import { masksOfLabels, type NewInstance, type Predecessor, referencedInstanceOf, type Segment, type SegmentationGrid, sourceImageOf, writeReport, writeSegmentation } from '../sr/index.ts'; // prettier-ignore

export interface AiDocuments {
  readonly report: DicomFile;
  readonly segmentation: DicomFile | undefined;
}

export interface AiDocumentsWriter {
  readonly device: DeviceObserver;
  /** Of the product, and where it ran: `command line`, `browser`. */
  readonly softwareVersions: string;
  readonly serialNumber: string;
  readonly newUID: () => string;
  /** Of the report, where it was named before it is written: a signature names what it is for. */
  readonly reportUID?: string;
  /** Of the new series. */
  readonly seriesNumbers?: { readonly report: number; readonly segmentation: number };
  /** When the documents are written; that of the run where nothing happened since. */
  readonly at?: Instant;
  readonly predecessors?: readonly Predecessor[];
}

/** Who stands for it. Without, all above the threshold of the run goes out undecided. */
export type Standing =
  | {
      readonly verification: 'unverified';
      readonly findings: readonly ReviewedFinding[];
      readonly persons?: readonly PersonObserver[];
    }
  | { readonly verification: 'verified'; readonly signed: SignedFindings };

const ANATOMICAL_STRUCTURE = concept('91723000', 'SCT', 'Anatomical Structure');

/** `datasets` are headers of the images of the series. Throws `SrError`, and then nothing is half written. */
export function aiDocumentsOf(
  result: ImagingResult,
  datasets: readonly Dataset[],
  writer: AiDocumentsWriter,
  standing: Standing = undecidedOf(result),
): AiDocuments {
  const [source] = datasets as readonly [Dataset, ...Dataset[]]; // a result without images does not exist
  const used = new Set(result.slices.map(({ image }) => image.sopInstanceUID));
  const images = datasets.filter((dataset) => used.has(uid(dataset, 'SOPInstanceUID') ?? '')).map(sourceImageOf);
  const { labelMap, resultSet, algorithm } = result;
  const instance = (sopInstanceUID: string, seriesNumber: number, seriesDescription: string): NewInstance => ({
    sopInstanceUID,
    seriesInstanceUID: writer.newUID(),
    seriesNumber,
    instanceNumber: 1,
    seriesDescription,
    at: writer.at ?? resultSet.at,
    equipment: { manufacturer: 'Collimator project', modelName: 'Collimator', serialNumber: writer.serialNumber, softwareVersions: writer.softwareVersions }, // prettier-ignore
  });
  const numbersOfSeries = writer.seriesNumbers ?? { report: 9500, segmentation: 9501 };
  const grid = labelMap === undefined ? undefined : gridOf(labelMap, datasets);
  const segmentation =
    labelMap === undefined || grid === undefined
      ? undefined
      : writeSegmentation({
          kind: 'binary',
          instance: instance(labelMap.sopInstanceUID, numbersOfSeries.segmentation, `${algorithm.name} segments`),
          source,
          images,
          grid,
          segments: segmentsOf(labelMap),
          masks: masksOfLabels(labelMap.labels, grid),
          dimensionOrganizationUID: writer.newUID(),
          contentLabel: 'AI_RESULT',
        });
  const report = writeReport({
    ...standing,
    instance: instance(writer.reportUID ?? writer.newUID(), numbersOfSeries.report, `${algorithm.name} findings`),
    source,
    images,
    segmentations: segmentation === undefined ? [] : [referencedInstanceOf(segmentation.dataset)],
    devices: [writer.device],
    algorithms: [algorithm],
    ...(writer.predecessors === undefined ? {} : { predecessors: writer.predecessors }),
  });
  return { report, segmentation };
}

function undecidedOf({ resultSet }: ImagingResult): Standing {
  const findings = aboveThreshold(resultSet.findings, resultSet.source.threshold);
  return {
    verification: 'unverified',
    findings: findings.map((finding) => ({ finding, decision: { kind: 'undecided' } })),
  };
}

function segmentsOf({ segments }: ImagingLabelMap): [Segment, ...Segment[]] {
  return segments.map(({ number, finding, colour }): Segment => {
    const site: FindingSite | undefined = finding.sites[0];
    return {
      number,
      label: finding.trackingIdentifier,
      category: categoryOf(finding.category),
      type: finding.type,
      ...(site === undefined ? {} : { site }),
      trackingUID: finding.trackingUID,
      trackingIdentifier: finding.trackingIdentifier,
      madeBy: 'algorithm',
      algorithm: finding.algorithm,
      ...(colour === undefined ? {} : { colour }),
    };
  }) as [Segment, ...Segment[]]; // a label map without segments is not made
}

const categoryOf = (category: CodedConcept | undefined): CodedConcept => category ?? ANATOMICAL_STRUCTURE;

function gridOf(
  { grid, slices, frameOfReferenceUID }: ImagingLabelMap,
  datasets: readonly Dataset[],
): SegmentationGrid {
  const [, rows, columns] = grid.size;
  const [first] = slices;
  const plane = first?.plane;
  const planes = slices.map(({ image, plane: own }) => ({ source: image, ...(own === undefined ? {} : { positionMm: own.positionMm }) })); // prettier-ignore
  if (frameOfReferenceUID === undefined || plane === undefined)
    return { rows, columns, planes: planes.map(({ source }) => ({ source })) };
  const between = Math.hypot(...grid.steps[0]);
  const thickness = numbers(datasets[0] as Dataset, 'SliceThickness')[0]; // there is one, see above
  return {
    rows,
    columns,
    planes,
    space: {
      frameOfReferenceUID,
      rowDirection: plane.rowDirection,
      columnDirection: plane.columnDirection,
      spacingMm: plane.spacingMm,
      sliceThicknessMm: thickness !== undefined && thickness > 0 ? thickness : between,
      ...(slices.length > 1 ? { spacingBetweenSlicesMm: between } : {}),
    },
  };
}
