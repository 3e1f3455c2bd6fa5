import type { Quantity, RegionStatistics } from '../../../core/findings/index.ts';
import type { FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import type { PixelPoint } from './calibration.ts';
import type { DrawingTool } from './drawing.ts';
import { measure, type Measured } from './manual-shape.ts';
import { valueAt } from './measure.ts';
import { valueUnit } from './value-unit.ts';

export type MeasurementKind = Exclude<DrawingTool, 'arrow'>;

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
  const measured = measure({ tool: kind, points, text: '' }, ref, frame);
  return measured === undefined ? [] : linesOf(measured, ref, frame);
}

function linesOf({ shape, remark }: Measured, ref: FrameRef, frame: DecodedFrame | undefined): string[] {
  switch (shape.tool) {
    case 'length':
      return [withRemark(lengthText(shape.length), remark)];
    case 'bidirectional':
      return [withRemark(`L ${lengthText(shape.longLength)}`, remark), `W ${lengthText(shape.shortLength)}`];
    case 'angle':
      return [`${shape.degrees.toFixed(1)}°`];
    case 'ellipse':
    case 'rectangle':
      return [
        ...(shape.statistics === undefined ? [] : statisticsText(shape.statistics, ref, frame)),
        ...(shape.area === undefined ? [] : [withRemark(areaText(shape.area), remark)]),
      ];
    case 'probe':
      return probeText(shape.point, shape.value?.value, ref, frame);
    case 'arrow':
      return [shape.text];
  }
}

/** UCUM as people read it. */
const UNIT_TEXT: Record<string, string> = { '{pixels}': 'px', mm2: 'mm²', '{pixels}2': 'px²' };

function unitText({ unit }: Quantity): string {
  return UNIT_TEXT[unit.value] ?? unit.value;
}

function lengthText(length: Quantity): string {
  return `${length.value.toFixed(1)} ${unitText(length)}`;
}

function areaText(area: Quantity): string {
  return `Area ${area.value.toFixed(area.value < 100 ? 1 : 0)} ${unitText(area)}`;
}

function withRemark(value: string, remark: string): string {
  return remark === '' ? value : `${value} (${remark})`;
}

function statisticsText(found: RegionStatistics, ref: FrameRef, frame: DecodedFrame | undefined): string[] {
  const unit = valueUnit(ref);
  const about = frame?.isRounded === true ? 'about ' : '';
  return [
    `Mean ${about}${value(found.mean, unit)}  SD ${value(found.standardDeviation, '')}`,
    `Min ${about}${value(found.minimum, '')}  Max ${about}${value(found.maximum, unit)}`,
  ];
}

function probeText(
  point: PixelPoint,
  measured: number | undefined,
  ref: FrameRef,
  frame: DecodedFrame | undefined,
): string[] {
  const place = `(${Math.floor(point[0])}, ${Math.floor(point[1])})`;
  if (measured !== undefined)
    return [`${frame?.isRounded === true ? 'about ' : ''}${value(measured, valueUnit(ref))}`, place];
  const colours = frame === undefined ? undefined : valueAt(frame, point);
  return colours === undefined ? ['outside the image'] : [`RGB ${colours.join(' ')}`, place];
}

/** Whole numbers as they are, small ones with enough digits to mean something. */
function value(number: number, unit: string): string {
  const size = Math.abs(number);
  const digits = Number.isInteger(number) || size >= 1000 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
  return `${number.toFixed(digits)}${unit === '' ? '' : ` ${unit}`}`;
}
