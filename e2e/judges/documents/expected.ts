// What highdicom must find in a report, made from the findings that were written and not from the file.
import type { CodedConcept, Measurement, Region, ReviewedFinding, Shape } from '../../../src/core/findings/index.ts';

export interface ReadShape {
  readonly type: string;
  readonly data: readonly number[];
  readonly on: readonly [string, number | null];
}

export interface ReadNumber {
  readonly name: Code;
  readonly value: number;
  readonly unit: Code;
  readonly derivation: Code;
  readonly algorithm: Algorithm;
  readonly along: readonly ReadShape[];
}

export interface ReadGroup {
  readonly kind: 'planar' | 'volumetric' | 'plain';
  readonly identifier: string;
  readonly uid: string;
  readonly category: Code;
  readonly type: Code;
  readonly sites: readonly (readonly [Code, Code])[];
  readonly measurements: readonly ReadNumber[];
  readonly evaluations: readonly (readonly [Code, Code])[];
  readonly algorithm: Algorithm;
  readonly regions: readonly ReadShape[];
}

type Code = readonly [string, string] | null;
type Algorithm = readonly [string, string, readonly string[]] | null;

const code = (concept: CodedConcept | undefined): Code =>
  concept === undefined ? null : [concept.value, concept.scheme];

export function expectedGroup({ finding }: ReviewedFinding): Omit<ReadGroup, 'evaluations'> {
  const { algorithm, score } = finding;
  const by: Algorithm =
    algorithm === undefined ? null : [algorithm.name, algorithm.version, algorithm.parameters ?? []];
  const number = ({ concept, value, unit, derivation, along }: Measurement): ReadNumber => ({
    name: code(concept),
    value,
    unit: code(unit),
    derivation: code(derivation),
    algorithm: by,
    along: along === undefined ? [] : [expectedShape(along)],
  });
  const percent: ReadNumber[] =
    score === undefined
      ? []
      : [{ name: code(score.concept), value: score.value * 100, unit: ['%', 'UCUM'], derivation: null, algorithm: by, along: [] }]; // prettier-ignore
  return {
    kind: kindOf(finding.regions),
    identifier: finding.trackingIdentifier,
    uid: finding.trackingUID,
    category: code(finding.category),
    type: code(finding.type),
    sites: finding.sites.map(({ anatomy, laterality }) => [code(anatomy), code(laterality)]),
    measurements: [...percent, ...finding.measurements.map(number)],
    algorithm: by,
    regions: finding.regions.map(expectedShape),
  };
}

function kindOf(regions: readonly Region[]): ReadGroup['kind'] {
  const [first, second] = regions;
  if (first === undefined) return 'plain';
  const isSolid = first.space === 'patient' && first.shape.kind === 'ellipsoid';
  const isWholeSegment = first.space === 'segment' && first.segmentation.frames === undefined;
  return second !== undefined || isSolid || isWholeSegment ? 'volumetric' : 'planar';
}

function expectedShape(region: Region): ReadShape {
  if (region.space === 'segment') {
    const { segments, sopInstanceUID, frames = [] } = region.segmentation;
    return { type: 'SEGMENT', data: [...segments, ...frames], on: [sopInstanceUID, null] };
  }
  if (region.space === 'patient')
    return { ...drawn(region.shape, { polygon: 'POLYGON' }), on: [region.frameOfReferenceUID, null] };
  const { sopInstanceUID, frames } = region.image;
  return { ...drawn(region.shape, { polygon: 'POLYLINE' }), on: [sopInstanceUID, frames?.[0] ?? null] };
}

function drawn(
  shape: Shape<readonly number[]>,
  { polygon }: { readonly polygon: string },
): { type: string; data: readonly number[] } {
  switch (shape.kind) {
    case 'point':
      return { type: 'POINT', data: shape.point };
    case 'points':
      return { type: 'MULTIPOINT', data: shape.points.flat() };
    case 'polyline':
      return { type: 'POLYLINE', data: shape.points.flat() };
    case 'polygon':
      return { type: polygon, data: [...shape.points, ...shape.points.slice(0, 1)].flat() };
    case 'circle':
      return { type: 'CIRCLE', data: [...shape.centre, ...shape.edge] };
    case 'ellipse':
      return { type: 'ELLIPSE', data: [...shape.majorAxis, ...shape.minorAxis].flat() };
    case 'ellipsoid':
      return { type: 'ELLIPSOID', data: shape.axes.flat(2) };
  }
}

/** The largest distance between coordinates or numbers that should be the same; infinite where they are not as many. */
export function farthest(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...a.map((value, at) => Math.abs(value - (b[at] ?? Number.NaN))));
}
