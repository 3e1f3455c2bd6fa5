import { describe, expect, it } from 'vitest';
import { bitsOf, describePlanes, type OverlayPlane } from './overlay-planes.ts';

const us = (...Value: number[]) => ({ vr: 'US', Value });
const PLANE = {
  '60020010': us(2),
  '60020011': us(5),
  '60020040': { vr: 'CS', Value: ['G'] },
  '60020050': { vr: 'SS', Value: [3, -1] },
  '60020100': us(1),
  '60023000': { vr: 'OW', InlineBinary: btoa(String.fromCharCode(0b00110001, 0b10)) },
};

describe('overlay planes', () => {
  it('are found in their group, with an origin from zero that may lie outside the image', () => {
    const { planes, inPixelBits } = describePlanes(PLANE, 1);
    expect(inPixelBits).toBe(0);
    expect(planes).toHaveLength(1);
    expect(planes[0]?.plane).toEqual({ group: 0x6002, rows: 2, columns: 5, x: -2, y: 2, isRegion: false, label: '', part: 0 }); // prettier-ignore
  });

  it('have their first pixel in the lowest bit', () => {
    const [found] = describePlanes(PLANE, 1).planes;
    if (found === undefined || !('bytes' in found.source)) throw new Error('no bytes');
    expect([...(bitsOf(found.source.bytes, found.plane) ?? [])]).toEqual([1, 0, 0, 0, 1, 1, 0, 0, 0, 1]);
  });

  it('lie over the frames that they count, from the first they name', () => {
    const dataset = { ...PLANE, '60020015': { vr: 'IS', Value: [2] }, '60020051': us(3) };
    expect([1, 2, 3, 4, 5].map((frame) => describePlanes(dataset, frame).planes[0]?.plane.part)).toEqual([
      undefined, undefined, 0, 1, undefined,
    ]); // prettier-ignore
    expect(describePlanes(PLANE, 7).planes[0]?.plane.part).toBe(0);
  });

  it('are refused when the data is too short, and counted when they hide in the pixels', () => {
    const plane: OverlayPlane = { group: 0x6000, rows: 3, columns: 3, x: 0, y: 0, isRegion: false, label: '', part: 1 };
    expect(bitsOf(new Uint8Array(2), plane)).toBeUndefined();
    expect(bitsOf(new Uint8Array(3), plane)).toHaveLength(9);
    const { '60023000': _, ...without } = { ...PLANE, '60020100': us(16) };
    expect(describePlanes(without, 1)).toEqual({ planes: [], inPixelBits: 1 });
  });

  it('may be anywhere else: then the address is told', () => {
    const dataset = { ...PLANE, '60023000': { vr: 'OW', BulkDataURI: '/dicom-web/studies/1/bulk/1' } };
    expect(describePlanes(dataset, 1).planes[0]?.source).toEqual({ uri: '/dicom-web/studies/1/bulk/1' });
  });
});
