// One finding as a Measurement Group: TID 1410 for one region, 1411 for a volume or several regions, 1501 for pure
// measurements, whose numbers have their own places (TID 300, 320).
import { type Evaluation, type FindingSite, type Measurement, type PatientRegion, type Region, type ReviewedFinding, UNIT } from '../../findings/index.ts'; // prettier-ignore
import { NAME } from '../content/concepts.ts';
import type { ContainerItem, ContentItem, Relationship } from '../content/content-item.ts';
import { codeItem, container, imageItem, numItem, textItem } from '../content/make.ts';
import { dicomDateTime } from '../document/instant.ts';
import { checkedReference, type SourceImage } from '../document/source-image.ts';
import { SrError } from '../errors.ts';
import { algorithmItems } from './algorithm.ts';
import { assessmentItems } from './assessment.ts';
import { personItems } from './observers.ts';
import { imageShapeData, patientShapeData } from './shape-data.ts';

export type Images = ReadonlyMap<string, SourceImage>;

export function measurementGroup(reviewed: ReviewedFinding, images: Images): ContainerItem {
  const { finding, decision } = reviewed;
  const template = templateOf(finding.regions);
  const group = container(
    'CONTAINS',
    NAME.measurementGroup,
    [
      ...(decision.kind === 'drawn' ? personItems(decision.by) : []),
      textItem('HAS OBS CONTEXT', NAME.trackingIdentifier, finding.trackingIdentifier),
      textItem('HAS OBS CONTEXT', NAME.trackingUID, finding.trackingUID, 'UIDREF'),
      ...(finding.category === undefined ? [] : [codeItem('CONTAINS', NAME.findingCategory, finding.category)]),
      ...(finding.type === undefined ? [] : [codeItem('CONTAINS', NAME.finding, finding.type)]),
      ...finding.regions.flatMap((region) => regionItems(region, template, images)),
      ...finding.sites.map(siteItem),
      ...algorithmItems(finding.algorithm),
      ...scoreItems(reviewed),
      ...finding.measurements.map((measurement) => measurementItem(measurement, reviewed, images)),
      ...finding.evaluations.map((evaluation) => evaluationItem(evaluation, images)),
      ...assessmentItems(decision),
    ],
    template,
  );
  return decision.kind === 'drawn' ? { ...group, observedAt: dicomDateTime(decision.at) } : group;
}

type Template = '1410' | '1411' | '1501';

function templateOf(regions: readonly Region[]): Template {
  const [first, second] = regions;
  if (first === undefined) return '1501';
  const isWholeSegment = first.space === 'segment' && first.segmentation.frames === undefined;
  const isSolid = first.space === 'patient' && first.shape.kind === 'ellipsoid';
  return second !== undefined || isWholeSegment || isSolid ? '1411' : '1410';
}

function siteItem({ anatomy, laterality, modifier }: FindingSite): ContentItem {
  return codeItem('HAS CONCEPT MOD', NAME.findingSite, anatomy, [
    ...(laterality === undefined ? [] : [codeItem('HAS CONCEPT MOD', NAME.laterality, laterality)]),
    ...(modifier === undefined ? [] : [codeItem('HAS CONCEPT MOD', NAME.topographicalModifier, modifier)]),
  ]);
}

function regionItems(region: Region, template: Template, images: Images): ContentItem[] {
  switch (region.space) {
    case 'image':
      if (region.shape.kind === 'points')
        throw new SrError('bad-geometry', 'a region is one shape, not several points: give each point a finding');
      return [pathItem('CONTAINS', region, images)];
    case 'patient':
      return template === '1411' ? surfaceItems(region, images) : [pathItem('CONTAINS', region, images)];
    case 'segment': {
      const { segmentation, sources = [], sourceSeriesInstanceUID: series } = region;
      const name = segmentation.frames === undefined ? NAME.referencedSegment : NAME.referencedSegmentationFrame;
      return [
        imageItem('CONTAINS', name, segmentation),
        ...sources.map((source) =>
          imageItem('CONTAINS', NAME.sourceImageForSegmentation, checkedReference(source, images)),
        ),
        ...(sources.length > 0 || series === undefined
          ? []
          : [textItem('CONTAINS', NAME.sourceSeriesForSegmentation, series, 'UIDREF')]),
      ];
    }
  }
}

