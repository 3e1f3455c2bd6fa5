import { Dataset, item, number, numbers, sequence, text, uid } from '../../dicom/index.ts';
import { type ImageReference, type Plane, planeOf } from '../../findings/index.ts';
import type { ReadFrame, ReadSegment } from './read-result.ts';
import type { SegmentationKind } from './segmentation.ts';

/** What each frame is: of which segment, where, made from what. From its functional groups, or from the order of tiles. */
export function readFrames(
  dataset: Dataset,
  count: number,
  kind: SegmentationKind,
  segments: readonly ReadSegment[],
): ReadFrame[] {
  const perFrame = sequence(dataset, 'PerFrameFunctionalGroupsSequence');
  const shared = item(dataset, 'SharedFunctionalGroupsSequence');
  const isTiledFull = perFrame.length === 0 && text(dataset, 'DimensionOrganizationType') === 'TILED_FULL';
  return Array.from(
    { length: count },
    (_, index) =>
    isTiledFull
      ? tileFrame(dataset, index, kind, segments)
      : readFrame(index, [...(perFrame[index] === undefined ? [] : [perFrame[index]]), ...(shared === undefined ? [] : [shared])], kind), // prettier-ignore
  );
}

/** The frame's own groups first, then those that all frames share. */
function readFrame(index: number, groups: readonly Dataset[], kind: SegmentationKind): ReadFrame {
  const group = (keyword: string): Dataset | undefined =>
    groups.map((all) => item(all, keyword)).find((found) => found !== undefined);
  const identification = group('SegmentIdentificationSequence');
  const slide = group('PlanePositionSlideSequence');
  const column = slide === undefined ? undefined : number(slide, 'ColumnPositionInTotalImagePixelMatrix');
  const row = slide === undefined ? undefined : number(slide, 'RowPositionInTotalImagePixelMatrix');
  return {
    index,
    segment: kind === 'labelmap' || identification === undefined ? undefined : number(identification, 'ReferencedSegmentNumber'), // prettier-ignore
    plane: readPlane(group),
    tile: column === undefined || row === undefined ? undefined : { column: column - 1, row: row - 1 },
    sources: readSources(groups),
  };
}

function readPlane(group: (keyword: string) => Dataset | undefined): Plane | undefined {
  const parts = ['PlanePositionSequence', 'PlaneOrientationSequence', 'PixelMeasuresSequence'].map(group);
  const joined = new Dataset();
  for (const part of parts) for (const element of part ?? []) if (element.items === undefined) joined.set(element);
  return planeOf(joined);
}

function readSources(groups: readonly Dataset[]): ImageReference[] {
  const derivations = groups.flatMap((group) => sequence(group, 'DerivationImageSequence'));
  return derivations
    .flatMap((derivation) => sequence(derivation, 'SourceImageSequence'))
    .flatMap((source) => {
      const sopClassUID = uid(source, 'ReferencedSOPClassUID');
      const sopInstanceUID = uid(source, 'ReferencedSOPInstanceUID');
      if (sopClassUID === undefined || sopInstanceUID === undefined) return [];
      const frames = numbers(source, 'ReferencedFrameNumber');
      return [{ sopClassUID, sopInstanceUID, ...(frames.length === 0 ? {} : { frames }) }];
    });
}

/** TILED_FULL has no groups: tiles along rows, then down, then focal planes, then segments, PS3.3 C.7.6.17.3. */
function tileFrame(
  dataset: Dataset,
  index: number,
  kind: SegmentationKind,
  segments: readonly ReadSegment[],
): ReadFrame {
  const rows = number(dataset, 'Rows') ?? 1;
  const columns = number(dataset, 'Columns') ?? 1;
  const across = Math.max(1, Math.ceil((number(dataset, 'TotalPixelMatrixColumns') ?? columns) / columns));
  const down = Math.max(1, Math.ceil((number(dataset, 'TotalPixelMatrixRows') ?? rows) / rows));
  const focalPlanes = number(dataset, 'TotalPixelMatrixFocalPlanes') ?? 1;
  const tile = index % (across * down);
  const segment = segments[Math.floor(index / (across * down * focalPlanes))];
  return {
    index,
    segment: kind === 'labelmap' ? undefined : segment?.number,
    plane: undefined,
    tile: { column: (tile % across) * columns, row: Math.floor(tile / across) * rows },
    sources: [],
  };
}
