import { describe, expect, it } from 'vitest';
import type { Dataset, Element, FrameRef } from '../../services/dicomweb/index.ts';
import { calibrationAt } from './calibration.ts';
import { angleOf, areaOf, lengthOf, statisticsOf, valueAt } from './measure.ts';
import { measurementText } from './measurement-text.ts';
import { sideLetters } from './orientation.ts';
import { valueUnit } from './value-unit.ts';

const element = (vr: string, ...Value: unknown[]): Element => ({ vr, Value });
const refOf = (dataset: Dataset): FrameRef => ({ seriesInstanceUID: '1', sopInstanceUID: '2', frame: 1, dataset });
const upright = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false };

const CT = { '00080060': element('CS', 'CT'), '00280030': element('DS', 0.5, 0.7) };
const DX = { '00080060': element('CS', 'DX') };
const imager = { '00181164': element('DS', 0.2, 0.2) };

describe('calibrationAt', () => {
  it.each([
    ['CT with pixel spacing', CT, { unit: 'mm', rowSize: 0.5, columnSize: 0.7, remark: '' }],
    ['no spacing at all', DX, { unit: 'px', remark: '' }],
    ['only the detector is known', { ...DX, ...imager }, { unit: 'mm', rowSize: 0.2, remark: 'at detector' }],
    [
      'magnification is estimated',
      { ...DX, ...imager, '00181114': element('DS', 2) },
      { unit: 'mm', rowSize: 0.1, remark: 'ERMF' },
    ],
    [
      'pixel spacing only repeats the detector',
      { ...DX, ...imager, '00280030': element('DS', 0.2, 0.2) },
      { remark: 'at detector' },
    ],
    [
      'pixel spacing differs from the detector',
      { ...DX, ...imager, '00280030': element('DS', 0.15, 0.15) },
      { rowSize: 0.15, remark: 'calibrated' },
    ],
    [
      'a fiducial was used',
      { ...DX, '00280030': element('DS', 0.1, 0.1), '00280A02': element('CS', 'FIDUCIAL') },
      { remark: 'calibrated by a fiducial' },
    ],
    [
      'spacing of a radiograph of unknown origin',
      { ...DX, '00280030': element('DS', 0.1, 0.1) },
      { unit: 'mm', remark: 'calibration not stated' },
    ],
    ['spacing is nonsense', { ...CT, '00280030': element('DS', 0, 0) }, { unit: 'px' }],
    [
      'only the shape of a pixel is known',
      { '00280034': element('IS', 2, 1) },
      { unit: 'px', rowSize: 2, columnSize: 1 },
    ],
  ])('%s', (_, dataset, expected) => {
    expect(calibrationAt(refOf(dataset), [])).toMatchObject(expected);
  });

  const region = (left: number, right: number, unitX: number, unitY: number, delta: number) => ({
    '00186018': element('UL', left),
    '0018601A': element('UL', 0),
    '0018601C': element('UL', right),
    '0018601E': element('UL', 100),
    '00186024': element('US', unitX),
    '00186026': element('US', unitY),
    '0018602C': element('FD', delta),
    '0018602E': element('FD', delta),
  });
  const ultrasound = refOf({
    '00080060': element('CS', 'US'),
    '00186011': element('SQ', region(0, 100, 3, 3, 0.05), region(200, 300, 4, 7, 0.01)),
    '00280030': element('DS', 9, 9),
  });

  it('measures in millimetres inside one ultrasound region with lengths on both axes', () => {
    expect(
      calibrationAt(ultrasound, [
        [10, 10],
        [90, 90],
      ]),
    ).toMatchObject({ unit: 'mm', columnSize: 0.5, rowSize: 0.5 });
  });

  it.each([
    [
      'between regions',
      [
        [10, 10],
        [250, 50],
      ],
      'not inside one calibrated region',
    ],
    [
      'outside every region',
      [
        [150, 10],
        [160, 10],
      ],
      'not inside one calibrated region',
    ],
    [
      'in a Doppler region',
      [
        [210, 10],
        [250, 10],
      ],
      'the axes here are not lengths',
    ],
  ] as const)('tells pixels %s, whatever Pixel Spacing says', (_, points, remark) => {
    expect(calibrationAt(ultrasound, points)).toMatchObject({ unit: 'px', remark });
  });
});

