import type { ImageReference, ImageRegion, PatientRegion, Region } from '../../findings/index.ts';
import { isSame } from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { ReferenceItem, Scoord3DItem, ScoordItem, TextItem } from '../content/content-item.ts';
import { imageShapeOf, patientShapeOf } from '../report/shape-data.ts';
import { imageReference, leaveOut, type Placed, type Placing, resolvedChildren } from './placing.ts';

/** A shape with where it lies; undefined, and noted, when that cannot be known. */
export function readShape(placed: Placed, placing: Placing): ImageRegion | PatientRegion | undefined {
  const { item } = placed;
  if (item.valueType === 'SCOORD3D') return readInSpace(placed, item, placing);
  if (item.valueType !== 'SCOORD') return undefined;
  return readOnImage(placed, item, placing);
}

function readInSpace(placed: Placed, item: Scoord3DItem, placing: Placing): PatientRegion | undefined {
  const shape = patientShapeOf(item);
  if (shape === undefined) {
    leaveOut(placed, 'bad-shape', placing);
    return undefined;
  }
  for (const child of resolvedChildren(placed, placing)) leaveOut(child, 'unknown-item', placing);
  return { space: 'patient', frameOfReferenceUID: item.frameOfReferenceUID, shape };
}

function readOnImage(placed: Placed, item: ScoordItem, placing: Placing): ImageRegion | undefined {
  const children = resolvedChildren(placed, placing);
  const images = children.filter(({ item: child }) => child.valueType === 'IMAGE');
  const [image] = images.map(({ item: child }) => child as ReferenceItem); // filtered above
  for (const child of children) if (!images.slice(0, 1).includes(child)) leaveOut(child, 'unknown-item', placing);
  if (image === undefined) {
    leaveOut(placed, 'no-image', placing);
    return undefined;
  }
  const shape = imageShapeOf(item);
  if (shape === undefined) {
    leaveOut(placed, 'bad-shape', placing);
    return undefined;
  }
  const pixelOrigin = item.pixelOrigin === 'VOLUME' ? 'volume' : item.pixelOrigin === 'FRAME' ? 'frame' : undefined;
  return {
    space: 'image',
    image: imageReference(image.reference),
    shape,
    ...(pixelOrigin === undefined ? {} : { pixelOrigin }),
  };
}

/** The regions of a measurement group: shapes, surfaces and segments, with what they were made from. */
export function readRegions(items: readonly Placed[], placing: Placing): Region[] {
  const regions: Region[] = [];
  for (const placed of items) {
    const { item } = placed;
    const shape = readShape(placed, placing);
    if (shape !== undefined) regions.push(shape);
    if (item.valueType === 'IMAGE' && isSegment(item)) {
      const { sopClassUID, sopInstanceUID, frames, segments = [] } = item.reference;
      const segmentation = { sopClassUID, sopInstanceUID, segments, ...(frames === undefined ? {} : { frames }) };
      regions.push({ space: 'segment', segmentation });
    }
  }
  return withSources(regions, items);
}

export function isSegment(item: ReferenceItem): boolean {
  return isSame(item.concept, NAME.referencedSegment) || isSame(item.concept, NAME.referencedSegmentationFrame);
}

export function isSourceImage(item: ReferenceItem): boolean {
  return isSame(item.concept, NAME.sourceImageForSegmentation);
}

/** Sources stand beside segment or surface, and are those of all in the group. */
function withSources(regions: readonly Region[], items: readonly Placed[]): Region[] {
  const sources: ImageReference[] = items.flatMap(({ item }) =>
    item.valueType === 'IMAGE' && isSourceImage(item) ? [imageReference(item.reference)] : [],
  );
  const series = items.map(({ item }) => item).find((item): item is TextItem => item.valueType === 'UIDREF' && isSame(item.concept, NAME.sourceSeriesForSegmentation)); // prettier-ignore
  return regions.map((region) => {
    if (region.space === 'image') return region;
    if (sources.length > 0) return { ...region, sources };
    return region.space === 'segment' && series !== undefined
      ? { ...region, sourceSeriesInstanceUID: series.text }
      : region;
  });
}
