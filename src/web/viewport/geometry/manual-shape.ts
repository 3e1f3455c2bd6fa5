// The one place where measurements get their numbers: what stands beside the mark and what stands in the document are both
// made from what is returned here.
import {
  concept,
  type CodedConcept,
  type ManualShape,
  QUANTITY,
  type Quantity,
  UNIT,
} from '../../../core/findings/index.ts';
import type { FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import { calibrationAt, type Calibration, type PixelPoint } from './calibration.ts';
import type { DrawnShape } from './drawing.ts';
import { angleOf, areaOf, lengthOf, statisticsOf, valueAt, type Region } from './measure.ts';
import { valueUnitOf, type ValueUnit } from './value-unit.ts';

export interface Measured {
  readonly shape: ManualShape;
  /** How lengths are known: "at detector", "ERMF"; empty where nothing needs saying. */
  readonly remark: string;
}

/** Undefined where points are missing or lie on top of each other, so that there is nothing to measure. */
export function measure(drawn: DrawnShape, ref: FrameRef, frame: DecodedFrame | undefined): Measured | undefined {
  const calibration = calibrationAt(ref, drawn.points);
  const shape = shapeOf(drawn, calibration, ref, frame);
  return shape === undefined ? undefined : { shape, remark: calibration.remark };
}

function shapeOf(
  { tool, points, text }: DrawnShape,
  calibration: Calibration,
  ref: FrameRef,
  frame: DecodedFrame | undefined,
): ManualShape | undefined {
  const [a, b, c, d] = points;
  if (a === undefined) return undefined;
  switch (tool) {
    case 'probe':
      return { tool, point: a, ...probed(a, ref, frame) };
    case 'arrow':
      return b === undefined || text === '' ? undefined : { tool, tip: a, tail: b, text };
    case 'length': {
      if (b === undefined || isSamePoint(a, b)) return undefined;
      return { tool, ends: [a, b], length: length(a, b, calibration) };
    }
    case 'angle':
      if (b === undefined || c === undefined || isSamePoint(a, b) || isSamePoint(b, c)) return undefined;
      return { tool, points: [a, b, c], degrees: angleOf(a, b, c, calibration) };
    case 'bidirectional':
      if (b === undefined || c === undefined || d === undefined) return undefined;
      return isSamePoint(a, b) ? undefined : bidirectional([a, b], [c, d], calibration);
    case 'ellipse':
    case 'rectangle': {
      const region = regionOf(tool, points);
      return region === undefined ? undefined : outline(region, calibration, ref, frame);
    }
  }
}

function isSamePoint(a: PixelPoint, b: PixelPoint): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function length(a: PixelPoint, b: PixelPoint, calibration: Calibration): Quantity {
  return { value: lengthOf(a, b, calibration), unit: calibration.unit === 'mm' ? UNIT.mm : UNIT.pixels };
}

type Line = readonly [PixelPoint, PixelPoint];

function bidirectional(first: Line, second: Line, calibration: Calibration): ManualShape {
  const [firstLength, secondLength] = [length(...first, calibration), length(...second, calibration)];
  const isFirstLonger = firstLength.value >= secondLength.value;
  const [longAxis, shortAxis] = isFirstLonger ? [first, second] : [second, first];
  const [longLength, shortLength] = isFirstLonger ? [firstLength, secondLength] : [secondLength, firstLength];
  return { tool: 'bidirectional', longAxis, shortAxis, longLength, shortLength };
}

/** Handles that were dragged may miss the right angle by the rounding of the screen: the second axis is put straight. */
function regionOf(tool: 'ellipse' | 'rectangle', points: readonly PixelPoint[]): Region | undefined {
  const [first, second, third, fourth] = points;
  if (!first || !second || !third || !fourth) return undefined;
  const region: Region =
    tool === 'ellipse'
      ? { shape: tool, centre: middle(first, second), a: half(third, fourth), b: half(second, first) }
      : { shape: tool, centre: middle(first, fourth), a: half(first, second), b: half(first, third) };
  const b = acrossFrom(region.a, region.b);
  const isFlat = Math.hypot(...region.a) === 0 || Math.hypot(...b) === 0;
  return isFlat ? undefined : { ...region, b };
}

function acrossFrom(a: PixelPoint, b: PixelPoint): PixelPoint {
  const size = a[0] * a[0] + a[1] * a[1];
  const along = size === 0 ? 0 : (a[0] * b[0] + a[1] * b[1]) / size;
  return [b[0] - along * a[0], b[1] - along * a[1]];
}

function middle(a: PixelPoint, b: PixelPoint): PixelPoint {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function half(a: PixelPoint, b: PixelPoint): PixelPoint {
  return [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2];
}

function outline(
  region: Region,
  calibration: Calibration,
  ref: FrameRef,
  frame: DecodedFrame | undefined,
): ManualShape {
  const { centre, a, b } = region;
  const at = (alongA: number, alongB: number): PixelPoint => [
    centre[0] + alongA * a[0] + alongB * b[0],
    centre[1] + alongA * a[1] + alongB * b[1],
  ];
  const numbers = {
    area: { value: areaOf(region, calibration), unit: calibration.unit === 'mm' ? UNIT.mm2 : UNIT.pixels2 },
    ...statistics(region, ref, frame),
  };
  if (region.shape === 'rectangle')
    return { tool: 'rectangle', corners: [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)], ...numbers };
  const alongRow: Line = [at(-1, 0), at(1, 0)];
  const alongColumn: Line = [at(0, -1), at(0, 1)];
  const isWide = Math.hypot(...a) >= Math.hypot(...b);
  return {
    tool: 'ellipse',
    majorAxis: isWide ? alongRow : alongColumn,
    minorAxis: isWide ? alongColumn : alongRow,
    ...numbers,
  };
}

function statistics(region: Region, ref: FrameRef, frame: DecodedFrame | undefined) {
  const found = frame === undefined ? undefined : statisticsOf(region, frame);
  if (found === undefined) return {};
  const { mean, standardDeviation, min, max } = found;
  return { statistics: { ...valueCodes(valueUnitOf(ref)), mean, standardDeviation, minimum: min, maximum: max } };
}

function probed(point: PixelPoint, ref: FrameRef, frame: DecodedFrame | undefined) {
  const [value] = frame === undefined || frame.isColour ? [] : (valueAt(frame, point) ?? []);
  return value === undefined ? {} : { value: { value, ...valueCodes(valueUnitOf(ref)) } };
}

const QUANTITIES: Record<ValueUnit['quantity'], CodedConcept> = {
  attenuation: QUANTITY.attenuation,
  mrSignal: QUANTITY.mrSignal,
  suvBodyWeight: QUANTITY.suvBodyWeight,
  suvLeanBody: concept('126402', 'DCM', 'SUVlbm'),
  suvBodySurface: concept('126403', 'DCM', 'SUVbsa'),
  suvIdealBody: concept('126404', 'DCM', 'SUVibw'),
  // No standard scheme has a code for a pixel value of which the header does not say what it counts.
  value: concept('pixel-value', '99COLLIMATOR', 'Pixel value'),
};

const KNOWN_UNITS = new Map<string, CodedConcept>(Object.values(UNIT).map((unit) => [unit.value, unit]));

function valueCodes({ ucum, text, quantity }: ValueUnit): { concept: CodedConcept; unit: CodedConcept } {
  return { concept: QUANTITIES[quantity], unit: KNOWN_UNITS.get(ucum) ?? concept(ucum, 'UCUM', text || 'no units') };
}

/** Where the handles of a saved measurement go: the way back from `measure`. */
export function drawnShapeOf(shape: ManualShape): DrawnShape {
  const { tool } = shape;
  const drawn = (points: readonly PixelPoint[], text = ''): DrawnShape => ({ tool, points, text });
  switch (tool) {
    case 'length':
      return drawn(shape.ends);
    case 'bidirectional':
      return drawn([...shape.longAxis, ...shape.shortAxis]);
    case 'angle':
      return drawn(shape.points);
    case 'ellipse':
      return drawn(ellipseHandles(shape.majorAxis, shape.minorAxis));
    case 'rectangle': {
      const [first, second, across, fourth] = shape.corners;
      return drawn([first, second, fourth, across]);
    }
    case 'probe':
      return drawn([shape.point]);
    case 'arrow':
      return drawn([shape.tip, shape.tail], shape.text);
  }
}

/** Bottom and top are the ends of the axis that stands more upright. */
function ellipseHandles(major: Line, minor: Line): readonly PixelPoint[] {
  const isMajorUpright = Math.abs(major[1][1] - major[0][1]) > Math.abs(major[1][0] - major[0][0]);
  const [upright, lying] = isMajorUpright ? [major, minor] : [minor, major];
  const [top, bottom] = upright[0][1] <= upright[1][1] ? upright : [upright[1], upright[0]];
  const [left, right] = lying[0][0] <= lying[1][0] ? lying : [lying[1], lying[0]];
  return [bottom, top, left, right];
}
