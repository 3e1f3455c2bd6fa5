import { type Dataset, number, numbers, text, uid } from '../../dicom/index.ts';
import { type ImageReference, type Region, imagesOf } from '../../findings/index.ts';
import { SrError } from '../errors.ts';
import { type Identity, identityOf } from './patient-study.ts';

/** What a document must know about an instance to refer to it. */
export interface ReferencedInstance {
  readonly identity: Identity;
  readonly seriesInstanceUID: string;
  readonly sopClassUID: string;
  readonly sopInstanceUID: string;
}

export interface SourceImage extends ReferencedInstance {
  readonly modality: string | undefined;
  readonly frameOfReferenceUID: string | undefined;
  readonly rows: number | undefined;
  readonly columns: number | undefined;
  readonly spacingMm: readonly [betweenRows: number, betweenColumns: number] | undefined;
  /** Undefined for an image of one frame that cannot have more. */
  readonly numberOfFrames: number | undefined;
}

/** From the header of the image. Throws `unknown-image` when it does not say which instance it is. */
export function sourceImageOf(dataset: Dataset): SourceImage {
  const [betweenRows, betweenColumns] = spacingOf(dataset);
  return {
    ...referencedInstanceOf(dataset),
    modality: text(dataset, 'Modality'),
    frameOfReferenceUID: uid(dataset, 'FrameOfReferenceUID'),
    rows: number(dataset, 'Rows'),
    columns: number(dataset, 'Columns'),
    spacingMm: betweenRows === undefined || betweenColumns === undefined ? undefined : [betweenRows, betweenColumns],
    numberOfFrames: number(dataset, 'NumberOfFrames'),
  };
}

export function referencedInstanceOf(dataset: Dataset): ReferencedInstance {
  const seriesInstanceUID = uid(dataset, 'SeriesInstanceUID');
  const sopClassUID = uid(dataset, 'SOPClassUID');
  const sopInstanceUID = uid(dataset, 'SOPInstanceUID');
  if (seriesInstanceUID === undefined || sopClassUID === undefined || sopInstanceUID === undefined)
    throw new SrError('unknown-image', 'an instance does not say which one it is');
  return { identity: identityOf(dataset), seriesInstanceUID, sopClassUID, sopInstanceUID };
}

function spacingOf(dataset: Dataset): number[] {
  const inPatient = numbers(dataset, 'PixelSpacing');
  return inPatient.length === 2 ? inPatient : [];
}

/** Every image named in a document must be one that was given, with frames it has. */
export function checkedReference(
  reference: ImageReference,
  images: ReadonlyMap<string, SourceImage>,
  needsFrame = false,
): ImageReference {
  const image = images.get(reference.sopInstanceUID);
  if (image === undefined || image.sopClassUID !== reference.sopClassUID)
    throw new SrError('unknown-image', 'a finding points at an image that was not named');
  const { sopClassUID, sopInstanceUID, frames } = reference;
  const has = image.numberOfFrames ?? 1;
  if (frames?.some((frame) => !Number.isInteger(frame) || frame < 1 || frame > has) === true)
    throw new SrError('frame-number', 'a finding points at a frame that its image does not have');
  // A frame number is only for images that can have several, PS3.3 C.17.3.2.4.
  if (image.numberOfFrames === undefined) return { sopClassUID, sopInstanceUID };
  if (frames !== undefined) return { sopClassUID, sopInstanceUID, frames };
  if (needsFrame && has > 1) throw new SrError('frame-number', 'a shape on a multi-frame image needs its frame');
  return needsFrame ? { sopClassUID, sopInstanceUID, frames: [1] } : { sopClassUID, sopInstanceUID };
}

export function allImagesOf(regions: readonly Region[]): readonly ImageReference[] {
  return regions.flatMap(imagesOf);
}
