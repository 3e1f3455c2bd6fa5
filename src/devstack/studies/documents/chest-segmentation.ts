// The planted nodules as a Segmentation: binary, one segment each, only the frames where there is something.
import type { Attributes } from '../../../core/dicom/index.ts';
import {
  CHEST_PLAN,
  CHEST_SERIES,
  CHEST_STUDY,
  CT_IMAGE_STORAGE,
  instanceNumberOf,
  SPACING_BETWEEN_SLICES_MM,
} from '../chest/chest-studies.ts';
import { CURRENT_NODULES, noduleDistance, type PlantedNodule } from '../chest/nodules.ts';
import {
  code,
  commonAttributes,
  part10,
  seriesInstanceUIDOf,
  sopInstanceUIDOf,
  type DemoInstance,
  type Series,
} from '../instance.ts';
import { uidFor } from '../uid.ts';
import { WORKSTATION } from './workstation.ts';

const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';

export const SEGMENTATION_SERIES: Series = {
  study: CHEST_STUDY,
  key: 'seg',
  number: 800,
  modality: 'SEG',
  description: 'Nodules',
  equipment: WORKSTATION,
  startSeconds: 1500,
  frameOfReference: CHEST_STUDY.key,
};

type Frame = { readonly segment: number; readonly sliceIndex: number; readonly mask: Uint8Array };

export function trackingUIDOf(nodule: PlantedNodule): string {
  return uidFor(`tracking ${nodule.label}`);
}

export function chestSegmentation(): DemoInstance {
  const frames = CURRENT_NODULES.flatMap((nodule, index) => framesOf(nodule, index + 1));
  const attributes: Attributes = {
    ...commonAttributes(SEGMENTATION_SERIES, SEGMENTATION_STORAGE, 1),
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentDate: CHEST_STUDY.date,
    ContentTime: '094100',
    ContentLabel: 'NODULES',
    ContentDescription: 'Pulmonary nodules',
    ContentCreatorName: 'Eide^Runa',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: CHEST_PLAN.rows,
    Columns: CHEST_PLAN.columns,
    BitsAllocated: 1,
    BitsStored: 1,
    HighBit: 0,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
    SegmentationType: 'BINARY',
    SegmentSequence: CURRENT_NODULES.map(segment),
    NumberOfFrames: frames.length,
    DimensionOrganizationSequence: { DimensionOrganizationUID: DIMENSIONS },
    DimensionIndexSequence: [dimension(0x0062000b, 0x0062000a), dimension(0x00200032, 0x00209113)],
    SharedFunctionalGroupsSequence: {
      PixelMeasuresSequence: {
        PixelSpacing: [CHEST_PLAN.spacingMm, CHEST_PLAN.spacingMm],
        SliceThickness: SPACING_BETWEEN_SLICES_MM,
        SpacingBetweenSlices: SPACING_BETWEEN_SLICES_MM,
      },
      PlaneOrientationSequence: { ImageOrientationPatient: [1, 0, 0, 0, 1, 0] },
    },
    PerFrameFunctionalGroupsSequence: frames.map(functionalGroups),
    ReferencedSeriesSequence: {
      SeriesInstanceUID: seriesInstanceUIDOf(CHEST_SERIES),
      ReferencedInstanceSequence: slicesUsed(frames).map(reference),
    },
    PixelData: { vr: 'OB', value: pack(frames) },
  };
  return { label: `${CHEST_STUDY.key} seg 1`, bytes: part10(CHEST_STUDY, attributes) };
}

const DIMENSIONS = uidFor('dimensions of the nodule segmentation');

function dimension(pointer: number, functionalGroup: number): Attributes {
  return {
    DimensionOrganizationUID: DIMENSIONS,
    DimensionIndexPointer: pointer,
    FunctionalGroupPointer: functionalGroup,
  };
}

