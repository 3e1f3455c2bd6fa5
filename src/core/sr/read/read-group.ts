import {
  type Evaluation,
  type FindingSite,
  type ImageReference,
  isSame,
  type Measurement,
  type Region,
} from '../../findings/index.ts';
import { NAME } from '../content/concepts.ts';
import type { CodeItem, ContentItem, TextItem } from '../content/content-item.ts';
import { instantOf } from '../document/instant.ts';
import { decisionOf, isAssessment } from '../report/assessment.ts';
import { isObserverItem, personsIn } from './observers.ts';
import { childrenOf, imageReference, leaveOut, type Placed, type Placing, resolvedChildren } from './placing.ts';
import { algorithmIn, isAlgorithmItem } from './read-algorithm.ts';
import { readMeasurement, scoreAmong } from './read-measurement.ts';
import { isSegment, isSourceImage, readRegions, readShape } from './read-region.ts';
import type { ReadFinding } from './structured-report.ts';

/** A Measurement Group of TID 1410, 1411 or 1501, or of TID 300 alone: told by codes and value types only. */
export function readGroup(group: Placed, placing: Placing): ReadFinding {
  const items = resolvedChildren(group, placing);
  const bare = items.map(({ item }) => item);
  const algorithm = algorithmIn(bare);
  const regionItems = items.filter(({ item }) => isRegionItem(item));
  const measurements: Measurement[] = [];
  const evaluations: Evaluation[] = [];
  const images: ImageReference[] = [];
  const places: Region[] = [];
  let assessment: Placed | undefined;
  for (const placed of items) {
    const { item } = placed;
    if (isRegionItem(item) || isAlgorithmItem(item) || isObserverItem(item) || isIdentity(item)) continue;
    // Session and time point say when the group was made; they are no statement about what was found.
    if (item.relationship === 'HAS OBS CONTEXT') leaveOut(placed, 'unknown-item', placing);
    else if (item.valueType === 'NUM') {
      const measurement = readMeasurement(placed, item, algorithm, placing);
      if (measurement !== undefined) measurements.push(measurement);
      else places.push(...readShapesBelow(placed, placing));
    } else if (isAssessment(item) && assessment === undefined) assessment = placed;
    else if (item.valueType === 'IMAGE') images.push(imageReference(item.reference));
    else if (item.valueType === 'CODE' || item.valueType === 'TEXT') {
      const evaluation = readEvaluation(placed, item, placing);
      if (evaluation !== undefined) evaluations.push(evaluation);
    } else leaveOut(placed, 'unknown-item', placing);
  }
  const { score, rest } = scoreAmong(measurements);
  return {
    path: group.path,
    ...identityOf(bare),
    sites: bare.flatMap((item) => (isSite(item) ? [readSite(item)] : [])),
    regions: [...readRegions(regionItems, placing), ...places],
    ...(score === undefined ? {} : { score }),
    measurements: rest,
    evaluations,
    ...(algorithm === undefined ? {} : { algorithm }),
    ...readDecision(group.item, assessment, placing),
    images,
  };
}

/** A number without a value is none, but where it was taken is still said. */
function readShapesBelow(placed: Placed, placing: Placing): Region[] {
  return resolvedChildren(placed, placing).flatMap((child) => readShape(child, placing) ?? []);
}

function isRegionItem(item: ContentItem): boolean {
  if (item.valueType === 'SCOORD' || item.valueType === 'SCOORD3D')
    return item.concept === undefined || isSame(item.concept, NAME.imageRegion) || isSame(item.concept, NAME.volumeSurface); // prettier-ignore
  if (item.valueType === 'IMAGE') return isSegment(item) || isSourceImage(item);
  return item.valueType === 'UIDREF' && isSame(item.concept, NAME.sourceSeriesForSegmentation);
}

function isSite(item: ContentItem): item is CodeItem {
  return item.valueType === 'CODE' && isSame(item.concept, NAME.findingSite);
}

