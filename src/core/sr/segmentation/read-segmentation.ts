// Segmentations from any writer: binary, fractional, label map, tiled, overlapping, without positions. Pixels are given when
// asked for; nothing that a frame does not say is filled in.
import { type Dataset, type DicomFile, framesOf, item, number, numbersOf, type PixelDescription, samplesOf, sequence, text, uid } from '../../dicom/index.ts'; // prettier-ignore
import type { Algorithm, FindingSite } from '../../findings/index.ts';
import { codeIn } from '../content/code.ts';
import { identityOf } from '../document/patient-study.ts';
import { SrError } from '../errors.ts';
import { decompress } from './decompress.ts';
import { readFrames } from './read-frames.ts';
import type { ReadSegment, Segmentation } from './read-result.ts';
import type { SegmentationKind } from './segmentation.ts';

/** The samples of a compressed frame, one per pixel, where they were decoded beforehand. */
export type DecodedFrames = (index: number) => Uint8Array | Uint16Array;

const CLASSES = ['1.2.840.10008.5.1.4.1.1.66.4', '1.2.840.10008.5.1.4.1.1.66.7'];

/**
 * Throws `not-a-segmentation`, or a `DicomError` when pixels and description do not agree. Native, run-length and deflated
 * frames are read here; for other compressions `decoded` gives what a codec made of them.
 */
export function readSegmentation(file: DicomFile, decoded?: DecodedFrames): Segmentation {
  const { dataset } = file;
  if (!CLASSES.includes(uid(dataset, 'SOPClassUID') ?? ''))
    throw new SrError('not-a-segmentation', 'the instance is no segmentation');
  const pixels = framesOf(file);
  const { description } = pixels;
  const segments = sequence(dataset, 'SegmentSequence').flatMap((segment) => readSegment(segment) ?? []);
  const kind = kindOf(dataset, description);
  const samples = (index: number): Uint8Array | Uint16Array => {
    if (pixels.kind === 'native') return unsigned(samplesOf(pixels, index));
    const bytes = decompress(pixels.bytes(index), file.transferSyntaxUID, description);
    if (bytes !== undefined) return samplesIn(bytes, description);
    if (decoded === undefined) throw new SrError('compressed-pixels', 'the segmentation is compressed');
    const found = decoded(index);
    if (found.length !== description.rows * description.columns)
      throw new SrError('bad-segmentation', 'a decoded frame does not have the size of the image');
    return found;
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
    pixels: samples,
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

function samplesIn(bytes: Uint8Array, { bitsAllocated, rows, columns }: PixelDescription): Uint8Array | Uint16Array {
  if (bitsAllocated === 1)
    return Uint8Array.from({ length: rows * columns }, (_, at) => ((bytes[at >> 3] ?? 0) >> (at & 7)) & 1);
  if (bitsAllocated === 8) return bytes;
  if (bitsAllocated === 16) return new Uint16Array(bytes.slice().buffer);
  throw new SrError('bad-segmentation', 'the pixels of a segmentation are neither bits, bytes nor words');
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
