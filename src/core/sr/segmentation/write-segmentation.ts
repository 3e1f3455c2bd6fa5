// Masks as a DICOM segmentation. No code is made at run time, so it works under a strict content security policy.
import { type Attributes, type DicomFile, makeElement, makeFile, TAG, text, TRANSFER_SYNTAX } from '../../dicom/index.ts'; // prettier-ignore
import { codingSchemes, composeDataset } from '../document/compose.ts';
import { checkSameStudy, identityOf } from '../document/patient-study.ts';
import { SrError } from '../errors.ts';
import { instanceAttributes } from '../report/write-report.ts';
import { dimensionAttributes, frameGroups, type FrameToWrite, sharedGroups } from './functional-groups.ts';
import { doOverlap, framesToWrite, joinPixels, packBits } from './masks.ts';
import { backgroundAttributes, segmentAttributes } from './segment-attributes.ts';
import type { SegmentationContent } from './segmentation.ts';

export const SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.4';
export const LABEL_MAP_SEGMENTATION_STORAGE = '1.2.840.10008.5.1.4.1.1.66.7';

/** What the pixels need: their frames, attributes and bytes. */
interface Pixels {
  readonly frames: readonly FrameToWrite[];
  readonly attributes: Attributes;
  readonly bytes: Uint8Array;
}

/** The segmentation as a file. Throws `SrError` when sizes, segments or sources do not agree. */
export function writeSegmentation(content: SegmentationContent): DicomFile {
  check(content);
  const { instance, source, grid, segments, images } = content;
  const pixels = content.kind === 'labelmap' ? labelPixels(content) : maskPixels(content);
  const byUID = new Map(images.map((image) => [image.sopInstanceUID, image]));
  const segmentItems = [...(content.kind === 'labelmap' ? [backgroundAttributes(segments[0])] : []), ...segments.map(segmentAttributes)]; // prettier-ignore
  const schemes = codingSchemes({ SegmentSequence: segmentItems });
  const attributes: Attributes = {
    SOPClassUID: content.kind === 'labelmap' ? LABEL_MAP_SEGMENTATION_STORAGE : SEGMENTATION_STORAGE,
    ...instanceAttributes(instance, 'SEG', text(source, 'TimezoneOffsetFromUTC')),
    ...(schemes.length === 0 ? {} : { CodingSchemeIdentificationSequence: schemes }),
    ...(grid.space === undefined
      ? { PatientOrientation: null } // 2C of General Image, where no orientation is stated in the patient
      : { FrameOfReferenceUID: grid.space.frameOfReferenceUID, PositionReferenceIndicator: null }),
    ImageType: ['DERIVED', 'PRIMARY'],
    ContentLabel: content.contentLabel,
    ContentDescription: content.contentDescription ?? null,
    ContentCreatorName: content.contentCreator ?? null,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: grid.rows,
    Columns: grid.columns,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
    BurnedInAnnotation: 'NO',
    NumberOfFrames: pixels.frames.length,
    ...pixels.attributes,
    SegmentSequence: segmentItems,
    SharedFunctionalGroupsSequence: [sharedGroups(grid)],
    PerFrameFunctionalGroupsSequence: pixels.frames.map((frame) => frameGroups(frame, grid, byUID)),
    ...dimensionAttributes(content.dimensionOrganizationUID, grid, content.kind !== 'labelmap'),
    ReferencedSeriesSequence: referencedSeries(content),
  };
  const dataset = composeDataset(attributes, source);
  dataset.set(makeElement(TAG.pixelData, content.kind === 'labelmap' && pixels.attributes['BitsAllocated'] === 16 ? 'OW' : 'OB', pixels.bytes)); // prettier-ignore
  return makeFile(dataset, TRANSFER_SYNTAX.explicitLittle);
}

function maskPixels(content: Exclude<SegmentationContent, { kind: 'labelmap' }>): Pixels {
  const masks = framesToWrite(content);
  const size = content.grid.rows * content.grid.columns;
  const overlap = doOverlap(masks, size) ? 'YES' : 'NO';
  if (content.kind === 'binary')
    return {
      frames: masks,
      bytes: packBits(masks, size),
      attributes: { BitsAllocated: 1, BitsStored: 1, HighBit: 0, SegmentationType: 'BINARY', SegmentsOverlap: overlap },
    };
  return {
    frames: masks,
    bytes: joinPixels(masks, size),
    attributes: {
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
      SegmentationType: 'FRACTIONAL',
      SegmentationFractionalType: content.meaning === 'probability' ? 'PROBABILITY' : 'OCCUPANCY',
      MaximumFractionalValue: content.maximum,
      SegmentsOverlap: overlap,
    },
  };
}

function labelPixels({ labels, grid, segments }: Extract<SegmentationContent, { kind: 'labelmap' }>): Pixels {
  if (labels.length !== grid.rows * grid.columns * grid.planes.length)
    throw new SrError('bad-segmentation', 'the label map does not have the size of its grid');
  const known = new Set([0, ...segments.map(({ number }) => number)]);
  const isWide = Math.max(...known) > 255;
  let last = 0;
  for (const label of labels) {
    if (label === last) continue;
    if (!known.has(label)) throw new SrError('bad-segmentation', 'the label map holds a label that is no segment');
    last = label;
  }
  const bits = isWide ? 16 : 8;
  const pixels = isWide ? Uint16Array.from(labels) : Uint8Array.from(labels);
  return {
    frames: grid.planes.map((_, plane) => ({ plane })),
    bytes: new Uint8Array(pixels.buffer),
    // Every pixel has one label, so nothing can overlap; 0 is what lies around.
    attributes: {
      BitsAllocated: bits,
      BitsStored: bits,
      HighBit: bits - 1,
      SegmentationType: 'LABELMAP',
      PixelPaddingValue: 0,
    },
  };
}

/** Common Instance Reference, PS3.3 C.12.2: what was segmented, by series. */
function referencedSeries({ images }: SegmentationContent): Attributes[] {
  return [...Map.groupBy(images, ({ seriesInstanceUID }) => seriesInstanceUID)].map(
    ([seriesInstanceUID, ofSeries]) => ({
      ReferencedInstanceSequence: ofSeries.map(({ sopClassUID, sopInstanceUID }) => ({
        ReferencedSOPClassUID: sopClassUID,
        ReferencedSOPInstanceUID: sopInstanceUID,
      })),
      SeriesInstanceUID: seriesInstanceUID,
    }),
  );
}

function check({ source, images, segments, grid, contentLabel, ...content }: SegmentationContent): void {
  const identity = identityOf(source);
  for (const image of images) checkSameStudy(identity, image.identity);
  if (!segments.every(({ number }, index) => number === index + 1))
    throw new SrError('bad-segmentation', 'segments must be numbered from 1 without gaps');
  if (new Set(segments.map(({ trackingUID }) => trackingUID)).size !== segments.length)
    throw new SrError('duplicate-tracking-uid', 'two segments have the same tracking UID');
  if (!(grid.rows > 0 && grid.columns > 0 && grid.planes.length > 0) || !/^[A-Z0-9_ ]{1,16}$/.test(contentLabel))
    throw new SrError('bad-segmentation', 'a segmentation needs planes and a label of capitals');
  if (content.kind === 'fractional' && !(content.maximum >= 1 && content.maximum <= 255))
    throw new SrError('bad-segmentation', 'the maximum of a fractional segmentation must fit into a byte');
}
