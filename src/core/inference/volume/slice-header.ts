// What the header of a frame says about its place and its pixels: single slices, and the functional groups of enhanced images.
import { type Dataset, item, number, numbers, sequence, text, texts, uid } from '../../dicom/index.ts';
import type { ImageReference, Plane } from '../../findings/index.ts';

export interface SliceHeader {
  readonly seriesInstanceUID: string;
  readonly frameOfReferenceUID: string | undefined;
  readonly image: ImageReference;
  /** From 0. */
  readonly frame: number;
  readonly rows: number;
  readonly columns: number;
  /** Undefined where the frame has no place in a patient. */
  readonly plane: Plane | undefined;
  readonly modality: string | undefined;
  readonly bodyPart: string | undefined;
  readonly view: string | undefined;
  readonly bitsStored: number | undefined;
  readonly isColour: boolean;
  readonly imageType: readonly string[];
  /** In small letters. For comparison only: it may name a patient. */
  readonly described: string;
  readonly instanceNumber: number | undefined;
}

/** One for each frame. Empty where the data set does not say which image it is. */
export function sliceHeadersOf(dataset: Dataset): SliceHeader[] {
  const seriesInstanceUID = uid(dataset, 'SeriesInstanceUID');
  const sopClassUID = uid(dataset, 'SOPClassUID');
  const sopInstanceUID = uid(dataset, 'SOPInstanceUID');
  const rows = number(dataset, 'Rows');
  const columns = number(dataset, 'Columns');
  if (seriesInstanceUID === undefined || sopClassUID === undefined || sopInstanceUID === undefined) return [];
  if (rows === undefined || columns === undefined) return [];
  const numberOfFrames = number(dataset, 'NumberOfFrames');
  const groups = sequence(dataset, 'PerFrameFunctionalGroupsSequence');
  const shared = item(dataset, 'SharedFunctionalGroupsSequence');
  return Array.from({ length: Math.max(1, numberOfFrames ?? 1) }, (_, frame) => ({
    seriesInstanceUID,
    frameOfReferenceUID: uid(dataset, 'FrameOfReferenceUID'),
    image: { sopClassUID, sopInstanceUID, ...(numberOfFrames === undefined ? {} : { frames: [frame + 1] }) },
    frame,
    rows,
    columns,
    plane: planeAt(dataset, [groups[frame], shared]),
    modality: text(dataset, 'Modality'),
    bodyPart: text(dataset, 'BodyPartExamined')?.toUpperCase(),
    view: text(dataset, 'ViewPosition')?.toUpperCase(),
    bitsStored: number(dataset, 'BitsStored'),
    isColour: (number(dataset, 'SamplesPerPixel') ?? 1) > 1,
    imageType: texts(dataset, 'ImageType').map((value) => value.toUpperCase()),
    described: `${text(dataset, 'SeriesDescription') ?? ''} ${text(dataset, 'ProtocolName') ?? ''}`.toLowerCase(),
    instanceNumber: number(dataset, 'InstanceNumber'),
  }));
}

function planeAt(dataset: Dataset, levels: readonly (Dataset | undefined)[]): Plane | undefined {
  const position = grouped(levels, dataset, 'PlanePositionSequence', 'ImagePositionPatient');
  const orientation = grouped(levels, dataset, 'PlaneOrientationSequence', 'ImageOrientationPatient');
  const spacing = grouped(levels, dataset, 'PixelMeasuresSequence', 'PixelSpacing');
  if (position.length !== 3 || orientation.length !== 6 || spacing.length !== 2) return undefined;
  const all = [...position, ...orientation, ...spacing];
  if (!all.every(Number.isFinite) || !spacing.every((mm) => mm > 0)) return undefined;
  const vector = (list: readonly number[], from: number) => [list[from], list[from + 1], list[from + 2]] as [number, number, number]; // prettier-ignore
  return {
    positionMm: vector(position, 0),
    rowDirection: vector(orientation, 0),
    columnDirection: vector(orientation, 3),
    spacingMm: spacing as [number, number], // its length is checked
  };
}

type Group = 'PlanePositionSequence' | 'PlaneOrientationSequence' | 'PixelMeasuresSequence';
type Key = 'ImagePositionPatient' | 'ImageOrientationPatient' | 'PixelSpacing';

function grouped(levels: readonly (Dataset | undefined)[], dataset: Dataset, group: Group, key: Key): number[] {
  for (const level of levels) {
    const found = level === undefined ? undefined : item(level, group);
    const values = found === undefined ? [] : numbers(found, key);
    if (values.length > 0) return values;
  }
  return numbers(dataset, key);
}