function isIdentity(item: ContentItem): boolean {
  if (item.valueType === 'TEXT') return isSame(item.concept, NAME.trackingIdentifier);
  if (item.valueType === 'UIDREF') return isSame(item.concept, NAME.trackingUID);
  return item.valueType === 'CODE' && [NAME.finding, NAME.findingCategory, NAME.findingSite].some((name) => isSame(item.concept, name)); // prettier-ignore
}

type Identity = Pick<ReadFinding, 'trackingIdentifier' | 'trackingUID' | 'category' | 'type'>;

function identityOf(items: readonly ContentItem[]): Identity {
  const words = (name: (typeof NAME)['finding']): string | undefined =>
    items.find((item): item is TextItem => 'text' in item && isSame(item.concept, name))?.text;
  const code = (name: (typeof NAME)['finding']) =>
    items.find((item): item is CodeItem => item.valueType === 'CODE' && isSame(item.concept, name))?.code;
  const trackingIdentifier = words(NAME.trackingIdentifier);
  const trackingUID = words(NAME.trackingUID);
  const category = code(NAME.findingCategory);
  const type = code(NAME.finding);
  return {
    ...(trackingIdentifier === undefined ? {} : { trackingIdentifier }),
    ...(trackingUID === undefined ? {} : { trackingUID }),
    ...(category === undefined ? {} : { category }),
    ...(type === undefined ? {} : { type }),
  };
}

function readSite(site: CodeItem): FindingSite {
  const code = (name: (typeof NAME)['laterality']) =>
    site.children.find((item): item is CodeItem => item.valueType === 'CODE' && isSame(item.concept, name))?.code;
  const laterality = code(NAME.laterality);
  const modifier = code(NAME.topographicalModifier);
  return {
    anatomy: site.code,
    ...(laterality === undefined ? {} : { laterality }),
    ...(modifier === undefined ? {} : { modifier }),
  };
}

/** A question and its answer; what words point at may stand below. */
export function readEvaluation(placed: Placed, item: CodeItem | TextItem, placing: Placing): Evaluation | undefined {
  if (item.concept === undefined) {
    leaveOut(placed, 'no-value', placing);
    return undefined;
  }
  let along: Evaluation['along'];
  for (const child of resolvedChildren(placed, placing)) {
    const shape = child.item.valueType === 'SCOORD' && along === undefined ? readShape(child, placing) : undefined;
    if (shape?.space === 'image') along = shape;
    else if (child.item.valueType !== 'SCOORD') leaveOut(child, 'unknown-item', placing);
  }
  const answer = item.valueType === 'CODE' ? item.code : item.text;
  return { concept: item.concept, answer, ...(along === undefined ? {} : { along }) };
}

/** What was decided: an assessment, or that a person made the group themselves. */
function readDecision(
  group: ContentItem,
  assessment: Placed | undefined,
  placing: Placing,
): Pick<ReadFinding, 'decision'> {
  if (assessment?.item.valueType === 'CODE') {
    const decision = decisionOf(assessment.item);
    if (decision !== undefined) return { decision };
    leaveOut(assessment, 'no-decision', placing);
    return {};
  }
  const [by] = personsIn(group.children);
  const at = instantOf(group.observedAt);
  return by === undefined || at === undefined ? {} : { decision: { kind: 'drawn', by, at } };
}

/** Numbers that stand in no group. */
export function readLoose(placed: Placed, placing: Placing): ReadFinding | undefined {
  if (placed.item.valueType !== 'NUM') return undefined;
  const children = childrenOf(placed).map(({ item }) => item);
  const measurement = readMeasurement(placed, placed.item, algorithmIn(children), placing);
  if (measurement === undefined) return undefined;
  const algorithm = algorithmIn(children);
  return {
    path: placed.path,
    sites: [],
    regions: [],
    measurements: [measurement],
    evaluations: [],
    ...(algorithm === undefined ? {} : { algorithm }),
    images: [],
  };
}
