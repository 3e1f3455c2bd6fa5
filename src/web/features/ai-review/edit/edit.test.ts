import { describe, expect, it } from 'vitest';
import { concept, type Finding, QUANTITY, UNIT } from '../../../../core/findings/index.ts';
import { handlesOf, movedMm, type PixelShape, withHandleAt } from './edit-shape.ts';
import { editedFinding } from './edited-finding.ts';

const circle: PixelShape = { kind: 'circle', centre: [10, 20], edge: [14, 20] };
const ellipse: PixelShape = { kind: 'ellipse', majorAxis: [[0, 5], [10, 5]], minorAxis: [[5, 2], [5, 8]] }; // prettier-ignore
const box: PixelShape = { kind: 'polygon', points: [[0, 0], [4, 0], [4, 2], [0, 2]] }; // prettier-ignore

describe('a shape', () => {
  it('is moved as a whole by its middle', () => {
    expect(withHandleAt(circle, 0, [11, 22])).toEqual({ kind: 'circle', centre: [11, 22], edge: [15, 22] });
    expect(withHandleAt(box, 0, [3, 2])).toEqual({ kind: 'polygon', points: [[1, 1], [5, 1], [5, 3], [1, 3]] }); // prettier-ignore
    expect(withHandleAt({ kind: 'point', point: [1, 1] }, 0, [0, 0])).toEqual({ kind: 'point', point: [0, 0] });
  });

  it('is made larger by its edge, keeps its place, and never becomes none', () => {
    expect(withHandleAt(circle, 1, [10, 26])).toEqual({ kind: 'circle', centre: [10, 20], edge: [10, 26] });
    expect(withHandleAt(circle, 1, [10, 20.1])).toBe(circle);
    expect(withHandleAt(ellipse, 2, [13, 9])).toEqual({ kind: 'ellipse', majorAxis: [[-3, 5], [13, 5]], minorAxis: [[5, 2], [5, 8]] }); // prettier-ignore
    // The short axis pulled beyond the long one becomes the long one.
    expect(withHandleAt(ellipse, 4, [5, 15])).toMatchObject({ majorAxis: [[5, -5], [5, 15]] }); // prettier-ignore
  });

  it('is changed corner by corner', () => {
    expect(withHandleAt(box, 3, [9, 9])).toEqual({ kind: 'polygon', points: [[0, 0], [4, 0], [9, 9], [0, 2]] }); // prettier-ignore
    expect(handlesOf(box)).toHaveLength(5);
    expect(handlesOf({ kind: 'ellipsoid', axes: [] })).toBeUndefined();
  });

  it('says how far it went in millimetres', () => {
    expect(movedMm(circle, withHandleAt(circle, 0, [13, 24]), [1, 1])).toBe(5);
    expect(movedMm(circle, withHandleAt(circle, 1, [16, 20]), [1, 0.5])).toBe(1);
    expect(movedMm(box, box, [1, 1])).toBe(0);
  });
});

describe('an edited finding', () => {
  const finding: Finding = {
    trackingUID: '2.25.1',
    trackingIdentifier: 'Candidate 1',
    type: concept('27925004', 'SCT', 'Nodule'),
    sites: [],
    regions: [{ space: 'image', image: { sopClassUID: '1', sopInstanceUID: '2' }, shape: circle }],
    score: { concept: concept('122157', 'DCM', 'Probability'), value: 0.7 },
    measurements: [
      { concept: QUANTITY.diameter, unit: UNIT.mm, value: 8, algorithm: { name: 'm', version: '1.0.0' } },
      { concept: QUANTITY.attenuation, unit: UNIT.hounsfield, value: 30 },
    ],
    evaluations: [],
    algorithm: { name: 'm', version: '1.0.0' },
  };

  it('keeps its identity and loses every number that its new outline does not give', () => {
    const edited = editedFinding(finding, { trackingIdentifier: 'Nodule', type: undefined, shape: withHandleAt(circle, 1, [13, 24]) }, [0.5, 0.5]); // prettier-ignore
    expect(edited).toMatchObject({ trackingUID: '2.25.1', trackingIdentifier: 'Nodule', algorithm: { name: 'm' } });
    expect(edited.measurements).toEqual([{ concept: QUANTITY.diameter, unit: UNIT.mm, value: 5 }]);
    const withoutSize = editedFinding(finding, { trackingIdentifier: '', type: undefined, shape: circle }, undefined);
    expect([withoutSize.measurements, withoutSize.trackingIdentifier]).toEqual([[], 'Candidate 1']);
  });

  it('keeps its numbers where only words were changed', () => {
    const type = concept('52988006', 'SCT', 'Lesion');
    const edited = editedFinding(finding, { trackingIdentifier: 'Candidate 1', type, shape: undefined }, [1, 1]);
    expect(edited).toEqual({ ...finding, type });
  });

  it('has the area of its outline', () => {
    const area = { ...finding, measurements: [{ concept: QUANTITY.area, unit: UNIT.mm2, value: 1 }] };
    const edit = (shape: PixelShape) => editedFinding(area, { trackingIdentifier: 'x', type: undefined, shape }, [2, 1]).measurements[0]?.value; // prettier-ignore
    expect(edit(box)).toBe(16);
    expect(edit(ellipse)).toBeCloseTo((Math.PI / 4) * 10 * 12, 9);
  });
});