/** Part of the surface of a volume; what it was found on has to be said. */
function surfaceItems(region: PatientRegion, images: Images): ContentItem[] {
  const { frameOfReferenceUID, sources = [] } = region;
  const series = [...images.values()].find((image) => image.frameOfReferenceUID === frameOfReferenceUID);
  if (sources.length === 0 && series === undefined)
    throw new SrError('unknown-image', 'a volume lies in a frame of reference that no image has');
  return [
    {
      valueType: 'SCOORD3D',
      relationship: 'CONTAINS',
      concept: NAME.volumeSurface,
      ...patientShapeData(region.shape),
      frameOfReferenceUID,
      children: [],
    },
    ...sources.map((source) =>
      imageItem('CONTAINS', NAME.sourceImageForSegmentation, checkedReference(source, images)),
    ),
    ...(sources.length > 0 || series === undefined
      ? []
      : [textItem('CONTAINS', NAME.sourceSeriesForSegmentation, series.seriesInstanceUID, 'UIDREF')]),
  ];
}

/** A shape with the image it lies on, or in space. */
function pathItem(
  relationship: Relationship,
  region: Exclude<Region, { space: 'segment' }>,
  images: Images,
): ContentItem {
  const name = relationship === 'CONTAINS' ? { concept: NAME.imageRegion } : { concept: NAME.path };
  if (region.space === 'patient')
    return {
      valueType: 'SCOORD3D',
      relationship,
      ...name,
      ...patientShapeData(region.shape),
      frameOfReferenceUID: region.frameOfReferenceUID,
      children: [],
    };
  return {
    valueType: 'SCOORD',
    relationship,
    ...name,
    ...imageShapeData(region.shape),
    ...(region.pixelOrigin === undefined ? {} : { pixelOrigin: region.pixelOrigin.toUpperCase() }),
    children: [imageItem('SELECTED FROM', undefined, checkedReference(region.image, images, true))],
  };
}

/** The score as a number of its own, in percent, with the threshold among the parameters of its algorithm. */
function scoreItems({ finding: { score, algorithm } }: ReviewedFinding): ContentItem[] {
  if (score === undefined) return [];
  if (!(score.value >= 0 && score.value <= 1)) throw new SrError('bad-value', 'a score is not between 0 and 1');
  // 15 digits: what a decimal has, without the dust of binary fractions.
  const percent = Number((score.value * 100).toPrecision(15));
  return [numItem('CONTAINS', score.concept, percent, UNIT.percent, algorithmItems(algorithm))];
}

function measurementItem(measurement: Measurement, { finding }: ReviewedFinding, images: Images): ContentItem {
  const { concept, value, unit, method, derivation, along, sources = [] } = measurement;
  return numItem('CONTAINS', concept, value, unit, [
    ...(method === undefined ? [] : [codeItem('HAS CONCEPT MOD', NAME.method, method)]),
    ...(derivation === undefined ? [] : [codeItem('HAS CONCEPT MOD', NAME.derivation, derivation)]),
    ...(along === undefined ? [] : [pathItem('INFERRED FROM', along, images)]),
    ...sources.map((source) => imageItem('INFERRED FROM', NAME.sourceOfMeasurement, checkedReference(source, images))),
    ...algorithmItems(measurement.algorithm ?? finding.algorithm),
  ]);
}

function evaluationItem({ concept, answer, along }: Evaluation, images: Images): ContentItem {
  const children = along === undefined ? [] : [pathItem('INFERRED FROM', along, images)];
  return typeof answer === 'string'
    ? textItem('CONTAINS', concept, answer, 'TEXT', children)
    : codeItem('CONTAINS', concept, answer, children);
}