describe('measuring', () => {
  const calibration = { unit: 'mm', columnSize: 2, rowSize: 1, remark: '' } as const;

  it('takes the shape of a pixel into account', () => {
    expect(lengthOf([0, 0], [3, 8], calibration)).toBe(10);
    expect(angleOf([1, 0], [0, 0], [1, 2], calibration)).toBeCloseTo(45);
    expect(areaOf({ shape: 'rectangle', centre: [0, 0], a: [5, 0], b: [0, 5] }, calibration)).toBe(200);
    expect(areaOf({ shape: 'ellipse', centre: [0, 0], a: [5, 0], b: [0, 5] }, calibration)).toBeCloseTo(Math.PI * 50);
  });

  const frame = {
    rows: 4,
    columns: 4,
    isColour: false,
    pixels: Int16Array.from({ length: 16 }, (_, index) => index),
    min: 0,
    max: 15,
    slope: 2,
    intercept: -10,
    isRounded: false,
  };

  it('takes statistics over the pixels whose centre lies inside, in modality values', () => {
    // The four pixels in the middle: stored 5, 6, 9, 10.
    const found = statisticsOf({ shape: 'rectangle', centre: [2, 2], a: [1, 0], b: [0, 1] }, frame);
    expect(found).toMatchObject({ pixels: 4, mean: 5, min: 0, max: 10 });
    expect(found?.standardDeviation).toBeCloseTo(2 * Math.sqrt(4.25));
  });

  it('has no statistics outside of the image or over colour', () => {
    const region = { shape: 'ellipse', centre: [50, 50], a: [1, 0], b: [0, 1] } as const;
    expect(statisticsOf(region, frame)).toBeUndefined();
    expect(statisticsOf({ ...region, centre: [2, 2] }, { ...frame, isColour: true })).toBeUndefined();
  });

  it('reads the pixel under a point and nothing beside the image', () => {
    expect(valueAt(frame, [1.9, 2.1])).toEqual([8]);
    expect(valueAt(frame, [-0.1, 0])).toBeUndefined();
  });

  it('says unit and calibration with every measurement', () => {
    const ct = refOf({ ...CT, '00281052': element('DS', -1024), '00281053': element('DS', 1) });
    expect(
      measurementText(
        'length',
        [
          [0, 0],
          [10, 0],
        ],
        ct,
        frame,
      ),
    ).toEqual(['7.0 mm']);
    expect(
      measurementText(
        'length',
        [
          [0, 0],
          [10, 0],
        ],
        refOf({ ...DX, ...imager }),
        frame,
      ),
    ).toEqual(['2.0 mm (at detector)']);
    expect(
      measurementText(
        'length',
        [
          [0, 0],
          [10, 0],
        ],
        refOf(DX),
        frame,
      ),
    ).toEqual(['10.0 px']);
    expect(measurementText('probe', [[1.5, 2.5]], ct, frame)).toEqual(['8 HU', '(1, 2)']);
    expect(measurementText('probe', [[99, 0]], ct, frame)).toEqual(['outside the image']);
    expect(
      measurementText(
        'angle',
        [
          [1, 0],
          [0, 0],
          [0, 1],
        ],
        ct,
        frame,
      ),
    ).toEqual(['90.0°']);
    expect(
      measurementText(
        'bidirectional',
        [
          [0, 0],
          [0, 4],
          [1, 1],
          [2, 1],
        ],
        ct,
        frame,
      ),
    ).toEqual(['L 2.0 mm', 'W 0.7 mm']);
    expect(
      measurementText(
        'rectangle',
        [
          [1, 1],
          [3, 1],
          [1, 3],
          [3, 3],
        ],
        ct,
        frame,
      ),
    ).toEqual(['Mean 5 HU  SD 4.12', 'Min 0  Max 10 HU', 'Area 1.4 mm²']);
  });
});

describe('valueUnit', () => {
  it.each([
    ['rescaled CT', { ...CT, '00281052': element('DS', 0), '00281053': element('DS', 1) }, 'HU'],
    ['CT without rescale', CT, ''],
    [
      'a CT localiser',
      {
        ...CT,
        '00281052': element('DS', 0),
        '00281053': element('DS', 1),
        '00080008': element('CS', 'ORIGINAL', 'PRIMARY', 'LOCALIZER'),
      },
      '',
    ],
    [
      'CT that says its values are unspecified',
      { ...CT, '00281052': element('DS', 0), '00281053': element('DS', 1), '00281054': element('LO', 'US') },
      '',
    ],
    ['PET activity', { '00080060': element('CS', 'PT'), '00541001': element('CS', 'BQML') }, 'Bq/ml'],
    [
      'PET SUV as the header says it',
      { '00080060': element('CS', 'PT'), '00541001': element('CS', 'GML'), '00541006': element('CS', 'LBM') },
      'g/ml SUVlbm',
    ],
    ['PET counts', { '00080060': element('CS', 'PT'), '00541001': element('CS', 'CNTS') }, 'counts'],
    ['MR', { '00080060': element('CS', 'MR') }, ''],
    ['dose', { '00080060': element('CS', 'RTDOSE'), '30040002': element('CS', 'GY') }, 'Gy'],
  ])('%s', (_, dataset, expected) => {
    expect(valueUnit(refOf(dataset))).toBe(expected);
  });
});

describe('sideLetters', () => {
  const axial = refOf({ '00200037': element('DS', 1, 0, 0, 0, 1, 0) });

  it.each([
    ['upright', upright, 'A L P R'],
    ['turned by a quarter', { ...upright, rotationDegrees: 90 }, 'R A L P'],
    ['turned upside down', { ...upright, rotationDegrees: 180 }, 'P R A L'],
    ['mirrored left-right', { ...upright, flipHorizontal: true }, 'A R P L'],
    ['mirrored top-bottom', { ...upright, flipVertical: true }, 'P L A R'],
    ['mirrored, then turned', { rotationDegrees: 90, flipHorizontal: true, flipVertical: false }, 'L A R P'],
  ])('axial image %s', (_, turn, expected) => {
    const letters = sideLetters(axial, turn);
    expect([letters?.top, letters?.right, letters?.bottom, letters?.left].join(' ')).toBe(expected);
  });

  it('reads Patient Orientation where there are no cosines', () => {
    const letters = sideLetters(refOf({ '00200020': element('CS', 'A', 'FR') }), upright);
    expect(letters).toMatchObject({ right: 'A', left: 'P', bottom: 'FR', top: 'HL' });
  });

  it('names both axes of an oblique plane, the larger first', () => {
    const oblique = refOf({ '00200037': element('DS', 0.9, 0.436, 0, 0, 0, -1) });
    expect(sideLetters(oblique, upright)).toMatchObject({ right: 'LP', left: 'RA', bottom: 'F', top: 'H' });
  });

  it('has no letters where the header tells nothing', () => {
    expect(sideLetters(refOf({}), upright)).toBeUndefined();
  });
});
