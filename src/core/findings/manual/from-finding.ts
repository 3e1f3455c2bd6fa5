import { type CodedConcept, isSame } from '../concept/coded-concept.ts';
import { DERIVATION, QUANTITY, UNIT } from '../concept/concepts.ts';
import type { Finding, Measurement } from '../finding.ts';
import { rectangleCornersOf } from '../geometry/rectangle.ts';
import type { ImageRegion, PixelPoint } from '../geometry/region.ts';
import type { ManualMeasurement, ManualShape, RegionStatistics } from './manual-measurement.ts';
import { COMMENT } from './to-finding.ts';

/**
 * The manual measurement that a finding is, by its geometry and codes, whoever wrote it. Undefined when it is none of
 * the tools, or not on one image: show it as a finding then.
 */
export function manualOfFinding(finding: Finding): ManualMeasurement | undefined {
  if (finding.algorithm !== undefined || finding.regions.length > 1) return undefined;
  const found = finding.regions.length === 0 ? lineOf(finding) : outlineOf(finding);
  if (found === undefined) return undefined;
  const { trackingUID, trackingIdentifier } = finding;
  return { trackingUID, trackingIdentifier, image: found.region.image, shape: found.shape };
}

type Found = { readonly region: ImageRegion; readonly shape: ManualShape } | undefined;

function lineOf({ measurements }: Finding): Found {
  const [first, second, ...more] = measurements;
  if (first === undefined || more.length > 0) return undefined;
  const region = pathOf(first);
  const points = pointsAlong(first);
  if (region === undefined) return undefined;
  const { value, unit } = first;
  const [a, b, c] = points;
  if (second !== undefined) return bidirectionalOf(first, second);
  if (isSame(first.concept, QUANTITY.length) && a !== undefined && b !== undefined && points.length === 2)
    return { region, shape: { tool: 'length', ends: [a, b], length: { value, unit } } };
  const isAngle = isSame(first.concept, QUANTITY.angle) && isSame(unit, UNIT.degree) && points.length === 3;
  if (isAngle && a !== undefined && b !== undefined && c !== undefined)
    return { region, shape: { tool: 'angle', points: [a, b, c], degrees: value } };
  return undefined;
}

function bidirectionalOf(first: Measurement, second: Measurement): Found {
  const [long, short] = isSame(first.concept, QUANTITY.longAxis) ? [first, second] : [second, first];
  const region = pathOf(long);
  const other = pathOf(short);
  if (!isSame(long.concept, QUANTITY.longAxis) || !isSame(short.concept, QUANTITY.shortAxis)) return undefined;
  if (region === undefined || other?.image.sopInstanceUID !== region.image.sopInstanceUID) return undefined;
  const [a, b, ...moreLong] = pointsAlong(long);
  const [c, d, ...moreShort] = pointsAlong(short);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  if (moreLong.length + moreShort.length > 0) return undefined;
  return {
    region,
    shape: {
      tool: 'bidirectional',
      longAxis: [a, b],
      shortAxis: [c, d],
      longLength: { value: long.value, unit: long.unit },
      shortLength: { value: short.value, unit: short.unit },
    },
  };
}

function outlineOf(finding: Finding): Found {
  const [region] = finding.regions;
  if (region?.space !== 'image') return undefined;
  const { shape } = region;
  const area = finding.measurements.find(({ concept }) => isSame(concept, QUANTITY.area));
  const numbers = {
    ...(area === undefined ? {} : { area: { value: area.value, unit: area.unit } }),
    ...statisticsOf(finding.measurements),
  };
  if (shape.kind === 'ellipse') {
    const { majorAxis, minorAxis } = shape;
    return { region, shape: { tool: 'ellipse', majorAxis, minorAxis, ...numbers } };
  }
  const corners = rectangleCornersOf(shape);
  if (corners !== undefined) return { region, shape: { tool: 'rectangle', corners, ...numbers } };
  return shape.kind === 'point' ? pointOf(finding, region, shape.point) : undefined;
}

function pointOf(finding: Finding, region: ImageRegion, point: PixelPoint): Found {
  const comment = finding.evaluations.find(({ concept }) => isSame(concept, COMMENT));
  if (comment === undefined) {
    const [first] = finding.measurements;
    const value = first === undefined ? undefined : { concept: first.concept, value: first.value, unit: first.unit };
    return { region, shape: { tool: 'probe', point, ...(value === undefined ? {} : { value }) } };
  }
  const pointer = comment.along?.shape;
  const [tail] = pointer?.kind === 'polyline' ? pointer.points : [];
  if (typeof comment.answer !== 'string' || tail === undefined) return undefined;
  return { region, shape: { tool: 'arrow', tip: point, tail, text: comment.answer } };
}

/** All four numbers of one quantity in one unit, or nothing: a missing one is not made up. */
function statisticsOf(measurements: readonly Measurement[]): { readonly statistics?: RegionStatistics } {
  const number = (derivation: CodedConcept): Measurement | undefined =>
    measurements.find((measurement) => isSame(measurement.derivation, derivation));
  const mean = number(DERIVATION.mean);
  const [standardDeviation, minimum, maximum] = [
    DERIVATION.standardDeviation,
    DERIVATION.minimum,
    DERIVATION.maximum,
  ].map(number);
  if (mean === undefined || standardDeviation === undefined || minimum === undefined || maximum === undefined)
    return {};
  const isOne = [standardDeviation, minimum, maximum].every(
    ({ concept, unit }) => isSame(concept, mean.concept) && isSame(unit, mean.unit),
  );
  if (!isOne) return {};
  return {
    statistics: {
      concept: mean.concept,
      unit: mean.unit,
      mean: mean.value,
      standardDeviation: standardDeviation.value,
      minimum: minimum.value,
      maximum: maximum.value,
    },
  };
}

function pathOf({ along }: Measurement): ImageRegion | undefined {
  return along?.space === 'image' && along.shape.kind === 'polyline' ? along : undefined;
}

function pointsAlong(measurement: Measurement): readonly PixelPoint[] {
  const shape = pathOf(measurement)?.shape;
  return shape?.kind === 'polyline' ? shape.points : [];
}
