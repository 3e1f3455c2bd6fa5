import {
  type CodedConcept,
  type Finding,
  isSame,
  type Measurement,
  type PixelPoint,
  QUANTITY,
  type Region,
  UNIT,
} from '../../../../core/findings/index.ts';
import type { PixelShape } from './edit-shape.ts';

export interface FindingEdit {
  readonly trackingIdentifier: string;
  readonly type: CodedConcept | undefined;
  /** Undefined where only words were changed. */
  readonly shape: PixelShape | undefined;
}

/**
 * The finding as the person wants it. Numbers that the model measured on another outline do not stay beside the new one: what
 * follows from the outline alone is measured again, everything else is left out.
 */
export function editedFinding(
  finding: Finding,
  edit: FindingEdit,
  spacingMm: readonly [betweenRows: number, betweenColumns: number] | undefined,
): Finding {
  const { trackingIdentifier, type, shape } = edit;
  const named: Finding = {
    ...finding,
    trackingIdentifier: trackingIdentifier.trim() === '' ? finding.trackingIdentifier : trackingIdentifier.trim(),
    ...(type === undefined ? {} : { type }),
  };
  const region = editableRegion(finding);
  if (shape === undefined || region === undefined) return named;
  const regions: Region[] = finding.regions.map((other) => (other === region ? { ...region, shape } : other));
  return {
    ...named,
    regions,
    measurements: finding.measurements.flatMap((one) => measuredAgain(one, shape, spacingMm)),
  };
}

/** The one shape on an image that a finding is; undefined where it is a mask, or several shapes. */
export function editableRegion({ regions }: Finding): Extract<Region, { space: 'image' }> | undefined {
  const [region, ...more] = regions;
  return region?.space === 'image' && more.length === 0 ? region : undefined;
}

function measuredAgain(
  measurement: Measurement,
  shape: PixelShape,
  spacingMm: readonly [number, number] | undefined,
): Measurement[] {
  // Measured by the person's own outline, so the model is not what computed it; without a size of pixels there is no number.
  const { concept, unit, derivation } = measurement;
  if (spacingMm === undefined || derivation !== undefined) return [];
  const [betweenRows, betweenColumns] = spacingMm;
  const mm = (a: PixelPoint, b: PixelPoint): number => Math.hypot((a[0] - b[0]) * betweenColumns, (a[1] - b[1]) * betweenRows); // prettier-ignore
  if (isSame(concept, QUANTITY.diameter) && isSame(unit, UNIT.mm)) {
    if (shape.kind === 'circle') return [{ concept, unit, value: 2 * mm(shape.centre, shape.edge) }];
    if (shape.kind === 'ellipse') return [{ concept, unit, value: Math.max(mm(...shape.majorAxis), mm(...shape.minorAxis)) }]; // prettier-ignore
  }
  if (isSame(concept, QUANTITY.area) && isSame(unit, UNIT.mm2)) {
    if (shape.kind === 'circle') return [{ concept, unit, value: Math.PI * mm(shape.centre, shape.edge) ** 2 }];
    if (shape.kind === 'ellipse')
      return [{ concept, unit, value: (Math.PI / 4) * mm(...shape.majorAxis) * mm(...shape.minorAxis) }];
    if (shape.kind === 'polygon')
      return [{ concept, unit, value: areaOf(shape.points) * betweenRows * betweenColumns }];
  }
  return [];
}

/** Gauss's formula, in square pixels. */
function areaOf(points: readonly PixelPoint[]): number {
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}
