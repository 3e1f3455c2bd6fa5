import { describe, expect, it } from 'vitest';
import { buildDataset } from '../../dicom/index.ts';
import { keyOf } from '../concept/coded-concept.ts';
import { planeOf, toPatient, toPixel } from './plane.ts';

const plane = planeOf(
  buildDataset({
    ImagePositionPatient: [-100, -120, 30],
    ImageOrientationPatient: [0, 1, 0, 0, 0, -1],
    PixelSpacing: [0.5, 2],
  }),
);

describe('an image in the patient', () => {
  it('begins half a pixel before its position: 0\\0 is a corner, the position a centre', () => {
    if (plane === undefined) expect.unreachable();
    expect(toPatient(plane, [0.5, 0.5])).toEqual([-100, -120, 30]);
    expect(toPatient(plane, [0, 0])).toEqual([-100, -121, 30.25]);
    expect(toPatient(plane, [10.5, 20.5])).toEqual([-100, -100, 20]);
  });

  it('gives points back, and how far from it they lie', () => {
    if (plane === undefined) expect.unreachable();
    const { point, distanceMm } = toPixel(plane, [-103, -100, 20]);
    expect(point[0]).toBeCloseTo(10.5, 12);
    expect(point[1]).toBeCloseTo(20.5, 12);
    expect(distanceMm).toBeCloseTo(3, 12);
  });

  it('is nowhere without position, orientation or spacing', () => {
    expect(planeOf(buildDataset({ ImagePositionPatient: [0, 0, 0], PixelSpacing: [1, 1] }))).toBeUndefined();
  });
});

it('knows the retired code of a concept as that concept, in the retired schemes only', () => {
  const code = (value: string, scheme: string) => keyOf({ value, scheme, meaning: '' });
  expect(code('G-C0E3', 'SRT')).toBe(code('363698007', 'SCT'));
  expect(code('G-C0E3', '99SDM')).toBe(code('363698007', 'SCT'));
  expect(code('G-C0E3', '99OTHER')).not.toBe(code('363698007', 'SCT'));
  expect(code('T-28000', 'SRT')).toBe('SRT:T-28000');
});
