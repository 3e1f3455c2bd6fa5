// Segmentations from any writer: binary, fractional, label map, tiled, overlapping, without positions. Pixels are given when
// asked for; nothing that a frame does not say is filled in.
import { type Dataset, type DicomFile, framesOf, item, number, numbersOf, type PixelDescription, samplesOf, sequence, text, uid } from '../../dicom/index.ts'; // prettier-ignore
import type { Algorithm, FindingSite } from '../../findings/index.ts';
import { codeIn } from '../content/code.ts';
import { identityOf } from '../document/patient-study.ts';
import { SrError } from '../errors.ts';
import { readFrames } from './read-frames.ts';
import type { ReadSegment, Segmentation } from './read-result.ts';
import type { SegmentationKind } from './segmentation.ts';

/** Decodes one compressed frame to native bytes, little endian. */
export type FrameDecoder = (stream: Uint8Array, transferSyntaxUID: string, description: PixelDescription) => Uint8Array;

const CLASSES = ['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7'];

/** Throws `not-a-segmentation`, or a `DicomError` when pixels and description do not agree. */
export function readSegmentation(file: DicomFile, decode?: FrameDecoder): Segmentation {
  const { dataset } = file;
  if (!CLASSES.includes(uid(dataset, 'SOPClassUID') ?? ''))
    throw new SrError('not-a-segmentation', 'the instance is no segmentation');
  const pixels = framesOf(file);
  const { description } = pixels;
  const segments = sequence(dataset, 'SegmentSequence').flatMap((segment) => readSegment(segment) ?? []);
  const kind = kindOf(dataset, description);
  const native = (index: number): Uint8Array | Uint16Array => {
    if (pixels.kind === 'native') return unsigned(samplesOf(pixels, index));
    if (decode === undefined) throw new SrError('compressed-pixels', 'the segmentation is compressed');
    return wide(decode(pixels.bytes(index), file.transferSyntaxUID, description), description);
  };
  return {
    identity: identityOf(dataset),
    seriesInstanceUID: uid(dataset, 'SeriesInstanceUID'),
    sopClassUID: uid(dataset, 'SOPClassUID'),
    sopInstanceUID: uid(dataset, 'SOPInstanceUID'),
    frameOfReferenceUID: uid(dataset, 'FrameOfReferenceUID'),
    kind,
    maximum: kind === 'fractional' ? number(dataset, 'MaximumFractionalValue') : undefined,
    fractionalType: text(dataset, 'SegmentationFractionalType'),
    rows: description.rows,
    columns: description.columns,
    segments,
    frames: readFrames(dataset, pixels.count, kind, segments),
    referencedSeriesInstanceUIDs: sequence(dataset, 'ReferencedSeriesSequence').flatMap(
      (series) => uid(series, 'SeriesInstanceUID') ?? [],
    ),
    pixels: native,
  };
}

function kindOf(dataset: Dataset, { bitsAllocated }: PixelDescription): SegmentationKind {
  const stated = text(dataset, 'SegmentationType');
  if (stated === 'LABELMAP' || uid(dataset, 'SOPClassUID') === CLASSES[1]) return 'labelmap';
  if (stated === 'FRACTIONAL') return 'fractional';
  if (stated === 'BINARY' || bitsAllocated === 1) return 'binary';
  throw new SrError('not-a-segmentation', 'the segmentation does not say of which type it is');
}

function unsigned(samples: ReturnType<typeof samplesOf>): Uint8Array | Uint16Array {
  if (samples instanceof Uint8Array || samples instanceof Uint16Array) return samples;
  throw new SrError('bad-segmentation', 'the pixels of a segmentation are neither bits, bytes nor words');
}

function wide(bytes: Uint8Array, { bitsAllocated }: PixelDescription): Uint8Array | Uint16Array {
  if (bitsAllocated !== 16) return bytes;
  const copy = bytes.slice();
  return new Uint16Array(copy.buffer, 0, copy.length >> 1);
}

function readSegment(segment: Dataset): ReadSegment | undefined {
  const segmentNumber = number(segment, 'SegmentNumber');
  if (segmentNumber === undefined) return undefined;
  const colour = segment.get('RecommendedDisplayCIELabValue');
  return {
    number: segmentNumber,
    label: text(segment, 'SegmentLabel'),
    category: codeIn(segment, 'SegmentedPropertyCategoryCodeSequence'),
    type: codeIn(segment, 'SegmentedPropertyTypeCodeSequence'),
    site: readSite(segment),
    algorithmType: text(segment, 'SegmentAlgorithmType'),
    algorithm: readAlgorithm(segment),
    trackingUID: uid(segment, 'TrackingUID'),
    trackingIdentifier: text(segment, 'TrackingID'),
    colour: colour === undefined || colour.length !== 6 ? undefined : numbersOf(colour),
  };
}

function readSite(segment: Dataset): FindingSite | undefined {
  const anatomy = codeIn(segment, 'AnatomicRegionSequence');
  const region = item(segment, 'AnatomicRegionSequence');
  const laterality = region === undefined ? undefined : codeIn(region, 'AnatomicRegionModifierSequence');
  return anatomy === undefined ? undefined : { anatomy, ...(laterality === undefined ? {} : { laterality }) };
}

function readAlgorithm(segment: Dataset): Algorithm | undefined {
  const identification = item(segment, 'SegmentationAlgorithmIdentificationSequence');
  const name = (identification === undefined ? undefined : text(identification, 'AlgorithmName')) ?? text(segment, 'SegmentAlgorithmName'); // prettier-ignore
  if (name === undefined) return undefined;
  if (identification === undefined) return { name, version: '' };
  const manufacturer = text(identification, 'AlgorithmSource');
  const family = codeIn(identification, 'AlgorithmFamilyCodeSequence');
  const parameters = text(identification, 'AlgorithmParameters');
  return {
    name,
    version: text(identification, 'AlgorithmVersion') ?? '',
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(family === undefined ? {} : { family }),
    ...(parameters === undefined ? {} : { parameters: parameters.split(/\r?\n/) }),
  };
}
