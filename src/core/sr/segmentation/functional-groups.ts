// Multi-frame functional groups and dimensions of a segmentation, PS3.3 C.7.6.16 and C.7.6.17.
import { type Attributes, tagOf } from '../../dicom/index.ts';
import { concept } from '../../findings/index.ts';
import { codeAttributes } from '../content/code.ts';
import { checkedReference, type SourceImage } from '../document/source-image.ts';
import { SrError } from '../errors.ts';
import type { SegmentationGrid } from './segmentation.ts';

/** A frame to write: its plane, and its segment unless it is one of a label map. */
export interface FrameToWrite {
  readonly plane: number;
  readonly segment?: number;
}

const SEGMENTATION = concept('113076', 'DCM', 'Segmentation');
const SOURCE_FOR_PROCESSING = concept('121322', 'DCM', 'Source image for image processing operation');

export function sharedGroups({ space }: SegmentationGrid): Attributes {
  if (space === undefined) return {};
  const { rowDirection, columnDirection, spacingMm, sliceThicknessMm, spacingBetweenSlicesMm } = space;
  return {
    PlaneOrientationSequence: [{ ImageOrientationPatient: [...rowDirection, ...columnDirection] }],
    PixelMeasuresSequence: [
      {
        SliceThickness: sliceThicknessMm,
        ...(spacingBetweenSlicesMm === undefined ? {} : { SpacingBetweenSlices: spacingBetweenSlicesMm }),
        PixelSpacing: spacingMm,
      },
    ],
  };
}

export function frameGroups(
  { plane, segment }: FrameToWrite,
  grid: SegmentationGrid,
  images: ReadonlyMap<string, SourceImage>,
): Attributes {
  const { positionMm, source } = grid.planes[plane] ?? {};
  const hasPosition = grid.space !== undefined && positionMm !== undefined;
  if (grid.space !== undefined && !hasPosition)
    throw new SrError('bad-segmentation', 'a plane in space has no position');
  if (grid.space === undefined && source === undefined)
    throw new SrError('bad-segmentation', 'a plane has neither a position nor a source');
  return {
    FrameContentSequence: [
      {
        DimensionIndexValues: [...(segment === undefined ? [] : [segment]), plane + 1],
        ...(hasPosition ? {} : { StackID: '1', InStackPositionNumber: plane + 1 }),
      },
    ],
    ...(hasPosition ? { PlanePositionSequence: [{ ImagePositionPatient: positionMm }] } : {}),
    ...(source === undefined ? {} : { DerivationImageSequence: [derivation(checkedReference(source, images))] }),
    ...(segment === undefined ? {} : { SegmentIdentificationSequence: [{ ReferencedSegmentNumber: segment }] }),
  };
}

function derivation({ sopClassUID, sopInstanceUID, frames }: ReturnType<typeof checkedReference>): Attributes {
  return {
    DerivationCodeSequence: [codeAttributes(SEGMENTATION)],
    SourceImageSequence: [
      {
        ReferencedSOPClassUID: sopClassUID,
        ReferencedSOPInstanceUID: sopInstanceUID,
        ...(frames === undefined ? {} : { ReferencedFrameNumber: frames }),
        PurposeOfReferenceCodeSequence: [codeAttributes(SOURCE_FOR_PROCESSING)],
      },
    ],
  };
}

/** First the segment, where there is one, then the plane. */
export function dimensionAttributes(
  dimensionOrganizationUID: string,
  grid: SegmentationGrid,
  hasSegments: boolean,
): Attributes {
  const dimension = (pointer: string, group: string, label: string): Attributes => ({
    DimensionOrganizationUID: dimensionOrganizationUID,
    DimensionIndexPointer: tagOf(pointer),
    FunctionalGroupPointer: tagOf(group),
    DimensionDescriptionLabel: label,
  });
  return {
    DimensionOrganizationSequence: [{ DimensionOrganizationUID: dimensionOrganizationUID }],
    DimensionIndexSequence: [
      ...(hasSegments ? [dimension('ReferencedSegmentNumber', 'SegmentIdentificationSequence', 'Segment')] : []),
      grid.space === undefined
        ? dimension('InStackPositionNumber', 'FrameContentSequence', 'Frame')
        : dimension('ImagePositionPatient', 'PlanePositionSequence', 'Position'),
    ],
  };
}
