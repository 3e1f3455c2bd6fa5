import type { FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { calibrationAt, type Calibration, type PixelPoint } from './calibration.ts';
import { angleOf, areaOf, lengthOf, statisticsOf, valueAt, type Region } from './measure.ts';
import { valueUnit } from './value-unit.ts';

export type MeasurementKind = 'length' | 'bidirectional' | 'angle' | 'ellipse' | 'rectangle' | 'probe';

/**
 * What stands beside a measurement. Points are in pixels of the image. A length is in millimetres only where the header
 * calibrates the place it was drawn at, and says how; a value carries the unit of the header or none.
 */
export function measurementText(
  kind: MeasurementKind,
  points: readonly PixelPoint[],
  ref: FrameRef,
  frame: DecodedFrame | undefined,
): string[] {
  const calibration = calibrationAt(ref, points);
  const [a, b, c, d] = points;
  switch (kind) {
    case 'length':
      return a && b ? [lengthText(lengthOf(a, b, calibration), calibration)] : [];
    case 'bidirectional':
      return a && b && c && d
        ? bidirectionalText(lengthOf(a, b, calibration), lengthOf(c, d, calibration), calibration)
        : [];
    case 'angle':
      return a && b && c ? [`${angleOf(a, b, c, calibration).toFixed(1)}°`] : [];
    case 'ellipse':
    case 'rectangle': {
      const region = kind === 'ellipse' ? ellipseOf(points) : rectangleOf(points);
      return region === undefined ? [] : regionText(region, ref, frame, calibration);
    }
    case 'probe':
      return a ? probeText(a, ref, frame) : [];
  }
}

function bidirectionalText(first: number, second: number, calibration: Calibration): string[] {
  const [long, short] = first >= second ? [first, second] : [second, first];
  return [`L ${lengthText(long, calibration)}`, `W ${lengthText(short, { ...calibration, remark: '' })}`];
}

function lengthText(length: number, { unit, remark }: Calibration): string {
  return withRemark(`${length.toFixed(1)} ${unit}`, remark);
}

function withRemark(value: string, remark: string): string {
  return remark === '' ? value : `${value} (${remark})`;
}

/** Cornerstone's handles of an ellipse: bottom, top, left, right. */
function ellipseOf([bottom, top, left, right]: readonly PixelPoint[]): Region | undefined {
  if (!bottom || !top || !left || !right) return undefined;
  return { shape: 'ellipse', centre: middle(bottom, top), a: half(left, right), b: half(top, bottom) };
}

/** Cornerstone's handles of a rectangle: two corners of one side, then the two across. */
function rectangleOf([first, second, third, fourth]: readonly PixelPoint[]): Region | undefined {
  if (!first || !second || !third || !fourth) return undefined;
  return { shape: 'rectangle', centre: middle(first, fourth), a: half(first, second), b: half(first, third) };
}

function middle(a: PixelPoint, b: PixelPoint): PixelPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function half(a: PixelPoint, b: PixelPoint): PixelPoint {
  return [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2];
}

function regionText(
  region: Region,
  ref: FrameRef,
  frame: DecodedFrame | undefined,
  calibration: Calibration,
): string[] {
  const area = areaOf(region, calibration);
  const areaLine = withRemark(`Area ${area.toFixed(area < 100 ? 1 : 0)} ${calibration.unit}²`, calibration.remark);
  const found = frame === undefined ? undefined : statisticsOf(region, frame);
  if (frame === undefined || found === undefined) return [areaLine];
  const unit = valueUnit(ref);
  const about = frame.isRounded ? 'about ' : '';
  return [
    `Mean ${about}${value(found.mean, unit)}  SD ${value(found.standardDeviation, '')}`,
    `Min ${about}${value(found.min, '')}  Max ${about}${value(found.max, unit)}`,
    areaLine,
  ];
}

function probeText(point: PixelPoint, ref: FrameRef, frame: DecodedFrame | undefined): string[] {
  const found = frame === undefined ? undefined : valueAt(frame, point);
  if (frame === undefined || found === undefined) return ['outside the image'];
  const place = `(${Math.floor(point[0])}, ${Math.floor(point[1])})`;
  const [first = 0] = found;
  if (frame.isColour) return [`RGB ${found.join(' ')}`, place];
  return [`${frame.isRounded ? 'about ' : ''}${value(first, valueUnit(ref))}`, place];
}

/** Whole numbers as they are, small ones with enough digits to mean something. */
function value(number: number, unit: string): string {
  const size = Math.abs(number);
  const digits = Number.isInteger(number) || size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
  return `${number.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}
