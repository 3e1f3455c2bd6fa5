import { describe, expect, it } from 'vitest';
import { findingOfManual, manualOfFinding, UNIT } from '../../../core/findings/index.ts';
import type { Dataset, Element, FrameRef } from '../../services/dicomweb/index.ts';
import type { DecodedFrame } from '../pixels/decoded-frame.ts';
import type { PixelPoint } from './calibration.ts';
import type { DrawnShape } from './drawing.ts';
import { drawnShapeOf, measure } from './manual-shape.ts';
import { measurementText } from './measurement-text.ts';

const element = (vr: string, ...Value: unknown[]): Element => ({ vr, Value });
const refOf = (dataset: Dataset): FrameRef => ({ seriesInstanceUID: '1', sopInstanceUID: '2', frame: 1, dataset });
const ct = refOf({
  '00080060': element('CS', 'CT'),
  '00280030': element('DS', 0.5, 0.7),
  '00281052': element('DS', -1024),
  '00281053': element('DS', 1),
});
const uncalibrated = refOf({ '00080060': element('CS', 'XC') });
const frame = {
  rows: 20,
  columns: 30,
  pixels: Int16Array.from({ length: 600 }, (_, at) => at % 97),
  slope: 1,
  intercept: -10,
  isColour: false,
  isRounded: false,
  min: 0,
  max: 96,
} as unknown as DecodedFrame; // only what measuring reads

const DRAWN: readonly DrawnShape[] = [
  { tool: 'length', points: [[0, 0], [10.25, 4]], text: '' },
  { tool: 'bidirectional', points: [[2, 2], [12, 2], [7, 0], [7, 5]], text: '' },
  { tool: 'angle', points: [[1, 0], [0, 0], [0.5, 3]], text: '' },
  { tool: 'ellipse', points: [[10, 14], [10, 6], [3, 10], [17, 10]], text: '' },
  { tool: 'ellipse', points: [[10, 18], [10, 2], [8, 10], [12, 10]], text: '' },
  { tool: 'rectangle', points: [[4, 3], [9, 3], [4, 8], [9, 8]], text: '' },
  { tool: 'probe', points: [[3.5, 0]], text: '' },
  { tool: 'arrow', points: [[5, 5], [9, 1]], text: 'here' },
]; // prettier-ignore

describe('measure', () => {
  it.each(DRAWN)('gives a $tool back to the handles it came from, through a finding', (drawn) => {
    const measured = measure(drawn, ct, frame);
    if (measured === undefined) throw new Error('not measured');
    expect(drawnShapeOf(measured.shape)).toEqual(drawn);
    const manual = {
      trackingUID: '2.25.1',
      trackingIdentifier: 'Length 1',
      image: { sopClassUID: '1.2', sopInstanceUID: '2' },
      shape: measured.shape,
    };
    expect(manualOfFinding(findingOfManual(manual))).toEqual(manual);
  });

  it('counts in pixels where nothing is calibrated, and never in millimetres', () => {
    const units = DRAWN.flatMap((drawn) => {
      const shape = measure(drawn, uncalibrated, frame)?.shape;
      return shape === undefined ? [] : findingOfManual({ trackingUID: '1', trackingIdentifier: '1', image: { sopClassUID: '1', sopInstanceUID: '2' }, shape }).measurements.map(({ unit }) => unit.value);
    }); // prettier-ignore
    expect(new Set(units)).toEqual(new Set([UNIT.pixels.value, UNIT.pixels2.value, UNIT.degree.value, UNIT.one.value]));
  });

  it('codes values as the header counts them', () => {
    const probe = { tool: 'probe', points: [[1.5, 0.5]] as PixelPoint[], text: '' } as const;
    expect(measure(probe, ct, frame)?.shape).toMatchObject({
      value: { value: -9, unit: { value: "[hnsf'U]" }, concept: { value: '112031', scheme: 'DCM' } },
    });
    const pet = refOf({ '00080060': element('CS', 'PT'), '00541001': element('CS', 'GML') });
    expect(measure(probe, pet, frame)?.shape).toMatchObject({ value: { unit: { value: '{SUVbw}g/ml' } } });
    const density = refOf({ '00080060': element('CS', 'CT'), '00281054': element('LO', 'OD') });
    expect(measure(probe, density, frame)?.shape).toMatchObject({ value: { unit: { value: '{OD}', scheme: 'UCUM' } } });
  });

  it('has the same numbers beside the mark as in the document', () => {
    const [length] = DRAWN;
    if (length === undefined) throw new Error('no length');
    const shape = measure(length, ct, frame)?.shape;
    const value = shape?.tool === 'length' ? shape.length.value : Number.NaN;
    expect(measurementText('length', length.points, ct, frame)).toEqual([`${value.toFixed(1)} mm`]);
  });

  it('has nothing to say about what has no extent', () => {
    const nothing: readonly DrawnShape[] = [
      { tool: 'length', points: [[1, 1], [1, 1]], text: '' },
      { tool: 'ellipse', points: [[1, 1], [1, 1], [1, 1], [1, 1]], text: '' },
      { tool: 'rectangle', points: [[1, 1], [4, 1], [1, 1], [4, 1]], text: '' },
      { tool: 'arrow', points: [[1, 1], [4, 1]], text: '' },
      { tool: 'angle', points: [[1, 1], [1, 1], [4, 1]], text: '' },
    ]; // prettier-ignore
    expect(nothing.map((drawn) => measure(drawn, ct, frame))).toEqual(nothing.map(() => undefined));
  });
});