function segment(nodule: PlantedNodule, index: number): Attributes {
  return {
    SegmentNumber: index + 1,
    SegmentLabel: `Nodule ${index + 1}`,
    SegmentDescription: nodule.label,
    SegmentAlgorithmType: 'MANUAL',
    SegmentedPropertyCategoryCodeSequence: code(['49755003', 'SCT', 'Morphologically Abnormal Structure']),
    SegmentedPropertyTypeCodeSequence: code(['27925004', 'SCT', 'Nodule']),
    AnatomicRegionSequence: code(['39607008', 'SCT', 'Lung']),
    RecommendedDisplayCIELabValue: [
      [41000, 49000, 47000],
      [52000, 20000, 49000],
      [47000, 36000, 20000],
      [58000, 32000, 54000],
      [38000, 44000, 18000],
    ][index % 5]!,
    TrackingID: `Nodule ${index + 1}`,
    TrackingUID: trackingUIDOf(nodule),
  };
}

function framesOf(nodule: PlantedNodule, segmentNumber: number): Frame[] {
  return CHEST_PLAN.zs.flatMap((z, sliceIndex) => {
    if (Math.abs(z - nodule.centreMm[2]) > nodule.diameterMm) return [];
    const mask = maskAt(nodule, z);
    return mask.includes(1) ? [{ segment: segmentNumber, sliceIndex, mask }] : [];
  });
}

function maskAt(nodule: PlantedNodule, z: number): Uint8Array {
  const { columns, rows, spacingMm } = CHEST_PLAN;
  const mask = new Uint8Array(columns * rows);
  const [cx, cy, cz] = nodule.centreMm;
  for (let j = 0; j < rows; j++) {
    const dy = (j - (rows - 1) / 2) * spacingMm - cy;
    if (Math.abs(dy) > nodule.diameterMm) continue;
    for (let i = 0; i < columns; i++) {
      const dx = (i - (columns - 1) / 2) * spacingMm - cx;
      if (Math.abs(dx) < nodule.diameterMm && noduleDistance(nodule, dx, dy, z - cz) < 0) mask[j * columns + i] = 1;
    }
  }
  return mask;
}

/** One bit per pixel, the first in the lowest bit, frames following each other without padding. PS3.5 8.1.1. */
function pack(frames: readonly Frame[]): Uint8Array {
  const bits = frames.reduce((sum, frame) => sum + frame.mask.length, 0);
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let at = 0;
  for (const { mask } of frames)
    for (let i = 0; i < mask.length; i++, at++) if (mask[i] === 1) bytes[at >> 3]! |= 1 << (at & 7);
  return bytes;
}

function slicesUsed(frames: readonly Frame[]): number[] {
  return [...new Set(frames.map((frame) => frame.sliceIndex))].sort((a, b) => a - b);
}

function reference(sliceIndex: number): Attributes {
  return {
    ReferencedSOPClassUID: CT_IMAGE_STORAGE,
    ReferencedSOPInstanceUID: sopInstanceUIDOf(CHEST_SERIES, instanceNumberOf(sliceIndex)),
  };
}

function functionalGroups(frame: Frame, _: number, frames: readonly Frame[]): Attributes {
  const { columns, rows, spacingMm, zs } = CHEST_PLAN;
  const corner = (count: number): number => Number((-((count - 1) / 2) * spacingMm).toFixed(4));
  return {
    FrameContentSequence: { DimensionIndexValues: [frame.segment, slicesUsed(frames).indexOf(frame.sliceIndex) + 1] },
    PlanePositionSequence: { ImagePositionPatient: [corner(columns), corner(rows), zs[frame.sliceIndex]!] },
    SegmentIdentificationSequence: { ReferencedSegmentNumber: frame.segment },
    DerivationImageSequence: {
      DerivationCodeSequence: code(['113076', 'DCM', 'Segmentation']),
      SourceImageSequence: {
        ...reference(frame.sliceIndex),
        PurposeOfReferenceCodeSequence: code(['121322', 'DCM', 'Source image for image processing operation']),
      },
    },
  };
}
