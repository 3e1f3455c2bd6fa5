import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaySetsOf, isImageSet, type ImageSet } from '../../services/dicomweb/index.ts';
import { linkedSlice } from './linked-slice.ts';

const element = (vr: string, ...Value: unknown[]) => ({ vr, Value });

interface Made {
  readonly uid: string;
  /** Of the middles of the images. */
  readonly at: readonly number[];
  readonly size?: number;
  readonly space?: string | null;
  readonly tiltDegrees?: number;
}

/** Axial slices around the same axis, tilted about the left-right axis. */
function stack({ uid, at, size = 256, space = '1.7', tiltDegrees = 0 }: Made): ImageSet {
  const tilt = (tiltDegrees * Math.PI) / 180;
  const [y, z] = [Math.cos(tilt), Math.sin(tilt)];
  const half = (size - 1) / 2;
  const [set] = displaySetsOf(
    at.map((middle, index) => ({
      '00080016': element('UI', '1.2.840.10008.5.1.4.1.1.2'),
      '00080018': element('UI', `${uid}.${index + 1}`),
      '0020000E': element('UI', uid),
      '00200013': element('IS', index + 1),
      '00280010': element('US', size),
      '00280011': element('US', size),
      '00280030': element('DS', 1, 1),
      '00200037': element('DS', 1, 0, 0, 0, y, z),
      '00200032': element('DS', -half, -half * y, middle - half * z),
      ...(space === null ? {} : { '00200052': element('UI', space) }),
    })),
  );
  if (set === undefined || !isImageSet(set)) throw new Error('no stack');
  return set;
}

const every = (step: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => from + index * step);

describe('a linked slice', () => {
  it('is found by its place and not by its number, whichever end either stack starts at', () => {
    const thin = stack({ uid: '1', at: every(1, 100) });
    const thick = stack({ uid: '2', at: every(-5, 20, 95), size: 128 });
    expect(linkedSlice(thin, 50, thick, 0)).toEqual({ index: 9, awayMm: 0, isThere: true });
    expect(linkedSlice(thick, 0, thin, 0)).toEqual({ index: 95, awayMm: 0, isThere: true });
  });

  it('is never farther away than any other, and there whenever the stacks overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 39 }), fc.double({ min: 0.5, max: 6, noNaN: true }), (index, step) => {
        const from = stack({ uid: '1', at: every(2, 40) });
        const to = stack({ uid: '2', at: every(step, 200, -3) });
        const found = linkedSlice(from, index, to, 0);
        const away = every(step, 200, -3).map((place) => Math.abs(place - 2 * index));
        // What differs by less than a hundredth of a millimetre is one place.
        expect(found?.awayMm).toBeLessThan(Math.min(...away) + 0.0101);
        expect(found?.isThere).toBe(true);
      }),
    );
  });

  it('says how far the nearest is where the stack has none: beyond its end, or between images far apart', () => {
    const chest = stack({ uid: '1', at: every(2, 100) });
    expect(linkedSlice(chest, 99, stack({ uid: '2', at: every(2, 50) }), 0)).toEqual({
      index: 49,
      awayMm: 100,
      isThere: false,
    });
    const scouts = stack({ uid: '3', at: [0, 60, 120] });
    expect(linkedSlice(chest, 10, scouts, 0)).toEqual({ index: 0, awayMm: 20, isThere: false });
  });

  it('is measured between the middles when one stack is slightly tilted, and is none when it is tilted much', () => {
    const straight = stack({ uid: '1', at: every(1, 100) });
    expect(linkedSlice(straight, 40, stack({ uid: '2', at: every(1, 100), tiltDegrees: 4 }), 0)?.index).toBe(40);
    expect(linkedSlice(straight, 40, stack({ uid: '3', at: every(1, 100), tiltDegrees: 8 }), 0)).toBeUndefined();
  });

  it('keeps the moment of a dynamic series', () => {
    const anatomy = stack({ uid: '1', at: every(1, 10) });
    const dynamic = stack({ uid: '2', at: [...every(1, 10), ...every(1, 10), ...every(1, 10)] });
    expect(linkedSlice(anatomy, 4, dynamic, 12)?.index).toBe(14);
    expect(linkedSlice(anatomy, 4, dynamic, 29)?.index).toBe(24);
  });

  it.each([
    ['in another space', stack({ uid: '2', at: every(1, 100), space: '1.8' })],
    ['in no space that is told', stack({ uid: '2', at: every(1, 100), space: null })],
  ])('is none %s', (_, other) => {
    expect(linkedSlice(stack({ uid: '1', at: every(1, 100) }), 5, other, 0)).toBeUndefined();
    expect(linkedSlice(other, 5, stack({ uid: '1', at: every(1, 100) }), 0)).toBeUndefined();
  });

  it('is none of the same stack: whoever hangs it twice compares two of its places', () => {
    const one = stack({ uid: '1', at: every(1, 10) });
    expect(linkedSlice(one, 5, one, 0)).toBeUndefined();
  });
});
