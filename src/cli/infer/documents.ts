// The result of a model as DICOM documents that nobody stands for yet: a report, and a segmentation where there is a mask.
import { type Dataset, type DicomFile, numbers, uid } from '../../core/dicom/index.ts';
import {
  aboveThreshold,
  type CodedConcept,
  concept,
  type DeviceObserver,
  type FindingSite,
} from '../../core/findings/index.ts';
import type { ImagingLabelMap, ImagingResult } from '../../core/inference/index.ts';
import { type NewInstance, referencedInstanceOf, type Segment, type SegmentationGrid, type SegmentMask, sourceImageOf, writeReport, writeSegmentation } from '../../core/sr/index.ts'; // prettier-ignore

export interface Documents {
  readonly report: DicomFile;
  readonly segmentation: DicomFile | undefined;
}

export interface Writer {
  readonly device: DeviceObserver;
  readonly softwareVersions: string;
  readonly newUID: () => string;
}

const ANATOMICAL_STRUCTURE = concept('91723000', 'SCT', 'Anatomical Structure');

export function documentsOf(result: ImagingResult, datasets: readonly Dataset[], writer: Writer): Documents {
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
    at: resultSet.at,
    equipment: { manufacturer: 'Collimator project', modelName: 'Collimator', serialNumber: 'command line', softwareVersions: writer.softwareVersions }, // prettier-ignore
  });
  const segmentation =
    labelMap === undefined
      ? undefined
      : writeSegmentation({
          kind: 'binary',
          instance: instance(labelMap.sopInstanceUID, 9501, `${algorithm.name} segments`),
          source,
          images,
          grid: gridOf(labelMap, datasets),
          segments: segmentsOf(labelMap),
          masks: masksOf(labelMap),
          dimensionOrganizationUID: writer.newUID(),
          contentLabel: 'AI_RESULT',
          contentCreator: algorithm.name,
        });
  const findings = aboveThreshold(resultSet.findings, resultSet.source.threshold);
  const report = writeReport({
    verification: 'unverified',
    instance: instance(writer.newUID(), 9500, `${algorithm.name} findings`),
    source,
    images,
    segmentations: segmentation === undefined ? [] : [referencedInstanceOf(segmentation.dataset)],
    devices: [writer.device],
    algorithms: [algorithm],
    findings: findings.map((finding) => ({ finding, decision: { kind: 'undecided' } })),
  });
  return { report, segmentation };
}

/** Planes without a segment have no mask of it. */
function masksOf({
  labels,
  grid: {
    size: [planes, rows, columns],
  },
  segments,
}: ImagingLabelMap): SegmentMask[] {
  const area = rows * columns;
  const masks: SegmentMask[] = [];
  for (const { number } of segments)
    for (let plane = 0; plane < planes; plane++) {
      const part = labels.subarray(plane * area, (plane + 1) * area);
      if (!part.includes(number)) continue;
      const pixels = new Uint8Array(area);
      for (let at = 0; at < area; at++) if (part[at] === number) pixels[at] = 1;
      masks.push({ segment: number, plane, pixels });
    }
  return masks;
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
