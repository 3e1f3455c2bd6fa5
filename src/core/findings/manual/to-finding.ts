import { concept } from '../concept/coded-concept.ts';
import { DERIVATION, QUANTITY, UNIT } from '../concept/concepts.ts';
import type { Evaluation, Finding, Measurement } from '../finding.ts';
import type { ImageReference, ImageRegion, PixelPoint, Shape } from '../geometry/region.ts';
import type { ManualMeasurement, Quantity, RegionStatistics } from './manual-measurement.ts';

export const COMMENT = concept('121106', 'DCM', 'Comment');

/** A manual measurement as a finding, ready for the writer. Lines belong to their number, outlines to the finding. */
export function findingOfManual(manual: ManualMeasurement): Finding {
  const { trackingUID, trackingIdentifier, image, shape } = manual;
  const made = (regions: ImageRegion[], measurements: Measurement[], evaluations: Evaluation[] = []): Finding => ({
    trackingUID,
    trackingIdentifier,
    sites: [],
    regions,
    measurements,
    evaluations,
  });
  switch (shape.tool) {
    case 'length':
      return made([], [along(image, QUANTITY.length, shape.length, shape.ends)]);
    case 'bidirectional':
      return made(
        [],
        [
          along(image, QUANTITY.longAxis, shape.longLength, shape.longAxis),
          along(image, QUANTITY.shortAxis, shape.shortLength, shape.shortAxis),
        ],
      );
    case 'angle':
      return made([], [along(image, QUANTITY.angle, { value: shape.degrees, unit: UNIT.degree }, shape.points)]);
    case 'ellipse': {
      const { majorAxis, minorAxis } = shape;
      return made([on(image, { kind: 'ellipse', majorAxis, minorAxis })], numbersOver(shape.area, shape.statistics));
    }
    case 'rectangle':
      return made([on(image, { kind: 'polygon', points: shape.corners })], numbersOver(shape.area, shape.statistics));
    case 'probe':
      return made([on(image, { kind: 'point', point: shape.point })], shape.value === undefined ? [] : [shape.value]);
    case 'arrow': {
      const pointer = on(image, { kind: 'polyline', points: [shape.tail, shape.tip] });
      return made(
        [on(image, { kind: 'point', point: shape.tip })],
        [],
        [{ concept: COMMENT, answer: shape.text, along: pointer }],
      );
    }
  }
}

function on(image: ImageReference, shape: Shape<PixelPoint>): ImageRegion {
  return { space: 'image', image, shape };
}

function along(
  image: ImageReference,
  quantity: Measurement['concept'],
  { value, unit }: Quantity,
  points: readonly PixelPoint[],
): Measurement {
  return { concept: quantity, value, unit, along: on(image, { kind: 'polyline', points }) };
}

function numbersOver(area: Quantity | undefined, statistics: RegionStatistics | undefined): Measurement[] {
  const numbers: Measurement[] = area === undefined ? [] : [{ concept: QUANTITY.area, ...area }];
  if (statistics === undefined) return numbers;
  const { concept: of, unit, mean, standardDeviation, minimum, maximum } = statistics;
  return [
    ...numbers,
    { concept: of, unit, value: mean, derivation: DERIVATION.mean },
    { concept: of, unit, value: standardDeviation, derivation: DERIVATION.standardDeviation },
    { concept: of, unit, value: minimum, derivation: DERIVATION.minimum },
    { concept: of, unit, value: maximum, derivation: DERIVATION.maximum },
  ];
}
